"""Bytes to bytes: the sealed journal as FORMAT.md describes it."""
