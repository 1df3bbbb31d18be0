"""For therapy: what to bring up, what was agreed, and the page that is carried there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.content.content import Content
from journal.model.choices import PointKind, PointState
from journal.model.therapy import ShareReceipt, TalkingPoint, Visit
from tests.ui.keys import CONTROL, DOWN, ENTER, SPACE, TAB, Keys
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.therapy.page import TherapyPage
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.fields.note import NoteEdit


class Chooser:
    """Stands for the system's dialog: answers with ``path`` and remembers what it was asked."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.names: list[str] = []

    def __call__(self, _parent: QWidget, name: str) -> Path | None:
        self.names.append(name)
        return self.path


@pytest.fixture
def chooser() -> Chooser:
    return Chooser()


@pytest.fixture
def page(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, chooser: Chooser
) -> TherapyPage:
    made = TherapyPage(live, content, jobs, chooser)
    made.resize(900, 1400)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def keys(qtbot: QtBot, page: TherapyPage, jobs: Jobs) -> Iterator[Keys]:
    pressed = Keys(qtbot, page)
    page.focus_first()
    yield pressed
    page.hide()


def words(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def button(page: QWidget, text: str) -> QPushButton:
    QApplication.processEvents()
    found = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    return next(b for b in found if text in (b.text(), b.accessibleName()))


def edit(page: QWidget, name: str) -> QLineEdit:
    QApplication.processEvents()
    found = [e for e in page.findChildren(QLineEdit) if e.isVisible()]
    return next(e for e in found if e.accessibleName().startswith(name))


def note(page: TherapyPage, name: str) -> NoteEdit:
    labels = page.visit.findChildren(NoteEdit)
    return next(n for n in labels if name in words(n))


def points(live: LiveBook) -> list[tuple[str, PointState]]:
    return sorted((point.text, point.state) for point in live.ask.all(TalkingPoint))


# -- what to bring up ----------------------------------------------------------------------------


def test_a_point_is_written_and_added_by_keyboard(
    page: TherapyPage, keys: Keys, live: LiveBook
) -> None:
    keys.press("Why do Fridays hurt?", ENTER, "Say it to Ana", ENTER)
    assert points(live) == [
        ("Say it to Ana", PointState.OPEN),
        ("Why do Fridays hurt?", PointState.OPEN),
    ]
    assert "Why do Fridays hurt?" in words(page)
    assert keys.focus.text() == ""  # type: ignore[attr-defined]


def test_its_kind_is_kept(page: TherapyPage, keys: Keys, live: LiveBook) -> None:
    keys.press("I lied about Sunday", TAB, "4", TAB, ENTER)
    (point,) = live.ask.all(TalkingPoint)
    assert point.point is PointKind.HARD_TO_SAY


def test_nothing_written_is_one_sentence(page: TherapyPage, keys: Keys, live: LiveBook) -> None:
    keys.press("  ", ENTER)
    assert "A talking point needs a few words." in words(page)
    assert points(live) == []


def test_a_point_being_typed_is_in_the_journal_before_it_is_added(
    page: TherapyPage, keys: Keys, live: LiveBook, qtbot: QtBot
) -> None:
    keys.press("I am afraid of ")
    qtbot.waitUntil(lambda: bool(points(live)), timeout=2000)
    keys.press("home")
    assert edit(page, "What I want").text() == "I am afraid of home"
    page.leave()
    assert points(live) == [("I am afraid of home", PointState.OPEN)]
    assert [b for b in page.findChildren(QPushButton) if "brought" in b.text()] == []
    keys.press(ENTER)
    assert points(live) == [("I am afraid of home", PointState.OPEN)]
    assert button(page, "I brought it up")


def test_a_point_taken_back_while_typing_leaves_nothing(
    page: TherapyPage, keys: Keys, live: LiveBook
) -> None:
    keys.press("hm")
    page.leave()
    live.undo()
    assert edit(page, "What I want").text() == ""
    keys.press("x")
    page.leave()
    keys.press("\b")
    page.leave()
    assert points(live) == []


def test_a_point_goes_from_open_to_raised_to_done(
    page: TherapyPage, keys: Keys, live: LiveBook
) -> None:
    keys.press("Ask about sleep", ENTER)
    keys.tab_to(button(page, "I brought it up"))
    keys.press(ENTER)
    assert keys.focus is edit(page, "What we agreed on: Ask about sleep")
    keys.press("No phone in bed", TAB, ENTER)
    (point,) = live.ask.all(TalkingPoint)
    assert (point.state, point.agreed) == (PointState.DONE, "No phone in bed")
    assert point.raised_on == live.ask.today()
    assert "Ask about sleep" not in words(page)
    live.undo()
    assert "Ask about sleep" in words(page)


def test_leaving_the_field_of_what_was_agreed_keeps_cursor_and_words(
    page: TherapyPage, keys: Keys, live: LiveBook, qtbot: QtBot
) -> None:
    live.record(TalkingPoint(text="Ask about sleep", state=PointState.RAISED))
    keys.tab_to(edit(page, "What we agreed"))
    keys.press("No phone")
    qtbot.waitUntil(lambda: live.ask.all(TalkingPoint)[0].agreed == "No phone", timeout=2000)
    keys.press(" in bed")
    assert edit(page, "What we agreed").text() == "No phone in bed"
    keys.press(TAB)
    assert keys.focus is button(page, "Done with it")
    page.leave()
    assert live.ask.all(TalkingPoint)[0].agreed == "No phone in bed"


def test_removing_a_point_can_be_undone_and_the_cursor_goes_on(
    page: TherapyPage, keys: Keys, live: LiveBook
) -> None:
    keys.press("One", ENTER, "Two", ENTER)
    keys.tab_to(button(page, "Remove: One"))
    keys.press(ENTER)
    assert [text for text, _state in points(live)] == ["Two"]
    assert keys.focus is button(page, "I brought it up: Two")
    live.undo()
    assert [text for text, _state in points(live)] == ["One", "Two"]


# -- what was agreed -----------------------------------------------------------------------------


def test_the_slip_is_kept_as_it_is_typed(
    page: TherapyPage, keys: Keys, live: LiveBook, qtbot: QtBot
) -> None:
    keys.tab_to(note(page, "Focus"))
    keys.press("Sleep", TAB, "Lights out at eleven", TAB, "Four of six nights", TAB)
    keys.press("2026-03-31", TAB)
    qtbot.waitUntil(lambda: bool(live.ask.all(Visit)), timeout=2000)
    page.leave()
    (visit,) = live.ask.all(Visit)
    assert visit == replace(
        visit,
        day=live.ask.today(),
        focus="Sleep",
        homework="Lights out at eleven",
        what_happened="Four of six nights",
        next_visit=date(2026, 3, 31),
    )


def test_a_second_session_does_not_write_over_the_first(
    page: TherapyPage, keys: Keys, live: LiveBook
) -> None:
    first = Visit(day=date(2026, 3, 10), focus="Sleep")
    live.record(first)
    assert note(page, "Focus").text == "Sleep"
    button(page, "A new session").click()
    assert note(page, "Focus").text == ""
    live.record(TalkingPoint(text="something else changes"))
    assert note(page, "Focus").text == ""
    keys.press("Work")
    page.leave()
    assert [(v.day, v.focus) for v in live.ask.all(Visit)] == [
        (date(2026, 3, 10), "Sleep"),
        (date(2026, 3, 24), "Work"),
    ]


def test_days_that_do_not_fit_are_named_and_cost_no_words(
    page: TherapyPage, keys: Keys, live: LiveBook
) -> None:
    keys.tab_to(edit(page, "Next session"))
    keys.press("2026-03-01", TAB)
    page.leave()
    assert "The next session cannot be before this one." in words(page)
    keys.tab_to(note(page, "Homework"))
    keys.press("Call Ana")
    page.leave()
    live.record(TalkingPoint(text="something else changes"))
    assert note(page, "Homework").text == "Call Ana"
    (visit,) = live.ask.all(Visit)
    assert (visit.homework, visit.next_visit) == ("Call Ana", None)
    assert edit(page, "Next session").text() == "2026-03-01"


# -- the summary ---------------------------------------------------------------------------------


def fill(live: LiveBook) -> None:
    for back in range(20):
        day = live.ask.today() - timedelta(days=back)
        live.answer(day, mood=3 + back % 5, craving=7 - back % 6, note="orchid")
    live.record(TalkingPoint(text="Talk about the dinner"))


def pages(page: TherapyPage) -> list[QLabel]:
    labels = page.summary.findChildren(QLabel)
    return [x for x in labels if x.isVisible() and "of the summary" in x.accessibleName()]


def test_the_preview_comes_by_itself_and_a_tick_changes_it(
    page: TherapyPage, keys: Keys, live: LiveBook, qtbot: QtBot
) -> None:
    fill(live)
    qtbot.waitUntil(lambda: bool(pages(page)), timeout=20_000)
    before = pages(page)[0].grab().toImage()
    boxes = page.summary.findChildren(QCheckBox)
    talk = next(box for box in boxes if "Talk about the dinner" in box.accessibleName())
    assert not any(box.isChecked() for box in boxes), "nothing is shared unasked"
    old = pages(page)[0]
    talk.click()
    assert len(page.summary.wish().included) == 1
    qtbot.waitUntil(lambda: bool(pages(page)) and pages(page)[0] is not old, timeout=20_000)
    assert pages(page)[0].grab().toImage() != before


def test_a_preview_missed_out_of_sight_is_made_on_coming_back(
    page: TherapyPage, keys: Keys, live: LiveBook, qtbot: QtBot
) -> None:
    fill(live)
    page.hide()
    qtbot.wait(500)  # the preview would have been made by now
    assert pages(page) == []
    page.show()
    qtbot.waitUntil(lambda: bool(pages(page)), timeout=20_000)


def test_the_pdf_is_what_was_chosen_and_leaves_a_receipt(
    page: TherapyPage,
    keys: Keys,
    live: LiveBook,
    qtbot: QtBot,
    chooser: Chooser,
    tmp_path: Path,
) -> None:
    fill(live)
    chooser.path = tmp_path / "for Ana"
    keys.tab_to(page.summary.findChildren(ChoiceRow)[0])
    keys.press("2")  # the last 14 days
    with qtbot.waitSignal(page.summary.saved, timeout=20_000) as saved:
        button(page, "Save summary as PDF").click()
    path = tmp_path / "for Ana.pdf"
    assert saved.args == [path]
    assert chooser.names == ["summary-2026-03-24.pdf"]
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    (receipt,) = live.ask.all(ShareReceipt)
    assert receipt.sha256 == hashlib.sha256(data).hexdigest()
    assert (receipt.first, receipt.last) == (date(2026, 3, 11), date(2026, 3, 24))
    assert receipt.what == "summary"
    assert not live.undo_stack.undoText().startswith("summary")
    assert "Saved as for Ana.pdf. It is not locked" in words(page)


def test_thinking_better_of_it_writes_nothing(
    page: TherapyPage, keys: Keys, live: LiveBook, tmp_path: Path
) -> None:
    button(page, "Save summary as PDF").click()
    assert live.ask.all(ShareReceipt) == ()
    assert [p.suffix for p in tmp_path.iterdir()].count(".pdf") == 0


def test_a_folder_that_is_gone_is_one_sentence(
    page: TherapyPage,
    keys: Keys,
    live: LiveBook,
    qtbot: QtBot,
    chooser: Chooser,
    tmp_path: Path,
) -> None:
    chooser.path = tmp_path / "gone" / "far" / "s.pdf"
    button(page, "Save summary as PDF").click()
    qtbot.waitUntil(lambda: "s.pdf could not be written" in words(page), timeout=20_000)
    assert live.ask.all(ShareReceipt) == ()


def test_a_journal_is_never_written_over(
    page: TherapyPage,
    keys: Keys,
    live: LiveBook,
    qtbot: QtBot,
    chooser: Chooser,
) -> None:
    before = live.path.read_bytes()
    chooser.path = live.path
    button(page, "Save summary as PDF").click()
    sentence = "That would replace a journal; choose another name."
    qtbot.waitUntil(lambda: sentence in words(page), timeout=20_000)
    assert live.path.read_bytes() == before
    assert live.ask.all(ShareReceipt) == ()


def test_an_answer_in_the_summary_is_reached_by_arrow(page: TherapyPage, keys: Keys) -> None:
    keys.tab_to(page.summary.findChildren(ChoiceRow)[0])
    assert page.summary.wish().days == "30"
    keys.press(DOWN)
    assert page.summary.wish().days == "30"
    keys.press(SPACE)
    assert page.summary.wish().days == "all"
    keys.press("a", held=CONTROL)
    assert page.summary.wish().days == "all"
