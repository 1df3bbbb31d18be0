"""Files: one durable write, for the vault and for everything exported."""

from journal.files.disk import Disk
from journal.files.output import write_output

__all__ = ["Disk", "write_output"]
