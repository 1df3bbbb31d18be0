"""Look back: the calendar of what is written, search, and any day."""
