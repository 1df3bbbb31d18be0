"""One page a file: its layout, and what the person meant."""
