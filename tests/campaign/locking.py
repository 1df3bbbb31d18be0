"""Locking, whatever dialog is open, signal comes, and whatever the disk does with the last save.

Each row of the table is a place in the window and a disk; the signals go round, so that every two
of place, signal and disk meet. Measured: from the signal to the moment when the last window of ours
is gone from the screen. Then what was typed has to be in the journal or in what was kept sealed.
"""

from __future__ import annotations

import errno
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from journal.book.book import Book
from journal.files.disk import Disk
from journal.model.days import date_of, local_now
from journal.model.program import Program
from journal.store.database import Database
from journal.vault import KeyRing, VaultFile, unseal_with
from tests.campaign.row import Row, Scale
from tests.journals import CHEAP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from ui.app import Daybook

WORDS = "lilacs"
PASSPHRASE = "walnut ferry quiet umbrella"
GONE_WITHIN_MS = 300
PATIENCE_S = 30.0


class TroubledDisk(Disk):
    """Does as it is told once ``trouble`` is set: seconds of a sync, an error, or no end."""

    def __init__(self) -> None:
        self.trouble: float | int | None = None
        self.over = Event()

    def fsync(self, fd: int) -> None:
        if isinstance(self.trouble, float):
            self.over.wait(self.trouble)
        super().fsync(fd)

    def write(self, fd: int, data: memoryview) -> int:
        if isinstance(self.trouble, int):
            raise OSError(self.trouble, os.strerror(self.trouble))
        return super().write(fd, data)


DISKS: dict[str, float | int | None] = {
    "a disk as it should be": None,
    "a sync of 1 s": 1.0,
    "a sync of 4 s": 4.0,
    "a sync of 8 s": 8.0,
    "a full disk": errno.ENOSPC,
    "a failing disk": errno.EIO,
    "a disk that hangs": 1e6,
}


@dataclass
class Scene:
    """A journal open in a window, on a disk of our own."""

    daybook: Daybook
    disk: TroubledDisk
    ring: KeyRing
    folder: Path
    left: list[object]

    @property
    def page(self) -> QWidget:
        """The page in sight."""
        assert self.daybook.desk is not None
        page = self.daybook.desk.view.current
        assert page is not None
        return page

    def turn(self, until: Callable[[], object]) -> bool:
        """Turn the event loop until something holds; whether it does."""
        from PySide6.QtTest import QTest

        end = time.monotonic() + PATIENCE_S
        while not until() and time.monotonic() < end:
            QTest.qWait(5)
        return bool(until())

    def kept(self) -> list[bytes]:
        """The image in the journal, and those that were kept sealed."""
        files = [*self.folder.glob("*.daybook"), *(self.folder / "state").glob("*")]
        images = []
        for file in files:
            with suppress(Exception):
                images.append(unseal_with(file.read_bytes(), self.ring))
        return images


@dataclass(frozen=True)
class Place:
    """Somewhere that words are typed, or that only has to go."""

    name: str
    show: Callable[[Scene], QWidget | None]
    """Opens it; gives the field that words go into, if there is one."""


def _press(inside: QWidget, text: str) -> None:
    from PySide6.QtWidgets import QPushButton

    for button in inside.findChildren(QPushButton):
        if button.text() == text and button.isVisible():
            button.click()


def _note_of_today(scene: Scene) -> QWidget:
    from ui.widgets.fields.note import NoteEdit

    _press(scene.page, "More about today")
    scene.turn(lambda: any(n.isVisible() for n in scene.page.findChildren(NoteEdit)))
    return [n for n in scene.page.findChildren(NoteEdit) if n.isVisible()][-1]


def _first_line(dialog: QDialog) -> QWidget:
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

    dialog.open()
    fields: list[QWidget] = [
        *dialog.findChildren(QPlainTextEdit),
        *(e for e in dialog.findChildren(QLineEdit) if e.maxLength() >= 60),
    ]
    return next(field for field in fields if field.isVisible())


def _dialog(module: str, name: str, *more: Callable[[Scene], Any]) -> Callable[[Scene], QWidget]:
    def show(scene: Scene) -> QWidget:
        from importlib import import_module

        desk = scene.daybook.desk
        assert desk is not None
        kind = getattr(import_module(module), name)
        arguments = [make(scene) for make in more]
        return _first_line(kind(desk.live, desk.content, *arguments, scene.page))

    return show


