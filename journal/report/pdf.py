"""PDF: a summary as an accessible, printable page or two, made in memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import msgspec

from journal.report.content import SummaryContent
from journal.report.typeset import typeset, typeset_pages

T = TypeVar("T")

_TEMPLATE = "summary.typ"

_LAYOUTS = ((9.6, 1), (8.5, 1), (10.0, 2), (8.4, 2))
"""Size of the text in points and most pages, tried in turn until the words fit."""

_LONGEST = 100
"""Characters left of any text where even the last layout has no room, as with very wide letters."""

_TOO_LONG = "more pages than there may be"
"""What the template says when the words do not fit."""


def to_pdf(summary: SummaryContent) -> bytes:
    """``summary`` as a tagged PDF (PDF/UA-1) of one page, or two when there is much to say.

    The words reach the compiler as data, so nothing in them can run as markup, and nothing is
    written to the disk. Letters come from the faces bundled with typst and matplotlib. Where these
    have none (Chinese, Japanese, Korean, colour emoji) the system's fonts are asked, and at last a
    box is drawn that still reads aloud and copies as the right character.
    """
    return _fitted(summary, partial(typeset, _TEMPLATE))


def to_pages(summary: SummaryContent, dpi: float) -> list[bytes]:
    """The pages of :func:`to_pdf` as PNG images, to be looked at before anything is saved."""
    return _fitted(summary, partial(typeset_pages, _TEMPLATE, dpi=dpi))


def _fitted(summary: SummaryContent, typeset_it: Callable[[Any], T]) -> T:
    """What ``typeset_it`` makes of ``summary`` in the first layout that has room for it."""
    import typst

    plain = msgspec.to_builtins(summary)
    for size, pages in _LAYOUTS:
        try:
            return typeset_it({"summary": plain, "size": size, "pages": pages})
        except typst.TypstError as error:
            if _TOO_LONG not in error.message:
                raise
    return typeset_it({"summary": _cut(plain), "size": size, "pages": pages})


def _cut(plain: Any) -> Any:
    """``plain`` with every text in it cut to :data:`_LONGEST`."""
    if isinstance(plain, str):
        return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"
    if isinstance(plain, dict):
        return {name: _cut(value) for name, value in plain.items()}
    return [_cut(value) for value in plain] if isinstance(plain, list | tuple) else plain
