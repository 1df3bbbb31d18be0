"""ChartStyle: the colours and sizes that a chart is drawn with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from journal.model.choices import SessionKind


@dataclass(frozen=True)
class ChartStyle:
    """Colours as #rrggbb. ``font_size`` is that of labels in points at 96 dots an inch.

    Every colour of a mark stands out 3:1 from ``ground``, or its ``edge`` does; ``text`` and
    ``muted`` stand out 4.5:1. ``kinds`` are of Okabe and Ito's colours, safe with every kind of
    colour vision; shapes, dashes and patterns tell things apart as well. ``scale`` names a
    matplotlib colour map for values, lightest at 0.
    """

    ground: str
    text: str
    muted: str
    grid: str
    band: str
    edge: str
    mood: str
    craving: str
    meeting: str
    use: str
    kinds: Mapping[SessionKind, str] = field(hash=False)
    scale: str = "cividis_r"
    font_family: str = "DejaVu Sans"
    font_size: float = 10.0

    @classmethod
    def from_tokens(cls, tokens: Mapping[str, str], font_size: float = 10.0) -> ChartStyle:
        """The style for a theme's colours by name: card, ink, ink-soft, mood, craving, grid,
        use, meeting, plan, and one for every kind of session."""
        return cls(
            ground=tokens["card"],
            text=tokens["ink"],
            muted=tokens["ink-soft"],
            grid=tokens["grid"],
            band=mixed(tokens["card"], tokens["grid"], 0.5),
            edge=tokens["plan"],
            mood=tokens["mood"],
            craving=tokens["craving"],
            meeting=tokens["meeting"],
            use=tokens["use"],
            kinds={kind: tokens[kind] for kind in SessionKind},
            font_size=font_size,
        )

    @property
    def em(self) -> float:
        """The font size in logical pixels."""
        return self.font_size * 96 / 72


def mixed(one: str, other: str, share: float) -> str:
    """The colour that lies ``share`` (0 to 1) of the way from ``one`` to ``other``."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(low + (high - low) * share):02x}" for low, high in pairs)


LIGHT = ChartStyle(
    ground="#ffffff",
    text="#22302f",
    muted="#55635f",
    grid="#dfe5e2",
    band="#e6ebe9",
    edge="#33413f",
    mood="#00766c",
    craving="#c45500",
    meeting="#8a4f7d",
    use="#33413f",
    kinds={
        SessionKind.GROUP: "#0072b2",
        SessionKind.INDIVIDUAL: "#e69f00",
        SessionKind.FAMILY: "#cc79a7",
        SessionKind.OTHER: "#a9b4b1",
    },
)

DARK = ChartStyle(
    ground="#1d2526",
    text="#e8eeec",
    muted="#a9b7b4",
    grid="#354143",
    band="#2d393a",
    edge="#e8eeec",
    mood="#4fc3b4",
    craving="#f2a15f",
    meeting="#d9a3cd",
    use="#e8eeec",
    kinds={
        SessionKind.GROUP: "#56b4e9",
        SessionKind.INDIVIDUAL: "#e69f00",
        SessionKind.FAMILY: "#cc79a7",
        SessionKind.OTHER: "#8c9896",
    },
)

PRINT = ChartStyle(
    ground="#ffffff",
    text="#000000",
    muted="#404040",
    grid="#d0d0d0",
    band="#ececec",
    edge="#000000",
    mood="#000000",
    craving="#5a5a5a",
    meeting="#5a5a5a",
    use="#000000",
    kinds={
        SessionKind.GROUP: "#3c3c3c",
        SessionKind.INDIVIDUAL: "#b4b4b4",
        SessionKind.FAMILY: "#7a7a7a",
        SessionKind.OTHER: "#dcdcdc",
    },
    scale="Greys",
    font_size=9.0,
)
"""Black-and-white safe."""
