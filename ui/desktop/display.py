"""Whether there is a screen to show a window on. Qt aborts the program when there is none."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

NO_DISPLAY = (
    "Daybook needs a screen to open its window, and none was found."
    " These work without one: new, log, show, summary, export, check."
)


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether Qt would find a screen. Only Linux and its relatives can be without one."""
    if not sys.platform.startswith(("linux", "freebsd")):
        return True
    if environment.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal", "vnc"):
        return True
    wayland = environment.get("WAYLAND_DISPLAY")
    if wayland:
        folder = Path(environment.get("XDG_RUNTIME_DIR", "/"))
        if _answers(socket.AF_UNIX, str(folder / wayland)):
            return True
    return _x11_answers(environment.get("DISPLAY", ""))


def _x11_answers(display: str) -> bool:
    """Whether an X server listens at ``display``, written ``[host]:number[.screen]``."""
    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 (where every X server listens)
        return _answers(socket.AF_UNIX, path) or _answers(socket.AF_UNIX, "\0" + path)
    return _answers(socket.AF_INET, (host, 6000 + int(number)))


def _answers(family: int, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(2)
            probe.connect(address)
    except (OSError, OverflowError):  # the number of a display may be no port
        return False
    return True
