"""Every event of a calendar file gives a session or is named as left out, never both or neither."""

from __future__ import annotations

import re
from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.exchange.ics import Reason, read_ics
from tests.exchange.ics.calendar_text import (
    FIRST,
    LAST,
    NEW_YORK,
    at,
    event,
    ics,
    read,
    slots,
    titled,
)

MONDAY = ("DTSTART:20260302T100000", "DTEND:20260302T110000")
TUESDAY = ("DTSTART:20260303T100000", "DTEND:20260303T110000")


def whys(*lines: str) -> dict[str, Reason]:
    reading = read(*lines)
    return {one.title: one.reason for one in reading.left_out}


# Sloppy makers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("uid", ["", " ", "\\n", "same"])
def test_events_without_a_uid_of_their_own_do_not_swallow_each_other(uid: str) -> None:
    reading = read(
        *event(*MONDAY, "SUMMARY:Skills", uid=uid),
        *event(*MONDAY, "SUMMARY:Check-in", uid=uid),
        *event(*TUESDAY, "SUMMARY:Family night", uid=uid),
    )
    assert sorted(titled(reading)) == [
        ("Check-in", at(3, 2, 10)),
        ("Family night", at(3, 3, 10)),
        ("Skills", at(3, 2, 10)),
    ]
    assert reading.left_out == ()
    assert len({one.id for one in reading.sessions}) == 3


def test_an_event_with_no_uid_line_at_all() -> None:
    without = [line for line in event(*MONDAY, "SUMMARY:Skills") if not line.startswith("UID")]
    other = [line.replace("Skills", "Yoga") for line in without]
    assert len(titled(read(*without, *other))) == 2


def test_one_event_written_twice_is_one_session_and_said() -> None:
    reading = read(
        *event(*MONDAY, "SUMMARY:Skills", uid=""), *event(*MONDAY, "SUMMARY:Skills", uid="")
    )
    assert slots(reading) == [(at(3, 2, 10), 60)]
    assert [one.reason for one in reading.left_out] == [Reason.TWICE]


def test_the_older_of_two_versions_is_named() -> None:
    old = event(*MONDAY, "SUMMARY:Old", "SEQUENCE:1")
    new = event(*TUESDAY, "SUMMARY:New", "SEQUENCE:2")
    assert whys(*new, *old) == {"Old": Reason.TWICE}


@pytest.mark.parametrize(
    "bad",
    [
        "DTSTART;TZID=:20260303T100000",
        "DTSTART;TZID=America/New_York:20261399T996600",
        "RRULE:FREQ=",
        "RRULE:FREQ=WEEKLY;BYDAY=XX",
        "RRULE FREQ=WEEKLY",
        "EXDATE:nonsense",
        "RDATE;VALUE=PERIOD:20260306T180000Z/",
        "DURATION:P",
        "RECURRENCE-ID:20260302",
        "SEQUENCE:first",
        "BEGIN:VALARM",
        "END:VALARM",
        "END:",
        'SUMMARY;X="unclosed:Bad',
        "UID:" + "x" * 100_000,
    ],
)
def test_a_bad_line_costs_its_event_alone(bad: str) -> None:
    good = event(*MONDAY, "SUMMARY:Good", uid="good")
    after = event(*TUESDAY, "SUMMARY:After", uid="after")
    reading = read(*good, *event(*MONDAY, bad, "SUMMARY:Bad", uid="bad"), *after)
    assert {"Good", "After"} <= {one.title for one in reading.sessions}
    assert reading.events == 3
    assert len({one.title for one in reading.sessions}) + len(reading.left_out) == 3


def test_an_event_that_is_not_closed_costs_itself_alone() -> None:
    unclosed = event(*MONDAY, "SUMMARY:Unclosed", uid="a")[:-1]
    reading = read(*unclosed, *event(*TUESDAY, "SUMMARY:Good", uid="b"))
    assert titled(reading) == [("Good", at(3, 3, 10))]
    assert [(one.title, one.reason) for one in reading.left_out] == [("Unclosed", Reason.BROKEN)]
    assert not reading.cut_short


