"""What can be told of a bug without telling any of the journal's words.

An exception's message, its values and the lines of its traceback may hold what a person wrote; a
report has the kinds of exception, the places and the versions, and nothing else.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from types import TracebackType

MOST_PLACES = 40
"""Innermost places that a report names of one exception; endless recursion has a thousand."""
PACKAGES = ("daybook", "PySide6-Essentials", "matplotlib", "sqlite-utils", "cryptography")
"""Whose versions a report gives."""


def kind_and_place(error: BaseException) -> str:
    """The kind of ``error`` and where it was raised, in one line."""
    return " at ".join((_kind(error), *list(_places(error.__traceback__))[-1:]))


def bug_report(error: BaseException) -> str:
    """Kinds, ``module:line`` places (the innermost last) and versions."""
    lines: list[str] = []
    for cause in _causes(error):
        lines += [_kind(cause), *(f"  {place}" for place in _places(cause.__traceback__))]
    return "\n".join((*lines, *_versions()))


def watch(tell: Callable[[BaseException], object]) -> None:
    """Have ``tell`` hear of every exception that nobody handles, on the thread that raised it."""

    def hear(error: BaseException | None) -> None:
        if isinstance(error, Exception):
            tell(error)
        elif error is not None:  # Ctrl+C, and the like
            sys.__excepthook__(type(error), error, None)

    sys.excepthook = lambda _kind, error, _traceback: hear(error)
    sys.unraisablehook = lambda unraisable: hear(unraisable.exc_value)
    threading.excepthook = lambda raised: hear(raised.exc_value)


def write_report(error: BaseException) -> None:
    """Tell of ``error`` on standard error."""
    if sys.stderr is not None:  # a program without a console has none
        sys.stderr.write(
            "Daybook made a mistake and could not go on. What was saved before is still there."
            f"\n\n{bug_report(error)}\n"
        )


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def _places(traceback: TracebackType | None) -> list[str]:
    places = []
    while traceback is not None:
        module = traceback.tb_frame.f_globals.get("__name__", "?")
        places.append(f"{module}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return places[-MOST_PLACES:]


def _causes(error: BaseException) -> Iterator[BaseException]:
    """``error``, and what was being handled when it was raised."""
    seen: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in seen:
        yield cause
        seen.append(cause)
        cause = cause.__cause__ or cause.__context__


def _versions() -> Iterator[str]:
    # A bug is rare; nothing of this is imported for a program that has none.
    import platform
    from importlib.metadata import PackageNotFoundError, version

    yield f"Python {platform.python_version()} on {platform.system()} {platform.release()}"
    for package in PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"{package} (not installed)"
