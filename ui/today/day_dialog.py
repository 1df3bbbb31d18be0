"""DayEditDialog: the questions of any one day, to fill in or to change."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from journal.content.content import Content
from journal.model.choices import Timeliness
from journal.model.days import timeliness
from ui.base.live_book import LiveBook
from ui.base.words.dates import day_words
from ui.today.day_form import DayForm
from ui.widgets.buttons import PrimaryButton
from ui.widgets.incremental import do_all
from ui.widgets.layout.scroll_content import PlainScrollArea, ScrollContent
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.window_name import name_window
from ui.widgets.words.labels import Soft, Title


class DayEditDialog(QDialog):
    """The form of one day over the page. Answers are kept as they are given; closing keeps all."""

    def __init__(
        self, live: LiveBook, content: Content, day: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._live = live
        title = day_words(day)
        name_window(self, title)
        self.form = DayForm(live, content, day)
        do_all(self.form.building)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        scroll = PlainScrollArea()
        sheet = ScrollContent()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(24, 18, 24, 12)
        column.setSpacing(12)
        column.addWidget(Title(title))
        words = self._about(day)
        if words:
            column.addWidget(Soft(words))
        column.addWidget(self.form)
        column.addStretch(1)
        scroll.setWidget(sheet)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 10, 24, 18)
        done = PrimaryButton(self.tr("Done"))
        done.clicked.connect(self.accept)
        foot.addStretch(1)
        foot.addWidget(done)
        outer.addWidget(scroll, 1)
        outer.addLayout(foot)
        size_in_letters(self, 52, 46)

    def flush(self) -> None:
        """Keep what is still being typed."""
        self.form.flush()

    def done(self, result: int) -> None:
        """Close, whichever way."""
        self.flush()
        if self._live.pending.may_close(self):
            super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form.focus_first()

    def _about(self, day: date) -> str:
        """How what is written now will be kept."""
        ask = self._live.ask
        when = timeliness(day, ask.now(), ask.program.day_start)
        if when is Timeliness.LATER:
            return self.tr("What you add now is marked as written later. That is fine.")
        if when is Timeliness.LOOKING_BACK:
            return self.tr(
                "What you add now is marked as looking back. That is fine."
                " Leave blank what you do not recall."
            )
        return ""
