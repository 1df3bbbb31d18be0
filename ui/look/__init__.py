"""Theme, icons, colours."""
