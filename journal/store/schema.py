"""Schema: the tables, as frozen migrations that never call living code."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x44617962
"""Marks a SQLite image as a journal of ours ("Dayb")."""

SCHEMA_VERSION = 3
"""Kept in ``user_version``: the number of the newest migration below."""

migrations = Migrations("journal")


@migrations(name="1 the first journal")
def _first(db: Database) -> None:
    stamps = {"id": str, "created_at": str, "edited_at": str}

    def table(name: str, columns: dict[str, type], index: str | None = None) -> None:
        created = db.table(name).create(stamps | columns, pk="id", strict=True)
        if index:
            created.create_index([index])

    table(
        "program",
        {
            "start": str,
            "planned_days": int,
            "working_on": str,
            "craving_word": str,
            "weekly_hours": float,
            "weekly_sessions": int,
            "allowed_absences": int,
            "allowance_weeks": int,
            "takes_medication": int,
            "day_start": str,
            "pauses": str,
            "extensions": str,
            "days_off": str,
            "ended_on": str,
            "aftercare_from": str,
        },
    )
    table(
        "planned_session",
        {
            "weekday": int,
            "start": str,
            "minutes": int,
            "session": str,
            "place": str,
            "valid_from": str,
            "valid_until": str,
            "every_weeks": int,
            "skipped": str,
            "title": str,
        },
    )
    table(
        "attendance",
        {
            "day": str,
            "planned_id": str,
            "session": str,
            "place": str,
            "start": str,
            "status": str,
            "minutes": int,
            "makes_up_for": str,
            "note": str,
        },
        "day",
    )
    table(
        "meeting",
        {
            "day": str,
            "start": str,
            "fellowship": str,
            "format": str,
            "place": str,
            "minutes": int,
            "step": int,
            "sponsor_contact": int,
            "note": str,
        },
        "day",
    )
    table(
        "day_entry",
        {
            "day": str,
            "mood": int,
            "craving": int,
            "use": str,
            "sleep_hours": float,
            "sleep_quality": int,
            "medication": str,
            "halt": str,
            "home": str,
            "reached": str,
            "no_tool_reason": str,
            "note": str,
            "answered_at": str,
        },
        "day",
    )
    table(
        "craving_episode",
        {
            "at": str,
            "day": str,
            "before": int,
            "peak": int,
            "after": int,
            "minutes": int,
            "triggers": str,
            "place": str,
            "company": str,
            "no_tool_reason": str,
            "outcome": str,
            "note": str,
            "finished": int,
        },
        "day",
    )
    db.table("craving_episode").create_index(["finished"])
    table("tool_use", {"day": str, "tool": str, "helped": int, "episode_id": str}, "day")
    db.table("tool_use").create_index(["episode_id"])
    table(
        "score",
        {
            "instrument": str,
            "day": str,
            "value": float,
            "low": float,
            "high": float,
            "share": str,
        },
        "day",
    )
    table(
        "talking_point",
        {
            "point": str,
            "text": str,
            "state": str,
            "raised_on": str,
            "agreed": str,
            "share": str,
        },
    )
    table(
        "visit",
        {"day": str, "focus": str, "homework": str, "what_happened": str, "next_visit": str},
        "day",
    )
    table(
        "goal",
        {
            "text": str,
            "set_on": str,
            "state": str,
            "closed_on": str,
            "outcome": str,
            "share": str,
        },
    )
    table(
        "hard_day_plan",
        {
            "warning_signs": str,
            "risky_situations": str,
            "green": str,
            "yellow": str,
            "red": str,
            "reasons": str,
        },
    )
    table(
        "contact",
        {"role": str, "name": str, "phone": str, "on_unlock_screen": int, "position": int},
    )
    table("own_item", {"list_name": str, "name": str, "how": str})
    table(
        "preferences",
        {
            "asked": str,
            "more_open": int,
            "favourite_tools": str,
            "hidden_tools": str,
            "lock_after_minutes": int,
            "guide_done": int,
            "recovery_kept": int,
            "shares": str,
        },
    )
    table(
        "share_receipt",
        {"at": str, "what": str, "first": str, "last": str, "parts": str, "sha256": str},
    )
    db.table("tombstone").create({"id": str, "kind": str, "deleted_at": str}, pk="id", strict=True)
    db.table("set_aside").create(
        {"sha256": str, "kind": str, "content": str, "at": str}, pk="sha256", strict=True
    )
    db.table("journal").create({"name": str, "value": str}, pk="name", strict=True)
    db.execute("PRAGMA application_id = 1147238754")
    db.execute("PRAGMA user_version = 1")


@migrations(name="2 drafts")
def _drafts(db: Database) -> None:
    columns = {"key": str, "content": str, "edited_at": str}
    db.table("draft").create(columns, pk="key", strict=True)
    db.execute("PRAGMA user_version = 2")


@migrations(name="3 replaced versions")
def _replaced(db: Database) -> None:
    # A journal of ten years may hold thousands: no second copy of each in an index.
    db.execute("CREATE TABLE replaced (digest TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    db.execute("PRAGMA user_version = 3")


def migrate(db: Database, version: int = SCHEMA_VERSION) -> None:
    """Bring the tables to those of ``version``."""
    later = [one.name for one in migrations.pending(db) if int(one.name.split()[0]) > version]
    migrations.apply(db, stop_before=later)
