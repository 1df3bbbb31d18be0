"""The PDF: what it shows, what cannot run in it, and that anyone can read it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from journal.content.content import Content
from journal.model.choices import PointKind
from journal.model.diary import Diary
from journal.model.plan import HardDayPlan, OwnItem, Preferences
from journal.model.record import Share
from journal.model.therapy import Goal, TalkingPoint, Visit
from journal.report import summary_pdf
from journal.report.choice import SummaryChoice, offers
from tests.strategies import words

KIB = 1024


def everything(diary: Diary, content: Content) -> SummaryChoice:
    return SummaryChoice(included=frozenset(offer.key for offer in offers(diary, content)))


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in opened(pdf).pages)
    return " ".join(text.replace("\u200b", "").split())


def copied(pdf: bytes) -> str:
    """The text as a reader copies it: a box that stands for many letters says which one it is."""
    said = []
    for page in opened(pdf).pages:
        contents = page.get_contents()
        assert contents is not None
        for operands, operator in contents.operations:
            if operator == b"BDC" and isinstance(operands[1], DictionaryObject):
                said.append(operands[1].get("/ActualText", ""))
    return text_of(pdf) + "".join(said)


def tags(pdf: bytes) -> list[DictionaryObject]:
    """Every element of the structure tree."""
    found: list[DictionaryObject] = []

    def walk(node: object) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.append(node)
            walk(node.get("/K"))

    root = opened(pdf).trailer["/Root"]
    walk(root["/StructTreeRoot"]["/K"])
    return found


def with_text(diary: Diary, text: str) -> Diary:
    """``diary`` with ``text`` wherever a patient can write."""
    own = OwnItem(list_name="tool", name=text)
    return replace(
        diary,
        program=replace(diary.program, working_on=text),
        points=tuple(
            TalkingPoint(text=text, point=kind, share=Share.ALWAYS) for kind in list(PointKind) * 4
        ),
        goals=(Goal(text=text, set_on=diary.first, share=Share.ALWAYS),) * 4,
        visits=(
            Visit(
                day=diary.last - timedelta(days=3), focus=text, homework=text, what_happened=text
            ),
        ),
        own_items=(own,),
        tool_uses=tuple(replace(use, tool=own.key) for use in diary.tool_uses),
        episodes=tuple(
            replace(one, triggers=(text,), place=text, company=(text,), no_tool_reason=text)
            for one in diary.episodes
        ),
        meetings=tuple(replace(one, fellowship=text) for one in diary.meetings),
        days=tuple(replace(one, note=text, no_tool_reason=text) for one in diary.days),
        scores=tuple(replace(one, instrument=text) for one in diary.scores),
        hard_day_plan=HardDayPlan(warning_signs=(text,) * 6),
        preferences=Preferences(shares={"day_entry.note": Share.ALWAYS}),
    )


def test_one_page_shows_what_a_therapist_looks_for(diary: Diary, content: Content) -> None:
    pdf = summary_pdf(diary, content)
    text = text_of(pdf)
    assert len(opened(pdf).pages) == 1
    assert len(pdf) < 100 * KIB
    for shown in (
        "Written by the patient",
        "28 of 33 days filled in: 24 the same day, 4 later, 2 in part, 3 blank.",
        "Worst craving",
        "Mood",
        "Coping tools",
        "Wait 15 minutes",
        "Went to 18 of 20 planned sessions",
        "Homework",
    ):
        assert shown in text
    assert "private words" not in text


def test_with_everything_chosen_it_is_two_pages_at_most(diary: Diary, content: Content) -> None:
    pdf = summary_pdf(diary, content, everything(diary, content))
    text = text_of(pdf)
    assert len(opened(pdf).pages) <= 2
    order = [
        "What I want to talk about",
        "Agreed last time",
        "Safety",
        "28 of 33 days",
        "Since the session",
        "Mood and sleep",
        "Coping tools",
        "Sessions against the plan",
        "Meetings",
        "“No use” on 27 of 28 days",
        "PHQ-9",
        "How it was counted",
        "To take home",
    ]
    places = [text.rindex(part) for part in order]
    assert places == sorted(places)


def test_it_is_tagged_and_says_what_it_is(diary: Diary, content: Content) -> None:
    pdf = summary_pdf(diary, content)
    root = opened(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    info = opened(pdf).metadata
    assert info is not None
    assert info.title == "Summary, Mar 2 to Apr 3, 2026"  # a viewer shows it in its title bar
    assert opened(pdf).outline == [], "nor in a list beside the page"
    assert info.author is None
    assert info.creation_date is None
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    names = [tag["/S"] for tag in tags(pdf)]
    assert names.count("/H1") == 1
    assert names.count("/H2") > 6
    assert {"/Table", "/TH", "/TD", "/L", "/LI"} <= set(names)


def test_every_chart_has_its_numbers_as_alt_text(diary: Diary, content: Content) -> None:
    pdf = summary_pdf(diary, content)
    figures = [tag for tag in tags(pdf) if tag["/S"] == "/Figure"]
    alts = [str(figure.get("/Alt", "")) for figure in figures]
    assert all(alts)
    assert any("33 days from Mon, Mar 2 to Fri, Apr 3" in alt for alt in alts)
    assert any(alt.startswith("Before and after: ") for alt in alts)


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x")',
        "*bold* _it_ $x$ `raw`",
        '#import "@preview/cetz:0.3.0": *',
        '#read("/etc/passwd")',
        "= heading\n- list\n+ enum / term: x",
        "\\u{41} \\ ~ -- --- <label> @ref // x /* x */ [ ] { }",
        '"} ]} , "size": 99 , "\\',
        "&lt;b&gt; <script>alert(1)</script>",
    ],
)
def test_words_never_run_as_markup(hostile: str, diary: Diary, content: Content) -> None:
    spoiled = with_text(diary, hostile)
    text = text_of(summary_pdf(spoiled, content, everything(spoiled, content)))
    assert " ".join(hostile.split()) in text


@pytest.mark.parametrize(
    "text",
    [
        "W" * 100_000,
        "word " * 20_000,
        "日本語" * 30_000,
        "👩‍👩‍👧 " * 9_000,
        "a\u0301\u0302" * 20_000,
    ],
    ids=["wide", "words", "han", "emoji", "marks"],
)
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_any_amount_of_text_fits_two_pages(
    text: str, paper: str, diary: Diary, content: Content
) -> None:
    full = with_text(diary, text)
    choice = replace(everything(full, content), paper=paper)
    pdf = summary_pdf(full, content, choice)
    assert len(opened(pdf).pages) <= 2
    width = float(opened(pdf).pages[0].mediabox.width)
    assert width == pytest.approx(612 if paper == "letter" else 595.28, abs=0.1)


@pytest.mark.parametrize(
    "text", ["שלום עולם", "مرحبا", "日本語のノート", "Привет", "हिन्दी", "😀", "☕ 5 €"]
)
def test_any_script_is_set_and_can_be_copied_out(text: str, diary: Diary, content: Content) -> None:
    point = TalkingPoint(text=text, share=Share.ALWAYS)
    pdf = summary_pdf(replace(diary, points=(point,)), content)
    assert set(text) <= set(copied(pdf)) | {" "}


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(text=words)
def test_any_characters_at_all_make_a_page(text: str, diary: Diary, content: Content) -> None:
    point = TalkingPoint(text=text, share=Share.ALWAYS)
    assert summary_pdf(replace(diary, points=(point,)), content).startswith(b"%PDF-")


def test_the_same_summary_is_the_same_file(diary: Diary, content: Content) -> None:
    assert summary_pdf(diary, content) == summary_pdf(diary, content)


def test_nothing_is_written_to_the_disk(
    diary: Diary, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert summary_pdf(diary, content)
    assert list(tmp_path.iterdir()) == []


def test_a_diary_of_ten_years_is_still_a_page_or_two(diary: Diary, content: Content) -> None:
    start = diary.last - timedelta(days=3650)
    days = tuple(
        replace(diary.days[number % 28], day=start + timedelta(days=number))
        for number in range(3651)
    )
    long = replace(diary, program=replace(diary.program, start=start), first=start, days=days)
    pdf = summary_pdf(long, content)
    assert len(opened(pdf).pages) <= 2
    assert len(pdf) < 100 * KIB
