"""Rules that repeat: those that never end or never come true, and changes from a date on."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from journal.exchange.ics import Reason
from journal.exchange.ics.recurrence import recurrences
from tests.exchange.ics.calendar_text import at, event, read, slots, titled

START = ("DTSTART:20260302T100000", "DURATION:PT1H")
BEGUN = datetime(2026, 3, 2, 10)  # noqa: DTZ001 - a wall clock


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=MONTHLY;INTERVAL=0;BYMONTHDAY=32",
        "interval=0;freq=yearly",
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=DAILY;BYYEARDAY=366",
        "FREQ=DAILY;BYMONTH=13",
    ],
)
def test_a_rule_that_never_advances_is_left_out(rule: str) -> None:
    good = event(*START, uid="good")
    reading = read(*event(*START, f"RRULE:{rule}"), *good)
    assert slots(reading) == [(at(3, 2, 10), 60)]
    assert [one.reason for one in reading.left_out] == [Reason.RULE]


NEVER_TRUE = [
    "FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2",
    "FREQ=YEARLY;BYWEEKNO=60",
    "FREQ=MONTHLY;BYMONTHDAY=32",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9",
    "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
]


def test_rules_that_never_come_true_end_at_once() -> None:
    # Followed to the year 9999, these would use up the time that a file may take.
    many = enumerate(NEVER_TRUE * 8)
    rules = [event(*START, f"RRULE:{rule}", f"SUMMARY:{n}", uid=str(n)) for n, rule in many]
    assert slots(read(*(line for lines in rules for line in lines))) == [(at(3, 2, 10), 60)] * 40


def test_a_list_that_makes_a_rule_slow_is_left_out() -> None:
    rule = "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(map(str, range(32, 5_000)))
    assert [one.reason for one in read(*event(*START, f"RRULE:{rule}")).left_out] == [Reason.BROKEN]


def test_a_series_of_more_than_a_century_is_left_out() -> None:
    old = event("DTSTART:00010101T100000", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYMONTH=1")
    assert [one.reason for one in read(*old).left_out] == [Reason.TOO_OFTEN]


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 5),
    st.lists(
        st.sampled_from(
            ["BYMONTH=2,3", "BYDAY=MO,FR", "BYHOUR=9,21", "COUNT=7", "WKST=SU", "BYMONTHDAY=-1,29"]
        ),
        unique=True,
        max_size=3,
    ),
    st.datetimes(datetime(1996, 2, 28), datetime(2026, 3, 1)),  # noqa: DTZ001
)
def test_a_rule_means_what_dateutil_says(
    frequency: str, interval: int, parts: list[str], begun: datetime
) -> None:
    begun = begun.replace(microsecond=0)
    rule = ";".join([f"FREQ={frequency}", f"INTERVAL={interval}", *parts])
    end = begun + timedelta(days=3_000)
    dateutils = takewhile(lambda one: one <= end, rrulestr(rule, dtstart=begun))
    assert list(islice(recurrences(rule, begun, end), 500)) == list(islice(dateutils, 500))


# Changed from a date on -------------------------------------------------------------------------

WEEKLY = event(*START, "RRULE:FREQ=WEEKLY;COUNT=5", "SUMMARY:Group")
FROM_16 = "RECURRENCE-ID;RANGE=THISANDFUTURE:20260316T100000"


def test_a_change_from_a_date_on_moves_all_that_follows() -> None:
    change = event("DTSTART:20260317T143000", "DURATION:PT2H", FROM_16, "SUMMARY:Moved group")
    reading = read(*WEEKLY, *change)
    assert titled(reading) == [
        ("Group", at(3, 2, 10)),
        ("Group", at(3, 9, 10)),
        ("Moved group", at(3, 17, 14, 30)),
        ("Moved group", at(3, 24, 14, 30)),
        ("Moved group", at(3, 31, 14, 30)),
    ]
    assert {minutes for _, minutes in slots(reading)[2:]} == {120}
    assert reading.left_out == ()
    assert len(reading.sessions) == 2


def test_an_endless_series_goes_on_changed() -> None:
    endless = event(*START, "RRULE:FREQ=WEEKLY", "SUMMARY:Group")
    change = event("DTSTART:20260316T110000", "DURATION:PT1H", FROM_16, "SUMMARY:Group")
    before, after = sorted(read(*endless, *change).sessions, key=lambda one: one.start)
    assert before.valid_until == at(3, 9, 0).date()
    assert (after.valid_from, after.valid_until) == (at(3, 16, 0).date(), None)


def test_a_later_change_from_a_date_on_counts_from_there() -> None:
    first = event("DTSTART:20260309T120000", "DURATION:PT1H", FROM_16.replace("0316", "0309"))
    second = event("DTSTART:20260323T150000", "DURATION:PT1H", FROM_16.replace("0316", "0323"))
    for order in ([*first, *second], [*second, *first]):
        assert [slot.hour for slot, _ in slots(read(*order, *WEEKLY))] == [10, 12, 12, 15, 15]


def test_one_instance_changed_within_what_follows() -> None:
    change = event("DTSTART:20260316T120000", "DURATION:PT1H", FROM_16)
    single = event("DTSTART:20260324T090000", "DURATION:PT1H", "RECURRENCE-ID:20260323T100000")
    reading = read(*WEEKLY, *change, *single)
    assert [slot for slot, _ in slots(reading)][2:] == [at(3, 16, 12), at(3, 24, 9), at(3, 30, 12)]


@pytest.mark.parametrize("line", ["STATUS:CANCELLED", "SUMMARY:Abgesagt: Gruppe"])
def test_a_series_cancelled_from_a_date_on_ends(line: str) -> None:
    reading = read(*WEEKLY, *event("DTSTART:20260316T100000", "DURATION:PT1H", FROM_16, line))
    assert [slot for slot, _ in slots(reading)] == [at(3, 2, 10), at(3, 9, 10)]
    assert [one.reason for one in reading.left_out] == [Reason.CANCELLED]


def test_a_change_from_a_date_on_in_another_time_zone() -> None:
    series = event(
        "DTSTART;TZID=America/New_York:20260302T100000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;COUNT=3",
    )
    change = event(
        "DTSTART;TZID=America/Chicago:20260309T100000",
        "DURATION:PT1H",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/New_York:20260309T100000",
    )
    assert [slot.hour for slot, _ in slots(read(*series, *change))] == [10, 11, 11]
