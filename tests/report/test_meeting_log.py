"""The meeting log: every meeting once, room to sign, and nothing that was not meant for others."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, time, timedelta

import pypdf
import pytest

from journal.content.content import Content
from journal.model.attendance import Meeting
from journal.model.choices import Place
from journal.model.diary import Diary
from journal.model.plan import OwnItem
from journal.model.program import Program
from journal.report.meeting_log import EMPTY_LINES, meeting_log, meeting_log_pdf

START = date(2026, 3, 2)
OWN = OwnItem(list_name="fellowship", name="Sunrise #set page(fill: red)")


def diary(*meetings: Meeting) -> Diary:
    last = START + timedelta(44)
    program = Program(start=START, working_on="SECRET-WORK")
    return Diary(START, last, last, program, meetings=meetings, own_items=(OWN,))


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_meetings_come_in_order_of_time_with_their_sum(content: Content) -> None:
    made = meeting_log(
        diary(
            Meeting(day=START + timedelta(3), fellowship="na", minutes=60, step=2),
            Meeting(day=START, fellowship="aa", start=time(19), minutes=90, format="speaker"),
            Meeting(day=START, fellowship=OWN.key, start=time(7, 30), place=Place.ONLINE),
        ),
        content,
    )
    assert [line.meeting for line in made.lines] == [OWN.name, "AA, speaker", "NA"]
    assert [line.number for line in made.lines] == ["1", "2", "3"]
    assert [line.minutes for line in made.lines] == ["", "90", "60"]
    assert made.lines[0].where == content.label("place", "online")
    assert made.total == "3 meetings, 2.5 hours in the 2 with a length"
    assert made.lines[0].day == "Mon Mar 2, 2026"


def test_only_the_days_asked_for(content: Content) -> None:
    meetings = [Meeting(day=START + timedelta(n), fellowship="aa") for n in range(10)]
    made = meeting_log(
        diary(*meetings), content, first=START + timedelta(2), last=START + timedelta(4)
    )
    assert len(made.lines) == 3
    assert made.period == "Mar 4, 2026 to Mar 6, 2026"


def test_the_page_says_nothing_private_and_runs_nothing(content: Content) -> None:
    meeting = Meeting(
        day=START, fellowship=OWN.key, note="SECRET-NOTE", sponsor_contact=True, step=4
    )
    text = text_of(meeting_log_pdf(diary(meeting), content))
    assert "SECRET" not in text
    assert "ponsor" not in text
    assert "#set page(fill: red)" in text
    assert "Signature" in text
    assert "Written by the patient" in text


@pytest.mark.parametrize("count", [0, 1, 90])
def test_any_number_of_meetings_has_a_line_each_and_some_to_come(
    content: Content, count: int
) -> None:
    meetings = [Meeting(day=START + timedelta(n % 45), fellowship="aa") for n in range(count)]
    reader = pypdf.PdfReader(io.BytesIO(meeting_log_pdf(diary(*meetings), content, paper="a4")))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert str(count + EMPTY_LINES) in text
    assert round(float(reader.pages[0].mediabox.height)) == 842
    assert reader.pages[0].mediabox.height > reader.pages[0].mediabox.width
    assert (len(reader.pages) == 1) is (count < 5)
    assert text.count("Signature") == len(reader.pages)


def test_every_script_can_be_printed(content: Content) -> None:
    odd = replace(OWN, name="Ωmega Новый 新しい 🌱")
    made = replace(diary(Meeting(day=START, fellowship=odd.key)), own_items=(odd,))
    assert "Новый" in text_of(meeting_log_pdf(made, content))
