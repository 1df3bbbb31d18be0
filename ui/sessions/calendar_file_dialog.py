"""CalendarFileDialog: what a calendar file would add to the weekly plan, before it is added."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta, tzinfo
from pathlib import Path
from uuid import UUID

from dateutil.tz import tzlocal
from PySide6.QtWidgets import QCheckBox, QWidget

from journal.analysis.schedule import overlaps
from journal.content.content import Content
from journal.errors import InvalidInput, JournalError
from journal.exchange.ics import MOST_BYTES, IcsReading, LeftOut, Reason, read_ics
from journal.model.program import PlannedSession, Program
from ui.base.form_dialog import FormDialog
from ui.base.jobs import Job, Jobs
from ui.base.live_book import LiveBook
from ui.base.words.dates import time_words
from ui.base.words.lengths import full_day, length_words, listed, weekday_words
from ui.sessions.left_out_words import LeftOutWords
from ui.widgets.banner import Banner
from ui.widgets.layout.rows import Rows
from ui.widgets.layout.show_more import ShowMoreColumn
from ui.widgets.layout.tab_order import follow_layout
from ui.widgets.words.labels import Soft, Words

MOST_SHOWN = 200
"""So many sessions are listed; those after them are added together by one tick."""
MOST_LEFT_OUT = 20
"""So many of the events that were left out are named at once."""
MOST_WARNINGS = 3


class CalendarFileDialog(FormDialog):
    """Each session with a tick; the ticked ones are added in one step that can be undone.

    The file is read on a worker. A bad one changes nothing and is said so in one sentence.
    ``zone`` is the patient's time zone; None is that of this computer, summer times and all.
    """

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        jobs: Jobs,
        path: Path,
        parent: QWidget | None = None,
        *,
        zone: tzinfo | None = None,
    ) -> None:
        super().__init__(live, "", "", parent)
        self.set_title(
            self.tr("Take in a calendar file"),
            self.tr("Nothing is added until you say so. Times are those of your own clock."),
        )
        self._content = content
        self._boxes: list[tuple[QCheckBox, tuple[PlannedSession, ...]]] = []
        self._summary = Words(self.tr("Reading {name}…").format(name=path.name))
        self._list = Rows(2)
        self._warnings = Banner()
        self._doubts = Soft()
        self._left_out = Rows(6)
        self.add(self._summary)
        self.add(self._list)
        self.add(self._warnings)
        self.add(self._doubts)
        self.add(self._left_out)
        self._doubts.hide()
        self.save_button.setText(self.tr("Add"))
        self.save_button.setEnabled(False)
        program = live.ask.program
        # A file that takes long to read holds up nothing: not this dialog, not locking or leaving.
        self._closed = threading.Event()
        self._job: Job = jobs.run(
            _read,
            path,
            program,
            live.ask.today(),
            zone if zone is not None else tzlocal(),
            self._closed.is_set,
            done=self._show,
            failed=self._refuse,
        )

    @property
    def summary(self) -> str:
        """What is said about the file."""
        return self._summary.text()

    @property
    def boxes(self) -> tuple[QCheckBox, ...]:
        """The ticks, one for each session listed."""
        return tuple(box for box, _sessions in self._boxes)

    @property
    def warning(self) -> str:
        """What overlaps, in words; empty when nothing does."""
        return self._warnings.text

    def chosen(self) -> tuple[PlannedSession, ...]:
        """The ticked sessions."""
        return tuple(s for box, sessions in self._boxes if box.isChecked() for s in sessions)

    def record(self) -> PlannedSession:
        # Closing the window adds nothing: only the button does.
        raise InvalidInput(self.tr("Tick what to add."))

    def keep(self) -> None:
        sessions = self.chosen()
        if not sessions:
            raise InvalidInput(self.tr("Tick what to add."))
        self.live.record(*sessions, text=self.tr("calendar file"))

    def done(self, result: int) -> None:
        self._closed.set()
        self._job.cancel()
        super().done(result)

    # -- parts -----------------------------------------------------------------------------------

    def _show(self, reading: IcsReading) -> None:
        held = {session.id: session for session in self.live.ask.all(PlannedSession)}
        fresh = [s for s in reading.sessions if not _same(held.get(s.id), s)]
        known = len(reading.sessions) - len(fresh)
        self._summary.setText(self._summary_words(len(fresh), known))
        listed_now = fresh[:MOST_SHOWN]
        self._boxes = [(self._box(session, held), (session,)) for session in listed_now]
        rest = tuple(fresh[MOST_SHOWN:])
        if rest:
            box = QCheckBox(self.tr("{count} more").format(count=len(rest)))
            self._boxes.append((box, rest))
        for box, _sessions in self._boxes:
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._show_state())
        self._list.renew(self.boxes)
        follow_layout(self)
        self._doubts.setText("\n".join(self._doubts_words(reading)))
        self._doubts.setVisible(bool(self._doubts.text()))
        self._show_left_out(reading.left_out)
        self._show_state()
        self.focus_first()  # until now there was nothing but Cancel

    def _doubts_words(self, reading: IcsReading) -> list[str]:
        said = [
            self.tr(
                "Daybook does not know the time zone “{name}”; its times are taken as they stand."
            ).format(name=name)
            for name in reading.unknown_zones
        ]
        if reading.cut_short:
            said.append(self.tr("The end of this file is missing, and with it what stood there."))
        return said

    def _show_left_out(self, events: Sequence[LeftOut]) -> None:
        """Name each event that is left out; those that are for other days come last."""
        if not events:
            return
        count = (
            self.tr("1 event is left out:")
            if len(events) == 1
            else self.tr("{count} events are left out:").format(count=len(events))
        )
        words = LeftOutWords()
        in_order = sorted(events, key=lambda event: event.reason is Reason.OUTSIDE)
        named = (Soft(words.sentence(event)) for event in in_order)
        column = ShowMoreColumn(named, len(in_order), MOST_LEFT_OUT)
        self._left_out.renew([Soft(count), column])

    def _refuse(self, error: JournalError) -> None:
        self._summary.setText(self.tr("Nothing was added."))
        self.problem.say(str(error))

    def _summary_words(self, fresh: int, known: int) -> str:
        said = [
            self.tr("1 session can be added:")
            if fresh == 1
            else self.tr("{count} sessions can be added:").format(count=fresh)
            if fresh
            else self.tr("There is nothing new to add.")
        ]
        if known:
            said.insert(0, self.tr("{count} are in your plan already.").format(count=known))
        return " ".join(said)

    def _box(self, session: PlannedSession, held: Mapping[UUID, PlannedSession]) -> QCheckBox:
        kind = self._content.label("session_kind", session.session)
        where = self._content.label("place", session.place)
        words = listed(
            (
                self._days_words(session),
                self.tr("{time}, {length}").format(
                    time=time_words(session.start), length=length_words(session.minutes)
                ),
                session.title or kind,
                where,
                self.tr("changes one in your plan") if session.id in held else "",
            )
        )
        return QCheckBox(words.replace("&", "&&"))

    def _days_words(self, session: PlannedSession) -> str:
        if session.valid_from == session.valid_until:
            return full_day(session.valid_from)
        name = weekday_words(session.weekday)
        every = (
            self.tr("Each {weekday}").format(weekday=name)
            if session.every_weeks == 1
            else self.tr("{weekday}, every {weeks} weeks").format(
                weekday=name, weeks=session.every_weeks
            )
        )
        without = (
            self.tr("{days} days left out").format(days=len(session.skipped))
            if len(session.skipped) > 1
            else self.tr("1 day left out")
            if session.skipped
            else ""
        )
        return f"{every} ({without})" if without else every

    def _show_state(self) -> None:
        chosen = self.chosen()
        self.save_button.setEnabled(bool(chosen))
        # Compared with the plan as it would be; hundreds of single days would take too long.
        wanted = {s.id: s for s in self.live.ask.all(PlannedSession)} | {s.id: s for s in chosen}
        news = {session.id for session in chosen}
        clashes = [
            clash.sentence
            for clash in (overlaps(wanted.values()) if len(wanted) <= 2 * MOST_SHOWN else ())
            if news & {clash.one.id, clash.other.id}
        ]
        self._warnings.say("\n".join(clashes[:MOST_WARNINGS]), "warning")


def _read(
    path: Path, program: Program, today: date, zone: tzinfo, stopped: Callable[[], bool]
) -> IcsReading:
    """The sessions of the file from the start of the program to its end, a year at least."""
    unreadable = InvalidInput(f"{path.name} cannot be read.")
    if not path.is_file():  # a pipe or a device may never end
        raise unreadable
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable from error
    last = max(program.last_day, today + timedelta(days=365))
    return read_ics(data, program.start, last, zone, stopped)


def _same(held: PlannedSession | None, read: PlannedSession) -> bool:
    """Whether the plan has the session as it was read."""
    if held is None:
        return False
    return replace(read, created_at=held.created_at, edited_at=held.edited_at) == held
