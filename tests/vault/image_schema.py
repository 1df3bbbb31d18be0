"""The tables of the image, as FORMAT.md has them; ``python -m tests.write_schemas`` writes them.

They are read off an empty journal of this version.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from journal.store.database import Database

FORMAT = Path(__file__).parents[2] / "journal" / "vault" / "format" / "FORMAT.md"
BEGIN, END = "<!-- tables: begin -->\n", "<!-- tables: end -->\n"


def tables() -> str:
    """The tables of an empty journal, in the words of FORMAT.md."""
    with closing(Database()) as journal:
        image = journal.image()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(image)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        lines = [
            f"`application_id` is 0x{application:08X}, `user_version` is {version}.\n",
            "\n| table | columns |\n|---|---|\n",
        ]
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " ORDER BY name"
        )
        for (name,) in names.fetchall():
            columns = connection.execute(f"PRAGMA table_info({name})")
            said = ", ".join(
                f"{column} {kind}{' (key)' if key else ''}"
                for _, column, kind, _, _, key in columns
            )
            lines.append(f"| {name} | {said} |\n")
    return "".join(lines)


def with_tables(text: str) -> str:
    """FORMAT.md with the tables of now."""
    start, _, rest = text.partition(BEGIN)
    _, _, end = rest.partition(END)
    return start + BEGIN + tables() + END + end
