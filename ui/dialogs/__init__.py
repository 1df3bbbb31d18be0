"""Dialogs: short conversations on top of a page."""
