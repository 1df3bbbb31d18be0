"""Days, lengths and records in words, as the screen says them."""
