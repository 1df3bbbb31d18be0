"""How widgets are set beside and below each other."""
