"""Dates and names in words, for screen and paper."""
