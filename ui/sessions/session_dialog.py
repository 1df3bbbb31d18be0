"""SessionDialog: the details of a session that was marked, or one beside the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from journal.analysis.session_lines import ABSENT, session_lines
from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.attendance import Attendance
from journal.model.choices import Place, SessionKind, Status
from journal.rules.make_ups import MAKE_UP_WINDOW
from ui.base.form_dialog import NEW, FormDialog
from ui.base.live_book import LiveBook
from ui.base.words.dates import short_day_words
from ui.base.words.lengths import day_words, listed
from ui.sessions.day_and_start import DayAndStart
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.words.labels import Soft

MOST_ABSENCES = 8
"""So many absences, the latest, are offered to be made up for."""


class SessionDialog(FormDialog):
    """Minutes, place and a note of a planned session; all of one that was not planned.

    ``mark`` None is a new session beside the plan, an extra or one that makes up for another.
    """

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        mark: Attendance | None = None,
        parent: QWidget | None = None,
        *,
        day: date | None = None,
    ) -> None:
        super().__init__(live, "", "", parent)
        self.draft_key = f"sessions/session/{mark.id if mark else NEW}"
        self._content = content
        self._planned = mark is not None and mark.planned_id is not None
        self._mark = mark or Attendance(day=day or live.ask.today(), status=Status.ATTENDED)
        self._absences = {} if self._planned else self._find_absences()
        self._make_fields(new=mark is None)
        title = self.tr("About this session") if mark else self.tr("Extra or made-up session")
        self.set_title(title, self._hint_words())
        if mark is not None and not self._planned:
            self.add_remove(
                self.tr("Remove"), lambda: live.delete(mark, text=self.tr("extra session"))
            )

    def record(self) -> Attendance:
        changes: dict[str, object] = {
            "status": Status(self._status.value or self._mark.status),
            "minutes": self.read(self._minutes),
            "note": self._note.text,
        }
        if self._planned:
            changes["place"] = Place(self._place.value or self._mark.place)
            return replace(self._mark, **changes)  # type: ignore[arg-type]
        day = self._when.day()
        absence = self._absences.get(self._makes_up.value or "")
        kind = self._kind.value or (absence.session if absence else None)
        place = self._place.value or (absence.place if absence else None)
        if kind is None:
            raise InvalidInput(self.tr("Say what kind of session it was."))
        if place is None:
            raise InvalidInput(self.tr("Say if it was on site or online."))
        return replace(
            self._mark,
            day=day,
            start=self._when.start.value,
            session=SessionKind(kind),
            place=Place(place),
            makes_up_for=self._made_up_id(absence),
            **changes,  # type: ignore[arg-type]
        )

    # -- parts -----------------------------------------------------------------------------------

    def _make_fields(self, *, new: bool) -> None:
        mark, words = self._mark, self._content.label
        self._status = ChoiceRow(
            self.tr("What became of it"), [(str(s), words("status", s)) for s in Status]
        )
        self._status.value = str(mark.status)
        self._place = ChoiceRow(self.tr("Where"), [(str(p), words("place", p)) for p in Place])
        self._minutes = NumberEdit(
            self.tr("How long I was there"), 0, 1440, self.tr("minutes"), first=60
        )
        self._minutes.value = mark.minutes
        self._note = NoteEdit(
            self.tr("Note"), self.tr("For you alone, unless you choose to share it.")
        )
        self._note.set_text(mark.note)
        if not new:
            self._place.value = str(mark.place)
        if self._planned:
            self.add(self._status)
            self.add(self._minutes)
            self.add(Soft(self.tr("Left blank, it counts as long as planned.")))
            self.add(self._place)
            self.add(self._note)
            return
        self._when = DayAndStart(self.live, mark.day, mark.start, self)
        self._kind = ChoiceRow(
            self.tr("Kind"), [(str(k), words("session_kind", k)) for k in SessionKind]
        )
        if not new:
            self._kind.value = str(mark.session)
        self._makes_up = ChoiceRow(
            self.tr("It makes up for"),
            [
                (key, listed((short_day_words(a.day), words("session_kind", a.session))))
                for key, a in self._absences.items()
            ],
        )
        if str(mark.makes_up_for) in self._absences:
            self._makes_up.value = str(mark.makes_up_for)
        self.add(self._makes_up)
        self._makes_up.setVisible(bool(self._absences))
        self.add(
            Soft(self.tr("Leave this open for an extra session."))
            if self._absences
            else Soft(
                self.tr(
                    "No missed session is waiting to be made up, so this one counts as an extra."
                )
            )
        )
        self.add_beside(self._when.date, self._when.start, self._minutes)
        self.add(self._when.hint)
        for part in (self._kind, self._place, self._note):
            self.add(part)
        if not new:
            self.add(self._status)

    def _made_up_id(self, absence: Attendance | None) -> UUID | None:
        """The absence picked; one that is not offered any more stays as it was."""
        if absence is not None:
            return absence.id
        held = self._mark.makes_up_for
        return held if held is not None and str(held) not in self._absences else None

    def _find_absences(self) -> dict[str, Attendance]:
        """Excused and missed sessions that nothing else makes up for, the latest first."""
        today, start = self.live.ask.today(), self.live.ask.program.start
        first = max(start, today - MAKE_UP_WINDOW)
        diary = self.live.ask.session_diary(min(first, today), today)
        lines = session_lines(diary, diary.first, diary.last)
        found = [
            line.attendance
            for line in reversed(lines)
            if line.counted in ABSENT
            and line.attendance is not None
            and (line.made_up_by is None or line.made_up_by.id == self._mark.id)
        ]
        return {str(absence.id): absence for absence in found[:MOST_ABSENCES]}

    def _hint_words(self) -> str:
        if not self._planned:
            return self.tr("A session that was not in your weekly plan.")
        kind = self._content.label("session_kind", self._mark.session)
        return listed((day_words(self._mark.day), kind))
