"""SummaryContent: the right words and figures, in the patient's own terms."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest

from journal.content.content import Content
from journal.model.choices import PointKind
from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry
from journal.model.diary import Diary
from journal.model.program import Program
from journal.model.record import Share
from journal.model.therapy import Score, TalkingPoint
from journal.report.choice import SummaryChoice, offers
from journal.report.content import SummaryContent, summary_content


def everything(diary: Diary, content: Content) -> SummaryChoice:
    return SummaryChoice(included=frozenset(offer.key for offer in offers(diary, content)))


def words(summary: SummaryContent) -> str:
    return msgspec.json.encode(summary).decode()


def test_it_opens_with_what_the_patient_wants_to_talk_about(diary: Diary, content: Content) -> None:
    summary = summary_content(diary, content, everything(diary, content))
    assert [line.kind for line in summary.talk.points] == ["", "", "Hard to say in group"]
    assert summary.talk.points[0].text.startswith("Why Fridays")
    assert summary.talk.goals == ("Two meetings a week",)
    assert summary.talk.working_on == "alcohol"
    [agreed] = summary.agreed
    assert agreed.agreed.startswith("Call my brother")
    assert agreed.happened.startswith("I called him")


def test_it_says_who_wrote_it_and_how_complete_it_is(diary: Diary, content: Content) -> None:
    summary = summary_content(diary, content)
    assert summary.by_line.startswith("Written by the patient")
    assert (
        summary.completeness
        == "28 of 33 days filled in: 24 the same day, 4 later, 2 in part, 3 blank."
    )
    assert (summary.period, summary.progress) == ("Mar 2 to Apr 3, 2026", "Day 33 of 45")


def test_completeness_does_not_depend_on_what_is_shared(diary: Diary, content: Content) -> None:
    entry = diary.days[0]
    only_use = DayEntry(
        day=entry.day, use=entry.use, created_at=entry.created_at, edited_at=entry.edited_at
    )
    summary = summary_content(replace(diary, days=(only_use, *diary.days[1:])), content)
    assert summary.completeness == summary_content(diary, content).completeness
    assert summary.use.lines == ()


def test_figures_of_the_days(diary: Diary, content: Content) -> None:
    summary = summary_content(diary, content, everything(diary, content))
    assert summary.use.lines[0] == "“No use” on 27 of 28 days written down, use on 1."
    assert "rode it out 17 times, acted on it once" in summary.use.lines[1]
    assert summary.people.lines[0] == "8 meetings: AA 8."
    assert summary.people.lines[2] == (
        "Medication taken on 26 of 28 days written down, missed on 2."
    )
    assert summary.attendance.lines[0].startswith("Went to 18 of 20 planned sessions")
    assert any("someone was using near me on 2 of 28 days" in x for x in summary.safety.lines)
    assert summary.scores.lines[0].startswith(
        "PHQ-9, 0 to 27: 17 (Mar 4) → 13 (Mar 18) → 9 (Apr 1), mild."
    )
    assert "likely real" in summary.scores.lines[0]
    assert summary.cravings.lines[0].endswith("highest 9 (on 2 days).")
    assert summary.cravings.lines[1] == (
        "No clear change yet. The ups and downs are too big to tell."
    )


def test_a_clear_change_is_told_with_its_range(diary: Diary, content: Content) -> None:
    falling = tuple(
        replace(entry, craving=9 - (entry.day - diary.first).days // 5 - entry.day.day % 2)
        for entry in diary.days
    )
    lines = summary_content(replace(diary, days=falling), content).cravings.lines
    assert re.fullmatch(
        r"It went down about 1\.\d points a week \(likely between .* and .*\)\.", lines[1]
    )


def test_tools_come_by_times_used_with_every_pair(diary: Diary, content: Content) -> None:
    table = summary_content(diary, content).tools
    assert [(row.name, row.times) for row in table.rows] == [
        ("Wait 15 minutes", 9),
        ("Call my sponsor or support", 3),
        ("Play guitar", 3),
        ("Urge surfing", 3),
    ]
    assert len(table.rows[0].pairs) == 8
    assert table.rows[0].change == "−2.0, n 8 (−2.9 to −1.1)"
    assert table.rows[1].change.startswith("too few, n ")
    assert "often ease by themselves" in table.lines[0]


def test_since_the_last_session_there_are_three_sentences(diary: Diary, content: Content) -> None:
    since_last_visit = summary_content(diary, content).since_last_visit
    assert since_last_visit.heading == "Since the session on Fri, Mar 27"
    usual, went, hardest = since_last_visit.sentences
    assert re.match(r"Worst craving was usually \d", usual)
    assert went == "Went to 4 of 4 planned sessions; 2 meetings."
    assert "The strongest craving was" in hardest


def test_a_craving_stronger_than_the_worst_of_its_day_says_which_is_meant(
    diary: Diary, content: Content
) -> None:
    """Page 1 said "strongest 10" where page 2 said "highest 9", and neither said of what."""
    day = diary.last
    days = (*(e for e in diary.days if e.day != day), DayEntry(day=day, craving=6, mood=5))
    at = diary.days[-1].created_at
    apart = CravingEpisode(at=at, day=day, before=8, peak=10, after=3, finished=True)
    told = replace(diary, days=days, episodes=(*diary.episodes, apart))
    hardest = summary_content(told, content).since_last_visit.sentences[2]
    assert "strongest craving was 10 on" in hardest
    assert "as it came; the worst of that day was put at 6" in hardest
    agreed = replace(told, days=(*days[:-1], DayEntry(day=day, craving=10)))
    assert "put at" not in summary_content(agreed, content).since_last_visit.sentences[2]


def test_a_session_that_was_not_marked_is_not_one_that_was_missed(
    diary: Diary, content: Content
) -> None:
    unmarked = replace(diary, attendances=diary.attendances[:-1], meetings=())
    went = summary_content(unmarked, content).since_last_visit.sentences[1]
    assert went == ("Went to 3 of 4 planned sessions (1 not marked yet); no meeting written down.")
    unplanned = replace(unmarked, planned=(), attendances=())
    assert (
        summary_content(unplanned, content)
        .since_last_visit.sentences[1]
        .startswith("No planned session")
    )


def test_sleep_that_was_written_later_is_in_no_median(diary: Diary, content: Content) -> None:
    late = DayEntry(
        day=diary.last,
        sleep_hours=12.0,
        sleep_quality=4,
        created_at=diary.days[-1].created_at + timedelta(days=3),
    )
    (on_time,) = [entry for entry in diary.days if entry.day == diary.last - timedelta(days=1)]
    summary = summary_content(replace(diary, days=(on_time, late)), content).mood_and_sleep.lines
    assert any(line.startswith("Sleep: usually 7.0 hours (n 1)") for line in summary)
    assert any("(n 1)" in line for line in summary if line.startswith("How I slept"))


def test_the_first_score_stays_in_sight_as_changes_count_from_it(
    diary: Diary, content: Content
) -> None:
    scores = tuple(
        Score(instrument="phq-9", day=diary.first + timedelta(days=n), value=value)
        for n, value in enumerate((20, 9, 9, 10, 9, 8))
    )
    (line,) = summary_content(
        replace(diary, scores=scores), content, SummaryChoice(frozenset(str(s.id) for s in scores))
    ).scores.lines
    assert ": 20 (Mar 2) → … → 10 (Mar 5) → 9 (Mar 6) → 8 (Mar 7), mild." in line


@pytest.mark.parametrize(
    ("program", "progress"),
    [
        ({"planned_days": 33}, "Day 33 of 33"),
        ({"planned_days": 30}, "Day 33, 30 were planned"),
        ({"ended_on": 29}, "Program ended Tue, Mar 31"),
        ({"ended_on": 29, "aftercare_from": 30}, "Aftercare since Wed, Apr 1"),
        ({"ended_on": 29, "aftercare_from": 20}, "Program ended Tue, Mar 31"),
        ({"aftercare_from": 20}, "Aftercare since Sun, Mar 22"),
    ],
)
def test_nothing_ends_by_itself(
    program: dict[str, int], progress: str, diary: Diary, content: Content
) -> None:
    days = {
        name: value if name == "planned_days" else diary.first + timedelta(days=value)
        for name, value in program.items()
    }
    changed = replace(diary, program=replace(diary.program, **days))  # type: ignore[arg-type]
    assert summary_content(changed, content).progress == progress


def test_the_chart_shows_the_days_as_they_are(diary: Diary, content: Content) -> None:
    chart = summary_content(diary, content).day_rows
    cravings, mood = chart.scales
    assert chart.days == 33
    assert len(cravings.dots) == len(mood.dots) == 28
    assert [dot.day for dot in cravings.dots if dot.hollow] == [4, 11, 19, 25]
    assert {6, 13, 20, 27, 28}.isdisjoint(dot.day for dot in cravings.dots)
    assert [row.name for row in chart.rows] == ["Sessions", "Meetings"]
    assert "28 days written down, 4 of them later, 5 not written, from 1 to 9" in chart.alt
    marks = [mark.shape for mark in chart.rows[0].marks]
    assert (marks.count("cross"), marks.count("open"), marks.count("half")) == (1, 1, 1)


def test_days_of_use_are_drawn_only_when_shared(diary: Diary, content: Content) -> None:
    chart = summary_content(diary, content, SummaryChoice(frozenset({"day_entry.use"}))).day_rows
    assert [(row.name, [mark.day for mark in row.marks]) for row in chart.rows][2:] == [
        ("Use", [16])
    ]


def test_the_patients_own_word_is_used_everywhere(diary: Diary, content: Content) -> None:
    pull = replace(diary, program=replace(diary.program, craving_word="pull"))
    summary = words(summary_content(pull, content, everything(pull, content)))
    assert "pull" in summary
    labels = msgspec.json.decode(summary)
    keys = {"cravings"}
    assert not re.search("crav", str({k: v for k, v in labels.items() if k not in keys}), re.I)
    assert "crav" not in str(labels["cravings"]).lower()


def test_no_note_and_nothing_unasked_gets_in(diary: Diary, content: Content) -> None:
    summary = words(summary_content(diary, content)).lower()
    for kept in ("private", "fifth", "angry at someone", "answering my phone", "alcohol", "phq"):
        assert kept not in summary
    assert "of use" not in summary
    summary = words(summary_content(diary, content, everything(diary, content))).lower()
    assert "private" not in summary
    assert "fifth" not in summary


@pytest.mark.parametrize("judging", ["p =", "p-value", "streak", "risk", "relapse", "predict"])
def test_it_neither_judges_nor_predicts(judging: str, diary: Diary, content: Content) -> None:
    summary = words(summary_content(diary, content, everything(diary, content))).lower()
    assert judging not in summary


def test_more_than_there_is_room_for_is_counted(diary: Diary, content: Content) -> None:
    points = tuple(
        TalkingPoint(text=f"{kind} {n}", point=kind, share=Share.ALWAYS)
        for kind in PointKind
        for n in range(5)
    )
    talk = summary_content(replace(diary, points=points), content).talk
    assert (len(talk.points), len(talk.goals)) == (6, 3)
    assert talk.more == "11 more lines chosen, no room here."


def test_a_long_text_is_shortened_and_says_so(diary: Diary, content: Content) -> None:
    point = TalkingPoint(text="word " * 2000, share=Share.ALWAYS)
    [line] = summary_content(replace(diary, points=(point,)), content).talk.points
    assert len(line.text) < 350
    assert line.text.endswith("(shortened; all of it is in the journal)")


def test_an_empty_journal_has_a_summary(content: Content) -> None:
    today = date(2026, 3, 2)
    empty = Diary(first=today, last=today, today=today, program=Program(start=today))
    summary = summary_content(empty, content)
    assert (
        summary.completeness
        == "0 of 1 day filled in: 0 the same day, 0 later, 0 blank, today still open."
    )
    assert summary.cravings.lines == summary.use.lines == summary.scores.lines == ()
    assert summary.tools.rows == ()
    assert summary.day_rows.scales == ()


def test_before_the_program_nothing_is_counted(content: Content) -> None:
    today = date(2026, 3, 2)
    early = Diary(
        first=today, last=today, today=today, program=Program(start=today + timedelta(days=3))
    )
    summary = summary_content(early, content)
    assert summary.progress == "Starts Thu, Mar 5"
    assert summary.since_last_visit.sentences == ()
    assert summary.day_rows.days == 1


def test_a_span_tells_of_its_days_and_still_finds_the_last_session(
    diary: Diary, content: Content
) -> None:
    choice = SummaryChoice(first=diary.last - timedelta(days=6))
    summary = summary_content(diary, content, choice)
    assert summary.completeness.startswith("5 of 7 days filled in")
    assert summary.attendance.lines[0].startswith("Went to 4 of 4 planned sessions")
    assert summary.agreed[0].agreed.startswith("Call my brother")


def test_a_long_diary_draws_its_last_days(diary: Diary, content: Content) -> None:
    long = replace(
        diary,
        program=replace(diary.program, start=diary.first - timedelta(days=400)),
        first=diary.first - timedelta(days=400),
    )
    chart = summary_content(long, content).day_rows
    assert chart.days == 60
    assert chart.heading == "Day by day, the last 60 days"
    assert max(dot.day for dot in chart.scales[0].dots) == 59
