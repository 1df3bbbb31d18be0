"""RecordWords: what a record says, in the words of the content and of the patient."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time

from PySide6.QtCore import QObject

from journal.content.content import Content
from journal.model.attendance import Attendance, Meeting
from journal.model.choices import Timeliness
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry, answer_names
from journal.model.plan import OwnItem
from journal.model.record import Record
from journal.model.therapy import Score, Visit
from journal.words.answers import answers_in_words, field_name, question_name
from ui.base.live_book import LiveBook
from ui.base.words.dates import time_words

Line = tuple[str, str]
"""A name and what was answered."""


class RecordWords(QObject):
    """Records as lines to read. Blank answers have no line."""

    def __init__(self, live: LiveBook, content: Content, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._content = content

    @property
    def _word(self) -> str:
        return self._live.ask.program.craving_word

    @property
    def _own(self) -> tuple[OwnItem, ...]:
        return self._live.ask.all(OwnItem)

    def title(self, record: Record) -> str:
        """What a record is called."""
        if isinstance(record, CravingEpisode):
            return self.episode_title(record)
        if isinstance(record, Attendance):
            kind = self._content.label("session_kind", record.session)
            return self.tr("Session: {kind}").format(kind=kind)
        if isinstance(record, Meeting):
            name = self._content.name("fellowship", record.fellowship, self._own)
            return self.tr("Meeting: {name}").format(name=name)
        if isinstance(record, Score):
            return self.tr("Score: {name}").format(name=self._instrument(record))
        if isinstance(record, Visit):
            return self.tr("One-on-one session")
        if isinstance(record, ToolUse):
            return self._content.name("tool", record.tool, self._own)
        return self.tr("the answers of this day")

    def episode_title(self, episode: CravingEpisode) -> str:
        """A craving by its word and time."""
        word = self._word[:1].upper() + self._word[1:]
        return self.tr("{word} at {time}").format(word=word, time=time_words(episode.at))

    def entry(self, entry: DayEntry) -> list[Line]:
        """The answers of a day, the note left out."""
        return [
            (question_name(self._content, question, self._word), words)
            for question, words in answers_in_words(self._content, entry)
            if question.key != "note"
        ]

    def tools(self, uses: Sequence[ToolUse]) -> list[Line]:
        """Each tool, and how much it helped."""
        name = self._field(ToolUse.kind, "tool")
        return [(name, _listed((self.title(use), self._helped(use)))) for use in uses]

    def episode(self, episode: CravingEpisode) -> list[Line]:
        """What is known of a craving, its tools and note left out."""
        name, own = self._content.name, self._own
        minutes, reason = episode.minutes, episode.no_tool_reason
        said = {
            "before": self._of_ten(episode.before),
            "peak": self._of_ten(episode.peak),
            "after": self._of_ten(episode.after),
            "minutes": "" if minutes is None else self.tr("{n} minutes").format(n=minutes),
            "triggers": _listed(name("trigger", one, own) for one in episode.triggers),
            "place": episode.place and name("place", episode.place, own),
            "company": _listed(name("role", one, own) for one in episode.company),
            "no_tool_reason": reason and name("no_tool", reason),
            "outcome": episode.outcome and self._content.label("outcome", episode.outcome),
        }
        return _said(*((self._field(episode.kind, field), words) for field, words in said.items()))

    def lines(self, record: Record) -> list[Line]:
        """What is known of a session, a meeting, a talk or a score, its note left out."""
        if isinstance(record, Attendance):
            return self._attendance(record)
        if isinstance(record, Meeting):
            return self._meeting(record)
        if isinstance(record, Visit):
            return _said(
                (self.tr("Focus"), record.focus),
                (self.tr("Homework"), record.homework),
                (self.tr("What came of it"), record.what_happened),
            )
        if isinstance(record, Score):
            return [(self.tr("Total"), f"{record.value:g}")]
        return []

    def late(self, entry: DayEntry) -> str:
        """A soft line about answers that were not written the same day; "" for none."""
        day_start = self._live.ask.program.day_start
        answered = [name for name in answer_names() if entry.has(name)]
        when = [entry.timeliness(name, day_start) for name in answered]
        if not when or set(when) == {Timeliness.SAME_DAY}:
            return ""
        if Timeliness.SAME_DAY in when:
            return self.tr("Some of this was written later.")
        if Timeliness.LATER in when:
            return self.tr("This was written later.")
        return self.tr("This was written looking back.")

    def _attendance(self, attendance: Attendance) -> list[Line]:
        label = self._content.label
        minutes = attendance.minutes
        return _said(
            (self.tr("How it went"), label("status", attendance.status)),
            (self.tr("Time"), _clock(attendance.start)),
            (self.tr("Place"), label("place", attendance.place)),
            (self.tr("Minutes"), "" if minutes is None else str(minutes)),
            (self.tr("Makes up for"), self._made_up(attendance)),
        )

    def _made_up(self, attendance: Attendance) -> str:
        if attendance.makes_up_for is None:
            return ""
        missed = self._live.ask.get(Attendance, attendance.makes_up_for)
        return str(missed.day) if missed is not None else self.tr("another session")

    def _meeting(self, meeting: Meeting) -> list[Line]:
        contact = meeting.sponsor_contact
        return _said(
            (self.tr("Time"), _clock(meeting.start)),
            (self.tr("Kind"), meeting.format and self._content.name("format", meeting.format)),
            (self.tr("Place"), self._content.label("place", meeting.place)),
            (self.tr("Minutes"), "" if meeting.minutes is None else str(meeting.minutes)),
            (self.tr("Step"), "" if meeting.step is None else str(meeting.step)),
            (self.tr("Sponsor"), self.tr("we were in touch") if contact else ""),
        )

    def _instrument(self, score: Score) -> str:
        try:
            return self._content.instrument(score.instrument).name
        except LookupError:
            return score.instrument

    def _of_ten(self, number: int | None) -> str:
        return "" if number is None else self.tr("{number} of 10").format(number=number)

    def _helped(self, use: ToolUse) -> str:
        return "" if use.helped is None else self._content.scales["helped"].at(use.helped)

    def _field(self, kind: str, field: str) -> str:
        return field_name(self._content, kind, field, self._word)


def _said(*lines: tuple[str, str | None]) -> list[Line]:
    return [(name, words) for name, words in lines if words]


def _listed(words: Iterable[str]) -> str:
    return ", ".join(word for word in words if word)


def _clock(at: time | None) -> str:
    return "" if at is None else time_words(at)
