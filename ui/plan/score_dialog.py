"""ScoreDialog: a questionnaire total that the clinic gave."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from journal.content.content import Content, Instrument
from journal.errors import InvalidInput
from journal.model.record import Share
from journal.model.therapy import Score
from ui.base.form_dialog import NEW, FormDialog
from ui.base.live_book import LiveBook
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.line_field import LineField
from ui.widgets.fields.number_format import format_number, parse_decimal
from ui.widgets.fields.typed_text import UnreadableText
from ui.widgets.words.labels import Soft

DECIMALS = 6
OTHER = "another"
"""Stands for a questionnaire that is not in the list yet."""


class ScoreDialog(FormDialog):
    """Which questionnaire, its total and date. An own one says its lowest and highest number."""

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        score: Score | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(live, "", "", parent)
        self.set_title(
            self.tr("A score from the clinic"),
            self.tr("Type the total from the paper. Daybook asks none of the questions itself."),
        )
        self._content = content
        self.draft_key = f"my_plan/score/{score.id if score else NEW}"
        self._kept = score or Score(instrument=OTHER, day=live.ask.today(), value=0)
        self._own = self._own_instruments()
        self._instrument = ChoiceRow(self.tr("Which one?"), self._choices())
        self._name = LineField(self.tr("Its name"))
        self._low = LineField(self.tr("Its lowest number"), most=12)
        self._high = LineField(self.tr("Its highest number"), most=12)
        self._about = Soft()
        self._value = LineField(self.tr("My total"), most=12)
        self._band = Soft()
        self._day = DateField(self.tr("Day"), None, live.ask.today())
        self._day.value = self._kept.day
        self._share = ChoiceRow(
            self.tr("In my summary"), [(str(s), content.label("share", s)) for s in Share]
        )
        self._share.value = str(self._kept.share)
        for part in (
            self._instrument, self._name, self._low, self._high, self._about, self._value,
            self._band, self._day, self._share,
        ):  # fmt: skip
            self.add(part)
        if score is not None:
            self._show(score)
            gone = self.tr("score")
            self.add_remove(self.tr("Remove"), lambda: live.delete(score, text=gone))
        self._instrument.valueChanged.connect(lambda _value: self._look())
        self._value.edited.connect(lambda _text: self._look())
        self._look()

    @property
    def band(self) -> str:
        """What is published on the total as it is typed."""
        return self._band.text()

    def record(self) -> Score:
        picked = self._instrument.value
        if picked is None:
            raise InvalidInput(self.tr("Say which score it is."))
        day = self.read(self._day)
        if day is None:
            raise InvalidInput(self.tr("Say on which day it was taken."))
        value = self._number(self._value)
        if value is None:
            raise InvalidInput(self.tr("Type the total as a number."))
        name, low, high = picked, None, None
        known = self._known()
        if known is not None:
            low, high = known.low, known.high
        elif picked == OTHER:
            name = self._name.text
            low, high = self._number(self._low), self._number(self._high)
            if not name:
                raise InvalidInput(self.tr("Type the name of the score."))
            if low is None or high is None:
                raise InvalidInput(self.tr("Type its lowest and its highest number."))
        else:
            low, high = self._own[picked]
        return replace(
            self._kept,
            instrument=name,
            day=day,
            value=value,
            low=low,
            high=high,
            share=Share(self._share.value or Share.ASK),
        )

    # -- parts -----------------------------------------------------------------------------------

    def _choices(self) -> list[tuple[str, str]]:
        known = [(one.key, one.name) for one in self._content.instruments]
        own = [(name, name) for name in self._own]
        return [*known, *own, (OTHER, self.tr("Another"))]

    def _own_instruments(self) -> dict[str, tuple[float | None, float | None]]:
        """Own questionnaires used before, with their ranges."""
        known = {one.key for one in self._content.instruments}
        scores = self.live.ask.all(Score)
        return {s.instrument: (s.low, s.high) for s in scores if s.instrument not in known}

    def _show(self, score: Score) -> None:
        keys = {key for key, _words in self._choices()}
        self._instrument.value = score.instrument if score.instrument in keys else OTHER
        self._value.set_text(format_number(score.value, QLocale.system(), DECIMALS))

    def _known(self) -> Instrument | None:
        key = self._instrument.value
        return next((one for one in self._content.instruments if one.key == key), None)

    def _look(self) -> None:
        """Say the range of what is picked, and the published words for the total."""
        known, picked = self._known(), self._instrument.value
        for part in (self._name, self._low, self._high):
            part.setVisible(picked == OTHER)
        about = ""
        if known is not None:
            words = (
                self.tr("{about} It goes from {low} to {high}; more is harder.")
                if known.higher_is == "worse"
                else self.tr("{about} It goes from {low} to {high}; more is better.")
            )
            about = words.format(about=known.about, low=f"{known.low:g}", high=f"{known.high:g}")
        elif picked in self._own and None not in self._own[picked]:
            low, high = self._own[picked]
            about = self.tr("It goes from {low} to {high}.").format(
                low=f"{low:g}", high=f"{high:g}"
            )
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._band.setText(self._band_words(known))
        self._band.setVisible(bool(self._band.text()))

    def _band_words(self, known: Instrument | None) -> str:
        try:
            value = self._number(self._value)
        except InvalidInput:
            return ""
        band = known.band(value) if known is not None and value is not None else ""
        if not band:
            return ""
        words = self.tr("In print, {value} is called “{band}”. Your team can say what it means.")
        return words.format(value=f"{value:g}", band=band)

    def _number(self, field: LineField) -> float | None:
        if not field.text:
            return None
        try:
            return parse_decimal(field.text, DECIMALS)
        except UnreadableText:
            words = self.tr("“{text}” is not a number that Daybook can read.")
            raise InvalidInput(words.format(text=field.text)) from None
