"""The marks by which Daybook knows its own calendar files again."""

from __future__ import annotations

from journal.model.choices import Place, SessionKind

KIND = "X-DAYBOOK-KIND"
PLACE = "X-DAYBOOK-PLACE"
UID_END = "@daybook"

TITLES = {
    SessionKind.GROUP: "Group",
    SessionKind.INDIVIDUAL: "Individual session",
    SessionKind.FAMILY: "Family session",
    SessionKind.OTHER: "Session",
}
"""What a session without a title is called in a calendar that others at home may see."""

ONLINE = "Online"
"""The location of an online session."""

KINDS = frozenset(SessionKind)
PLACES = frozenset(Place)
