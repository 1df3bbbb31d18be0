"""Whether what was written is safely stored."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.announce import announce
from ui.widgets.words.labels import Words


class SavedIndicator(Words):
    """One short line: blank, "Saving…", "Saved", or loudly "Not saved" and why."""

    rank = "soft"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._trouble = False

    @property
    def trouble(self) -> bool:
        """Whether the last save failed."""
        return self._trouble

    def show_saving(self) -> None:
        """A save has begun; does not cover up a failure until that is over."""
        if not self._trouble:
            self._put("… " + self.tr("Saving"), "soft")

    def show_saved(self) -> None:
        """Everything is on the disk."""
        if self._trouble:
            announce(self, self.tr("Saved"))
        self._trouble = False
        self._put("✓ " + self.tr("Saved"), "soft")

    def show_not_saved(self, why: str) -> None:
        """The save failed; ``why`` is one sentence that says what to do."""
        text = self.tr("Not saved") + " – " + why if why else self.tr("Not saved")
        if not self._trouble or text != self.property("said"):
            announce(self, text, urgent=True)
            self.setProperty("said", text)
        self._trouble = True
        self._put("! " + text, "problem")

    def show_read_only(self) -> None:
        """The journal can only be read, and nothing was written that would have to be kept."""
        self._trouble = False
        self._put(self.tr("Read only"), "soft")

    def _put(self, text: str, rank: str) -> None:
        if self.property("rank") != rank:
            self.setProperty("rank", rank)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setText(text)
        self.setAccessibleName(text)
