"""Demo: a sample patient, so that anyone can see a journal in use without showing their own.

:func:`sample_records` gives the journal of one invented person on day 33 of 45, dated back from
the moment it is asked for, and :func:`write_sample` writes it to a file. The story (days,
cravings, sessions, talks, plan) is data in ``resources/sample/patient.toml`` and is told by
weekdays, so that a Friday in it is a Friday on the calendar; :mod:`journal.demo.curves` says where
its numbers come from.
"""

from __future__ import annotations

from journal.demo.sample_file import SAMPLE_PASSPHRASE, write_sample
from journal.demo.writer import sample_records

__all__ = ["SAMPLE_PASSPHRASE", "sample_records", "write_sample"]
