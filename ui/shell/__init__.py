"""The window around an open journal: rail, header, pages."""
