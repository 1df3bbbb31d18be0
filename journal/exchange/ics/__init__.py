"""Calendar files: the program's schedule read from .ics, and planned sessions written to it.

The ``icalendar`` library (RFC 5545) takes a fifth of a second to import and is imported when a
file is read or written.
"""

from journal.exchange.ics.blocks import MOST_BYTES
from journal.exchange.ics.left_out import LeftOut, Reason
from journal.exchange.ics.read import IcsReading, read_ics
from journal.exchange.ics.write import write_ics

__all__ = ["MOST_BYTES", "IcsReading", "LeftOut", "Reason", "read_ics", "write_ics"]
