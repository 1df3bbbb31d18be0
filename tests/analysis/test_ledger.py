"""What the ledger says, against a count made day by day without it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.analysis.ledger import Ledger, ledger
from journal.analysis.session_lines import (
    MADE_UP_BEFORE,
    NOT_PLANNED,
    NOT_PLANNED_NOT_GONE,
    NOTHING_TO_MAKE_UP,
    PLANNED,
    PLANNED_ITSELF,
    Counted,
    today_sessions,
)
from journal.model.attendance import Attendance, attendance_id
from journal.model.choices import Place, SessionKind, Status
from journal.model.diary import Diary
from journal.model.program import Extension, Pause, PlannedSession, Program

MONDAY = date(2026, 3, 2)
GROUP = PlannedSession(
    id=UUID(int=1), weekday=0, start=time(18), minutes=180, valid_from=MONDAY, title="Group"
)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def mark(number: int, status: Status, **changes: object) -> Attendance:
    made = Attendance(
        id=attendance_id(GROUP.id, day(number)),
        day=day(number),
        planned_id=GROUP.id,
        status=status,
    )
    return replace(made, **changes)


def extra(number: int, key: int, **changes: object) -> Attendance:
    made = Attendance(id=UUID(int=key), day=day(number), status=Status.ATTENDED, minutes=60)
    return replace(made, **changes)


def diary(*attendances: Attendance, today: int = 27, **changes: object) -> Diary:
    frame = Program(start=MONDAY, planned_days=28)
    made = Diary(
        first=MONDAY,
        last=day(27),
        today=day(today),
        program=frame,
        planned=(GROUP,),
        attendances=attendances,
    )
    return replace(made, **changes)


def with_program(*attendances: Attendance, today: int = 27, **changes: object) -> Diary:
    return diary(
        *attendances,
        today=today,
        program=replace(Program(start=MONDAY, planned_days=28), **changes),
    )


# What the sentences and single rules say ------------------------------------------------------


def test_a_month_in_a_few_sentences() -> None:
    made = ledger(
        with_program(
            mark(0, Status.LATE, minutes=150),
            mark(7, Status.MISSED),
            mark(14, Status.CANCELLED),
            extra(9, 90, makes_up_for=attendance_id(GROUP.id, day(7)), minutes=None),
            extra(20, 91),
            allowed_absences=6,
        )
    )
    assert made.sentences == (
        "Went to 1 of 3 planned sessions: 2.5 of 9 hours.",
        "1 late, 1 missed, 1 made up, 1 extra.",
        "1 session cancelled or lost to a technical problem: not counted.",
        "1 session not marked yet.",
        "1 of 6 absences used in 12 weeks, 1 of them made up.",
    )
    # A make-up without a length is as long as the session it stands for.
    assert made.totals.added_hours == 4


def test_nothing_planned_says_so() -> None:
    assert ledger(diary(planned=())).sentences == ("No planned sessions to count in these days.",)


def test_later_sessions_are_to_come_even_when_marked_ahead() -> None:
    made = ledger(diary(mark(21, Status.EXCUSED), today=7))
    assert made.totals.planned == made.totals.sessions[Counted.UNMARKED] == 2
    assert made.totals.sessions[Counted.TO_COME] == 2
    assert made.weeks[3].coming_hours == 3
    assert made.lines[3].attendance == mark(21, Status.EXCUSED)


def test_a_make_up_needs_an_absence() -> None:
    absence = attendance_id(GROUP.id, day(7))
    made = ledger(
        diary(
            mark(0, Status.ATTENDED),
            mark(7, Status.EXCUSED),
            mark(14, Status.CANCELLED),
            mark(21, Status.ATTENDED, makes_up_for=absence),
            extra(8, 80, makes_up_for=attendance_id(GROUP.id, day(0))),
            extra(9, 90, makes_up_for=absence),
            extra(10, 91, makes_up_for=absence),
            extra(11, 92, makes_up_for=attendance_id(GROUP.id, day(14))),
            extra(12, 93, makes_up_for=UUID(int=404)),
            extra(13, 94, makes_up_for=absence, status=Status.MISSED),
        )
    )
    remarks = {(line.day - MONDAY).days: line.remark for line in made.lines if line.remark}
    assert remarks == {
        8: NOTHING_TO_MAKE_UP,
        10: MADE_UP_BEFORE,
        11: NOTHING_TO_MAKE_UP,
        12: NOTHING_TO_MAKE_UP,
        21: PLANNED_ITSELF,
    }
    assert made.totals.sessions[Counted.MADE_UP] == 1
    assert made.totals.sessions[Counted.EXTRA] == 4
    assert made.totals.sessions[Counted.NEITHER] == 1
    (made_up,) = [line for line in made.lines if line.made_up_by]
    assert made_up.made_up_by is not None
    assert (made_up.day, made_up.made_up_by.id) == (day(7), UUID(int=90))


def test_a_planned_session_or_one_to_come_makes_up_for_nothing() -> None:
    absence = attendance_id(GROUP.id, day(7))
    made = ledger(
        diary(
            mark(7, Status.MISSED),
            mark(14, Status.ATTENDED, makes_up_for=absence),
            extra(15, 90, makes_up_for=absence),
        )
    )
    assert [line.counted for line in made.lines if line.attendance] == [
        Counted.MISSED,
        Counted.ATTENDED,
        Counted.MADE_UP,
    ]
    ahead = ledger(diary(mark(7, Status.MISSED), extra(9, 90, makes_up_for=absence), today=8))
    assert [line.counted for line in ahead.lines if line.attendance] == [
        Counted.MISSED,
        Counted.TO_COME,
    ]
    assert not any(line.made_up_by for line in ahead.lines)


def test_marks_on_days_without_that_session() -> None:
    made = ledger(
        with_program(
            mark(7, Status.ATTENDED),
            mark(14, Status.MISSED),
            days_off=(day(7), day(14)),
        )
    )
    assert [(line.counted, line.remark) for line in made.lines if line.attendance] == [
        (Counted.EXTRA, NOT_PLANNED),
        (Counted.NEITHER, NOT_PLANNED_NOT_GONE),
    ]
    assert made.totals.planned == 2
    assert made.totals.added_hours == 3


def test_an_extra_session_without_a_length_is_in_no_hours() -> None:
    made = ledger(diary(extra(1, 10, minutes=None)))
    assert made.totals.added_hours == 0
    assert "1 session without a length, in no hours." in made.sentences


def test_the_latest_word_on_a_session_counts_once() -> None:
    earlier = mark(0, Status.MISSED, edited_at=datetime(2026, 3, 2, 20, tzinfo=UTC))
    later = mark(0, Status.EXCUSED, id=UUID(int=7), edited_at=datetime(2026, 3, 3, 9, tzinfo=UTC))
    made = ledger(diary(later, earlier))
    assert [line.counted for line in made.lines if line.attendance] == [Counted.EXCUSED]
    assert made.totals.planned == 4


def test_the_allowance_looks_back_over_its_weeks() -> None:
    marks = [mark(n, Status.EXCUSED if n else Status.MISSED) for n in (0, 7, 14)]
    frame = Program(start=MONDAY, planned_days=28, allowed_absences=1, allowance_weeks=2)
    book = diary(*marks, program=frame)

    def used(last: int) -> tuple[int, int]:
        allowance = ledger(book, last=day(last)).allowance
        assert allowance is not None
        return allowance.used, allowance.left

    assert [used(n) for n in (0, 6, 7, 13, 14, 20, 21, 27)] == [
        (1, 0), (1, 0), (2, 0), (2, 0), (2, 0), (2, 0), (1, 0), (1, 0),
    ]  # fmt: skip
    # Looking at one week alone does not forget the absences before it.
    one_week = ledger(book, first=day(14), last=day(20))
    assert one_week.totals.planned == 1
    assert one_week.allowance is not None
    assert one_week.allowance.sentence == "2 of 1 absence used in 2 weeks."
    short = ledger(replace(book, first=day(10), last=day(20))).allowance
    assert short is not None
    assert short.sentence.startswith("At least 1 of 1")


def test_part_weeks_are_pro_rata() -> None:
    made = ledger(
        diary(
            program=Program(
                start=day(4),
                planned_days=20,
                weekly_hours=7,
                weekly_sessions=14,
                days_off=(day(8),),
                pauses=(Pause(day(14), day(15)),),
            ),
            today=22,
        )
    )
    assert [week.days for week in made.weeks] == [3, 6, 5, 2]
    assert [week.expected_hours for week in made.weeks] == [3, 6, 5, 2]
    assert made.expected_hours == 16
    assert made.expected_sessions == 32
    assert ledger(diary()).expected_hours is None


def test_weeks_can_start_on_sunday() -> None:
    weeks = ledger(diary(), week_start=6).weeks
    assert [week.first for week in weeks] == [day(-1), day(6), day(13), day(20), day(27)]
    assert all(week.last - week.first == timedelta(days=6) for week in weeks)


def test_hours_by_kind_and_place() -> None:
    made = ledger(
        diary(
            mark(0, Status.ATTENDED),
            mark(7, Status.LEFT_EARLY, place=Place.ONLINE, minutes=90),
            extra(1, 10, session=SessionKind.FAMILY),
        )
    )
    assert made.weeks[0].hours == {
        (SessionKind.GROUP, Place.ON_SITE): 3,
        (SessionKind.FAMILY, Place.ON_SITE): 1,
    }
    assert made.weeks[1].hours == {(SessionKind.GROUP, Place.ONLINE): 1.5}


def test_the_sessions_of_today() -> None:
    book = diary(mark(7, Status.ATTENDED), extra(7, 70, start=time(9)), today=7)
    assert [line.counted for line in today_sessions(book, day(7))] == [
        Counted.EXTRA,
        Counted.ATTENDED,
    ]
    assert [line.counted for line in today_sessions(book, day(0))] == [Counted.UNMARKED]
    assert today_sessions(book, day(1)) == ()


# Any program ----------------------------------------------------------------------------------


def any_diary(rng: Random) -> Diary:
    """A program with its pauses, extensions and changes of plan, and marks right and wrong."""
    start = MONDAY + timedelta(days=rng.randrange(14))
    length = rng.choice([1, 7, 30, 45, 60, 90, 400]) if rng.random() < 0.2 else rng.randint(1, 50)

    def within() -> date:
        return start + timedelta(days=rng.randint(-5, length + 10))

    pauses = []
    for _ in range(rng.randrange(3)):
        first = within()
        pauses.append(Pause(first, first + timedelta(days=rng.randrange(9))))
    ended = within() if rng.random() < 0.15 else None
    program = Program(
        start=start,
        planned_days=length,
        weekly_hours=rng.choice([None, 0, 9, 12.5]),
        weekly_sessions=rng.choice([None, 3, 4]),
        allowed_absences=rng.choice([None, 0, 2, 6]),
        allowance_weeks=rng.randint(1, 12),
        pauses=tuple(pauses),
        extensions=tuple(Extension(start, rng.randint(1, 20)) for _ in range(rng.randrange(3))),
        days_off=tuple(within() for _ in range(rng.randrange(4))),
        ended_on=max(ended, start) if ended else None,
    )
    planned = []
    for number in range(rng.randrange(1, 5)):
        begun = within() if rng.random() < 0.4 else start - timedelta(days=rng.randrange(9))
        until = begun + timedelta(days=rng.randrange(40)) if rng.random() < 0.4 else None
        one = PlannedSession(
            id=UUID(int=1000 + number),
            weekday=rng.randrange(7),
            start=time(rng.randrange(24)),
            minutes=rng.choice([1, 50, 90, 180, 1440]),
            session=rng.choice(list(SessionKind)),
            valid_from=begun,
            valid_until=until,
            every_weeks=rng.choice([1, 1, 1, 2, 3]),
            skipped=tuple(within() for _ in range(rng.randrange(4))),
        )
        planned.append(one)
        if until is not None and rng.random() < 0.7:  # the plan changes, often in mid-week
            planned.append(
                replace(
                    one,
                    id=UUID(int=2000 + number),
                    weekday=rng.randrange(7),
                    minutes=rng.choice([60, 120]),
                    valid_from=until + timedelta(days=1),
                    valid_until=None,
                )
            )
    attendances: list[Attendance] = []
    day_by_day = start - timedelta(days=8)
    while day_by_day < start + timedelta(days=length + 30):
        for one in planned:
            likely = 0.9 if held_on(program, one, day_by_day) else 0.01
            if rng.random() < likely:
                attendances.append(
                    Attendance(
                        id=attendance_id(one.id, day_by_day),
                        day=day_by_day,
                        planned_id=one.id,
                        place=rng.choice(list(Place)),
                        status=rng.choice(list(Status)),
                        minutes=rng.choice([None, None, 0, 45, 1440]),
                    )
                )
        if rng.random() < 0.08:
            other = rng.choice(attendances).id if attendances else None
            attendances.append(
                Attendance(
                    id=UUID(int=rng.getrandbits(100)),
                    day=day_by_day,
                    status=rng.choice(list(Status)),
                    minutes=rng.choice([None, 30, 60]),
                    makes_up_for=rng.choice([None, other]),
                )
            )
        day_by_day += timedelta(days=1)
    return Diary(
        first=start - timedelta(days=rng.randrange(20)),
        last=start + timedelta(days=length + rng.randrange(30)),
        today=within() if rng.random() < 0.5 else start + timedelta(days=length),
        program=program,
        planned=tuple(planned),
        attendances=tuple(attendances),
    )


def date_of_night(one: PlannedSession, that: date) -> date:
    """The calendar date that a session of the day ``that`` has."""
    return that + timedelta(days=one.start < time(4))


def held_on(program: Program, one: PlannedSession, that: date) -> bool:
    """Whether the plan has a session on a day: the rules once more, without a calendar library."""
    ends = program.start + timedelta(
        days=program.planned_days + sum(extension.days for extension in program.extensions) - 1
    )
    if program.ended_on is not None:
        ends = program.ended_on
    on = date_of_night(one, that)
    weeks = (on.toordinal() - 1) // 7 - (one.valid_from.toordinal() - 1) // 7
    return (
        program.start <= that <= ends
        and one.valid_from <= on
        and (one.valid_until is None or on <= one.valid_until)
        and on.weekday() == one.weekday
        and weeks % one.every_weeks == 0
        and on not in one.skipped
        and that not in program.days_off
        and not any(pause.first <= that <= pause.last for pause in program.pauses)
    )


def brute_force(book: Diary) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Sessions, planned minutes and minutes spent by what they count as, a day at a time."""
    sessions: Counter[str] = Counter()
    planned_minutes: Counter[str] = Counter()
    minutes: Counter[str] = Counter()
    used = set()
    absences: dict[UUID, date] = {}
    that = min([book.first, *(a.day for a in book.attendances)])
    while that <= max([book.last, *(a.day for a in book.attendances)]):
        for one in book.planned:
            if not held_on(book.program, one, that):
                continue
            nights = (that, date_of_night(one, that))
            marks = [a for a in book.attendances if a.planned_id == one.id and a.day in nights]
            used.update(a.id for a in marks)
            if marks and marks[0].status in ("missed", "excused"):
                absences[marks[0].id] = that
            if not max(book.first, book.program.start) <= that <= book.last:
                continue
            kind = "to_come" if that > book.today else marks[0].status if marks else "unmarked"
            sessions[kind] += 1
            planned_minutes[kind] += one.minutes
            if kind in ("attended", "late", "left_early"):
                written = marks[0].minutes
                minutes[kind] += one.minutes if written is None else written
        that += timedelta(days=1)
    taken: set[UUID] = set()
    for a in sorted(book.attendances, key=lambda a: (a.day, str(a.start), str(a.id))):
        if a.id in used:
            continue
        gone = a.status in ("attended", "late", "left_early")
        length = next((one.minutes for one in book.planned if one.id == a.planned_id), 0)
        kind = "extra" if gone else "neither"
        if a.day > book.today:
            kind = "to_come"
        elif (
            gone
            and a.makes_up_for in absences
            and a.makes_up_for not in taken
            and abs((absences[a.makes_up_for] - a.day).days) <= 180
        ):
            taken.add(a.makes_up_for)
            kind = "made_up"
        if gone and kind != "to_come" and a.makes_up_for and not length:
            length = next(
                (
                    one.minutes
                    for b in book.attendances
                    for one in book.planned
                    if b.id == a.makes_up_for
                    and one.id == b.planned_id
                    and abs((a.day - b.day).days) <= 180
                ),
                0,
            )
        if max(book.first, book.program.start) <= a.day <= book.last:
            sessions[kind] += 1
            if kind in ("extra", "made_up"):
                minutes[kind] += length if a.minutes is None else a.minutes
    return sessions, planned_minutes, minutes


