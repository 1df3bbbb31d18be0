"""MeetingDialog: one support-group meeting."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.attendance import Meeting
from journal.model.choices import Place
from journal.model.plan import OwnItem
from ui.base.form_dialog import NEW, FormDialog
from ui.base.live_book import LiveBook
from ui.sessions.day_and_start import DayAndStart
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.fields.line_field import LineField
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.number_field import NumberEdit

OTHER = "another"
"""Stands for a fellowship that is not in the list yet."""
MORE = "more"
"""Stands for the rest of the list."""
KNOWN_BY_MANY = ("aa", "na", "smart")
"""In sight at once, beside those gone to and own ones."""


class MeetingDialog(FormDialog):
    """Which fellowship, when, where; step work and a sponsor if wanted.

    The fellowships gone to most stand first. A new one is kept as an own word.
    """

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        meeting: Meeting | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(live, "", "", parent)
        self._content = content
        self._meeting = meeting
        # One id for as long as the dialog is open, so that nothing is kept twice.
        self._kept = meeting or Meeting(day=live.ask.today(), fellowship=OTHER)
        self._new_own: OwnItem | None = None
        self.draft_key = f"sessions/meeting/{meeting.id if meeting else NEW}"
        title = self.tr("Meeting") if meeting else self.tr("Add a meeting")
        self.set_title(title, self.tr("Only the group, the day and where are needed."))
        self._make_fields()
        if meeting is not None:
            self._show(meeting)
            self.add_remove(
                self.tr("Remove"), lambda: live.delete(meeting, text=self.tr("meeting"))
            )
        self._ask_for_name()

    def record(self) -> Meeting:
        fellowship = self._fellowship_key()
        day = self._when.day()
        if self._place.value is None:
            raise InvalidInput(self.tr("Say if it was on site or online."))
        sponsor = {"yes": True, "no": False, None: None}[self._sponsor.value]
        return replace(
            self._kept,
            day=day,
            start=self._when.start.value,
            fellowship=fellowship,
            format=self._format.value or "",
            place=Place(self._place.value),
            minutes=self.read(self._minutes),
            step=self.read(self._step),
            sponsor_contact=sponsor,
            note=self._note.text,
        )

    def keep(self) -> None:
        meeting = self.record()
        own = [self._new_own] if self._new_own and meeting.fellowship == self._new_own.key else []
        self.live.record(*own, meeting, text=self.tr("meeting"))

    # -- parts -----------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        words = self._content
        self._fellowship = ChoiceRow(self.tr("Group"), self._fellowships())
        self._name = LineField(self.tr("Its name"), self.tr("In your own words"))
        self._when = DayAndStart(self.live, self._kept.day, self._kept.start, self)
        self._place = ChoiceRow(
            self.tr("Where"), [(str(p), words.label("place", p)) for p in Place]
        )
        self._minutes = NumberEdit(self.tr("Length"), 1, 1440, self.tr("minutes"), first=60)
        self._format = ChoiceRow(
            self.tr("Kind of meeting"), [(f.key, f.name) for f in words.formats]
        )
        self._step = NumberEdit(self.tr("Step I am working on"), 1, 12)
        self._sponsor = ChoiceRow(
            self.tr("Did I talk with my sponsor?"),
            [("yes", self.tr("Yes")), ("no", self.tr("No"))],
        )
        self._note = NoteEdit(
            self.tr("Note"), self.tr("For you alone. Please leave out the names of others.")
        )
        self.add(self._fellowship)
        self.add(self._name)
        self.add_beside(self._when.date, self._when.start, self._minutes)
        self.add(self._when.hint)
        for part in (self._place, self._format, self._step, self._sponsor, self._note):
            self.add(part)
        self._fellowship.valueChanged.connect(self._group_picked)

    def _show(self, meeting: Meeting) -> None:
        keys = {key for key, _words in self._fellowships()}
        self._fellowship.value = meeting.fellowship if meeting.fellowship in keys else OTHER
        if meeting.fellowship not in keys:
            self._name.set_text(meeting.fellowship)
        self._place.value = str(meeting.place)
        self._minutes.value = meeting.minutes
        formats = {f.key for f in self._content.formats}
        self._format.value = meeting.format if meeting.format in formats else None
        self._step.value = meeting.step
        if meeting.sponsor_contact is not None:
            self._sponsor.value = "yes" if meeting.sponsor_contact else "no"
        self._note.set_text(meeting.note)

    def _fellowships(self, *, every: bool = False) -> list[tuple[str, str]]:
        """The groups to pick from, those gone to most first; few of them until more are wanted."""
        own = [item for item in self.live.ask.all(OwnItem) if item.list_name == "fellowship"]
        known = [(f.key, f.short) for f in self._content.fellowships]
        known += [(item.key, item.name) for item in own]
        times = self.live.ask.fellowship_counts()
        known.sort(key=lambda pair: -times.get(pair[0], 0))
        another = (OTHER, self.tr("Another"))
        if every:
            return [*known, another]
        near = {*KNOWN_BY_MANY, *(item.key for item in own), *times, self._kept.fellowship}
        few = [pair for pair in known if pair[0] in near]
        return [*few, (MORE, self.tr("More groups")), another]

    def _group_picked(self, value: str | None) -> None:
        if value == MORE:
            self._fellowship.set_options(self._fellowships(every=True))
            self._fellowship.value = None
        self._ask_for_name()

    def _fellowship_key(self) -> str:
        """What is picked; own words become an own item, made once."""
        picked = self._fellowship.value
        if picked in (None, MORE):
            raise InvalidInput(self.tr("Say which group it was."))
        if picked is not None and picked != OTHER:
            return picked
        name = self._name.text
        if not name:
            raise InvalidInput(self.tr("Write the name of the group."))
        if self._meeting is not None and name == self._meeting.fellowship:
            return name
        if self._new_own is None or self._new_own.name != name:
            self._new_own = OwnItem(list_name="fellowship", name=name)
        return self._new_own.key

    def _ask_for_name(self) -> None:
        self._name.setVisible(self._fellowship.value == OTHER)
