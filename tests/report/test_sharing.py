"""Sharing: nothing leaves that was not chosen."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from uuid import UUID

import pytest

from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.choices import Use
from journal.model.codec import KINDS
from journal.model.diary import Diary
from journal.model.plan import Contact, Preferences
from journal.model.record import Share
from journal.report.choice import SummaryChoice, default_paper, offers
from journal.report.sharing import shared
from journal.rules.sharing import ROWS, share_flag, shared_row


def test_without_a_choice_only_what_is_always_shared_is_left(diary: Diary) -> None:
    shared_diary = shared(diary, SummaryChoice())
    assert [entry.mood for entry in shared_diary.days] == [entry.mood for entry in diary.days]
    for entry in shared_diary.days:
        assert (entry.use, entry.medication, entry.home, entry.halt) == (None, None, None, ())
        assert (entry.note, entry.no_tool_reason) == ("", "")
    assert all(not one.note and one.outcome is None for one in shared_diary.episodes)
    assert (shared_diary.points, shared_diary.goals, shared_diary.scores) == ((), (), ())
    assert shared_diary.hard_day_plan.warning_signs == ()
    assert shared_diary.program.working_on == ""


def test_what_is_named_comes_along_and_nothing_else(diary: Diary) -> None:
    point, score = diary.points[2], diary.scores[0]
    chosen = frozenset({"day_entry.use", str(point.id), str(score.id)})
    shared_diary = shared(diary, SummaryChoice(included=chosen))
    assert sum(entry.use is Use.YES for entry in shared_diary.days) == 1
    assert all(entry.medication is None for entry in shared_diary.days)
    assert (shared_diary.points, shared_diary.scores, shared_diary.goals) == (
        (point,),
        (score,),
        (),
    )


def test_naming_does_not_open_what_is_never_shared(diary: Diary) -> None:
    chosen = {"day_entry.note", "craving_episode.note", *(str(one.id) for one in diary.days)}
    never = replace(diary.points[0], share=Share.NEVER)
    shared_diary = shared(
        replace(diary, points=(never,)),
        SummaryChoice(included=frozenset({*chosen, str(never.id)})),
    )
    assert not any(entry.note for entry in shared_diary.days)
    assert not any(episode.note for episode in shared_diary.episodes)
    assert shared_diary.points == ()


def test_a_preference_opens_and_closes_fields(diary: Diary) -> None:
    shares = {"day_entry.use": Share.ALWAYS, "day_entry.mood": Share.NEVER}
    shared_diary = shared(replace(diary, preferences=Preferences(shares=shares)), SummaryChoice())
    assert any(entry.use for entry in shared_diary.days)
    assert not any(entry.mood is not None for entry in shared_diary.days)
    assert any(entry.craving is not None for entry in shared_diary.days)


def test_one_note_can_be_chosen_when_notes_are_asked_about(diary: Diary) -> None:
    asked = replace(diary, preferences=Preferences(shares={"day_entry.note": Share.ASK}))
    one = diary.days[3]
    shared_diary = shared(asked, SummaryChoice(included=frozenset({str(one.id)})))
    assert [entry.note for entry in shared_diary.days if entry.note] == [one.note]


def test_contacts_and_preferences_never_come_along(diary: Diary) -> None:
    known = replace(diary, contacts=(Contact(name="Rena", phone="555"),))
    shared_diary = shared(known, SummaryChoice())
    assert shared_diary.contacts == ()
    assert shared_diary.preferences == Preferences()


def test_the_span_is_that_of_the_choice(diary: Diary) -> None:
    first, last = diary.first + timedelta(days=7), diary.last - timedelta(days=2)
    shared_diary = shared(diary, SummaryChoice(first=first, last=last))
    assert (shared_diary.first, shared_diary.last, shared_diary.today) == (first, last, diary.today)
    with pytest.raises(InvalidInput):
        shared(diary, SummaryChoice(first=last, last=first))


def test_everything_to_ask_about_is_offered_once(diary: Diary, content: Content) -> None:
    keys = [offer.key for offer in offers(diary, content)]
    assert len(keys) == len(set(keys))
    asked = {str(one.id) for one in (*diary.points, *diary.goals, *diary.scores)}
    assert asked < set(keys)
    assert {"day_entry.use", "day_entry.home", "craving_episode.outcome"} < set(keys)
    assert not any("note" in key for key in keys)
    for key in set(keys) - asked:
        row = shared_row(key)
        assert row is not None
        assert share_flag(diary.preferences, row) is Share.ASK


def test_whatever_is_asked_about_is_offered(diary: Diary, content: Content) -> None:
    # Why no tool was used in a craving was flagged "ask", and nobody ever asked.
    keys = {offer.key for offer in offers(diary, content)}
    assert {row.key for row in ROWS if row.share is Share.ASK} <= keys


def test_whatever_is_set_to_ask_me_is_offered(diary: Diary, content: Content) -> None:
    # Mood, set to "Ask me each time", was never asked about and never shared.
    asked = {row.key for row in ROWS if row.group not in (None, "notes")}
    wary = replace(diary, preferences=Preferences(shares=dict.fromkeys(asked, Share.ASK)))
    keys = {offer.key for offer in offers(wary, content)}
    assert asked <= keys
    shared_diary = shared(wary, SummaryChoice(included=frozenset(keys)))
    assert [one.before for one in shared_diary.episodes] == [one.before for one in diary.episodes]


def test_a_strength_kept_to_oneself_is_kept_wherever_it_stands(diary: Diary) -> None:
    # Before and after a tool were told all the same.
    quiet = Preferences(shares={"craving_episode.peak": Share.NEVER})
    shared_diary = shared(replace(diary, preferences=quiet), SummaryChoice())
    assert {(one.before, one.peak, one.after) for one in shared_diary.episodes} == {
        (None, None, None)
    }


def test_saying_yes_to_every_offer_shares_every_offer(diary: Diary, content: Content) -> None:
    chosen = frozenset(offer.key for offer in offers(diary, content))
    shared_diary = shared(diary, SummaryChoice(included=chosen))
    assert (shared_diary.points, shared_diary.goals, shared_diary.scores) == (
        diary.points,
        diary.goals,
        diary.scores,
    )
    assert [entry.use for entry in shared_diary.days] == [entry.use for entry in diary.days]
    assert shared_diary.hard_day_plan.warning_signs == diary.hard_day_plan.warning_signs
    assert not any(entry.note for entry in shared_diary.days)


def test_an_offer_speaks_of_cravings_by_the_patients_word(diary: Diary, content: Content) -> None:
    urges = replace(diary, program=replace(diary.program, craving_word="pull"))
    words = " ".join(offer.words for offer in offers(urges, content))
    assert "pull" in words
    assert "craving" not in words


def test_notes_are_offered_one_by_one_once_they_may_be_asked_about(
    diary: Diary, content: Content
) -> None:
    asked = replace(diary, preferences=Preferences(shares={"day_entry.note": Share.ASK}))
    notes = {offer.key for offer in offers(asked, content) if offer.group == "notes"}
    assert notes == {str(entry.id) for entry in diary.days}


def test_every_row_is_a_field_of_a_record_and_decides_alone() -> None:
    fields_of = {kind: {f.name for f in fields(record)} for kind, record in KINDS.items()}
    decided = [field for row in ROWS for field in (row.key, *row.along)]
    assert len(decided) == len(set(decided))
    for field in decided:
        kind, _, name = field.partition(".")
        assert name in fields_of[kind]
        row = shared_row(field)
        assert row is not None
        assert field in (row.key, *row.along)
    assert shared_row("day_entry.colour") is None


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("en_US", "letter"),
        ("es-MX", "letter"),
        ("en_CA.UTF-8", "letter"),
        ("en_GB", "a4"),
        ("de_AT.UTF-8", "a4"),
        ("English_United States.1252", "letter"),
        ("German_Germany.1252", "a4"),
        ("C", "a4"),
        ("", "a4"),
    ],
)
def test_paper_follows_the_locale(name: str, paper: str) -> None:
    assert default_paper(name) == paper


def test_ids_of_other_things_open_nothing(diary: Diary) -> None:
    shared_diary = shared(
        diary, SummaryChoice(included=frozenset({str(UUID(int=1)), "day_entry.*"}))
    )
    assert shared_diary == shared(diary, SummaryChoice())
