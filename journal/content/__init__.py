"""What resources/content says, read and checked."""
