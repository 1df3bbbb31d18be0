"""Daybook's journal: everything but the screen."""