def test_a_file_cut_short_gives_what_came_before_and_says_so() -> None:
    data = ics(*event(*MONDAY, "SUMMARY:Whole"), *event(*TUESDAY, "SUMMARY:Cut", uid="b"))
    reading = read_ics(data[: data.index(b"Cut") + 3], FIRST, LAST, NEW_YORK)
    assert titled(reading) == [("Whole", at(3, 2, 10))]
    assert [(one.title, one.day) for one in reading.left_out] == [("Cut", date(2026, 3, 3))]
    assert reading.cut_short


def zone(*rule: str, name: str = "Own Time") -> list[str]:
    standard = ["DTSTART:20000101T000000", "TZOFFSETFROM:-0300", "TZOFFSETTO:-0300", *rule]
    return [
        *("BEGIN:VTIMEZONE", f"TZID:{name}"),
        *("BEGIN:STANDARD", *standard, "END:STANDARD"),
        *("BEGIN:DAYLIGHT", *standard, "END:DAYLIGHT"),
        "END:VTIMEZONE",
    ]


OWN_TIME = event("DTSTART;TZID=Own Time:20260302T100000", "DURATION:PT1H")


def test_a_zone_of_the_files_own_is_used() -> None:
    rule = "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=1SU"
    assert slots(read(*zone(), *OWN_TIME, zone=UTC)) == [(at(3, 2, 13), 60)]
    assert slots(read(*zone(rule), *OWN_TIME, zone=UTC)) == [(at(3, 2, 13), 60)]


@pytest.mark.parametrize(
    "bad",
    [
        ["BEGIN:VTIMEZONE", "TZID:Own Time", "END:VTIMEZONE"],
        ["BEGIN:VTIMEZONE", "TZID:Own Time", "BEGIN:STANDARD", "END:STANDARD", "END:VTIMEZONE"],
        zone()[:-2],
        zone("RRULE:FREQ=SECONDLY"),
        zone("RRULE:FREQ=YEARLY;INTERVAL=0;BYMONTH=3;BYDAY=1SU"),
        zone("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"),
        zone("RRULE:FREQ=YEARLY;BYHOUR=" + ",".join(map(str, range(24)))),
        zone("EXRULE:FREQ=DAILY;INTERVAL=0"),
        zone("RDATE:" + ",".join(["20260101T000000"] * 2_000)),
        zone(*["RRULE:FREQ=YEARLY;BYDAY=SU"] * 20),
    ],
)
def test_a_bad_zone_is_unknown_and_said_and_costs_no_other_event(bad: list[str]) -> None:
    reading = read(*bad, *OWN_TIME, *event(*TUESDAY, uid="other"), zone=UTC)
    assert slots(reading) == [(at(3, 2, 10), 60), (at(3, 3, 10), 60)]
    assert reading.unknown_zones == ("Own Time",)


def test_more_zones_than_anyone_needs_leave_the_rest_unknown() -> None:
    many = [line for n in range(150) for line in zone(name=f"Zone {n}")]
    reading = read(*many, *OWN_TIME, *event(*TUESDAY, uid="other"))
    assert len(slots(reading)) == 2


# Series -----------------------------------------------------------------------------------------

WEEKLY = event(*MONDAY, "RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:Group")


def test_each_cancelled_instance_is_named() -> None:
    instance = ("DTSTART:20260309T100000", "RECURRENCE-ID:20260309T100000")
    for cancelled in (
        event(*instance, "STATUS:CANCELLED", "SUMMARY:Group"),
        event(*instance, "DURATION:PT1H", "SUMMARY:Canceled: Group"),
    ):
        reading = read(*WEEKLY, *cancelled)
        assert [slot for slot, _ in slots(reading)] == [at(3, 2, 10), at(3, 16, 10), at(3, 23, 10)]
        assert [one.reason for one in reading.left_out] == [Reason.CANCELLED]


