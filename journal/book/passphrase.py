"""Passphrase: how hard one is to guess, said in one sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journal.vault import chosen

LEAST_CHARACTERS = 15
"""NIST SP 800-63B-4, section 3.1.1.2: at least 15 characters where it stands alone."""

LEAST_WORDS = 4
BLANKS = "Blanks at the start and the end are left out."
JUDGED_CHARACTERS = 72
"""zxcvbn takes time quadratic in the length; more than this cannot make it weaker."""


@dataclass(frozen=True)
class Judgement:
    """A ``score`` from 0 (easy to guess) to 4 (very hard), and one ``sentence`` for the patient."""

    score: int
    sentence: str
    acceptable: bool


def judge(passphrase: str, own_words: tuple[str, ...] = ()) -> Judgement:
    """How hard ``passphrase`` is to guess for someone who knows ``own_words`` about the patient.

    It is judged as it will be set; that blanks at its ends are left out is said.
    """
    wanted = chosen(passphrase)
    judgement = _judge(wanted, own_words)
    if wanted and passphrase != passphrase.strip():
        return replace(judgement, sentence=f"{judgement.sentence} {BLANKS}")
    return judgement


def _judge(passphrase: str, own_words: tuple[str, ...]) -> Judgement:
    if not passphrase:
        return Judgement(
            0, "Four or more words that do not belong together work well.", acceptable=False
        )
    words = [word for word in passphrase.split() if len(word) > 2]
    if len(passphrase) < LEAST_CHARACTERS and len(words) < LEAST_WORDS:
        return Judgement(
            0,
            f"Too short: use {LEAST_WORDS} words, or {LEAST_CHARACTERS} characters.",
            acceptable=False,
        )
    from zxcvbn import zxcvbn  # its word lists take 30 ms to load

    verdict = zxcvbn(passphrase[:JUDGED_CHARACTERS], user_inputs=[*own_words, "daybook"])
    score = int(verdict["score"])
    if score < 3:
        return Judgement(
            score, "Easy to guess. Add a word that does not fit the others.", acceptable=False
        )
    if score == 3:
        return Judgement(score, "Hard to guess.", acceptable=True)
    return Judgement(score, "Very hard to guess.", acceptable=True)