def _nothing(_scene: Scene) -> None:
    return None


def _action(name: str) -> Callable[[Scene], None]:
    def show(scene: Scene) -> None:
        desk = scene.daybook.desk
        assert desk is not None
        getattr(desk.file_actions, name)()

    return show


def _craving(scene: Scene) -> QWidget:
    from ui.craving.dialog import At, CravingNowDialog
    from ui.widgets.fields.note import NoteEdit

    desk = scene.daybook.desk
    assert desk is not None
    desk.show_craving(None)
    dialog = scene.daybook.window.findChildren(CravingNowDialog)[-1]
    while dialog.at is not At.MORE:
        _press(dialog, dialog.step.onward_text())
    _press(dialog, "Add more about it")
    scene.turn(lambda: any(n.isVisible() for n in dialog.findChildren(NoteEdit)))
    return [n for n in dialog.findChildren(NoteEdit) if n.isVisible()][-1]


def _point(scene: Scene) -> QWidget:
    from PySide6.QtWidgets import QApplication

    desk = scene.daybook.desk
    assert desk is not None
    desk.view.show_page("therapy")
    scene.turn(lambda: not desk.view.pages.opening)
    scene.page.focus_first()  # type: ignore[attr-defined]
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _box_over_a_dialog(scene: Scene) -> QWidget:
    from ui.widgets.messages import warn

    field = _dialog("ui.plan.contact_dialog", "ContactDialog", _nothing)(scene)
    warn(field.window(), "A sentence.")
    return field


def _menu(scene: Scene) -> QWidget:
    from PySide6.QtWidgets import QMenu

    field = _note_of_today(scene)
    menu = QMenu(scene.daybook.window)
    menu.addAction("Something")
    menu.popup(scene.daybook.window.pos())
    return field


PLACES = (
    Place("the note of today", _note_of_today),
    Place("a craving", _craving),
    Place("a talking point", _point),
    Place("a contact", _dialog("ui.plan.contact_dialog", "ContactDialog", _nothing)),
    Place("a goal", _dialog("ui.plan.goal_dialog", "GoalDialog", _nothing)),
    Place("a meeting", _dialog("ui.sessions.meeting_dialog", "MeetingDialog", _nothing)),
    Place("a session", _dialog("ui.sessions.session_dialog", "SessionDialog", _nothing)),
    Place("a message over a dialog", _box_over_a_dialog),
    Place("a menu", _menu),
    Place("settings", lambda scene: scene.daybook.desk.show_settings()),  # type: ignore[union-attr]
    Place("help now", lambda scene: scene.daybook.show_help()),
    Place("another passphrase", _action("change_passphrase")),
    Place("a new recovery key", _action("new_recovery_key")),
    Place("backups", _action("show_backups")),
    Place("everything", _action("take_away")),
)


def _press_the_key(scene: Scene) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    # The one in front, as on every desktop; the screenless platform brings none there by itself.
    front = QApplication.activeModalWidget() or scene.daybook.window
    front.activateWindow()
    scene.turn(front.isActiveWindow)
    window = front.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def _two_at_once(scene: Scene) -> None:
    scene.daybook._away.away.emit()
    scene.daybook._away.asked.emit()


SIGNALS: dict[str, Callable[[Scene], None]] = {
    "the key": _press_the_key,
    "nobody there": lambda scene: scene.daybook._away.idle.idle.emit(),
    "the screen": lambda scene: scene.daybook._away.away.emit(),
    "two at once": _two_at_once,
}


