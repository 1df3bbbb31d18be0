"""What a patient records: frozen dataclasses that validate themselves."""
