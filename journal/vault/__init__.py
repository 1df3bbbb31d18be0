"""Bytes in, bytes out, and one file kept safe. Knows nothing of patients."""
