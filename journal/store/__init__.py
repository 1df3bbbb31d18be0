"""Rows: the in-memory SQLite database, reached through sqlite-utils."""
