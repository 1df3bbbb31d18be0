"""SummaryContent: all the words and figures of a summary for individual therapy."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journal.analysis.completeness import completeness
from journal.content.content import Content
from journal.model.diary import Diary
from journal.model.span import Span, counted_span
from journal.report import figures
from journal.report.choice import Paper, SummaryChoice
from journal.report.day_rows import DayRows, day_rows
from journal.report.figures import Block
from journal.report.last_visit import SinceLastVisit, since_last_visit
from journal.report.sharing import shared, use_to_tell
from journal.report.talking_points import Agreed, Talk, agreed_last_time, talk
from journal.report.tools import ToolTable, tool_table
from journal.words.dates import full, period


@dataclass(frozen=True)
class Slip:
    """The return slip: what to write on it, and why."""

    title: str
    hint: str
    focus: str
    homework: str
    next_date: str


@dataclass(frozen=True)
class SummaryContent:
    """One summary, in the order it is read. Blocks without lines are left out."""

    paper: Paper
    file_title: str
    """What the window of whoever opens the file says of it: nothing but that it is one."""
    title: str
    by_line: str
    period: str
    progress: str
    talk: Talk
    agreed_title: str
    agreed: tuple[Agreed, ...]
    safety: Block
    completeness: str
    since_last_visit: SinceLastVisit
    day_rows: DayRows
    cravings: Block
    mood_and_sleep: Block
    tools: ToolTable
    attendance: Block
    people: Block
    use: Block
    scores: Block
    other_answers: Block
    notes: Block
    counting: Block
    slip: Slip


def summary_content(
    diary: Diary, content: Content, choice: SummaryChoice | None = None
) -> SummaryContent:
    """What ``diary`` has to tell a therapist, with nothing in it that was not shared.

    Give it a diary that goes back to the start of the program, so that the last session, make-ups
    and absences are found, and set the days to tell about in ``choice``. Raises
    :class:`InvalidInput` for a choice of days that ends before it starts.
    """
    choice = choice or SummaryChoice()
    shared_diary = shared(diary, choice)
    # That a day was filled in tells nothing of what was written on it.
    whole = replace(diary, first=shared_diary.first, last=shared_diary.last)
    span, use = counted_span(shared_diary), use_to_tell(diary, choice)
    ends = [content.scales[name].words for name in ("craving", "mood")]
    return SummaryContent(
        paper=choice.paper,
        file_title="Summary",
        title="For individual therapy",
        by_line="Written by the patient, at home. Not a clinical record.",
        period=period(span if span.n else Span(shared_diary.first, shared_diary.last)),
        progress=_progress(shared_diary),
        talk=talk(shared_diary, content),
        agreed_title="Agreed last time",
        agreed=agreed_last_time(shared_diary),
        safety=figures.safety(shared_diary, content),
        completeness=f"{completeness(whole).sentence}.",
        since_last_visit=since_last_visit(shared_diary, content),
        day_rows=day_rows(
            shared_diary, ((ends[0][0], ends[0][-1]), (ends[1][0], ends[1][-1])), use
        ),
        cravings=figures.cravings(shared_diary, content),
        mood_and_sleep=figures.mood_and_sleep(shared_diary, content),
        tools=tool_table(shared_diary, content),
        attendance=figures.attendance(shared_diary, diary.first),
        people=figures.people(shared_diary, content),
        use=figures.use(shared_diary, use),
        scores=figures.scores(shared_diary, content),
        other_answers=figures.other_answers(shared_diary, content),
        notes=figures.notes(shared_diary),
        counting=_counting(shared_diary.program.craving_word),
        slip=Slip(
            title="To take home",
            hint="Fill this in together. Typed into Daybook at home, it opens the next summary.",
            focus="Focus",
            homework="Homework",
            next_date="Next session",
        ),
    )


def _progress(diary: Diary) -> str:
    """How far the program is; nothing ends by itself on the day that was planned."""
    program, last = diary.program, min(diary.last, diary.today)
    aftercare, ended = program.aftercare_from, program.ended_on
    if ended is not None and last > ended and not (aftercare and ended < aftercare <= last):
        return f"Program ended {full(ended)}"
    if aftercare is not None and last >= aftercare:
        return f"Aftercare since {full(aftercare)}"
    number, length = program.day_number(last), program.length
    if number > length:
        return f"Day {number}, {length} were planned"
    return f"Day {number} of {length}" if number > 0 else f"Starts {full(program.start)}"


def _counting(word: str) -> Block:
    answers = (
        f"Mood and worst {word} are the patient's own answers from 0 to 10. Filled dots were"
        " written the same day. Hollow dots were written later and are in no median and no change."
        " A gap is a day without that answer; it is never read as 0 or as “no use”."
    )
    changes = (
        "“Usually” and the line through the dots are medians of 7 days with 4 or more filled in."
        " Changes come with the range they likely lie in (95%). “No clear change” does not mean"
        " “not better”: short diaries find only large changes."
    )
    return Block("How it was counted", (answers, changes))
