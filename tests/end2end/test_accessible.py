"""Every page can be used without a mouse, read by a screen reader, and read at twice the size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.demo import SAMPLE_PASSPHRASE, write_sample
from tests.ui.conftest import Clock
from tests.ui.running import CHEAP, Running, running
from ui.base.journal_page import JournalPage
from ui.progress.view import ChartView
from ui.shell.features import Features
from ui.today.day_dialog import DayEditDialog

TARGET = 24
"""The least side of what is pressed, in pixels (WCAG 2.2, 2.5.8)."""
MOST_TABS = 400


def called(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def told(widget: QWidget) -> str:
    """A widget in the words of a failed test."""
    text = getattr(widget, "text", None)
    words = called(widget) or (text() if callable(text) else "")
    return f"{type(widget).__name__} {words[:50]!r}"


def in_sight(inside: QWidget) -> list[QWidget]:
    """What can be seen, or scrolled to."""
    return [w for w in inside.findChildren(QWidget) if w.isVisible()]


def stops(inside: QWidget) -> list[QWidget]:
    """Where Tab ought to stop; a field that hands the cursor to its part is that part."""
    return [
        widget
        for widget in in_sight(inside)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isEnabled()
    ]


def nameless(window: QWidget) -> Iterator[str]:
    for widget in stops(window):
        if not called(widget).strip():
            yield f"no name: {told(widget)} in {told(widget.parentWidget())}"


def not_reached(window: QWidget) -> Iterator[str]:
    """Walk with the Tab key itself, all the way round."""
    wanted, seen, order = stops(window), set(), list[QWidget]()
    for _tab in range(MOST_TABS):
        focus = QApplication.focusWidget()
        if focus is None:
            yield "Tab leads nowhere"
            return
        if focus in seen:
            break
        seen.add(focus)
        order.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    for widget in wanted:
        if widget not in seen and widget.isVisible():
            yield f"Tab does not reach: {told(widget)}"
    for one, other in pairwise(order):
        column = common_column(one, other)
        if column is not None and place(other, column).bottom() < place(one, column).top():
            yield f"Tab goes up from {told(one)} to {told(other)}"


def common_column(one: QWidget, other: QWidget) -> QWidget | None:
    """The scrolled sheet that both stand on."""
    area: QWidget | None = one.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    sheet = area.widget() if isinstance(area, QScrollArea) else None
    return sheet if sheet is not None and sheet.isAncestorOf(other) else None


def place(widget: QWidget, on: QWidget) -> QRect:
    return QRect(widget.mapTo(on, QPoint(0, 0)), widget.size())


def same_letters(window: QWidget) -> Iterator[str]:
    letters = Counter(
        button.shortcut().toString()
        for button in in_sight(window)
        if isinstance(button, QAbstractButton) and not button.shortcut().isEmpty()
    )
    for letter, count in letters.items():
        if count > 1:
            yield f"{count} buttons answer to {letter}"


def clipped(window: QWidget) -> Iterator[str]:
    for widget in in_sight(window):
        if widget.width() == 0 or within_table(widget):
            continue
        wraps = widget.hasHeightForWidth()
        if isinstance(widget, QLabel) and widget.text():
            short = widget.heightForWidth(widget.width()) > widget.height() + 1 if wraps else False
            narrow = widget.minimumSizeHint().width() > widget.width() + 1
            if not wraps:
                narrow = widget.sizeHint().width() > widget.width() + 1
        elif isinstance(widget, QAbstractButton):
            short = widget.heightForWidth(widget.width()) > widget.height() + 1 if wraps else False
            least = widget.minimumSizeHint() if wraps else widget.sizeHint()
            narrow = least.width() > widget.width() + 1
            short = short or least.height() > widget.height() + 1
        else:
            continue
        if short or narrow:
            size = f"{widget.width()}x{widget.height()}"
            wanted = f"{widget.sizeHint().width()}x{widget.sizeHint().height()}"
            yield f"clipped at {size}, wants {wanted}: {told(widget)}"


def within_table(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return isinstance(widget, QAbstractItemView)


def scrolls_sideways(window: QWidget) -> Iterator[str]:
    for area in in_sight(window):
        if isinstance(area, QAbstractScrollArea) and not within_table(area):
            beyond = area.horizontalScrollBar().maximum()
            if beyond:
                yield f"{told(area)} is {beyond} px wider than there is room"
            if isinstance(area, QScrollArea) and area.widget() is not None:
                over = area.widget().width() - area.viewport().width()
                if over > 0 and not beyond:
                    yield f"{told(area)} is cut off by {over} px"


def too_small(window: QWidget) -> Iterator[str]:
    for widget in in_sight(window):
        button = isinstance(widget, QAbstractButton | QCheckBox | QRadioButton)
        small = min(widget.width(), widget.height()) < TARGET
        if small and (button or widget in stops(window)) and not within_table(widget):
            yield f"{widget.width()}x{widget.height()}: {told(widget)}"


CHECKS = (nameless, same_letters, clipped, scrolls_sideways, too_small, not_reached)


def problems(window: QWidget) -> list[str]:
    return [problem for check in CHECKS for problem in check(window)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.daybook"
    write_sample(path, clock=Clock(), kdf=CHEAP)
    return path


@pytest.fixture(params=[1.0, 2.0], ids=["usual size", "twice the size"])
def daybook(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[Running]:
    with running(qtbot, qapp, tmp_path, Clock()) as made:
        made.daybook.appearance.choose("light")
        made.daybook.appearance.set_text_scale(request.param)
        made.daybook.window.resize(1024, 640)
        yield made


def settled(daybook: Running) -> None:
    """Wait until everything that comes from a worker has come, and the layouts have followed."""
    before: list[QRect] = []
    daybook.qtbot.wait(400)  # longer than a preview or a chart is put off
    for _look in range(40):
        daybook.qtbot.wait(120)
        daybook.until(
            lambda: (
                not daybook.daybook.jobs.busy
                and not any(
                    view.busy for view in daybook.page.findChildren(ChartView) if view.isVisible()
                )
            )
        )
        now = [widget.geometry() for widget in in_sight(daybook.page)]
        if now == before:
            return
        before = now
    raise AssertionError("the page does not come to rest")


def test_every_page_of_a_journal(daybook: Running, sample: Path) -> None:
    book = Book.open(sample, SAMPLE_PASSPHRASE, clock=daybook.clock, read_only=True)
    daybook.open(book)
    daybook.back()
    found: dict[str, list[str]] = {}
    for key in (feature.key for feature in Features().listed()):
        daybook.desk.view.show_page(key)
        if key == "today":
            daybook.button("More about today").click()
            daybook.desk.view.page(key).focus_first()
        settled(daybook)
        assert isinstance(daybook.desk.view.current, JournalPage)
        found[key] = problems(daybook.daybook.window)
    assert not any(found.values()), "\n".join(
        f"{key}: {one}" for key, ones in found.items() for one in ones
    )


def test_the_dialogs_that_belong_to_no_page(daybook: Running, sample: Path) -> None:
    book = Book.open(sample, SAMPLE_PASSPHRASE, clock=daybook.clock, read_only=True)
    daybook.open(book)
    daybook.back()
    found: dict[str, list[str]] = {}
    day = DayEditDialog(
        daybook.desk.live, daybook.desk.content, book.today(), daybook.daybook.window
    )
    for name, show in (
        ("help now", daybook.daybook.show_help),
        ("settings", daybook.desk.show_settings),
        ("a day", day.open),
    ):
        show()
        (dialog,) = [d for d in daybook.daybook.window.findChildren(QDialog) if d.isVisible()]
        dialog.activateWindow()
        daybook.until(dialog.isActiveWindow)
        daybook.qtbot.wait(100)
        found[name] = problems(dialog)
        dialog.close()
    assert not any(found.values()), "\n".join(
        f"{key}: {one}" for key, ones in found.items() for one in ones
    )


def test_the_pages_before_a_journal_is_open(daybook: Running, sample: Path) -> None:
    found: dict[str, list[str]] = {}
    daybook.daybook.start()
    daybook.back()
    for name, show in (
        ("welcome", lambda: daybook.daybook.entrance.show_unlock(None)),
        ("unlock", lambda: daybook.daybook.entrance.show_unlock(sample)),
        ("create", lambda: daybook.daybook.entrance.show_create()),
    ):
        show()
        QApplication.processEvents()
        found[name] = problems(daybook.daybook.window)
    assert not any(found.values()), "\n".join(
        f"{key}: {one}" for key, ones in found.items() for one in ones
    )
