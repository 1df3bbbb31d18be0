"""The open journal: commands, queries, copies and keys. ``Book`` is the one door."""
