"""Unlock screen: what of the contacts it shows to whoever is at the computer."""

from __future__ import annotations

from collections.abc import Iterable

from journal.content.content import Content
from journal.model.plan import Contact


def unlock_lines(contacts: Iterable[Contact], content: Content) -> tuple[str, ...]:
    """A line for each contact that the patient chose to show there, and nothing of the others."""
    shown = sorted(
        (contact for contact in contacts if contact.on_unlock_screen),
        key=lambda contact: (contact.position, contact.name),
    )
    return tuple(contact_words(contact, content) for contact in shown)


def contact_words(contact: Contact, content: Content) -> str:
    """Name, role and number of one contact, on one line."""
    role = content.name("role", contact.role) if contact.role else ""
    parts = (contact.name, role, contact.phone)
    return " · ".join(" ".join(part.split()) for part in parts if part.strip())
