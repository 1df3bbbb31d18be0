"""Whether there is a screen is found out without asking Qt, which would end the program."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.desktop.display import NO_DISPLAY, has_display

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith(("linux", "freebsd")), reason="other systems always have a screen"
)


@pytest.fixture
def wayland(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A socket that something listens on, as a compositor would."""
    path = tmp_path_factory.mktemp("run") / "wayland-7"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        yield path


@pytest.fixture
def x11() -> Iterator[int]:
    """The number of a display on this computer that something listens on."""
    for number in range(64, 128):
        with socket.socket() as server:
            try:
                server.bind(("127.0.0.1", 6000 + number))
            except OSError:
                continue
            server.listen()
            yield number
            return
    pytest.skip("no free port")


def test_nothing_set_means_no_screen() -> None:
    assert not has_display({})
    assert not has_display({"DISPLAY": "", "WAYLAND_DISPLAY": ""})


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc", "vnc:size=800x600"])
def test_platforms_without_a_screen_need_none(platform: str) -> None:
    assert has_display({"QT_QPA_PLATFORM": platform})


def test_a_wayland_socket_counts_once_it_answers(wayland: Path) -> None:
    named = {"WAYLAND_DISPLAY": wayland.name, "XDG_RUNTIME_DIR": str(wayland.parent)}
    assert has_display(named)
    assert has_display({"WAYLAND_DISPLAY": str(wayland)}), "the whole path is allowed, too"
    assert not has_display(named | {"WAYLAND_DISPLAY": "wayland-8"})
    wayland.unlink()
    wayland.touch()
    assert not has_display(named), "a file is no socket"


def test_an_x_server_counts_once_it_answers(x11: int) -> None:
    assert has_display({"DISPLAY": f"127.0.0.1:{x11}"})
    assert has_display({"DISPLAY": f"localhost:{x11}.0"})


@pytest.mark.parametrize(
    "display", [":99999", "nonsense", ":", ":x", "localhost:", "127.0.0.1:63000", "no such host:0"]
)
def test_a_display_that_nobody_serves_is_none(display: str) -> None:
    assert not has_display({"DISPLAY": display})


def test_asking_imports_no_qt() -> None:
    code = (
        "import sys, ui.desktop.display;"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, timeout=60).returncode == 0
    assert NO_DISPLAY.endswith(".")
