"""The styles that charts are drawn with in each theme."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from journal.charts.style import ChartStyle


def themed(name: str, font_size: float = 10) -> ChartStyle:
    tokens = tomllib.loads((files("resources") / "themes" / f"{name}.toml").read_text())
    return ChartStyle.from_tokens({**tokens["colours"], **tokens["chart"]}, font_size)


LIGHT, DARK = themed("light"), themed("dark")
