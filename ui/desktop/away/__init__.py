"""What tells that the window is to be locked: the time, a key, the desktop."""
