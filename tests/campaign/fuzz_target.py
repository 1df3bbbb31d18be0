"""``python -m tests.campaign.fuzz_target NAME`` feeds one reader what a fuzzer thinks up.

``--seconds N --folder DIR`` makes the seeds and fuzzes; what is found lies in DIR/found. ``--again
FILE`` reads one input without a fuzzer's overhead: 1 if the reader crashes, 2 if it takes too long.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

LONGEST = 2.0
"""Seconds of work that any input may take."""

Check = Callable[[bytes], object]
"""Reads an input; refusing it is right, every exception that gets out is a crash."""

Target = Callable[[], tuple[Check, Iterable[bytes], Iterable[str]]]
"""Imports what is fuzzed and gives the check, inputs to begin with, and words to try."""


class TooSlow(BaseException):
    """An input took longer than :data:`LONGEST`."""


def header() -> tuple[Check, Iterable[bytes], Iterable[str]]:
    """The head of a journal, as it is and with its checksums made right."""
    from journal.errors import JournalError
    from journal.vault import KeyRing, RecoveryKey, describe, seal, unseal_with
    from tests.campaign.scene import PASSPHRASE, image
    from tests.campaign.tamper import HEADER, resummed
    from tests.journals import CHEAP

    ring, _key = KeyRing.create(PASSPHRASE, CHEAP)
    sealed = seal(image(1), ring)

    def check(data: bytes) -> None:
        whole = data[:HEADER].ljust(HEADER, b"\0") + sealed[HEADER:]
        for tried in (data, resummed(whole)):
            for read in (describe, lambda it: unseal_with(it, ring)):
                _refusing(read, tried, JournalError)

    return check, [sealed[:HEADER], sealed[:100], str(RecoveryKey.generate()).encode()], []


def recovery_key() -> tuple[Check, Iterable[bytes], Iterable[str]]:
    """A recovery key as somebody types it; what is read is written as it was meant."""
    from journal.errors import InvalidInput
    from journal.vault import RecoveryKey

    def check(data: bytes) -> None:
        text = data.decode("utf-8", "surrogatepass" if data[:1] < b"\x80" else "replace")
        key = _refusing(RecoveryKey.parse, text, InvalidInput)
        if key is not None and RecoveryKey.parse(str(key)) != key:
            raise AssertionError("a key that was read is another when it is read again")

    def tolerant(data: bytes) -> None:
        try:
            check(data)
        except UnicodeDecodeError:
            check(data.decode("latin-1").encode())

    keys = [RecoveryKey(bytes([n]) * 20) for n in (0, 7, 255)]
    typed = [str(key) for key in keys] + [str(keys[1]).lower().replace("-", " – "), "ⅷ０O"]
    return tolerant, [one.encode() for one in typed], ["-", "–", "O", "I", "L", "\u2028"]


def json_bytes() -> tuple[Check, Iterable[bytes], Iterable[str]]:
    """An export, byte by byte."""
    from journal.errors import JournalError
    from journal.exchange.json_file import from_json

    words = ('"records"', '"deleted"', '"set_aside"', "null", "1e999", "-0", "[]", "{}", "true")
    return lambda data: _refusing(from_json, data, JournalError), [_export()], words


def json_values() -> tuple[Check, Iterable[bytes], Iterable[str]]:
    """An export that is well formed, with other values in some of its places."""
    import atheris

    from journal.errors import JournalError
    from journal.exchange.json_file import from_json, to_json

    export = _export()

    def check(data: bytes) -> None:
        drawn = atheris.FuzzedDataProvider(data)
        plain = json.loads(export)
        for _ in range(drawn.ConsumeIntInRange(1, 4)):
            spots = list(_spots(plain))
            holder, key = spots[drawn.ConsumeIntInRange(0, len(spots) - 1)]
            holder[key] = _value(drawn)
        read = _refusing(from_json, json.dumps(plain).encode(), JournalError)
        if read is not None:
            from_json(to_json(read))

    return check, [bytes(range(40)), b"\xff" * 40], []


def calendar() -> tuple[Check, Iterable[bytes], Iterable[str]]:
    """A calendar file."""
    from datetime import date
    from zoneinfo import ZoneInfo

    from journal.errors import InvalidInput
    from journal.exchange.ics import read_ics

    first, last, zone = date(2026, 3, 1), date(2026, 5, 31), ZoneInfo("America/New_York")
    folder = Path(__file__).parents[1] / "exchange" / "ics" / "samples"
    samples = [path.read_bytes() for path in sorted(folder.glob("*.ics"))]
    parts = [
        b"BEGIN:VCALENDAR\r\nBEGIN:" + kind + part.partition(b"END:" + kind)[0] + b"END:" + kind
        for sample in samples
        for kind in (b"VEVENT", b"VTIMEZONE")
        for part in sample.split(b"BEGIN:" + kind)[1:]
    ]

    def check(data: bytes) -> None:
        reading = _refusing(lambda it: read_ics(it, first, last, zone), data, InvalidInput)
        if reading is not None and len(reading.left_out) > reading.events:
            raise AssertionError("more events are left out than there are")

    words = (
        *("BEGIN:", "END:", "VEVENT", "VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"),
        *("DTSTART:", "DTEND:", "DURATION:", "RRULE:", "EXRULE:", "RDATE:", "EXDATE:", "UID:"),
        *("RECURRENCE-ID", ";RANGE=THISANDFUTURE", ";TZID=", ";VALUE=DATE", ";VALUE=PERIOD"),
        *("SEQUENCE:", "STATUS:CANCELLED", "SUMMARY:", "METHOD:CANCEL", "TZOFFSETTO:", "TZID:"),
        *("FREQ=", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "SECONDLY", "INTERVAL=", "COUNT="),
        *("UNTIL=", "BYDAY=", "BYMONTH=", "BYMONTHDAY=", "BYSETPOS=", "BYWEEKNO=", "BYYEARDAY="),
        *("BYHOUR=", "BYMINUTE=", "BYSECOND=", "WKST=", "20260302T100000", "00010101T000000"),
        *("99991231T235959Z", "PT1H", "P1D", "-0500", "+2359", "Europe/Berlin", "-1", "\r\n"),
    )
    return check, parts, words


def planted() -> tuple[Check, Iterable[bytes], Iterable[str]]:
    """A reader with a fault, which has to be found."""

    def check(data: bytes) -> None:
        if data[:3] == b"bad":
            raise ValueError("the fault that was planted")

    return check, [b"good"], ["bad"]


TARGETS: dict[str, Target] = {
    "header": header,
    "recovery key": recovery_key,
    "JSON": json_bytes,
    "JSON values": json_values,
    "calendar": calendar,
    "planted fault": planted,
}


def _refusing(read: Callable[[Any], Any], data: object, refusal: type[Exception]) -> Any:
    try:
        return read(data)
    except refusal:
        return None


def _export() -> bytes:
    """A small export with a record of many kinds, a deletion and a note."""
    from datetime import UTC, date, datetime, time
    from uuid import UUID

    from journal.exchange.json_file import to_json
    from journal.model.attendance import Attendance, Meeting
    from journal.model.choices import Status
    from journal.model.contents import Contents
    from journal.model.craving import CravingEpisode
    from journal.model.day import DayEntry
    from journal.model.program import PlannedSession, Program
    from journal.model.therapy import Goal
    from journal.model.tombstone import Tombstone

    now, day = datetime(2026, 3, 2, 21, 5, tzinfo=UTC), date(2026, 3, 2)
    stamps: dict[str, Any] = {"created_at": now, "edited_at": now}
    planned = PlannedSession(weekday=0, start=time(18), valid_from=day, **stamps)
    records = (
        Program(start=day, planned_days=45, **stamps),
        planned,
        DayEntry(day=day, mood=6, note="a note", **stamps),
        Attendance(day=day, planned_id=planned.id, status=Status.ATTENDED, **stamps),
        Meeting(day=day, fellowship="na", start=time(19), **stamps),
        CravingEpisode(at=now, day=day, peak=7, triggers=("stress",), **stamps),
        Goal(text="sleep", set_on=day, **stamps),
    )
    gone = Tombstone(id=UUID(int=1), kind="goal", deleted_at=now)
    return to_json(Contents(records=records, tombstones=(gone,)))


def _spots(plain: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON value that another value can be put into."""
    keys = plain.keys() if isinstance(plain, dict) else range(len(plain))
    for key in keys:
        yield plain, key
        if isinstance(plain[key], dict | list):
            yield from _spots(plain[key])


