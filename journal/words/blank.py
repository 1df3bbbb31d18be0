"""The names of two kinds of nothing, which are never one (DESIGN section 5)."""

from __future__ import annotations

BLANK = "blank"
"""A day that nothing at all is kept for."""

NOT_WRITTEN = "not written"
"""An answer that is not there, on a day that has others or a record of another kind."""
