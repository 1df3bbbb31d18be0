"""PDF: a summary as an accessible, printable page or two, made in memory."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from journal.summary.content import SummaryContent

if TYPE_CHECKING:
    import typst

_FACES = ("Libertinus Serif", "DejaVu Sans")
"""The face of the page, bundled with typst, and one for more scripts, bundled with matplotlib."""

_LAST_RESORT = "Last Resort High-Efficiency"
"""Bundled with matplotlib: a box for every character there is."""

_LAYOUTS = (("9.6pt", "1"), ("8.6pt", "1"), ("10pt", "2"), ("8.4pt", "2"))
"""Size of the text and most pages, tried in turn until the words fit."""

_TOO_LONG = "more pages than there may be"
"""What the template says when they do not."""

_NO_LETTER = "could not be displayed with font"
"""What typst says when no face has a character."""


def to_pdf(summary: SummaryContent) -> bytes:
    """``summary`` as a tagged PDF (PDF/UA-1) of one page, or two when there is much to say.

    The words reach the compiler as data, so nothing in them can run as markup, and nothing is
    written to the disk. Letters come from the faces bundled with typst and matplotlib. Where these
    have none (Chinese, Japanese, Korean, colour emoji) the system's fonts are asked, and at last a
    box is drawn that still reads aloud and copies as the right character.
    """
    import typst

    data = _printable(msgspec.json.encode(summary).decode())
    for size, pages in _LAYOUTS:
        try:
            return _compiled({"data": data, "size": size, "pages": pages})
        except typst.TypstError as error:
            if _TOO_LONG not in error.message or (size, pages) == _LAYOUTS[-1]:
                raise
    raise AssertionError("there is always a last layout")


def _compiled(inputs: dict[str, str]) -> bytes:
    """One try, first with the bundled faces alone: looking for the system's takes longer."""
    import typst

    try:
        return _compiled_with(inputs, system=False)
    except typst.TypstError as error:
        if _NO_LETTER not in error.message:
            raise
    return _compiled_with(inputs, system=True)


def _compiled_with(inputs: dict[str, str], *, system: bool) -> bytes:
    import typst

    fonts = _fonts(system)
    # The template is given again: a compiler remembers it for its first run only.
    template = _template()
    compiler = typst.Compiler(template, font_paths=fonts)
    pdf = compiler.compile(
        template,
        format="pdf",
        sys_inputs={**inputs, "faces": json.dumps(_faces(fonts, system))},
        pdf_standards="ua-1",
    )
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one file")
    return pdf


def _faces(fonts: typst.Fonts, system: bool) -> list[str]:
    """The faces to look for a letter in, in order."""
    known = fonts.families()
    own = [face for face in _FACES if face in known]
    if not system:
        return own
    others = [face for face in known if face not in (*own, _LAST_RESORT)]
    return [*own, *others, *(face for face in (_LAST_RESORT,) if face in known)]


@cache
def _fonts(system: bool) -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=system, font_paths=_bundled_faces())


def _bundled_faces() -> list[Path]:
    """Where matplotlib keeps its faces, found without importing it."""
    found = find_spec("matplotlib")
    if found is None or not found.submodule_search_locations:
        return []
    folder = Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
    return [folder] if folder.is_dir() else []


@cache
def _template() -> bytes:
    return files("resources.summary").joinpath("summary.typ").read_bytes()


def _printable(text: str) -> str:
    """``text`` with a replacement for what is no character at all, and so in no face."""
    return "".join(
        "\ufffd" if unicodedata.category(ch) in ("Cn", "Co", "Cs") else ch for ch in text
    )
