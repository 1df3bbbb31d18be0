"""Fields that take an answer."""
