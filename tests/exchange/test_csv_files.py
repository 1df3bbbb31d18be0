"""CSV: complete, safe to open in a spreadsheet, and explained."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePosixPath

import pytest
from hypothesis import given

from journal.content.content import Content
from journal.exchange.csv_files import DICTIONARY, csv_paths, to_csv
from journal.model.day import DayEntry
from journal.model.diary import Diary
from journal.model.plan import Preferences
from journal.model.record import Share
from journal.model.span import Span
from tests.strategies import text


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8"), newline="")))


def test_every_day_has_a_row_and_blank_is_an_empty_cell(diary: Diary, content: Content) -> None:
    days = rows(to_csv(diary, content), "days.csv")
    assert [date.fromisoformat(row["day"]) for row in days] == list(Span(diary.first, diary.last))
    blank = [row for row in days if not row["mood"]]
    assert len(blank) == 5
    for row in blank:
        assert row.pop("day")
        assert row.pop("program_day")
        assert set(row.values()) == {""}


def test_the_figures_are_those_of_the_diary(diary: Diary, content: Content) -> None:
    days = rows(to_csv(diary, content), "days.csv")
    written = {row["day"]: row for row in days}
    for entry in diary.days:
        row = written[entry.day.isoformat()]
        assert (int(row["mood"]), int(row["craving"])) == (entry.mood, entry.craving)
        assert float(row["sleep_hours"]) == entry.sleep_hours
        assert (row["use"], row["medication"]) == (entry.use, entry.medication)
        assert datetime.fromisoformat(row["written_at"]) == entry.created_at
    assert sum(row["mood_written"] == "later" for row in days) == 4


def test_zero_is_written_and_not_blank(diary: Diary, content: Content) -> None:
    quiet = replace(diary, days=(DayEntry(day=diary.first, craving=0, sleep_hours=0.0),))
    row = rows(to_csv(quiet, content), "days.csv")[0]
    assert (row["mood"], row["craving"], row["sleep_hours"]) == ("", "0", "0")


def test_rows_can_be_joined_and_read_as_words(diary: Diary, content: Content) -> None:
    files = to_csv(diary, content)
    episodes = {row["id"]: row for row in rows(files, "episodes.csv")}
    uses = rows(files, "tool-uses.csv")
    assert len(episodes) == len(uses) == 18
    assert all(use["tool"] in episodes[use["episode"]]["tools"].split("|") for use in uses)
    assert {use["tool"] for use in uses} >= {"Play guitar", "Wait 15 minutes"}
    planned = {row["id"] for row in rows(files, "planned-sessions.csv")}
    assert {row["planned"] for row in rows(files, "sessions.csv")} == planned
    first = rows(files, "scores.csv")[0]
    assert (first["instrument"], first["value"], first["high"]) == ("PHQ-9", "17", "27")


def test_every_column_is_in_the_data_dictionary(diary: Diary, content: Content) -> None:
    files = to_csv(diary, content)
    about = {(row["file"], row["column"]): row["about"] for row in rows(files, DICTIONARY)}
    for name in files.keys() - {DICTIONARY}:
        header = files[name].decode().splitlines()[0].split(",")
        assert about[name, ""]
        assert all(about[name, column] for column in header)


def test_the_data_dictionary_tells_what_is_kept_to_oneself(diary: Diary, content: Content) -> None:
    chosen = replace(diary, preferences=Preferences(shares={"day_entry.mood": Share.NEVER}))
    sharing = {
        (row["file"], row["column"]): row["sharing"]
        for row in rows(to_csv(chosen, content), DICTIONARY)
    }
    assert sharing["days.csv", "note"] == "never"
    assert sharing["days.csv", "use"] == "ask"
    assert sharing["days.csv", "craving"] == "always"
    assert sharing["days.csv", "mood"] == "never"


def test_notes_can_be_left_out(diary: Diary, content: Content) -> None:
    assert b"private words" in to_csv(diary, content)["days.csv"]
    without = b"".join(to_csv(diary, content, notes=False).values())
    assert b"private words" not in without
    assert b"bar on Fifth" not in without


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠"])
def test_no_text_can_run_as_a_formula(start: str, diary: Diary, content: Content) -> None:
    spoiled = replace(diary, days=(DayEntry(day=diary.first, note=f"{start}cmd|' /C calc'!A0"),))
    note = rows(to_csv(spoiled, content), "days.csv")[0]["note"]
    assert note == f"'{start}cmd|' /C calc'!A0"


@given(note=text)
def test_any_note_comes_back(note: str, diary: Diary, content: Content) -> None:
    entry = DayEntry(day=diary.first, note=note)
    read = rows(to_csv(replace(diary, days=(entry,)), content), "days.csv")[0]["note"]
    assert read.removeprefix("'") == entry.note.removeprefix("'")
    assert not read.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_where_the_files_go(diary: Diary, content: Content) -> None:
    files = to_csv(diary, content)
    folder = PurePosixPath("out/mine")
    assert set(csv_paths(files, folder)) == {folder / name for name in files}
    beside = csv_paths(files, PurePosixPath("out/mine.csv"))
    assert beside[PurePosixPath("out/mine.csv")] == files["days.csv"]
    assert beside[PurePosixPath("out/mine-data-dictionary.csv")] == files[DICTIONARY]
    assert len(beside) == len(files)
    [(path, archive)] = csv_paths(files, PurePosixPath("out/mine.ZIP")).items()
    assert path == PurePosixPath("out/mine.ZIP")
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == files


def test_a_span_from_the_first_day_of_all_to_the_last_is_no_trouble(
    diary: Diary, content: Content
) -> None:
    endless = replace(diary, first=date.min, last=date.max)
    assert rows(to_csv(endless, content), "days.csv") == rows(to_csv(diary, content), "days.csv")
