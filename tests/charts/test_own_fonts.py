"""Charts are lettered in matplotlib's own font, and its list of fonts is kept by ourselves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from journal.charts.own_fonts import keep_to_own_fonts

keep_to_own_fonts(Path(sys.argv[1]) / "not" / "there yet")
from journal.charts.lettering import font_file
import matplotlib
from matplotlib.font_manager import fontManager

own = Path(matplotlib.get_data_path()).resolve()
used = [Path(font_file("DejaVu Sans", bold=bold)) for bold in (False, True)]
known = [Path(entry.fname) for entry in fontManager.ttflist]
print(len(known), all(path.resolve().is_relative_to(own) for path in [*used, *known]))
"""


def test_no_font_of_the_computer_is_looked_at_and_nothing_is_left_elsewhere(tmp_path: Path) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept"
    home.mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "HOME": str(home),
        "USERPROFILE": str(home),
        "PYTHONPATH": str(ROOT),
    }
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(kept)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    count, all_own = ran.stdout.split()
    assert int(count) > 0
    assert all_own == "True"
    assert ran.stderr == ""
    assert list(home.rglob("*")) == []
    assert list(kept.rglob("fontlist*.json"))
