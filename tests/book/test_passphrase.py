"""How hard a passphrase is to guess, as told to the person who makes it up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.book.passphrase import LEAST_CHARACTERS, LEAST_WORDS, judge


@pytest.mark.parametrize(
    "passphrase",
    [
        "lantern violin harbor seven",
        "tin owl map jug",
        "bread river slippers",
        "kx7#Qm2!vLp9$wZr4",
        "Regenschirm über der Ostsee",
        "котик читает под дождём",
    ],
)
def test_words_that_do_not_belong_together_are_enough(passphrase: str) -> None:
    judgement = judge(passphrase)
    assert judgement.acceptable
    assert judgement.score >= 3


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "short",
        "Tr0ub4dor&3",
        "one two three",
        "passwordpassword",
        "aaaaaaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnopqrstuvwxyz",
        "123456789012345678",
        "qwertyuiopasdfgh",
        "a b c d e f",
    ],
)
def test_what_is_tried_first_is_refused_and_said_why(passphrase: str) -> None:
    judgement = judge(passphrase)
    assert not judgement.acceptable
    assert judgement.score < 3
    assert judgement.sentence.endswith(".")


def test_length_is_counted_in_characters_or_words() -> None:
    one_short = "kx7#Qm2!vLp9$w"
    assert len(one_short) == LEAST_CHARACTERS - 1
    assert "Too short" in judge(one_short).sentence
    assert judge(one_short + "Z").acceptable
    four = "tin owl map jug"
    assert len(four.split()) == LEAST_WORDS
    assert judge(four).acceptable
    assert "Too short" in judge("tin owl map").sentence


def test_what_is_known_of_the_patient_does_not_help() -> None:
    passphrase = "Marguerite Oyelaran"
    assert judge(passphrase, ("Marguerite", "Oyelaran")).score < judge(passphrase).score
    assert not judge("daybookdaybookdaybook").acceptable


def test_a_very_long_one_is_judged_at_once() -> None:
    # zxcvbn by itself would take longer for this than a test may run.
    assert judge("correct horse battery staple lamp " * 3000).acceptable


@given(st.text(max_size=60))
def test_anything_that_can_be_typed_is_judged(passphrase: str) -> None:
    judgement = judge(passphrase)
    assert 0 <= judgement.score <= 4
    assert judgement.acceptable == (judgement.score >= 3)
    assert judgement.sentence.endswith(".")


def test_blanks_at_the_ends_make_it_no_harder_and_it_is_said() -> None:
    plain, padded = judge("lantern violin harbor seven"), judge(" lantern violin harbor seven\n")
    assert (padded.score, padded.acceptable) == (plain.score, plain.acceptable)
    assert padded.sentence == f"{plain.sentence} Blanks at the start and the end are left out."
    assert not judge("too short" + 20 * " ").acceptable
    assert judge("   ") == judge("")
