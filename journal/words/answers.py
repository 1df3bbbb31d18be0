"""Answers: what is asked and what was answered, by one name and in the same words everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from journal.content.content import Content
from journal.model.day import DayEntry
from journal.model.questions import ANSWERED, Kind, Question
from journal.words.craving_word import with_article


def field_name(content: Content, kind: str, field: str, craving_word: str) -> str:
    """What a field of a kind of record is called; of a "day_entry" it is a question's name."""
    names = {**content.names["any"], **content.names.get(kind, {})}
    name = names.get(field, field.replace("_", " ").capitalize())
    return name.replace("{a word}", with_article(craving_word)).replace("{word}", craving_word)


def question_name(content: Content, question: Question, craving_word: str) -> str:
    """The one name of a question."""
    return field_name(content, DayEntry.kind, question.key, craving_word)


def shared_name(content: Content, key: str, craving_word: str) -> str:
    """What the choice to share ``key`` ("kind.field") is called."""
    kind, _, field = key.partition(".")
    if key in content.names["shared"]:
        kind, field = "shared", key
    return field_name(content, kind, field, craving_word)


def kind_name(content: Content, kind: str, craving_word: str) -> str:
    """What one record of a kind is called."""
    name = field_name(content, "kind", kind, craving_word)
    return name[:1].upper() + name[1:]


def answer_words(content: Content, question: Question, answer: object) -> str:
    """What was answered, in words; ``answer`` may also be a JSON value. Blank has none."""
    labels = content.labels.get(question.key, {})
    match answer:
        case None | "" | () | []:
            return ""
        case int() if question.kind is Kind.SCALE:
            scale = content.scales[question.key]
            return scale.at(answer) if len(scale.words) > 2 else f"{answer} of {scale.high}"
        case int() | float():
            return "1 hour" if answer == 1 else f"{answer:g} hours"
        case tuple() | list():
            return ", ".join(labels.get(value, value) for value in answer)
        case _ if question.names:
            return content.name(question.names, str(answer))
        case _:
            return labels.get(str(answer), str(answer))


def answers_in_words(content: Content, entry: DayEntry) -> Iterator[tuple[Question, str]]:
    """What is written down of a day, in the order of the questions."""
    for question in ANSWERED:
        if entry.has(question.key):
            yield question, answer_words(content, question, getattr(entry, question.key))


def named(name: str, words: str) -> str:
    """A name and what was answered, on one line."""
    return f"{name} {words}" if name.endswith("?") else f"{name}: {words}"