def check_invariants(made: Ledger) -> None:
    totals = made.totals
    assert totals.planned == (
        totals.attended + totals.absent + totals.not_held + totals.sessions[Counted.UNMARKED]
    )
    assert totals.planned == sum(
        line.occurrence is not None and line.counted is not Counted.TO_COME for line in made.lines
    )
    assert len(made.lines) == sum(totals.sessions.values())
    assert totals.attended <= totals.held <= totals.planned
    hours = [totals.planned_hours, totals.attended_hours, totals.added_hours]
    for week in made.weeks:
        hours += [week.planned_hours, week.coming_hours, *week.hours.values()]
        hours += [week.expected_hours or 0, week.expected_sessions or 0]
        assert 0 <= week.attended <= week.planned
        assert 0 <= week.days <= 7
    assert min(hours) >= 0
    weeks = made.weeks
    assert sum(week.planned_hours for week in weeks) == pytest.approx(totals.planned_hours)
    assert sum(sum(week.hours.values()) for week in weeks) == pytest.approx(
        totals.attended_hours + totals.added_hours
    )
    if made.allowance:
        assert 0 <= made.allowance.made_up <= made.allowance.used


diaries = st.integers(min_value=0).map(lambda seed: any_diary(Random(seed)))


@given(diaries)
def test_planned_is_the_sum_of_what_became_of_it(book: Diary) -> None:
    check_invariants(ledger(book))


