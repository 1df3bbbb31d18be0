"""JournalView: an open journal in the window: rail, header, banners and pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QEvent, QLocale, QSize, QTime, QTimer, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from journal.model.days import is_after_midnight
from ui.base.journal_page import JournalPage
from ui.base.live_book import LiveBook, SaveState
from ui.base.watch import Watch
from ui.look.colours import Colour
from ui.look.icons import icon
from ui.shell.features import Feature
from ui.shell.page_stack import MakePage, PageStack
from ui.widgets.banner import Banner
from ui.widgets.rail import Rail
from ui.widgets.saved_indicator import SavedIndicator
from ui.widgets.words.labels import Soft, set_tip
from ui.widgets.words.responsive import ResponsiveButton, ResponsiveHeading

DATES = ("dddd, MMMM d", "ddd, MMM d", "MMM d")
"""How the date is written, the fullest first."""
ICON_PX = 20
CRAVING_GAP = 0.3
"""Between the sign of a craving and its words, as a share of the sign."""
SHORT_WORD = 10
"""Letters of a word for cravings that the button always has room for."""
HEADER_MS = 30_000
"""How often the date in the header is looked at again."""


class JournalView(QWidget):
    """An open journal: the rail, the header, and the pages made as they are first shown."""

    lock_wanted = Signal()
    help_wanted = Signal()
    craving_wanted = Signal(object)
    """The id of an episode to go on with, or None for a new one."""
    day_wanted = Signal(object)
    """A date that the person wants to look at or to fill in."""
    save_elsewhere_wanted = Signal()
    write_here_wanted = Signal()
    """The person knows that the journal is not open on the computer that says so."""
    merge_wanted = Signal(object)
    """The path of a conflict copy."""
    settings_wanted = Signal()

    def __init__(
        self,
        live: LiveBook,
        features: Sequence[Feature],
        make: MakePage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._features = features
        self._rail = Rail()
        for feature in features:
            self._rail.add_page(feature.key, feature.label, icon(feature.icon))
        self._rail.add_lower("help", self.tr("Help now"), icon("help"))
        self._rail.add_lower("lock", self.tr("Lock"), icon("lock"))
        self._rail.chosen.connect(self._chosen)
        self.pages = PageStack(features, make)
        self.pages.made.connect(self._connect_page)
        self.pages.coming.connect(self._mark_in_rail)
        self._banners = QVBoxLayout()
        self._banners.setSpacing(8)
        self._save_banner = Banner()
        self._conflict_banner = Banner()
        self._unsaved_banner = Banner()
        self._warning_banner = Banner()
        self._reminder = Banner()
        self._notice = Banner()
        for banner in (
            self._save_banner,
            self._conflict_banner,
            self._unsaved_banner,
            self._warning_banner,
            self._reminder,
            self._notice,
        ):
            self._banners.addWidget(banner)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._make_header())
        self._banners.setContentsMargins(24, 0, 24, 0)
        right.addLayout(self._banners)
        right.addWidget(self.pages, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addLayout(right, 1)

        live.save_state.connect(self._show_save_state)
        live.warned.connect(self._show_warning)
        live.conflicted.connect(self._show_conflict)
        Watch(live, self._show_header, (), self)
        live.undo_stack.canUndoChanged.connect(self._undo.setEnabled)
        live.undo_stack.canRedoChanged.connect(self._redo.setEnabled)
        self._clock = QTimer(self)
        self._clock.setInterval(HEADER_MS)
        self._clock.timeout.connect(self._show_header)
        self._clock.start()
        self._make_shortcuts()
        self._show_header()
        self._show_save_state(live.state, live.read_only_reason or "")

    # -- pages -----------------------------------------------------------------------------------

    @property
    def current(self) -> JournalPage | None:
        """The page in sight."""
        return self.pages.current

    def page(self, key: str) -> JournalPage:
        """The page ``key``, made now if it never was."""
        return self.pages.page(key)

    def show_page(self, key: str, scrolled: int = 0) -> None:
        """Bring a page into sight, ``scrolled`` so many pixels down."""
        self.pages.show_page(key, scrolled)

    @property
    def place(self) -> str:
        """What is in sight, for :meth:`show_place`."""
        key, scrolled = self.pages.place
        return f"{self._live.ask.today()} {key} {scrolled}" if key else ""

    def show_place(self, place: str) -> None:
        """Show what was in sight earlier on the same day, or the first page."""
        match place.split():
            case [day, key, scrolled] if key in self._keys() and scrolled.isdecimal():
                if day == str(self._live.ask.today()):
                    self.show_page(key, int(scrolled))
                    return
        self.show_page(self._keys()[0])

    def _keys(self) -> list[str]:
        return [feature.key for feature in self._features]

    def _mark_in_rail(self, key: str) -> None:
        self._rail.current = key

    def _connect_page(self, page: JournalPage) -> None:
        page.page_wanted.connect(self.show_page)
        page.craving_wanted.connect(self.craving_wanted)
        page.day_wanted.connect(self.day_wanted)
        page.help_wanted.connect(self.help_wanted)
        page.notice_wanted.connect(self._show_notice)

    def _show_notice(self, sentence: str, action: str, go: Callable[[], None]) -> None:
        self._notice.clear_actions()
        self._notice.say(sentence)
        if sentence:
            self._notice.add_action(action, go)

    def remind(self, sentence: str, action: str = "", go: Callable[[], None] | None = None) -> None:
        """Say something that stays until it is done or put off; an empty sentence takes it away."""
        self._reminder.clear_actions()
        self._reminder.say(sentence)
        if go is not None:
            self._reminder.add_action(action, go)
            self._reminder.add_action(self.tr("Not now"), self._reminder.dismiss)

    def leave(self) -> None:
        """Have every page hand over what is still being typed."""
        self.pages.leave()

    def refresh_icons(self) -> None:
        """Draw the icons again after the theme has changed."""
        for feature in self._features:
            self._rail.set_icon(feature.key, icon(feature.icon))
        for key in ("help", "lock"):
            self._rail.set_icon(key, icon(key))
        self._settings.setIcon(icon("settings"))
        self._undo.setIcon(icon("undo"))
        self._redo.setIcon(icon("redo"))
        self._craving.setIcon(self._craving_icon())

    # -- header ----------------------------------------------------------------------------------

    def _make_header(self) -> QWidget:
        header = QWidget()
        header.setProperty("surface", "ground")
        across = QHBoxLayout(header)
        across.setContentsMargins(24, 14, 24, 6)
        across.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._date = ResponsiveHeading()
        self._day = Soft()
        words.addWidget(self._date)
        words.addWidget(self._day)
        self._saved = SavedIndicator()
        self._saved.setWordWrap(False)
        self._saved.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._undo = self._tool("undo", self.tr("Undo"), self._live.undo)
        self._redo = self._tool("redo", self.tr("Redo"), self._live.redo)
        self._settings = self._tool("settings", self.tr("Settings"), self.settings_wanted.emit)
        self._undo.setEnabled(False)
        self._redo.setEnabled(False)
        self._craving = ResponsiveButton(icon=self._craving_icon())
        self._craving.clicked.connect(lambda: self.craving_wanted.emit(None))
        across.addLayout(words, 1)
        for part in (self._saved, self._undo, self._redo, self._settings, self._craving):
            across.addWidget(part)
        self._size_icons()
        return header

    def _craving_icon(self) -> QIcon:
        """Drawn in the colour of words on the accent, as it lies on a primary button."""
        palette = self.palette()
        palette.setColor(palette.ColorRole.WindowText, Colour.ACCENT_INK.of(self))
        return icon("craving", palette, gap=CRAVING_GAP)

    def _size_icons(self) -> None:
        """The icon grows with the words; those without a gap the style sheet sizes."""
        side = max(ICON_PX, self.fontMetrics().height())
        self._craving.setIconSize(QSize(round(side * (1 + CRAVING_GAP)), side))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size_icons()

    def _tool(self, name: str, words: str, pressed: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setProperty("weight", "quiet")
        button.setIcon(icon(name))
        set_tip(button, words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: pressed())
        return button

    def _show_header(self) -> None:
        if self._live.closed:
            return  # the clock went on for a moment after a lock
        today = self._live.ask.today()
        program = self._live.ask.program
        self._date.say(self._date_words(today))
        self._day.setText(self._day_words(today))
        word = program.craving_word
        word = word[:1].upper() + word[1:]
        words = self.tr("{word} now")
        said = [words.format(word=word)]
        if len(word) > SHORT_WORD:
            said += [words.format(word=f"{word[:SHORT_WORD].rstrip()}…"), ""]
        self._craving.say(said)

    def _date_words(self, today: date) -> list[str]:
        """The date; after midnight the night that it still is."""
        ask, locale = self._live.ask, QLocale()
        day = QDate(today.year, today.month, today.day)
        day_start = ask.program.day_start
        if not is_after_midnight(ask.now(), day_start):
            return [locale.toString(day, form) for form in DATES]
        until = locale.toString(QTime(day_start.hour, day_start.minute), "h:mm")
        long, short = (locale.toString(day, form) for form in ("dddd", "ddd"))
        words = self.tr("{weekday} night (until {time})")
        return [
            words.format(weekday=long, time=until),
            words.format(weekday=short, time=until),
            self.tr("{weekday} night").format(weekday=short),
        ]

    def _day_words(self, today: date) -> str:
        program = self._live.ask.program
        number, length = program.day_number(today), program.length
        if number == 0:
            return self.tr("Starts tomorrow")
        if number < 0:
            return self.tr("Starts in {days} days").format(days=1 - number)
        if program.aftercare_from is not None and today >= program.aftercare_from:
            return self.tr("Day {number}, aftercare").format(number=number)
        if number > length:
            return self.tr("Day {number}, {length} were planned").format(
                number=number, length=length
            )
        return self.tr("Day {number} of {length}").format(number=number, length=length)

    # -- keys ------------------------------------------------------------------------------------

    def _make_shortcuts(self) -> None:
        # They hold wherever the cursor is, also where it is nowhere.
        keys: list[tuple[tuple[str, ...], Callable[[], object]]] = [
            (("Ctrl+Z",), self._live.undo),
            (("Ctrl+Shift+Z", "Ctrl+Y"), self._live.redo),
            (("F1",), self.help_wanted.emit),
            (("Ctrl+N",), lambda: self.craving_wanted.emit(None)),
        ]
        for number, feature in enumerate(self._features, start=1):
            keys.append(((f"Ctrl+{number}",), partial(self.show_page, feature.key)))
        for sequences, action in keys:
            shortcut = QShortcut(self)
            shortcut.setKeys([QKeySequence(sequence) for sequence in sequences])
            shortcut.activated.connect(action)

    def _chosen(self, key: str) -> None:
        lower = {"help": self.help_wanted, "lock": self.lock_wanted}
        if key in lower:
            lower[key].emit()
        else:
            self.show_page(key)

    # -- saving ----------------------------------------------------------------------------------

    def _show_save_state(self, state: SaveState, sentence: str) -> None:
        match state:
            case SaveState.SAVED:
                self._saved.show_saved()
                self._save_banner.dismiss()
            case SaveState.SAVING:
                self._saved.show_saving()
            case SaveState.REFUSED:
                self._saved.show_not_saved("")
                self._save_banner.dismiss()
            case SaveState.UNSAVED:
                self._saved.show_not_saved("")
                self._offer_other_place(sentence, self.tr("What you wrote is not saved yet."))
            case SaveState.READ_ONLY:
                if self._live.unsaved:
                    self._saved.show_not_saved("")
                else:
                    self._saved.show_read_only()
                self._offer_other_place(sentence, "")

    def _offer_other_place(self, sentence: str, words: str) -> None:
        said, held_elsewhere = f"{words} {sentence}".strip(), self._live.held_elsewhere
        if held_elsewhere:
            more = self.tr(
                "If it is not open there, you can write here. If it turns out to be,"
                " nothing is overwritten: one of the two becomes a second copy."
            )
            said = f"{said} {more}"
        if self._save_banner.text == said:
            return
        self._save_banner.clear_actions()
        self._save_banner.say(said, "danger")
        if self._live.read_only_reason is None:
            self._save_banner.add_action(self.tr("Try again"), self._live.save_soon)
        if held_elsewhere:
            self._save_banner.add_action(
                self.tr("It is not open there"), self.write_here_wanted.emit
            )
        self._save_banner.add_action(
            self.tr("Save somewhere else"), self.save_elsewhere_wanted.emit
        )

    def _show_warning(self, sentence: str) -> None:
        self._warning_banner.clear_actions()
        self._warning_banner.say(sentence, "warning")
        self._warning_banner.add_action(self.tr("All right"), self._warning_banner.dismiss)

    def offer_copy(self, path: Path) -> None:
        """Say that a copy from an earlier conflict still lies beside the journal."""
        self._offer_joining(
            path,
            self.tr("A second copy of this journal lies beside it. It may hold more of your days."),
        )

    def _show_conflict(self, path: Path) -> None:
        self._offer_joining(
            path,
            self.tr(
                "Something else changed the journal file meanwhile. Nothing is lost:"
                " what you wrote is in a second file beside it."
            ),
        )

    def _offer_joining(self, path: Path, words: str) -> None:
        self._conflict_banner.clear_actions()
        self._conflict_banner.say(words, "warning")
        self._conflict_banner.add_action(
            self.tr("Bring both together"), lambda: self.merge_wanted.emit(path)
        )

    def conflict_solved(self) -> None:
        """Both copies are one again."""
        self._conflict_banner.dismiss()

    def offer_unsaved(self, bring_in: Callable[[], None]) -> None:
        """Say that something was kept elsewhere when the journal was locked."""
        self._unsaved_banner.clear_actions()
        self._unsaved_banner.say(
            self.tr(
                "When Daybook locked, what you had just written could not be saved."
                " It is not lost: it was kept in another place."
            ),
            "warning",
        )
        self._unsaved_banner.add_action(self.tr("Bring it in"), bring_in)

    def unsaved_joined(self) -> None:
        """It is in the journal again."""
        self._unsaved_banner.dismiss()
