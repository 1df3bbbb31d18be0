"""Craving now: through a craving, one step at a time."""
