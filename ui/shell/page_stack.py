"""PageStack: the pages of an open journal, each made piece by piece when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.base.journal_page import JournalPage
from ui.shell.features import Feature
from ui.widgets.incremental import IncrementalWork, do_all

MakePage = Callable[[Feature, QWidget], JournalPage]
"""Makes a page when it is first shown, given its parent."""


class PageStack(QStackedWidget):
    """Shows one page; the window answers while another is made."""

    made = Signal(object)
    """A new page, not in sight yet."""
    coming = Signal(str)
    """The key of the page that will be in sight in a moment."""

    def __init__(
        self, features: Sequence[Feature], make: MakePage, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._features = {feature.key: feature for feature in features}
        self._make = make
        self._pages: dict[str, JournalPage] = {}
        self._building = IncrementalWork(self)
        self.addWidget(QWidget())  # in sight until the first page is made

    @property
    def current(self) -> JournalPage | None:
        """The page in sight; one that is on its way is finished first."""
        self._building.finish()
        page = self.currentWidget()
        return page if isinstance(page, JournalPage) else None

    @property
    def place(self) -> tuple[str, int]:
        """The key of the page in sight and how far down it is scrolled, in pixels."""
        for key, page in self._pages.items():
            if page is self.currentWidget():
                return key, page.verticalScrollBar().value()
        return "", 0

    @property
    def opening(self) -> bool:
        """Whether a page is on its way into sight."""
        return self._building.pending

    @property
    def made_pages(self) -> tuple[JournalPage, ...]:
        """The pages that were wanted at least once."""
        return tuple(self._pages.values())

    def page(self, key: str) -> JournalPage:
        """The page ``key``, made now if it never was."""
        do_all(self._making(key))
        return self._pages[key]

    def show_page(self, key: str, scrolled: int = 0) -> None:
        """Bring a page into sight, at once if it is made; ``scrolled`` down as far as it goes."""
        self._building.begin(self._showing(key, scrolled))

    def leave(self) -> None:
        """Have every page hand over what is still being typed."""
        for page in self._pages.values():
            page.leave()

    def stop(self) -> None:
        """Make no more pages: the journal is about to be closed."""
        self._building.stop()

    def _showing(self, key: str, scrolled: int) -> Iterator[object]:
        self.coming.emit(key)
        self._leave_current()
        if key not in self._pages:
            yield key  # the rail shows where it goes before anything is made
        yield from self._making(key)
        self._leave_current()  # it could still be typed on
        page = self._pages[key]
        self.setCurrentWidget(page)
        page.focus_first()
        if scrolled:
            page.scroll_down(scrolled)

    def _making(self, key: str) -> Iterator[object]:
        if key not in self._pages:
            # With a parent from the start, each part is dressed and measured as it is added, not
            # the whole page again and again once it is full.
            self._pages[key] = page = self._make(self._features[key], self)
            self.made.emit(page)
            yield page
        page = self._pages[key]
        if self.indexOf(page) < 0:
            yield from page.building
            page.draw_ahead()
            self.addWidget(page)
            yield page

    def _leave_current(self) -> None:
        page = self.currentWidget()
        if isinstance(page, JournalPage):
            page.leave()