@given(diaries, st.integers(0, 60), st.integers(0, 60))
def test_two_halves_make_the_whole(book: Diary, cut: int, more: int) -> None:
    cut_day = min(book.first + timedelta(days=cut), book.last)
    halves = [
        ledger(book, last=cut_day).totals,
        ledger(book, first=cut_day + timedelta(days=1)).totals,
    ]
    whole = ledger(book).totals
    for counted in Counted:
        assert sum(half.sessions[counted] for half in halves) == whole.sessions[counted]
        assert sum(half.minutes[counted] for half in halves) == whole.minutes[counted]
    # Extending the program takes nothing away that was counted.
    longer = replace(
        book.program, extensions=(*book.program.extensions, Extension(book.today, more + 1))
    )
    after = ledger(replace(book, program=longer)).totals
    assert all(after.sessions[c] >= whole.sessions[c] for c in PLANNED)


def test_a_count_day_by_day_agrees_over_1000_programs() -> None:
    rng = Random(5)
    counted: Counter[str] = Counter()
    for _ in range(1000):
        book = any_diary(rng)
        made = ledger(book)
        check_invariants(made)
        sessions, planned_minutes, minutes = brute_force(book)
        totals = made.totals
        assert Counter(totals.sessions) == sessions
        assert Counter(totals.planned_minutes) == planned_minutes
        assert Counter(totals.minutes) == minutes
        counted += sessions
    # Every way to count came up often enough for the agreement to mean something.
    assert all(counted[kind] >= 20 for kind in Counted), counted
