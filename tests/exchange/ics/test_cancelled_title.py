"""A title that alone says that the event is cancelled."""

from __future__ import annotations

import unicodedata

import pytest

from journal.exchange.ics import Reason
from journal.exchange.ics.cancelled_title import says_cancelled
from tests.exchange.ics.calendar_text import event, read


@pytest.mark.parametrize(
    "title",
    [
        "CANCELED - Skills group",
        "Cancelled: IOP",
        "Skills group (cancelled)",
        "Skills group cancelled!",
        "[Canceled] Skills group",
        "Cancelado: Grupo de tarde",
        "Reunión anulada",
        "Suspendida: terapia familiar",
        "Annulé : groupe du soir",
        "Séance annulée",
        "Abgesagt: Gruppe",
        "Gruppe fällt aus",
        "Gruppe entfällt",
        "Annullato: gruppo serale",
        "Seduta annullata",
        "Sessão cancelada",
        "Geannuleerd: groep",
        "Groep gaat niet door - afgelast",
    ],
)
def test_a_cancelled_title(title: str) -> None:
    for form in ("NFC", "NFD"):
        assert says_cancelled(unicodedata.normalize(form, title))
    lines = ("DTSTART:20260302T100000", "DURATION:PT1H", "STATUS:CONFIRMED", f"SUMMARY:{title}")
    reading = read(*event(*lines))
    assert reading.sessions == ()
    assert [(one.title, one.reason) for one in reading.left_out] == [(title, Reason.CANCELLED)]


@pytest.mark.parametrize(
    "title",
    ["", "Skills group", "Group: what a cancelled plan does to me", "Cancellation policy talk",
     "Group (not cancelled)", "Gruppe nicht abgesagt", "Uncancelled"],
)  # fmt: skip
def test_other_titles(title: str) -> None:
    assert not says_cancelled(title)
