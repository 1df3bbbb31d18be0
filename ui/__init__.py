"""The screen: PySide6 widgets."""
