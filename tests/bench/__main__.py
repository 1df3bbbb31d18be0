"""``python -m tests.bench [--folder FOLDER]`` prints every line of the promised speeds.

Ratios are taken inside one run. With a screen (``xvfb-run -a``) windows are real ones, otherwise
they are drawn offscreen. Close other programs first: what they take counts against Daybook.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.journals import TEN_YEARS, make
from tests.bench.row import HEADER, Row
from tests.bench.saving import save_and_insert_seconds

ROOT = Path(__file__).parents[2]
CACHES = Path("/proc/sys/vm/drop_caches")


class Bench:
    """One run, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "home").mkdir()
        self.environment = {**os.environ, "HOME": str(folder / "home")}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)  # it triples the import times
        if not self.on_screen:
            self.environment["QT_QPA_PLATFORM"] = "offscreen"

    @property
    def on_screen(self) -> bool:
        """Whether windows are real ones."""
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

    def probe(self, name: str, path: Path | None = None, **more: str) -> dict[str, Any]:
        """What a probe finds out in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.probes", name, *([path] if path else [])],
            cwd=ROOT,
            env=self.environment | more,
            capture_output=True,
            text=True,
            timeout=300,
        )
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr}")
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found

    def start_seconds(self, name: str, **more: str) -> float:
        """From starting the process to its first painted window."""
        begun = time.monotonic()
        return float(self.probe(name, **more)["at"]) - begun

    # -- the lines -----------------------------------------------------------------------------

    def rows(self) -> Iterator[Row]:
        """Every line of the table, as soon as it is known."""
        yield from self.starting()
        short = make(self.folder / "sixty.daybook", 60)
        yield from self.paper(short)
        yield from self.using(short, "60 days")
        long = make(self.folder / "ten.daybook", TEN_YEARS)
        size = long.stat().st_size / 1e6
        yield Row("the journal of ten years", size, None, "MB", "12 records a day, with notes")
        yield from self.using(long, "ten years")
        yield from self.stalls(long)

    def starting(self) -> Iterator[Row]:
        screen = "on this screen" if self.on_screen else "offscreen"
        for name in ("bare", "start"):
            self.start_seconds(name)  # compiled and in the caches now
        pairs = [(self.start_seconds("start"), self.start_seconds("bare")) for _time in range(9)]
        ours, bare = (median(times) for times in zip(*pairs, strict=True))
        times = f"{ours * 1000:.0f} / {bare * 1000:.0f} ms, {screen}"
        yield Row("start / bare window, warm", ours / bare, 1.25, "", times)
        cold, how = self.cold()
        ours, bare = (median(cold(name) for _time in range(3)) for name in ("start", "bare"))
        times = f"{ours * 1000:.0f} / {bare * 1000:.0f} ms, {how}"
        yield Row("start / bare window, cold", ours / bare, None, "", times)

    def cold(self) -> tuple[Any, str]:
        """A start with cold caches, and what that means here."""
        try:
            CACHES.write_text("3")
        except OSError:

            def compiling(name: str) -> float:
                with tempfile.TemporaryDirectory(dir=self.folder) as fresh:
                    return self.start_seconds(name, PYTHONPYCACHEPREFIX=fresh)

            return compiling, "every module compiled anew; the disk cache could not be dropped"

        def dropped(name: str) -> float:
            os.sync()
            CACHES.write_text("3")
            return self.start_seconds(name)

        return dropped, "disk cache dropped"

    def paper(self, path: Path) -> Iterator[Row]:
        found = self.probe("paper", path)
        yield Row("summary PDF, first", found["first"], 1.0, "s", "imports included")
        yield Row("summary PDF, again", found["again"], 0.25, "s")
        yield Row("summary PDF, size", found["kib"], 100, "KiB")
        yield Row("summary PDF, pages", found["pages"], 2)

    def using(self, path: Path, name: str) -> Iterator[Row]:
        is_long = name == "ten years"
        opened = median(self.probe("unlocked", path)["ms"] for _time in range(3 if is_long else 5))
        yield Row(f"unlocked to Today, {name}", opened, 300 if is_long else 150, "ms")
        ours, plain = save_and_insert_seconds(path, 15 if is_long else 100)
        yield Row(
            f"save / plain insert, {name}",
            ours / plain,
            30 if is_long else 2,
            "",
            f"{ours * 1000:.1f} / {plain * 1000:.1f} ms, both synced",
        )
        peak = self.probe("memory", path)["mb"]
        yield Row(f"peak memory on Today, {name}", peak, None if is_long else 150, "MB")
        if not is_long:
            found = self.probe("progress", path)
            more = f"{found['pictures']} charts; {found['first']:.0f} ms the first time"
            yield Row("Progress complete, warm, 60 days", found["ms"], 300, "ms", more)

    def stalls(self, path: Path) -> Iterator[Row]:
        pause = self.probe("pauses")["longest"]
        yield Row("longest pause of the machine itself", pause, None, "ms", "a loop that counts")
        runs = [self.probe("stalls", path) for _time in range(3)]
        for act in runs[0]:
            longest = sorted(run[act]["longest"] for run in runs)
            usual = median(run[act]["median"] for run in runs)
            each = "ten years; three runs: {:.0f}, {:.0f}, {:.0f}".format(*longest)
            more = f"{each}; median beat {usual:.1f} ms (8 at most)"
            yield Row(f"longest stall, {act}", median(longest), 50, "ms", more)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--folder", type=Path, help="where to make journals: the disk that counts")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder, prefix="daybook-bench-") as folder:
        print(HEADER)
        for row in Bench(Path(folder)).rows():
            print(row, flush=True)


if __name__ == "__main__":
    main()