def rows(scale: Scale) -> Iterator[Row]:
    """The table, and random moments."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setApplicationName("Daybook")
    signals = list(SIGNALS)
    disks = list(DISKS) if not scale.short else ["a full disk", "a disk that hangs"]
    places = PLACES if not scale.short else PLACES[:2]
    for number, disk in enumerate(disks):
        slowest, lost, slow = 0.0, [], 0
        for index, place in enumerate(places):
            signal = signals[(number + index) % len(signals)]
            gone_ms, kept = _locked(app, place, disk, SIGNALS[signal])
            slowest = max(slowest, gone_ms)
            slow += gone_ms > GONE_WITHIN_MS
            if not kept:
                lost.append(f"{place.name}, {signal}")
        note = f"slowest {slowest:.0f} ms" + "".join(f"; LOST {one}" for one in lost)
        expected = f"gone within {GONE_WITHIN_MS} ms, all kept, started anew"
        yield Row(f"locking on {disk}", len(places), expected, len(lost) + slow, note)
    yield _random_moments(app, scale.of(100, 3))


def _locked(
    app: Any, place: Place, disk: str, signal: Callable[[Scene], None]
) -> tuple[float, bool]:
    """How long the windows stayed in ms, and whether everything was kept and it started anew."""
    from PySide6.QtTest import QTest

    with ExitStack() as stack:
        scene = _scene(app, stack)
        field = place.show(scene)
        scene.turn(lambda: not scene.daybook.jobs.busy)
        scene.disk.trouble = DISKS[disk]
        if field is not None:
            field = field.focusProxy() or field
            field.setFocus()
            QTest.keyClicks(field, WORDS)
        gone_ms = _signalled(scene, signal)
        anew = scene.turn(lambda: scene.left)
        kept = field is None or any(WORDS.encode() in image for image in scene.kept())
        return gone_ms, anew and kept


def _signalled(scene: Scene, signal: Callable[[Scene], None]) -> float:
    """Give the signal; how many ms until no window of ours is on the screen."""
    from PySide6.QtGui import QGuiApplication

    start = time.monotonic()
    signal(scene)
    scene.turn(lambda: not any(w.isVisible() for w in QGuiApplication.topLevelWindows()))
    return (time.monotonic() - start) * 1000


def _random_moments(app: Any, times: int) -> Row:
    """Lock at any moment of typing: what was typed before it is kept."""
    from PySide6.QtTest import QTest

    chance, lost = random.Random(14), 0
    for _time in range(times):
        with ExitStack() as stack:
            scene = _scene(app, stack)
            place = chance.choice(PLACES[:7])
            field = place.show(scene)
            assert field is not None
            field = field.focusProxy() or field
            field.setFocus()
            typed = ""
            scene.disk.trouble = DISKS[chance.choice(["a disk as it should be", "a full disk"])]
            for _key in range(chance.randrange(1, 40)):
                typed += chance.choice("abcdefghijklmnopqrstuvwxyz")
                QTest.keyClicks(field, typed[-1])
                if chance.random() < 0.2:
                    QTest.qWait(chance.randrange(1, 400))
            scene.daybook.lock(asked=False)
            scene.turn(lambda scene=scene: scene.left)
            lost += not any(typed.encode() in image for image in scene.kept())
    return Row("locking at a random moment of typing", times, "every letter is kept", lost)


def _scene(app: Any, stack: ExitStack) -> Scene:
    """A fresh journal in a fresh window; put away with ``stack``."""
    from ui.app import Daybook
    from ui.desktop.settings_file import SettingsFile

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="daybook-locking-")))
    path, start = folder / "mine.daybook", date_of(local_now() - timedelta(days=9))
    book, _recovery = Book.create(path, PASSPHRASE, Program(start=start), kdf=CHEAP)
    book.record(replace(book.preferences, guide_done=True, recovery_kept=True))
    book.save()
    book.close()
    left: list[object] = []
    daybook = Daybook(
        app,
        SettingsFile(folder / "settings.ini"),
        restart=left.append,
        folders=[folder / "state"],
        kdf=CHEAP,
    )
    disk = TroubledDisk()
    file, image, ring = VaultFile.open(path, PASSPHRASE, clock=local_now, disk=disk)
    scene = Scene(daybook, disk, ring, folder, left)
    stack.callback(_put_away, scene)
    daybook.window.show()
    daybook.window.activateWindow()
    daybook.entrance.opened.emit(Book(file, Database(image), ring), False)  # noqa: FBT003
    scene.turn(lambda: daybook.desk is not None and not daybook.opening)
    return scene


def _put_away(scene: Scene) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    scene.disk.trouble = None
    scene.disk.over.set()
    scene.daybook.finish()
    for window in (scene.daybook.window, scene.daybook.appearance, scene.daybook):
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
