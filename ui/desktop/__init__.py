"""What differs from desktop to desktop: windows, screen lock, displays, settings."""
