"""Whether the system libraries that Qt needs are here. Without one of them Qt ends the program."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

_LIBRARY = re.compile(r"\blib[\w+.-]*?\.so(?:\.\d+)*")


def missing_library(said: str) -> str | None:
    """The library that the loader could not load, from what it said; None when it names none."""
    named = [name for name in _LIBRARY.findall(said) if not name.startswith("libq")]
    return named[-1] if named else None


def sentence(library: str) -> str:
    """What to say when ``library`` is missing."""
    return (
        f"Daybook cannot open its window: the system library {library} is missing or damaged."
        " Please install it; README.md names what a window needs."
    )


def missing_for_the_screen(environment: Mapping[str, str] = os.environ) -> str | None:
    """The library without which no window can be shown; None when none is missing.

    Qt would load the same plugin a moment later, so asking costs no time. Only on Linux and its
    relatives do libraries come from elsewhere than Qt.
    """
    if not sys.platform.startswith(("linux", "freebsd")):
        return None
    from PySide6.QtCore import QPluginLoader

    said = ""
    for plugin in _plugins(environment):
        loader = QPluginLoader(str(plugin))
        if loader.load():
            return None
        said = said or loader.errorString()
    return missing_library(said)


def _plugins(environment: Mapping[str, str]) -> Iterator[Path]:
    """The plugins that Qt would try for this screen, in its order."""
    from PySide6.QtCore import QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    asked = environment.get("QT_QPA_PLATFORM", "")
    usual = "wayland;xcb" if environment.get("XDG_SESSION_TYPE") == "wayland" else "xcb;wayland"
    for name in (asked or usual).split(";"):
        yield from sorted(folder.glob(f"libq{name.split(':')[0]}*.so"))
