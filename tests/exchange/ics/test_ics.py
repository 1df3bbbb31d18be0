"""Calendar files read and written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from journal.analysis.schedule import occurrences
from journal.errors import InvalidInput
from journal.exchange.ics import LeftOut, Reason, read_ics, write_ics
from journal.model.choices import Place, SessionKind
from journal.model.program import Pause, PlannedSession, Program
from tests.exchange.ics.calendar_text import (
    FIRST,
    LAST,
    NEW_YORK,
    Slot,
    at,
    event,
    ics,
    read,
    slots,
)

SAMPLES = Path(__file__).parent / "samples"
PROGRAM = Program(start=FIRST, planned_days=(LAST - FIRST).days + 1)


def icalendars_own(data: bytes, first: date, last: date, zone: tzinfo) -> list[Slot]:
    """What icalendar reads, its rules followed with aware times; knows nothing of Daybook."""
    by_uid: dict[str, list[Event]] = defaultdict(list)
    for one in Calendar.from_ical(data).walk("VEVENT"):
        if isinstance(one.start, datetime):
            by_uid[one.uid].append(one)
    found: list[Slot] = []
    for events in by_uid.values():
        changed = {one.RECURRENCE_ID: one for one in events if one.RECURRENCE_ID}
        for one in events:
            if one.RECURRENCE_ID or one.status == "CANCELLED":
                continue
            starts = [one.start]
            for rule in one.rrules:
                for start in rrulestr(rule.to_ical().decode(), dtstart=one.start):
                    if start.date() > last + timedelta(days=2):
                        break
                    starts.append(start)
            starts += [start for start, _ in one.rdates]
            excluded = one.exdates
            for start in dict.fromkeys(starts):
                if start in changed or start in excluded or start.date() in excluded:
                    continue
                found.append((start, (one.end - one.start) // timedelta(minutes=1)))
        found += [
            (one.start, (one.end - one.start) // timedelta(minutes=1))
            for one in changed.values()
            if one.status != "CANCELLED"
        ]
    here = [
        (start.astimezone(zone).replace(tzinfo=None) if start.tzinfo else start, minutes)
        for start, minutes in found
    ]
    return sorted(slot for slot in here if first <= slot[0].date() <= last)


# Three conventions ----------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "UTC"])
@pytest.mark.parametrize("sample", ["utc", "zone", "floating"])
def test_a_sample_comes_to_the_same_sessions_as_icalendars_own_reading(
    sample: str, zone: str
) -> None:
    data = (SAMPLES / f"{sample}.ics").read_bytes()
    for first, last in [(FIRST, LAST), (date(2026, 3, 10), date(2026, 3, 24))]:
        own = icalendars_own(data, first, last, ZoneInfo(zone))
        assert own
        assert slots(read_ics(data, first, last, ZoneInfo(zone)), first, last) == own


def test_the_web_calendar_in_utc() -> None:
    reading = read_ics((SAMPLES / "utc.ics").read_bytes(), FIRST, LAST, NEW_YORK)
    # 23:00 UTC is 18:00 in New York until the clocks change on 8 March, then 19:00.
    assert slots(reading) == [
        (at(3, 2, 18), 180),
        (at(3, 4, 18), 180),
        (at(3, 6, 10), 50),
        (at(3, 9, 19), 180),
        (at(3, 16, 19), 180),
        (at(3, 19, 18, 30), 120),
        (at(3, 25, 19), 180),
        (at(3, 30, 19), 180),
        (at(4, 1, 19), 180),
        (at(4, 6, 19), 180),
        (at(4, 8, 19), 180),
        (at(4, 13, 19), 180),
        (at(4, 15, 19), 180),
    ]
    assert ("Clinic closed", Reason.ALL_DAY) in [
        (one.title, one.reason) for one in reading.left_out
    ]
    kinds = {one.title: (one.session, one.place) for one in reading.sessions}
    assert kinds["Individual session"] == (SessionKind.INDIVIDUAL, Place.ONLINE)
    assert kinds["Evening IOP group"] == (SessionKind.GROUP, Place.ON_SITE)


def test_the_office_calendar_with_time_zones() -> None:
    reading = read_ics((SAMPLES / "zone.ics").read_bytes(), FIRST, LAST, NEW_YORK)
    assert [slot for slot in slots(reading) if slot[0].weekday() == 1] == [
        (at(3, 3, 18), 180),
        (at(3, 17, 19), 150),
        (at(3, 24, 18), 180),
        (at(3, 31, 18), 180),
        (at(4, 14, 18), 180),
        (at(4, 21, 18), 180),
    ]
    family = next(one for one in reading.sessions if one.session is SessionKind.FAMILY)
    assert (family.every_weeks, family.valid_until, family.place) == (2, None, Place.ONLINE)
    group = next(one for one in reading.sessions if one.every_weeks == 1 and one.weekday == 1)
    assert group.title == "Relapse prevention group"
    assert group.skipped == (date(2026, 3, 10), date(2026, 3, 17), date(2026, 4, 7))
    monthly = [one for one in reading.sessions if one.title == "Medication review"]
    assert [one.valid_from for one in monthly] == [
        date(2026, 3, 9),
        date(2026, 4, 13),
        date(2026, 5, 11),
    ]
    assert all(one.valid_until == one.valid_from for one in monthly)
    assert ("Yoga", Reason.CANCELLED) in [(one.title, one.reason) for one in reading.left_out]


def test_the_phone_calendar_with_floating_times() -> None:
    data = (SAMPLES / "floating.ics").read_bytes()
    reading = read_ics(data, FIRST, LAST, NEW_YORK)
    weekly = {one.weekday: one for one in reading.sessions if one.valid_until is None}
    assert set(weekly) == {0, 2, 4}
    assert weekly[2].skipped == (date(2026, 3, 25),)
    assert (at(3, 5, 14), 90) in slots(reading)
    assert (at(3, 7, 23), 150) in slots(reading)
    assert (at(3, 21, 10), 180) in slots(reading)
    assert reading == read_ics(data, FIRST, LAST, ZoneInfo("Asia/Tokyo"))


def test_reading_again_gives_the_same_ids() -> None:
    for sample in SAMPLES.glob("*.ics"):
        data = sample.read_bytes()
        reading = read_ics(data, FIRST, LAST, NEW_YORK)
        assert reading == read_ics(data, FIRST, LAST, NEW_YORK)
        ids = [one.id for one in reading.sessions]
        assert len(set(ids)) == len(ids)
        # Also when the days asked are others: what is in both is the same session.
        later = read_ics(data, date(2026, 3, 20), date(2026, 6, 30), NEW_YORK)
        assert {one.id for one in later.sessions} & set(ids)


# Recurrence, exceptions, time zones -----------------------------------------------------------


def test_an_exception_moved_into_the_days_asked_and_one_moved_out() -> None:
    data = ics(
        *event("DTSTART:20260205T100000", "DTEND:20260205T110000", "RRULE:FREQ=WEEKLY;COUNT=20"),
        *event("DTSTART:20260302T080000", "DTEND:20260302T090000", "RECURRENCE-ID:20260226T100000"),
        *event("DTSTART:20260226T080000", "DTEND:20260226T090000", "RECURRENCE-ID:20260305T100000"),
    )
    first, last = FIRST, date(2026, 3, 14)
    assert slots(read_ics(data, first, last, NEW_YORK), first, last) == [
        (at(3, 2, 8), 60),
        (at(3, 12, 10), 60),
    ]


def test_a_series_begun_long_ago_starts_with_the_days_asked() -> None:
    old = event("DTSTART:20240101T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;INTERVAL=3")
    (session,) = read(*old).sessions
    assert (session.valid_from, session.every_weeks) == (date(2026, 3, 9), 3)
    assert (session.valid_until, session.skipped) == (None, ())
    (earlier,) = read_ics(ics(*old), date(2025, 1, 1), LAST, NEW_YORK).sessions
    assert earlier.id == session.id
    assert earlier.valid_from == date(2025, 1, 13)


def test_of_two_versions_the_later_one_counts() -> None:
    new = event("DTSTART:20260303T100000", "DTEND:20260303T110000", "SEQUENCE:4")
    old = event("DTSTART:20260302T100000", "DTEND:20260302T110000", "SEQUENCE:3")
    for both in ([*new, *old], [*old, *new]):
        assert slots(read(*both)) == [(at(3, 3, 10), 60)]


def test_an_instance_turned_into_a_whole_day_is_taken_out() -> None:
    reading = read(
        *event("DTSTART:20260302T100000", "DTEND:20260302T110000", "RRULE:FREQ=WEEKLY;COUNT=3"),
        *event("DTSTART;VALUE=DATE:20260309", "RECURRENCE-ID:20260309T100000"),
    )
    assert slots(reading) == [(at(3, 2, 10), 60), (at(3, 16, 10), 60)]


def test_an_exception_without_its_series_is_a_session() -> None:
    alone = event(
        "DTSTART:20260302T100000", "DTEND:20260302T110000", "RECURRENCE-ID:20260303T100000"
    )
    assert slots(read(*alone)) == [(at(3, 2, 10), 60)]


def test_exceptions_told_in_another_way_than_the_series() -> None:
    reading = read(
        *event(
            "DTSTART;TZID=America/New_York:20260302T180000",
            "DTEND;TZID=America/New_York:20260302T190000",
            "RRULE:FREQ=WEEKLY;UNTIL=20260331",
            "EXDATE:20260309T220000Z",
            "EXDATE:20260316T180000",
            "EXDATE;VALUE=DATE:20260323",
            "RDATE;VALUE=PERIOD:20260306T180000Z/PT2H",
        )
    )
    assert slots(reading) == [(at(3, 2, 18), 60), (at(3, 6, 13), 120), (at(3, 30, 18), 60)]


def test_a_time_zone_of_the_files_own_is_not_kept_for_the_next_file() -> None:
    def file(offset: str) -> list[str]:
        return [
            "BEGIN:VTIMEZONE",
            "TZID:Own Time",
            "BEGIN:STANDARD",
            "DTSTART:20000101T000000",
            f"TZOFFSETFROM:{offset}",
            f"TZOFFSETTO:{offset}",
            "END:STANDARD",
            "END:VTIMEZONE",
            *event("DTSTART;TZID=Own Time:20260302T100000", "DURATION:PT1H"),
        ]

    assert slots(read(*file("-0500"), zone=UTC)) == [(at(3, 2, 15), 60)]
    assert slots(read(*file("+0200"), zone=UTC)) == [(at(3, 2, 8), 60)]


def test_a_time_zone_that_nobody_knows_is_said() -> None:
    reading = read(*event("DTSTART;TZID=Middle Earth:20260302T100000", "DURATION:PT1H"))
    assert slots(reading) == [(at(3, 2, 10), 60)]
    assert reading.unknown_zones == ("Middle Earth",)


def test_a_makers_prefix_before_a_time_zone() -> None:
    start = "DTSTART;TZID=/maker.example/20260101/Europe/Berlin:20260302T100000"
    assert slots(read(*event(start, "DURATION:PT1H"), zone=UTC)) == [(at(3, 2, 9), 60)]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["DTSTART;VALUE=DATE:20260302"], Reason.ALL_DAY),
        (["DTSTART:20260302T100000"], Reason.NO_LENGTH),
        (["DTSTART:20260302T100000", "DTEND:20260302T090000"], Reason.BACKWARDS),
        (["DTSTART:20260302T100000", "DURATION:P2D"], Reason.TOO_LONG),
        (["DTSTART:20260302T100000", "DURATION:PT1H", "STATUS:CANCELLED"], Reason.CANCELLED),
        (["DTSTART:20260302T100000", "DURATION:PT1H", "RRULE:FREQ=HOURLY"], Reason.TOO_OFTEN),
        (["DTSTART:20260302T100000", "DURATION:PT1H", "RRULE:FREQ=SECONDLY"], Reason.TOO_OFTEN),
        (
            ["DTSTART:20260302T100000", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYMONTHDAY=31"],
            Reason.RULE,
        ),
        (
            [
                "DTSTART:19000101T000000",
                "DURATION:PT1H",
                "RRULE:FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,10,20,30",
            ],
            Reason.TOO_OFTEN,
        ),
        (["DTSTART:nonsense", "DURATION:PT1H"], Reason.BROKEN),
        (["SUMMARY:no start"], Reason.BROKEN),
        (["DTSTART:20270302T100000", "DURATION:PT1H"], Reason.OUTSIDE),
        (["DTSTART:20200302T100000", "DURATION:PT1H"], Reason.OUTSIDE),
    ],
)
def test_what_makes_no_session_is_left_out_with_its_reason(
    lines: list[str], reason: Reason
) -> None:
    good = event("DTSTART:20260302T100000", "DTEND:20260302T110000", uid="good")
    reading = read(*event(*lines), *good)
    assert slots(reading) == [(at(3, 2, 10), 60)]
    assert [one.reason for one in reading.left_out] == [reason]


def test_a_rule_that_never_comes_true_ends() -> None:
    reading = read(
        *event(
            "DTSTART:20260302T100000", "DURATION:PT1H", "RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2"
        )
    )
    assert slots(reading) == [(at(3, 2, 10), 60)]


def test_a_calendar_that_calls_its_events_off() -> None:
    reading = read("METHOD:CANCEL", *event("DTSTART:20260302T100000", "DURATION:PT1H"))
    assert reading.sessions == ()
    assert reading.left_out == (LeftOut("", date(2026, 3, 2), Reason.CANCELLED),)


@pytest.mark.parametrize(
    ("title", "location", "kind", "place"),
    [
        ("IOP evening", "Room 2", SessionKind.GROUP, Place.ON_SITE),
        ("Multi-family group", "", SessionKind.FAMILY, Place.ON_SITE),
        ("1:1 with my therapist", "", SessionKind.INDIVIDUAL, Place.ON_SITE),
        ("Telehealth: Individual", "", SessionKind.INDIVIDUAL, Place.ONLINE),
        ("Group", "https://rooms.example/7", SessionKind.GROUP, Place.ONLINE),
        ("Regrouping the videotapes", "", SessionKind.OTHER, Place.ON_SITE),
    ],
)
def test_kind_and_place_are_guessed_from_the_words(
    title: str, location: str, kind: SessionKind, place: Place
) -> None:
    lines = [f"SUMMARY:{title}", f"LOCATION:{location}"]
    (session,) = read(*event("DTSTART:20260302T100000", "DURATION:PT1H", *lines)).sessions
    assert (session.title, session.session, session.place) == (title, kind, place)


# Too much, and garbage ------------------------------------------------------------------------


def test_a_life_of_50000_events_gives_the_few_of_the_program() -> None:
    life = []
    begun = datetime(1990, 1, 1, 8)  # noqa: DTZ001 - a wall clock
    for number in range(50_000):
        start = begun + timedelta(hours=6 * number)
        life += event(f"DTSTART:{start:%Y%m%dT%H%M%S}", "DURATION:PT1H", uid=str(number))
    group = event("DTSTART:20260302T100000", "DURATION:PT3H", "RRULE:FREQ=WEEKLY;COUNT=4", uid="g")
    reading = read(*life, *group)
    assert len(slots(reading)) == 4
    assert len(reading.left_out) == 50_000
    assert {one.reason for one in reading.left_out} == {Reason.OUTSIDE}


def test_50000_events_in_the_program_are_refused() -> None:
    line = event("DTSTART:20260302T100000", "DURATION:PT1H")
    with pytest.raises(InvalidInput, match="too many events"):
        read_ics(ics(*line * 50_000), FIRST, LAST, NEW_YORK)
    many = [
        one
        for number in range(2500)
        for one in event("DTSTART:20260302T100000", "DURATION:PT1H", uid=str(number))
    ]
    with pytest.raises(InvalidInput, match="more in these days"):
        read(*many)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 1000,
        b"PK\x03\x04 a zip file",
        "BEGIN:VCALENDAR".encode("utf-16"),
    ],
)
def test_garbage_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(InvalidInput, match=r"^This [^.]*\.$"):
        read_ics(data, FIRST, LAST, NEW_YORK)


def test_a_file_too_large_is_refused() -> None:
    with pytest.raises(InvalidInput, match="up to 50 MB"):
        read_ics(bytes(50_000_001), FIRST, LAST, NEW_YORK)


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(InvalidInput):
        read_ics(ics(), LAST, FIRST, NEW_YORK)


SAMPLE_DATA = b"".join(path.read_bytes() for path in sorted(SAMPLES.glob("*.ics")))


@given(
    st.lists(
        st.tuples(st.integers(0, len(SAMPLE_DATA)), st.integers(0, 30), st.binary(max_size=8)),
        min_size=1,
        max_size=4,
    )
)
def test_a_damaged_file_is_read_or_refused(
    damage: list[tuple[int, int, bytes]],
) -> None:
    data = SAMPLE_DATA
    for place, length, instead in damage:
        data = data[:place] + instead + data[place + length :]
    try:
        reading = read_ics(data, FIRST, LAST, NEW_YORK)
    except InvalidInput:
        return
    assert all(one.valid_from >= FIRST for one in reading.sessions)


# There and back -------------------------------------------------------------------------------

days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
titles = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).map(str.strip)


@st.composite
def sessions(draw: st.DrawFn) -> PlannedSession:
    begun = draw(days)
    until = draw(st.none() | st.integers(0, 300))
    return PlannedSession(
        id=draw(st.uuids(version=4)),
        weekday=draw(st.integers(0, 6)),
        start=time(draw(st.integers(0, 23)), draw(st.integers(0, 59))),
        minutes=draw(st.integers(1, 1440)),
        session=draw(st.sampled_from(SessionKind)),
        place=draw(st.sampled_from(Place)),
        valid_from=begun,
        valid_until=None if until is None else begun + timedelta(days=until),
        every_weeks=draw(st.integers(1, 6) | st.integers(1, 52)),
        skipped=tuple(
            draw(
                st.lists(st.integers(0, 50), max_size=4).map(
                    lambda weeks: [begun + timedelta(weeks=week) for week in weeks]
                )
            )
        ),
        title=draw(titles),
    )


@st.composite
def programs(draw: st.DrawFn) -> Program:
    start = draw(days)
    pauses = draw(st.lists(st.tuples(days, st.integers(0, 60)), max_size=2))
    return Program(
        start=start,
        planned_days=draw(st.integers(1, 400)),
        days_off=tuple(draw(st.lists(days, max_size=5))),
        pauses=tuple(Pause(first, first + timedelta(days=length)) for first, length in pauses),
        aftercare_from=draw(st.none() | st.dates(start, date(2027, 3, 1))),
    )


@given(programs(), st.lists(sessions(), max_size=4, unique_by=lambda one: one.id))
def test_written_and_read_again_it_is_the_same_plan(
    program: Program, planned: list[PlannedSession]
) -> None:
    data = write_ics(program, planned)
    last = date(2028, 12, 31)  # by then every session has been held at least once
    reading = read_ics(data, program.start, last, NEW_YORK)

    def held(plan: list[PlannedSession]) -> list[tuple[object, ...]]:
        return sorted(
            (one.start, one.minutes, p.session, p.place, p.title)
            for one in occurrences(program, plan, program.start, last)
            for p in [one.planned]
        )

    assert held(list(reading.sessions)) == held(planned)
    ids = {one.planned.id for one in occurrences(program, planned, program.start, last)}
    assert ids <= {one.id for one in reading.sessions}
    assert reading.left_out == ()


def test_what_is_written_is_a_plain_calendar_without_more_than_asked() -> None:
    group = PlannedSession(
        id=UUID(int=1),
        weekday=0,
        start=time(18),
        valid_from=FIRST,
        skipped=(date(2026, 3, 9),),
        place=Place.ONLINE,
    )
    program = replace(PROGRAM, days_off=(date(2026, 3, 16),), working_on="secret")
    (written,) = Calendar.from_ical(write_ics(program, [group])).events
    assert written.start == at(3, 2, 18)
    assert written.end == at(3, 2, 21)
    assert written.exdates == [at(3, 9, 18), at(3, 16, 18)]
    assert written["RRULE"]["UNTIL"] == [at(5, 25, 18)]
    assert (written["SUMMARY"], written["LOCATION"]) == ("Group", "Online")
    assert b"secret" not in write_ics(program, [group])
    (from_april,) = Calendar.from_ical(write_ics(program, [group], date(2026, 4, 1))).events
    assert from_april.start == at(4, 6, 18)
    assert Calendar.from_ical(write_ics(program, [])).events == []
