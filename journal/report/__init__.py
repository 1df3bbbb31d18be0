"""What a therapist reads: content to PDF, CSV, JSON, FHIR."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journal.content.content import Content
    from journal.model.diary import Diary
    from journal.report.choice import SummaryChoice


def summary_pdf(diary: Diary, content: Content, choice: SummaryChoice | None = None) -> bytes:
    """The summary of ``diary`` for individual therapy, with what ``choice`` lets into it, as a PDF.

    See :func:`journal.report.content.summary_content` and :func:`journal.report.pdf.to_pdf`.
    """
    # What writes or reads CSV and JSON has no use for the statistics and the typesetting.
    from journal.report.content import summary_content
    from journal.report.pdf import to_pdf

    return to_pdf(summary_content(diary, content, choice))


def summary_pages(
    diary: Diary, content: Content, choice: SummaryChoice | None = None, dpi: float = 110
) -> list[bytes]:
    """The pages of :func:`summary_pdf` as PNG images, to be looked at before it is saved."""
    from journal.report.content import summary_content
    from journal.report.pdf import to_pages

    return to_pages(summary_content(diary, content, choice), dpi)
