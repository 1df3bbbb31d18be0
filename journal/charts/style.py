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
