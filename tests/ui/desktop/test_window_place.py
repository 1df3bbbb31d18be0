"""A window comes back where it was, and never larger than the screens of now, nor beside them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from ui.desktop.settings_file import SettingsFile
from ui.desktop.window_place import WindowPlace

ROOT = Path(__file__).parents[3]

SHOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.app import Daybook
from ui.desktop.settings_file import SettingsFile

app = QApplication([])
daybook = Daybook(app, SettingsFile(Path(sys.argv[1])))
daybook.start()
app.processEvents()
window = daybook.window
frame, screen = window.frameGeometry(), window.screen().availableGeometry()
print(*frame.getRect()[:2], screen.contains(frame), window.isMaximized())
window.close()
daybook.finish()
"""

numbers = st.integers(-10_000, 10_000)
sizes = st.integers(1, 10_000)
places = st.builds(
    lambda x, y, width, height, maximised: WindowPlace(
        QPoint(x, y), QSize(width, height), maximised
    ),
    numbers, numbers, sizes, sizes, st.booleans(),
)  # fmt: skip
screens = st.builds(QRect, numbers, numbers, st.integers(640, 8000), st.integers(400, 8000))


@given(places, st.lists(screens, min_size=1, max_size=4))
def test_it_lies_on_one_screen_and_what_lay_there_stays(
    place: WindowPlace, there: list[QRect]
) -> None:
    found = place.on(there)
    outside = QRect(found.corner, found.size)
    assert any(screen.contains(outside) for screen in there)
    assert found.on(there) == found
    assert found.maximised == place.maximised
    if all(screen.contains(QRect(place.corner, place.size + QSize(24, 64))) for screen in there):
        assert found == place


@given(places)
def test_what_is_written_is_read(place: WindowPlace) -> None:
    assert WindowPlace.read(place.written()) == place


@pytest.mark.parametrize(
    "text", ["", "1 2 3", "a b c d", "1 2 -3 4", f"{10**12} 0 9 9", "maximised"]
)
def test_what_is_no_place_is_none(text: str) -> None:
    assert WindowPlace.read(text) is None


def shown(settings: Path, *screens: tuple[int, int, int, int, float]) -> str:
    """Where the real window comes up on these screens: x, y, width, height and scale of each."""
    listed = [
        {"name": f"S{number}", "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": scale}
        | {"x": x, "y": y, "width": width, "height": height}
        for number, (x, y, width, height, scale) in enumerate(screens)
    ]
    layout = settings.with_name("screens.json")
    layout.write_text(json.dumps({"screens": listed}))
    done = subprocess.run(
        [sys.executable, "-c", SHOW, str(settings)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={layout}"},
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    return done.stdout.strip()


LARGE = (0, 0, 1920, 1080, 1)
BESIDE = (1920, 0, 1920, 1080, 1)


def kept(settings: Path, place: WindowPlace) -> Path:
    SettingsFile(settings).window_place = place
    return settings


@pytest.mark.parametrize("place", [None, WindowPlace(QPoint(2500, 200), QSize(1800, 900))])
@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [
        (1366, 768, 1.0),
        (1280, 720, 1.5),  # 1920x1080 at 150%
        (1024, 640, 1.25),  # 1280x800 at 125%
        (1024, 600, 1.0),
    ],
)
def test_it_is_no_larger_than_a_small_screen_also_after_a_large_one(
    tmp_path: Path, place: WindowPlace | None, width: int, height: int, scale: float
) -> None:
    settings = tmp_path / "settings.ini"
    if place is not None:
        kept(settings, place)
    assert shown(settings, (0, 0, width, height, scale)).endswith("True False")


@pytest.mark.parametrize("screens", [(LARGE, BESIDE), (LARGE,)], ids=["there", "gone"])
def test_it_comes_back_maximised_also_where_its_screen_is_gone(
    tmp_path: Path, screens: tuple[tuple[int, int, int, int, float], ...]
) -> None:
    place = WindowPlace(QPoint(2500, 200), QSize(640, 480), maximised=True)
    settings = kept(tmp_path / "settings.ini", place)
    left, rest = shown(settings, *screens).split(" ", 1)
    assert rest == "0 True True"
    assert left == str(screens[-1][0])
    again = SettingsFile(settings).window_place
    assert again is not None
    assert again.maximised


def test_it_comes_back_to_the_screen_that_it_was_on(tmp_path: Path) -> None:
    place = WindowPlace(QPoint(2500, 200), QSize(640, 480))
    settings = kept(tmp_path / "settings.ini", place)
    assert shown(settings, LARGE, BESIDE) == "2500 200 True False"
    assert SettingsFile(settings).window_place == place
