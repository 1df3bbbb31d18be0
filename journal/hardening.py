"""What keeps memory and new files to this user, for as long as the process runs."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_SET_DUMPABLE = 4
"""PR_SET_DUMPABLE of prctl(2)."""
_NO_FAULT_BOX = 0x0002
"""SEM_NOGPFAULTERRORBOX of SetErrorMode: no dialog that offers to send what was in memory."""


def harden() -> None:
    """Let no crash leave memory behind in a file, let no other process of this user's look into
    it, and let nobody else read new files. Starting anew undoes some of it: call it each time.

    What a system does not know is left out.
    """
    os.umask(0o077)
    with suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        if sys.platform == "linux":
            # A core is not written to a pipe either, whatever its limit says.
            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
        elif sys.platform == "win32":
            ctypes.windll.kernel32.SetErrorMode(_NO_FAULT_BOX)
