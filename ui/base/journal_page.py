"""JournalPage: a page on an open journal, redrawn when something it shows has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from journal.content.content import Content, Country
from journal.model.draft import Draft
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.base.watch import Watch
from ui.widgets.incremental import do_all, in_pieces
from ui.widgets.layout.page import Page
from ui.widgets.layout.tab_order import follow_layout

if TYPE_CHECKING:
    from journal.charts.style import ChartStyle

ROUND_THE_CURSOR = 16
"""Pixels above and below the cursor's place that are brought into sight, too."""


@dataclass(frozen=True)
class PageContext:
    """What there is around a page; each module of a page has a ``make_page`` that takes its part.

    ``country`` is the one whose help lines are shown; ``chart_style`` gives the colours and text
    size of the theme that is shown now.
    """

    live: LiveBook
    content: Content
    jobs: Jobs
    country: Country | None
    chart_style: Callable[[], ChartStyle]


class JournalPage(Page):
    """Base of the pages in the rail.

    A page asks ``live.ask`` for what it shows, sends what the person meant to ``live``, and
    redraws in :meth:`redraw`. Only a page in sight is redrawn; the others wait until they are
    shown.
    """

    watches: ClassVar[frozenset[str]] = frozenset()
    """The kinds of record that this page shows; empty is all."""

    page_wanted = Signal(str)
    """The key of another page that the person wants to see."""
    craving_wanted = Signal(object)
    """The id of a craving episode to go on with, or None for a new one."""
    day_wanted = Signal(object)
    """A date that the person wants to look at or to fill in."""
    help_wanted = Signal()
    """The person wants Help now."""
    notice_wanted = Signal(str, str, object)
    """A sentence to show above the page, the words of a button, and what it does; an empty
    sentence takes it away."""

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        title: str,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, hint, parent)
        self.live = live
        self.content = content
        self._stale = True
        self._to_add: list[QWidget] = []
        self.building = in_pieces(self.make_parts())
        """Makes what is not made yet, a part at a time; all of it is made, once shown."""
        Watch(live, self._changed, self.watches, self)

    def add_later(self, *parts: QWidget) -> None:
        """Put parts at the end of the column, one in each piece of :attr:`building`: dressing and
        measuring them takes as long as making them."""
        self._to_add += parts

    def make_parts(self) -> Iterator[object]:
        """Make the page, one part up to each ``yield``."""
        for part in self._to_add:
            self.add(part)
            yield part

    def redraw(self) -> None:
        """Show the journal as it is now, keeping the focus and what is being typed."""
        raise NotImplementedError

    def restyle(self) -> None:
        """Draw again what does not follow the theme by itself."""

    def focus_first(self) -> None:
        """Put the cursor where a person starts on this page."""
        raise NotImplementedError

    def resume(self, draft: Draft) -> None:
        """Open an unfinished form of this page again, as it was left."""

    def leave(self) -> None:
        """Hand over what is still being typed; called before locking and before going away."""

    def draw_ahead(self) -> None:
        """Draw it as it is now, also out of sight: showing it has less to do then."""
        if self._stale:
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw_ahead()
        QTimer.singleShot(0, self, self._show_cursor)

    def _show_cursor(self) -> None:
        """Scroll to where the cursor begins: banners and large text may have moved it down."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus) or self.verticalScrollBar().value():
            return
        room = self.viewport().height()
        # Of something as high as a chart it is enough to see where it begins.
        end = focus.mapTo(self.viewport(), QPoint(0, min(focus.height(), room // 3))).y()
        if end > room:
            self.ensureWidgetVisible(focus, 0, ROUND_THE_CURSOR)

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        self._stale = False
        do_all(self.building)
        self.redraw()
        # What is drawn anew stands last for Tab until it is told where it stands for the eye.
        follow_layout(self)