def _value(drawn: Any) -> object:
    """A JSON value of any kind."""
    match drawn.ConsumeIntInRange(0, 8):
        case 0:
            return None
        case 1:
            return drawn.ConsumeBool()
        case 2:
            return drawn.ConsumeInt(16)
        case 3:
            return drawn.ConsumeRegularFloat()
        case 4:
            return drawn.ConsumeUnicodeNoSurrogates(20)
        case 5:
            return [_value(drawn) for _ in range(drawn.ConsumeIntInRange(0, 3))]
        case 6:
            return {drawn.ConsumeUnicodeNoSurrogates(8): _value(drawn)}
        case 7:
            return drawn.PickValueInList(
                ["0001-01-01", "9999-12-31", "2026-02-30", "24:00", "00:00:60", "", "\ud800"]
            )
        case _:
            return drawn.PickValueInList([0, -1, 10**18, 2**63, 2**64, -(2**63), 1e308, 4.5])


def timed(check: Check, data: bytes) -> None:
    """Run ``check``. Raises :class:`TooSlow` after so much work of this process."""

    def stop(_signal: int, _frame: object) -> None:
        raise TooSlow

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        check(data)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def fuzz(target: Target, folder: Path, seconds: int) -> None:
    """Fuzz until the time is over or something crashes; never returns."""
    import atheris

    with atheris.instrument_imports(include=["journal", "icalendar", "dateutil"]):
        check, seeds, words = target()
    corpus, found = folder / "corpus", folder / "found"
    corpus.mkdir()
    found.mkdir()
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    dictionary = folder / "words"
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in [*words, "Daybook"])
    dictionary.write_text("".join(f'"{word}"\n' for word in quoted))

    def one_input(data: bytes) -> None:
        try:
            timed(check, data)
        except TooSlow:  # perhaps by the fuzzer's own overhead: read again without it
            (found / f"slow-{hashlib.sha256(data).hexdigest()}").write_bytes(data)

    options = [f"-max_total_time={seconds}", "-max_len=8192", "-timeout=60", "-print_final_stats=1"]
    places = [f"-dict={dictionary}", f"-artifact_prefix={found}/", str(corpus)]
    atheris.Setup([sys.argv[0], *options, *places], one_input)
    atheris.Fuzz()


def main() -> int:
    """Fuzz, or read one input again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--again", type=Path)
    asked = parser.parse_args()
    if asked.again is None:
        fuzz(TARGETS[asked.name], asked.folder, asked.seconds)
    check, _seeds, _words = TARGETS[asked.name]()
    try:
        timed(check, asked.again.read_bytes())
    except TooSlow:
        return 2
    except Exception:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
