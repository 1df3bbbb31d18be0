"""What a therapist reads: content to PDF, CSV, JSON, FHIR."""
