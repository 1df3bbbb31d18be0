"""What is printed does nothing to the terminal that it is shown on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import main

ORDERS = "\x1b]0;title\x07\x9b2J\x7f"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no file has such a name there")


@pytest.mark.parametrize("there", [False, True])
def test_a_name_gives_no_orders_to_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], there: bool
) -> None:
    # Neither in an answer nor in an error.
    journal, secret = tmp_path / f"{ORDERS}.daybook", tmp_path / "passphrase"
    secret.write_text("walnut ferry quiet umbrella")
    arguments = ["--start", "2026-03-02", "--days", "45"] if there else []
    command = "new" if there else "show"
    main.main([command, str(journal), *arguments, "--passphrase-file", str(secret)])
    out, err = capsys.readouterr()
    assert (out if there else err).count("\\u001b]0;title\\u0007\\u009b2J\\u007f.daybook") == 1
    assert not set(out + err) & set("\x1b\x07\x9b\x7f")
