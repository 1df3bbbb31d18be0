"""Typeset: a template and data as a tagged PDF, made in memory."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import typst

_FACES = ("Libertinus Serif", "DejaVu Sans")
"""The face of the page, bundled with typst, and one for more scripts, bundled with matplotlib."""

_LAST_RESORT = "Last Resort High-Efficiency"
"""Bundled with matplotlib: a box for every character there is."""

_NO_LETTER = "could not be displayed with font"
"""What typst says when no face has a character."""


def typeset(template: str, data: object) -> bytes:
    """A template filled with ``data`` as PDF/UA-1; see :func:`typeset_pages`."""
    (pdf,) = _typeset(template, data, {"format": "pdf", "pdf_standards": "ua-1"})
    return pdf


def typeset_pages(template: str, data: object, dpi: float) -> list[bytes]:
    """The pages of what :func:`typeset` makes as PNG images, from the same compiler.

    The template is ``resources/summary/<template>``. ``data`` (a dataclass of texts) reaches it as
    ``sys.inputs.data`` (JSON), so nothing in it can run as markup; ``sys.inputs.faces`` names the
    fonts in the order to look for a letter. The system's fonts are asked only where the bundled
    ones have no such letter.
    """
    return _typeset(template, data, {"format": "png", "ppi": dpi})


def _typeset(template: str, data: object, form: dict[str, Any]) -> list[bytes]:
    import typst

    words = _printable(msgspec.json.encode(data).decode())
    try:
        return _compiled(template, words, form, system=False)
    except typst.TypstError as error:
        if _NO_LETTER not in error.message:
            raise
    return _compiled(template, words, form, system=True)


def _compiled(template: str, words: str, form: dict[str, Any], *, system: bool) -> list[bytes]:
    import typst

    fonts = _fonts(system)
    source = files("resources.summary").joinpath(template).read_bytes()
    made = typst.Compiler(source, font_paths=fonts).compile(
        source,
        sys_inputs={"data": words, "faces": json.dumps(_faces(fonts, system))},
        **form,
    )
    if made is None:
        raise TypeError("nothing was made")
    # One file comes as it is, several as a list.
    return made if isinstance(made, list) else [made]


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


def _printable(text: str) -> str:
    """``text`` with a replacement for what is no character at all, and so in no face."""
    return "".join(
        "\ufffd" if unicodedata.category(ch) in ("Cn", "Co", "Cs") else ch for ch in text
    )
