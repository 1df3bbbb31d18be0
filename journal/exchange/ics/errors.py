"""What reading a broken property of a calendar file can end in."""

from __future__ import annotations

from journal.errors import InvalidInput

READING_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    InvalidInput,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""icalendar checks some properties only when they are asked for, and zoneinfo opens files by the
names of zones."""
