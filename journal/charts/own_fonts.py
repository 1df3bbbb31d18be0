"""Own fonts: charts are lettered in the font that matplotlib brings, on every computer the same."""

from __future__ import annotations

import os
from pathlib import Path


def keep_to_own_fonts(remembered: Path) -> None:
    """Have matplotlib know the fonts that it brings alone, and keep their list in the folder
    ``remembered``; before it is imported.

    Otherwise it opens every font of the computer the first time that it is imported, which takes
    seconds, and writes a list into a folder that it shares with other programs.
    """
    os.environ["MPL_IGNORE_SYSTEM_FONTS"] = "1"
    os.environ["MPLCONFIGDIR"] = str(remembered)
