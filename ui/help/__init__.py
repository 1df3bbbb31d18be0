"""Help now: numbers to call."""