def test_a_cancelled_series_names_its_instances_too() -> None:
    series = [*WEEKLY[:-1], "STATUS:CANCELLED", "END:VEVENT"]
    moved = event("DTSTART:20260310T100000", "DURATION:PT1H", "RECURRENCE-ID:20260309T100000")
    reading = read(*series, *moved)
    assert reading.sessions == ()
    assert [one.reason for one in reading.left_out] == [Reason.CANCELLED] * 2


def test_instances_of_a_series_that_cannot_be_read_are_sessions() -> None:
    series = event(*MONDAY, "RRULE:FREQ=HOURLY", "SUMMARY:Group")
    moved = event(
        "DTSTART:20260310T100000", "DURATION:PT1H", "RECURRENCE-ID:20260309T100000", "SUMMARY:Moved"
    )
    reading = read(*series, *moved)
    assert titled(reading) == [("Moved", at(3, 10, 10))]
    assert [one.reason for one in reading.left_out] == [Reason.TOO_OFTEN]


def test_an_instance_moved_onto_another_stands_there_alone() -> None:
    moved = event(
        "DTSTART:20260316T100000", "DURATION:PT2H", "RECURRENCE-ID:20260309T100000", "SUMMARY:Group"
    )
    reading = read(*WEEKLY, *moved)
    assert slots(reading) == [(at(3, 2, 10), 60), (at(3, 16, 10), 120), (at(3, 23, 10), 60)]
    assert reading.left_out == ()


# All of it at once ------------------------------------------------------------------------------

DAYS = ("20260302", "20260309", "20260316", "20250105", "20270908", "20260230", "2026030")
TIMES = ("T100000", "T180000Z", "", "T250000")
OTHER_LINES = (
    "RRULE:FREQ=WEEKLY",
    "RRULE:FREQ=WEEKLY;COUNT=3",
    "RRULE:FREQ=DAILY;INTERVAL=0",
    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "RRULE:FREQ=MINUTELY",
    "EXDATE:20260309T100000",
    "EXDATE:x",
    "RDATE:20260311T100000",
    "RECURRENCE-ID:20260309T100000",
    "RECURRENCE-ID:20260316T100000",
    "RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T100000",
    "STATUS:CANCELLED",
    "SEQUENCE:2",
    "SEQUENCE:x",
    "BEGIN:VALARM",
    "END:VALARM",
    "no line at all",
)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """The titles of some events, all different, and the lines of a calendar of them."""
    titles, lines = [], []
    for number in range(draw(st.integers(0, 6))):
        titles.append(draw(st.sampled_from(["", "Canceled: ", "Annulé "])) + f"Event {number}")
        begun = draw(st.sampled_from(DAYS)) + draw(st.sampled_from(TIMES))
        length = draw(st.sampled_from(["PT1H", "PT0S", "P3D", "-PT1H", "x"]))
        uid = draw(st.sampled_from(["", "same", "other", "1@daybook"]))
        more = draw(st.lists(st.sampled_from(OTHER_LINES), max_size=3))
        whole = event(
            f"SUMMARY:{titles[-1]}", f"DTSTART:{begun}", f"DURATION:{length}", *more, uid=uid
        )
        lines += whole if draw(st.integers(0, 9)) else whole[:-1]
        lines += draw(
            st.lists(st.sampled_from(["", "END:VEVENT", "END:VTODO", "junk"]), max_size=1)
        )
    return titles, lines


@given(calendars())
def test_events_in_are_sessions_taken_in_and_events_named(
    calendar: tuple[list[str], list[str]],
) -> None:
    titles, lines = calendar
    reading = read(*lines)
    taken = {one.title for one in reading.sessions}
    named = [one.title for one in reading.left_out]
    assert sorted([*taken, *named]) == sorted(titles)
    assert reading.events == len(titles)
    assert re.sub(r"\d", "", "".join(taken)) == "Event " * len(taken)  # none that is cancelled
