"""A draft names the page, the form and the record that it belongs to."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from journal.model.draft import Draft

NOW = datetime(2026, 3, 2, 21, tzinfo=UTC)


def test_a_draft_of_a_change_and_one_of_something_new() -> None:
    record = uuid4()
    change = Draft(f"sessions/meeting/{record}", "Change a meeting", {}, NOW)
    assert (change.page, change.form, change.what) == ("sessions", "meeting", str(record))
    assert change.record_id == record
    new = Draft("sessions/meeting/new", "Add a meeting", {"note": "a secret"}, NOW)
    assert (new.page, new.form, new.what, new.record_id) == ("sessions", "meeting", "new", None)
    assert "secret" not in repr(new)
