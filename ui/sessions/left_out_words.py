"""LeftOutWords: what a calendar file holds and a plan cannot, a sentence for each event."""

from __future__ import annotations

from PySide6.QtCore import QObject

from journal.exchange.ics import LeftOut, Reason
from ui.base.words.lengths import full_day


class LeftOutWords(QObject):
    """The words for events that become no session."""

    def sentence(self, event: LeftOut) -> str:
        """Why ``event`` was left out: “Yoga” on March 9, 2026 is cancelled."""
        return self._reason(event.reason).format(event=self._name(event))

    def _name(self, event: LeftOut) -> str:
        day = full_day(event.day) if event.day else ""
        if event.title and day:
            return self.tr("“{title}” on {day}").format(title=event.title, day=day)
        if event.title:
            return self.tr("“{title}”").format(title=event.title)
        if day:
            return self.tr("An event without a title on {day}").format(day=day)
        return self.tr("An event without a title and a day")

    def _reason(self, reason: Reason) -> str:
        match reason:
            case Reason.ALL_DAY:
                return self.tr("{event} has no time of day.")
            case Reason.CANCELLED:
                return self.tr("{event} is cancelled.")
            case Reason.NO_LENGTH:
                return self.tr("{event} has no length.")
            case Reason.TOO_LONG:
                return self.tr("{event} is longer than a day.")
            case Reason.BACKWARDS:
                return self.tr("{event} ends before it starts.")
            case Reason.TOO_OFTEN:
                return self.tr("{event} comes too often, or has for too many years.")
            case Reason.RULE:
                return self.tr("{event} comes again in a way that Daybook cannot read.")
            case Reason.TWICE:
                return self.tr("{event} is in the file twice.")
            case Reason.BROKEN:
                return self.tr("{event} cannot be read.")
            case Reason.OUTSIDE:
                return self.tr("{event} is on no day of the program.")
