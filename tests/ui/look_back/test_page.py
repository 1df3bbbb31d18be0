"""Look back, by keyboard: the calendar, search and filters, a day, changing and taking back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, timezone

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from journal.content.content import Content
from journal.model.attendance import Attendance, Meeting
from journal.model.choices import Outcome, Status, Timeliness, Use
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.program import Program
from journal.model.therapy import Visit
from tests.ui.conftest import START, Clock
from ui.base.live_book import LiveBook
from ui.base.words.dates import time_words
from ui.look_back.day import DayPanel
from ui.look_back.list import LINE, DayLine
from ui.look_back.month import DAY, MonthDay
from ui.look_back.page import LookBackPage
from ui.today.day_dialog import DayEditDialog
from ui.widgets.banner import Banner
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.scale import ScaleInput

K = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, live: LiveBook, content: Content) -> Iterator[LookBackPage]:
    made = LookBackPage(live, content)
    qtbot.addWidget(made)
    made.resize(824, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.hide()


@pytest.fixture
def evening(live: LiveBook) -> Callable[..., CravingEpisode]:
    """Keeps a craving at nine in the evening of a day."""

    def keep(day: date, **fields: object) -> CravingEpisode:
        at = datetime.combine(day, time(21), live.ask.now().tzinfo)
        made = CravingEpisode(at=at, day=day, **fields)  # type: ignore[arg-type]
        live.record(made)
        return made

    return keep


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def words(widget: QWidget) -> str:
    if isinstance(widget, DayPanel):
        while not widget.settled:
            QApplication.processEvents()
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def button(widget: QWidget, text: str) -> QPushButton:
    buttons = widget.findChildren(QPushButton)
    return next(b for b in buttons if b.text() == text and b.isVisible())


def lines(page: LookBackPage) -> list[DayLine]:
    model = page.days.lines
    return [model.data(model.index(row), LINE) for row in range(model.rowCount())]


def cell(page: LookBackPage, day: date) -> MonthDay:
    model = page.month.model()
    cells = [model.index(r, c) for r in range(model.rowCount()) for c in range(7)]
    found = [index.data(DAY) for index in cells if index.data(DAY) is not None]
    return next(one for one in found if one.day == day)


def search(page: LookBackPage, qtbot: QtBot, typed: str) -> list[DayLine]:
    """What is found for ``typed``, pasted as well as typed text can be."""
    page.filters.focus_words()
    QApplication.clipboard().setText(typed)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, K.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, K.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(K.Key_Return)
    qtbot.waitUntil(lambda: not page.searching)
    return lines(page)


# -- the calendar ----------------------------------------------------------------------------------


def test_each_day_shows_its_numbers_and_blank_is_not_zero(
    page: LookBackPage, live: LiveBook, evening: Callable[..., CravingEpisode]
) -> None:
    live.answer(START, mood=0, craving=0)
    live.answer(date(2026, 3, 4), mood=6)
    evening(date(2026, 3, 5), before=4, peak=8, after=2)
    live.record(Attendance(day=date(2026, 3, 6), status=Status.ATTENDED))
    live.record(ToolUse(day=date(2026, 3, 9), tool="urge-surfing"))
    assert not cell(page, date(2026, 3, 9)).blank
    today = cell(page, date(2026, 3, 24))
    assert (cell(page, START).mood, cell(page, START).craving) == (0, 0)
    assert (cell(page, date(2026, 3, 4)).mood, cell(page, date(2026, 3, 4)).craving) == (6, None)
    assert cell(page, date(2026, 3, 5)).craving == 8
    for day in (date(2026, 3, 3), date(2026, 3, 6)):
        assert cell(page, day).mood is None
    assert cell(page, date(2026, 3, 3)).blank
    assert not cell(page, date(2026, 3, 6)).blank, "a session is written on it"
    assert (today.is_today, today.in_program, today.blank) == (True, True, False)
    assert cell(page, date(2026, 3, 1)).open, "before the program, too"
    assert not cell(page, date(2026, 3, 1)).blank, "and nobody was asked to write"
    assert not cell(page, date(2026, 3, 25)).open


def test_a_screen_reader_hears_each_day(page: LookBackPage, live: LiveBook) -> None:
    live.record(Program(start=START, craving_word="pull"))
    live.answer(date(2026, 3, 4), mood=6, craving=7)

    def said(day: date) -> str:
        page.month.show_day(day)
        text = page.month.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        return str(text)

    assert said(date(2026, 3, 4)).endswith("day 3, mood 6, worst pull 7")
    assert said(date(2026, 3, 5)).endswith("day 4, blank")
    assert said(date(2026, 3, 24)).endswith("today, day 23")
    assert said(date(2026, 3, 30)).endswith("still to come")


def test_arrows_walk_days_and_turn_months_but_stop_at_today(
    page: LookBackPage, live: LiveBook, clock: Clock
) -> None:
    clock.move(days=14)  # April 7
    page.redraw()
    page.month.show_day(live.ask.today())
    page.month.setFocus()
    press(K.Key_Right, K.Key_PageDown)
    assert page.month.day == date(2026, 4, 7)
    press(K.Key_Up)
    assert page.month.day == date(2026, 3, 31)
    assert page.month.month == date(2026, 3, 1)
    press(K.Key_PageUp)
    assert page.month.day == date(2026, 2, 28), "before the program"
    press(K.Key_PageDown, K.Key_Left, K.Key_Up, K.Key_Up, K.Key_End)
    assert page.month.day == date(2026, 3, 15)
    press(K.Key_Home)
    assert page.month.day == date(2026, 3, 9)
    button(page, "Later").click()
    assert page.month.month == date(2026, 4, 1)
    button(page, "Earlier").click()
    this_month = button(page, "This month")
    this_month.setFocus()
    this_month.click()
    assert page.month.day == date(2026, 4, 7)
    assert page.month.hasFocus()  # the way back is not needed here, and out of sight
    assert not this_month.isVisible()


def test_enter_opens_a_day_and_back_returns_to_it(page: LookBackPage, live: LiveBook) -> None:
    page.month.setFocus()
    press(K.Key_Left, K.Key_Left, K.Key_Return)
    assert page.panel.isVisible()
    assert page.panel.day == date(2026, 3, 22)
    assert not page.month.isVisible()
    assert "Day 21 of 45" in words(page.panel)
    button(page, "Back").click()
    assert page.month.hasFocus()
    assert page.month.day == date(2026, 3, 22)


def test_the_page_follows_the_cursor_through_the_calendar_and_the_list(
    qtbot: QtBot, page: LookBackPage, live: LiveBook
) -> None:
    # With a low window or large text the cursor walked on below the edge.
    for number in range(8):
        live.answer(START + timedelta(days=number), mood=number)
    page.resize(824, 260)
    sheet = page.widget()
    qtbot.waitUntil(lambda: page.days.height() + page.month.height() < sheet.height())

    def in_sight() -> bool:
        view = QApplication.focusWidget()
        assert isinstance(view, QAbstractItemView)
        assert view.currentIndex().isValid()
        place = view.visualRect(view.currentIndex())
        corner = view.viewport().mapTo(page.viewport(), place.topLeft())
        return page.viewport().rect().contains(QRect(corner, place.size()))

    for view, keys in (
        (page.month, (K.Key_Up, K.Key_Up, K.Key_Home, K.Key_Down)),
        (page.days, (K.Key_Down, K.Key_End, K.Key_Home)),
    ):
        while QApplication.focusWidget() is not view:
            press(K.Key_Tab)
        qtbot.waitUntil(in_sight)
        for key in keys:
            press(key)
            qtbot.waitUntil(in_sight)


def test_days_to_come_are_not_opened(page: LookBackPage) -> None:
    index = page.month.model().index_of(date(2026, 3, 26))  # type: ignore[attr-defined]
    page.month.clicked.emit(index)
    assert not page.panel.isVisible()


# -- a day -----------------------------------------------------------------------------------------


def test_a_day_shows_everything_that_was_written(
    page: LookBackPage, live: LiveBook, evening: Callable[..., CravingEpisode]
) -> None:
    day = date(2026, 3, 20)
    live.answer(day, mood=3, craving=8, use=Use.NO, sleep_hours=6.5, note="A long one. <b>x</b>")
    episode = evening(
        day,
        before=8,
        after=3,
        triggers=("money",),
        place="home",
        company=("alone",),
        outcome=Outcome.RODE_OUT,
        note="The wallet again",
        finished=True,
    )
    live.record(
        ToolUse(day=day, tool="urge-surfing", helped=3, episode_id=episode.id),
        ToolUse(day=day, tool="exercise", helped=1),
        Attendance(day=day, status=Status.LATE, minutes=170, note="Bus broke down"),
        Meeting(day=day, fellowship="aa", step=2, note="Spoke a bit"),
        Visit(day=day, focus="Payday plan"),
    )
    page.show_day(day)
    said = words(page.panel)
    for part in (
        "Mood: 3 of 10", "Strength before: 8 of 10", "No use", "6.5", "A long one. <b>x</b>",
        "Urge surfing",
        "helped quite a bit", "Move my body, helped a bit", "Money or payday",
        "No one, I was alone", "Rode it out", "The wallet again", "Came late", "170",
        "Bus broke down", "Alcoholics Anonymous", "Spoke a bit", "Payday plan",
    ):  # fmt: skip
        assert part in said, part
    assert "Some of this" not in said
    assert "written" in said  # four days later, so it is said that this was not the same day


def test_a_blank_day_can_be_filled_in_and_is_kept_as_later(
    page: LookBackPage, live: LiveBook, qtbot: QtBot
) -> None:
    day = live.ask.today() - timedelta(days=1)
    page.show_day(day)
    assert "This day is blank" in words(page.panel)
    assert button(page, "Fill in this day").hasFocus()
    press(K.Key_Return)
    dialog = page.findChild(DayEditDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    assert "marked as written later" in words(dialog)
    mood = dialog.form.part("mood")
    assert isinstance(mood, ScaleInput)
    mood.setFocus()
    QTest.keyClick(mood, K.Key_6)
    note = dialog.form.part("note")
    assert isinstance(note, NoteEdit)
    button(dialog, "More about this day").click()
    note.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "Quiet day")
    QTest.keyClick(dialog, K.Key_Escape)  # at once: nothing waits for a timer
    entry = live.ask.day(day)
    assert entry is not None
    assert (entry.mood, entry.note) == (6, "Quiet day")
    assert entry.timeliness("mood", live.ask.program.day_start) is Timeliness.LATER
    assert "6 of 10" in words(page.panel)
    assert "This was written later." in words(page.panel)


def test_long_ago_is_called_looking_back_and_today_is_called_nothing(
    page: LookBackPage, live: LiveBook, qtbot: QtBot
) -> None:
    for back, said in ((0, False), (9, True)):
        page.edit_day(live.ask.today() - timedelta(days=back))
        dialog = page.findChild(DayEditDialog)
        assert dialog is not None
        assert ("looking back" in words(dialog)) is said
        dialog.accept()
        qtbot.waitUntil(lambda: page.findChild(DayEditDialog) is None)


def test_there_is_no_way_past_today_and_one_before_the_start(page: LookBackPage) -> None:
    page.show_day(date(2026, 3, 24))
    assert not button(page, "Day after").isEnabled()
    button(page, "Day before").click()
    assert page.panel.day == date(2026, 3, 23)
    page.show_day(START)
    button(page, "Day before").click()
    assert page.panel.day == START - timedelta(days=1)
    assert "Outside your program" in words(page.panel)


def test_what_is_deleted_can_be_had_back(
    page: LookBackPage, live: LiveBook, evening: Callable[..., CravingEpisode]
) -> None:
    day = date(2026, 3, 20)
    live.answer(day, mood=4)
    episode = evening(day, before=8, note="Keep me")
    live.record(ToolUse(day=day, tool="leave", helped=2, episode_id=episode.id))
    held = live.ask.counts()
    page.show_day(day)
    assert "Keep me" in words(page.panel)
    for delete in [b for b in page.panel.findChildren(QPushButton) if b.text() == "Delete"][1:]:
        delete.click()
    assert live.ask.get(CravingEpisode, episode.id) is None
    assert live.ask.all(ToolUse) == ()
    assert "Keep me" not in words(page.panel)
    notice = page.findChild(Banner)
    assert notice is not None
    assert notice.text.startswith("Deleted: Craving at")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Undo"
    press(K.Key_Return)
    assert live.ask.counts() == held
    assert "Keep me" in words(page.panel)
    assert not notice.isVisible()


def test_undo_and_redo_follow_the_changes(page: LookBackPage, live: LiveBook) -> None:
    undo, redo = button(page, "Undo"), button(page, "Redo")
    assert not undo.isEnabled()
    live.answer(START, text="mood", mood=5)
    assert undo.isEnabled()
    assert undo.accessibleName() == "Undo: mood"
    undo.click()
    assert live.ask.day(START) is None
    assert not undo.isEnabled()
    redo.click()
    entry = live.ask.day(START)
    assert entry is not None
    assert entry.mood == 5


def test_a_craving_is_finished_through_its_own_dialog(
    page: LookBackPage, qtbot: QtBot, evening: Callable[..., CravingEpisode]
) -> None:
    episode = evening(date(2026, 3, 20), before=5)
    page.show_day(date(2026, 3, 20))
    assert "5 of 10" in words(page.panel)
    with qtbot.waitSignal(page.craving_wanted) as wanted:
        button(page, "Finish this").click()
    assert wanted.args == [episode.id]


def test_a_very_long_note_is_shown_in_two_steps(page: LookBackPage, live: LiveBook) -> None:
    note = "word " * 4000 + "the end"
    live.answer(START, note=note)
    page.show_day(START)
    assert "the end" not in words(page.panel)
    button(page, "Show all of it").click()
    whole = page.panel.findChild(QPlainTextEdit)
    assert whole is not None
    assert whole.toPlainText() == note
    assert whole.isReadOnly()


def test_one_oclock_in_the_night_belongs_to_the_day_before(
    page: LookBackPage, live: LiveBook, clock: Clock
) -> None:
    clock.move(hours=5)  # 01:30
    page.redraw()
    page.show_day(live.ask.today())
    assert page.panel.day == date(2026, 3, 24)
    assert not button(page, "Day after").isEnabled()


# -- search and filters ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "typed", "hit"),
    [
        ("Called Mom about the rent", "MOM ABOUT", "Mom about"),
        ("Ich war müde", "MÜDE", "müde"),
        (unicodedata.normalize("NFD", "Am Café vorbei"), "café", None),
        ("كان يوما صعبا", "يوما", "يوما"),
        ("ran 🏃🏽‍♀️ home", "🏃🏽‍♀️ HOME", "🏃🏽‍♀️ home"),
        ("first line\nsecond line", "SECOND", "second"),
    ],
)
def test_words_are_found_and_marked(
    page: LookBackPage, live: LiveBook, qtbot: QtBot, note: str, typed: str, hit: str | None
) -> None:
    live.answer(START, note="nothing here")
    live.answer(date(2026, 3, 12), note="x" * 300 + " " + note)
    (found,) = search(page, qtbot, typed)
    assert found.day == date(2026, 3, 12)
    assert found.hit is not None
    marked = found.snippet[slice(*found.hit)]
    assert unicodedata.normalize("NFC", marked) == (hit or "Café")
    assert not page.month.isVisible()


def test_searching_covers_every_kind_of_note_newest_first(
    page: LookBackPage, live: LiveBook, qtbot: QtBot, evening: Callable[..., CravingEpisode]
) -> None:
    live.answer(date(2026, 3, 3), note="rain")
    evening(date(2026, 3, 9), note="Rain on the roof")
    live.record(Attendance(day=date(2026, 3, 15), status=Status.MISSED, note="too much rain"))
    live.record(Meeting(day=date(2026, 3, 6), fellowship="na", note="Walked home in the rain"))
    live.record(Visit(day=date(2026, 2, 3), homework="Go out in the rain"))
    found = search(page, qtbot, "rain")
    assert [line.day.day for line in found] == [15, 9, 6, 3, 3]
    assert all(line.hit is not None for line in found)
    assert "5 places" in words(page)
    search(page, qtbot, "snow")
    assert "Nothing found." in words(page)


def test_filters_narrow_down_together(
    page: LookBackPage, live: LiveBook, qtbot: QtBot, evening: Callable[..., CravingEpisode]
) -> None:
    live.answer(date(2026, 3, 3), craving=9, use=Use.YES, note="rain")
    live.answer(date(2026, 3, 5), craving=7, note="rain")
    live.answer(date(2026, 3, 7), craving=6, note="rain")
    evening(date(2026, 3, 9), before=7, outcome=Outcome.ACTED, triggers=("money",))
    button(page, "Filters").click()
    press(K.Key_1)
    assert [line.day.day for line in lines(page)] == [9, 3]
    press(K.Key_1, K.Key_2)
    assert [line.day.day for line in lines(page)] == [9, 5, 3]
    assert [line.day.day for line in search(page, qtbot, "rain")] == [5, 3]
    button(page, "Show all").click()
    assert page.month.isVisible()
    assert not page.filters.active


def test_days_with_a_tool_or_a_trigger(
    page: LookBackPage, live: LiveBook, evening: Callable[..., CravingEpisode]
) -> None:
    live.record(ToolUse(day=date(2026, 3, 4), tool="leave"))
    evening(date(2026, 3, 9), before=7, triggers=("money",))
    button(page, "Filters").click()
    QApplication.processEvents()
    press(K.Key_Tab)
    press(K.Key_Down)  # the only tool that was used
    focus = QApplication.focusWidget()
    assert focus is not None
    assert [line.day.day for line in lines(page)] == [4]
    press(K.Key_Up, K.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "money")
    assert [line.day.day for line in lines(page)] == [9]


def test_a_day_that_was_found_leads_back_to_what_was_found(
    page: LookBackPage, live: LiveBook, qtbot: QtBot
) -> None:
    live.answer(date(2026, 3, 4), note="the river")
    live.answer(date(2026, 3, 14), note="by the river")
    search(page, qtbot, "river")
    page.days.setFocus()
    press(K.Key_Down, K.Key_Down, K.Key_Return)
    assert page.panel.day == date(2026, 3, 4)
    button(page, "Back to what was found").click()
    assert page.days.hasFocus()
    assert len(lines(page)) == 2


def test_the_list_shows_the_month_with_its_notes(
    page: LookBackPage, live: LiveBook, evening: Callable[..., CravingEpisode]
) -> None:
    day = date(2026, 3, 20)
    live.answer(day, mood=3, craving=8, note="A long one")
    evening(day, before=8, outcome=Outcome.ACTED)
    live.record(ToolUse(day=day, tool="leave"), Meeting(day=day, fellowship="aa"))
    (line,) = lines(page)
    assert line.numbers == "Mood 3 · worst craving 8 · use · craving × 1 · tool × 1 · meeting × 1"
    assert line.snippet == "A long one"
    live.answer(day, note="Changed since")
    (line,) = lines(page)
    assert line.snippet == "Changed since"


def test_a_page_out_of_sight_does_not_look_on(
    page: LookBackPage, live: LiveBook, qtbot: QtBot
) -> None:
    live.answer(START, note="rain")
    search(page, qtbot, "rain")
    page.filters.changed.emit()
    assert page.searching
    page.hide()
    assert not page.searching
    page.show()
    page.redraw()
    qtbot.waitUntil(lambda: not page.searching)
    assert len(lines(page)) == 1


def test_two_ways_to_write_one_day_stay_one_entry(page: LookBackPage, live: LiveBook) -> None:
    live.answer(START, mood=5)
    page.edit_day(START)
    dialog = page.findChild(DayEditDialog)
    assert dialog is not None
    live.answer(START, craving=2)
    assert isinstance(dialog.form.part("craving"), ScaleInput)
    assert dialog.form.part("craving").value == 2  # type: ignore[attr-defined]
    dialog.accept()
    (entry,) = live.ask.all(DayEntry)
    assert (entry.mood, entry.craving) == (5, 2)


def test_the_night_the_clocks_go_back_keeps_its_order(
    page: LookBackPage, live: LiveBook, clock: Clock
) -> None:
    live.record(Program(start=date(2026, 10, 5)))
    summer, winter = timezone(timedelta(hours=-4)), timezone(timedelta(hours=-5))
    for strength, at in (
        (8, datetime(2026, 11, 1, 1, 40, tzinfo=summer)),
        (5, datetime(2026, 11, 1, 1, 10, tzinfo=winter)),  # half an hour later
    ):
        clock.now = at
        live.record(CravingEpisode(at=at, day=live.ask.today(), before=strength))
    assert [episode.before for episode in live.ask.unfinished_episodes()] == [8, 5]
    page.show_day(date(2026, 10, 31))
    said = words(page.panel)
    assert said.index(time_words(time(1, 40))) < said.index(time_words(time(1, 10)))


def test_after_a_journey_times_stay_as_the_clock_on_the_wall_said(
    page: LookBackPage, live: LiveBook, clock: Clock
) -> None:
    at = datetime(2026, 3, 20, 22, 15, tzinfo=timezone(timedelta(hours=-4)))
    live.record(CravingEpisode(at=at, day=date(2026, 3, 20), before=6))
    clock.now = datetime(2026, 3, 25, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    page.redraw()
    page.show_day(date(2026, 3, 20))
    assert time_words(time(22, 15)) in words(page.panel)
    assert page.month.model().index_of(date(2026, 3, 25)).data(DAY).is_today  # type: ignore[attr-defined]
