"""The patient whose diary is written out."""

from __future__ import annotations

from tests.patient_diary import content, diary

__all__ = ["content", "diary"]
