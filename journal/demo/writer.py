"""Writer: the sample patient's story as records, each stamped when it would have been written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from random import Random
from typing import TypeVar, cast
from uuid import UUID

from journal.demo.curves import day_numbers, helped, skill, strengths
from journal.demo.dating import Dating
from journal.demo.story import Plain, Story, StoryDay, StorySession, load_story
from journal.model.attendance import Attendance, Meeting, attendance_id
from journal.model.choices import Outcome, Status
from journal.model.codec import from_plain
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry, answer_names
from journal.model.plan import Contact, HardDayPlan, OwnItem, Preferences
from journal.model.program import PlannedSession, Program
from journal.model.record import Record
from journal.model.therapy import Goal, Score, TalkingPoint, Visit

R = TypeVar("R", bound=Record)

CELL_FIELDS = ("day", "set_on", "closed_on", "raised_on")
MORNING_ANSWERS = ("sleep_hours", "sleep_quality", "medication")
SIGNED = time(8, 30)
"""When the journal was begun on day 1."""
TALKED = time(18, 10)
"""When an individual session has been talked over."""
ON_THE_WAY = 40
"""Minutes until what happened away from home is written down at home."""


def sample_records(now: datetime, seed: int = 7) -> tuple[Record, ...]:
    """The journal of the sample patient, whose day 33 of 45 is the journal day of ``now``.

    Today is still blank, for whoever looks to try it. Records come oldest first with all their
    times set, so keep them as they are. The same ``seed``, journal day and time zone give the
    same records. Raises :class:`journal.errors.InvalidInput` for a ``now`` without a time zone.
    """
    records = _Writer(load_story(), Dating.back_from(now), seed).records()
    return tuple(sorted(records, key=lambda record: record.created_at))


class _Writer:
    def __init__(self, story: Story, dating: Dating, seed: int) -> None:
        self._story = story
        self._dating = dating
        self._past = dating.past
        # One stream for ids, which differ from day to day, and one for times, which need not.
        self._ids = Random(f"{seed} {dating.today}")  # noqa: S311 - repeatable on purpose
        self._random = Random(seed + 2)  # noqa: S311 - repeatable on purpose
        self._numbers = day_numbers(story, self._past, seed)
        self._strengths = strengths(story, self._numbers, seed)
        self._days = {day.cell: day for day in story.day}
        self._own = {
            plain["alias"]: self._kept(OwnItem, self._named(plain)) for plain in story.own_item
        }

    def records(self) -> Iterator[Record]:
        story = self._story
        start = self._dating.start
        yield from self._own.values()
        yield self._kept(Program, story.program | {"start": start}, SIGNED)
        yield self._kept(HardDayPlan, story.plan)
        favourites = [self._tool(tool) for tool in story.preferences["favourite_tools"]]
        yield self._kept(Preferences, story.preferences | {"favourite_tools": favourites})
        yield from (self._kept(Contact, self._named(plain)) for plain in story.contact)
        yield from (self._kept(Goal, self._named(plain)) for plain in story.goal)
        yield from (self._kept(TalkingPoint, self._named(plain)) for plain in story.point)
        yield from (self._kept(Score, self._named(plain), TALKED) for plain in story.score)
        yield from (self._meeting(plain) for plain in story.meeting if plain["day"] in self._past)
        yield from (self._visit(plain) for plain in story.visit if plain["day"] in self._past)
        yield from self._sessions()
        for cell in self._past:
            if not self._days[cell].blank:
                yield from self._day(self._days[cell])
        for index in self._strengths:
            yield from self._episode(index)

    # -- kept things -------------------------------------------------------------------------------

    def _kept(self, kind: type[R], plain: Plain, at: time = time(16, 30)) -> R:
        """The record that ``plain`` describes, moved into the program where it lies before it."""
        dating = self._dating
        plain = dict(plain)
        written = dating.kept_in(plain.pop("written", dating.first))
        created = dating.moment(written, at)
        edited = created
        if "edited" in plain:
            cell = dating.kept_in(plain.pop("edited"))
            # What was talked about one-on-one, on a Wednesday, is noted after it.
            edited = dating.moment(cell, TALKED if cell % 7 == 2 else time(16, 50))
        for name in CELL_FIELDS:
            if name in plain:
                plain[name] = dating.day(dating.kept_in(plain[name]))
        record = cast(R, from_plain(kind.kind, plain))
        return replace(record, created_at=created, edited_at=edited)

    def _meeting(self, plain: Plain) -> Meeting:
        home = _clock(_minutes(plain["start"]) + plain["minutes"] + ON_THE_WAY)
        return self._kept(Meeting, self._named(plain) | {"written": plain["day"]}, home)

    def _visit(self, plain: Plain) -> Visit:
        told = {"written": plain["day"], "next_visit": self._dating.day(plain["next_visit"])}
        return self._kept(Visit, self._named(plain) | told, TALKED)

    def _tool(self, tool: str) -> str:
        return self._own[tool].key if tool in self._own else tool

    def _named(self, plain: Plain) -> Plain:
        return plain | {"id": self._id()}

    def _id(self) -> UUID:
        return UUID(int=self._ids.getrandbits(128), version=4)

    # -- sessions ----------------------------------------------------------------------------------

    def _sessions(self) -> Iterator[Record]:
        start = self._dating.start
        exceptions = {told.cell: told for told in self._story.session}
        marked: dict[int, UUID] = {}
        for plain in self._story.planned:
            planned = self._kept(PlannedSession, self._named(plain) | {"valid_from": start}, SIGNED)
            yield planned
            for cell in self._past:
                if cell % 7 == planned.weekday:
                    told = exceptions.get(cell, StorySession(cell=cell))
                    attendance = self._attendance(planned, told)
                    marked[cell] = attendance.id
                    yield attendance
        for extra in self._story.extra:
            written = self._after(extra.cell, extra.start, extra.minutes)
            yield Attendance(
                id=self._id(),
                day=self._dating.day(extra.cell),
                session=extra.session,
                place=extra.place,
                start=extra.start,
                status=Status.ATTENDED,
                minutes=extra.minutes,
                makes_up_for=marked[extra.makes_up_for],
                note=extra.note,
                created_at=written,
                edited_at=written,
            )

    def _attendance(self, planned: PlannedSession, told: StorySession) -> Attendance:
        day = self._dating.day(told.cell)
        written = self._after(told.cell, planned.start, planned.minutes)
        if told.at is not None:
            cell = told.cell if told.written is None else told.written
            written = self._dating.moment(cell, told.at)
        return Attendance(
            id=attendance_id(planned.id, day),
            day=day,
            planned_id=planned.id,
            session=planned.session,
            place=told.place or planned.place,
            start=planned.start,
            status=told.status,
            minutes=told.minutes,
            note=told.note,
            created_at=written,
            edited_at=written,
        )

    def _after(self, cell: int, start: time, minutes: int) -> datetime:
        """A quarter to half an hour after a session."""
        return self._dating.moment(
            cell, _clock(_minutes(start) + minutes + self._random.randrange(15, 30))
        )

    # -- days and cravings -------------------------------------------------------------------------

    def _day(self, day: StoryDay) -> Iterator[Record]:
        numbers = self._numbers[day.cell]
        first = day.cell == self._past[0]
        # The story's own figures for mood and craving are pushes on the curves.
        told = vars(day) | vars(numbers) | ({"note": self._story.first_note} if first else {})
        answers = {name: told[name] for name in answer_names() & told.keys() - {*day.skip}}
        written = self._written(day)
        begun = written
        early = self._random.random() < 0.5
        if early and day.written is None and not first:
            begun = self._dating.moment(day.cell, time(8, 40) if day.cell % 7 > 4 else time(15, 30))
        entry = DayEntry(day=self._dating.day(day.cell), created_at=begun, edited_at=written)
        morning = {name: answers.pop(name) for name in MORNING_ANSWERS if name in answers}
        yield entry.answer(begun, **morning).answer(written, **answers)
        for tool in day.tools:
            ease = self._story.eases[tool] * skill(day.cell - self._past[0])
            yield ToolUse(
                id=self._id(),
                day=entry.day,
                tool=self._tool(tool),
                helped=helped(ease, self._random.gauss(0, 0.5)),
                created_at=written,
                edited_at=written,
            )

    def _written(self, day: StoryDay) -> datetime:
        """When the day was written: as told, or that evening after all that happened in it."""
        if day.at is not None:
            return self._dating.moment(day.cell if day.written is None else day.written, day.at)
        group = day.cell % 7 in (0, 1, 3)
        evening = 20 * 60 + 30 + (75 if group else 0) + self._random.randrange(70)
        ends = [
            _minutes(episode.at) + episode.minutes + ON_THE_WAY
            for episode in self._story.episode
            if episode.cell == day.cell
        ]
        return self._dating.moment(day.cell, _clock(max([evening, *ends])))

    def _episode(self, index: int) -> Iterator[Record]:
        told, strength = self._story.episode[index], self._strengths[index]
        at = self._dating.moment(told.cell, told.at)
        end = _minutes(told.at) + told.minutes
        finished = self._dating.moment(told.cell, _clock(end))
        created = at
        if told.outcome is Outcome.ACTED:
            created = finished = self._written(self._days[told.cell])
        elif told.place != "home":
            created = finished = self._dating.moment(told.cell, _clock(end + ON_THE_WAY))
        episode = CravingEpisode(
            id=self._id(),
            at=at,
            day=self._dating.day(told.cell),
            before=strength.before,
            peak=strength.peak,
            after=strength.after,
            minutes=told.minutes,
            triggers=told.triggers,
            place=told.place,
            company=told.company,
            no_tool_reason=told.no_tool_reason,
            outcome=told.outcome,
            note=told.note,
            finished=True,
            created_at=created,
            edited_at=finished,
        )
        yield episode
        for tool, helpful in zip(told.tools, strength.helped, strict=True):
            yield ToolUse(
                id=self._id(),
                day=episode.day,
                tool=self._tool(tool),
                helped=helpful,
                episode_id=episode.id,
                created_at=finished,
                edited_at=finished,
            )


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minutes: int) -> time:
    """The time of day ``minutes`` after midnight, less than a day."""
    return time(*divmod(minutes, 60))
