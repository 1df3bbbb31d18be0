"""Entries to numbers, each with its n. Pure functions."""
