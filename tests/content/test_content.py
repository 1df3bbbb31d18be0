"""The content that Daybook brings is whole, and a bad entry is named."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from journal.content.content import Content, Tool, load_content
from journal.errors import InvalidInput
from journal.model import choices
from journal.model.choices import Reached, SessionKind
from journal.model.codec import KINDS
from journal.model.plan import OwnItem
from journal.model.questions import BY_KEY, QUESTIONS, Kind
from journal.model.record import Share
from journal.rules.sharing import ROWS

FOLDER = Path(resources.__path__[0]) / "content"
CONTENT = load_content()
ENUMERATIONS = [Share] + [
    thing
    for thing in vars(choices).values()
    if isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum
]


def table_name(enumeration: type[StrEnum]) -> str:
    name = enumeration.__name__
    return "".join("_" + ch.lower() if ch.isupper() else ch for ch in name).lstrip("_")


@pytest.mark.parametrize("enumeration", ENUMERATIONS, ids=table_name)
def test_every_answer_has_words_and_no_others(enumeration: type[StrEnum]) -> None:
    assert set(CONTENT.labels[table_name(enumeration)]) == {value.value for value in enumeration}


def test_every_question_has_a_name_and_the_words_that_its_kind_needs() -> None:
    assert set(CONTENT.names["day_entry"]) == set(BY_KEY)
    for question in QUESTIONS:
        if question.kind is Kind.SCALE:
            scale = CONTENT.scales[question.key]
            assert (scale.low, scale.high) == (question.low, question.high)
        if question.kind in (Kind.CHOICE, Kind.TICKS):
            assert set(CONTENT.labels[question.key]) == set(question.choices)


def test_what_has_a_name_is_there() -> None:
    kinds = CONTENT.names.keys() - {"any", "kind", "shared", "day_entry"}
    for kind in kinds:
        assert set(CONTENT.names[kind]) <= {f.name for f in fields(KINDS[kind])}
    assert set(CONTENT.names["kind"]) == set(KINDS)
    assert set(CONTENT.names["any"]) <= {f.name for kind in KINDS.values() for f in fields(kind)}
    assert set(CONTENT.names["shared"]) <= {row.key for row in ROWS}


def test_a_label_is_found_by_the_answer_itself() -> None:
    assert CONTENT.label("session_kind", SessionKind.INDIVIDUAL) == "One-on-one"
    with pytest.raises(LookupError, match="session_kind"):
        CONTENT.label("session_kind", "choir")


def test_people_reached_are_called_the_same_everywhere() -> None:
    roles = {role.key: role.name for role in CONTENT.roles_for("reached")}
    assert roles == dict(CONTENT.labels["reached"])
    assert set(roles) == {value.value for value in Reached}


def test_every_starter_of_the_design_is_there() -> None:
    # Keys are in people's journals: this list may grow, and nothing in it may go.
    assert {tool.key for tool in CONTENT.tools} >= {
        "urge-surfing", "delay-15", "distract", "four-ds", "play-it-forward", "call-support",
        "meeting", "leave", "stop", "tipp", "shift-attention", "grounding-54321",
        "box-breathing", "exercise", "prayer-meditation", "halt-check", "my-reasons",
    }  # fmt: skip
    assert {trigger.key for trigger in CONTENT.triggers} >= {
        "unpleasant-feelings", "body-discomfort", "good-feelings", "testing-myself", "cue",
        "conflict", "pressure", "good-times", "place", "money", "empty-time",
        "someone-using-at-home",
    }  # fmt: skip
    assert {group.key for group in CONTENT.fellowships} >= {"aa", "na", "smart", "al-anon", "other"}


def test_tipp_warns_and_two_tools_bring_a_timer() -> None:
    assert "heart" in CONTENT.tool("tipp").caution
    delay, box = CONTENT.tool("delay-15").timer, CONTENT.tool("box-breathing").timer
    assert delay is not None
    assert (delay.kind, delay.minutes) == ("delay", 15)
    assert box is not None
    assert [step.seconds for step in box.steps] == [4, 4, 4, 4]
    assert [tool.key for tool in CONTENT.tools if tool.timer] == ["delay-15", "box-breathing"]


@pytest.mark.parametrize(
    ("key", "low", "high", "cuts", "change", "worse"),
    [
        ("phq-9", 0, 27, [5, 10, 15, 20], 6, True),
        ("gad-7", 0, 21, [5, 10, 15], 4, True),
        ("pacs", 0, 30, [], None, True),
        ("bam-use", 0, 12, [], None, True),
        ("bam-risk", 0, 24, [], None, True),
        ("bam-protective", 0, 24, [], None, False),
        ("who-5", 0, 100, [29, 51], 10, False),
    ],
)
def test_questionnaires_have_their_published_figures(
    key: str, low: int, high: int, cuts: list[int], change: int | None, worse: bool
) -> None:
    instrument = CONTENT.instrument(key)
    assert (instrument.low, instrument.high) == (low, high)
    assert [band.low for band in instrument.bands[1:]] == cuts
    assert instrument.reliable_change == change
    assert (instrument.higher_is == "worse") is worse


def test_bands_change_at_their_cuts() -> None:
    phq, who = CONTENT.instrument("phq-9"), CONTENT.instrument("who-5")
    assert [phq.band(value) for value in (4, 5, 19, 20, 27)] == [
        "little or none", "mild", "moderately severe", "severe", "severe",
    ]  # fmt: skip
    assert [who.band(value) for value in (28, 50, 51)] == ["very low", "low", "not low"]
    assert phq.band(28) == ""
    assert CONTENT.instrument("pacs").band(12) == ""
    assert (phq.loinc, CONTENT.instrument("gad-7").loinc) == ("44261-6", "70274-6")


def test_scales_speak_at_their_ends_or_at_each_step() -> None:
    assert CONTENT.scales["craving"].at(0) == "none at all"
    assert CONTENT.scales["craving"].at(5) == ""
    assert CONTENT.scales["mood"].at(10) == "the best"
    helped = CONTENT.scales["helped"]
    assert [helped.at(value) for value in (0, 2, 4)] == [
        "did not help", "helped some", "helped a lot",
    ]  # fmt: skip
    assert helped.at(5) == ""


def test_help_lines_are_those_of_the_design() -> None:
    numbers = {
        country.code: {line.key: line.number for line in country.lines}
        for country in CONTENT.countries
    }
    assert numbers == {
        "US": {
            "lifeline": "988",
            "samhsa": "1-800-662-4357",
            "text-line": "741741",
            "emergency": "911",
        },
        "CA": {"lifeline": "988", "emergency": "911"},
        "NZ": {"need-to-talk": "1737", "emergency": "111"},
    }
    samhsa = next(line for line in CONTENT.country("us").lines if line.key == "samhsa")
    assert samhsa.tty == "1-800-487-4889"


def test_safety_words_name_the_number_of_the_country() -> None:
    assert "call 911" in CONTENT.safety(CONTENT.country("US")).overdose
    assert "call 111" in CONTENT.safety(CONTENT.country("NZ")).overdose
    unknown = CONTENT.safety(None)
    assert "call your local emergency number" in unknown.overdose
    assert unknown.list_date == ""
    for country in (None, *CONTENT.countries):
        safety = CONTENT.safety(country)
        assert not [f.name for f in fields(safety) if "{" in getattr(safety, f.name)]
        assert safety.nobody_watching == "Daybook does not contact anyone. Nobody is watching it."


@given(st.sampled_from(CONTENT.tools), st.data())
def test_a_tool_is_found_however_it_is_typed(tool: Tool, data: st.DataObject) -> None:
    key, name = tool.key, tool.name
    typed = data.draw(st.sampled_from([key, name, key.replace("-", " "), name.replace(" ", "")]))
    typed = data.draw(st.sampled_from([typed, typed.upper(), f"  {typed} "]))
    assert CONTENT.find_tool(typed) is tool


def test_a_tool_is_found_by_the_only_start_that_fits() -> None:
    assert CONTENT.find_tool("box").key == "box-breathing"
    assert CONTENT.find_tool("halt").key == "halt-check"


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("s", ["STOP", "Shift my mind"]),
        ("surf", ["Urge surfing"]),
        ("boks breathing", ["Box breathing"]),
        ("xylophone quartz", ["no tool called"]),
        (" - ", ["needs a name"]),
    ],
)
def test_an_unknown_tool_is_refused_with_the_close_ones(typed: str, named: list[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        CONTENT.find_tool(typed)
    assert all(name in str(refused.value) for name in named)


def test_own_tools_are_found_and_named_too() -> None:
    mine = OwnItem(list_name="tool", name="Feed the hens", how="Count them twice.")
    street = OwnItem(list_name="trigger", name="Mill Street")
    found = CONTENT.find_tool("feed", [mine, street])
    assert (found.key, found.how) == (mine.key, "Count them twice.")
    assert CONTENT.name("tool", mine.key, [mine]) == "Feed the hens"
    assert CONTENT.name("trigger", "money") == "Money or payday"
    assert CONTENT.name("fellowship", "Tuesday men's group") == "Tuesday men's group"
    with pytest.raises(InvalidInput):
        CONTENT.find_tool("Mill Street", [street])


def test_what_was_removed_since_is_never_called_by_its_key() -> None:
    gone = OwnItem(list_name="tool", name="Feed the hens")
    assert CONTENT.name("tool", gone.key, []) == "My own tool"
    assert CONTENT.name("trigger", gone.key, [gone]) == "My own trigger"
    assert CONTENT.name("tool", "own-brand tea") == "own-brand tea"


def test_content_cannot_be_changed_after_loading() -> None:
    with pytest.raises(TypeError):
        CONTENT.labels["use"]["no"] = "x"  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        CONTENT.tools[0].name = "x"  # type: ignore[misc]


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str, str], Content]:
    """Load a copy of the content in which one text of one file is replaced."""

    def load(file: str, old: str, new: str) -> Content:
        copy = tmp_path / "content"
        shutil.copytree(FOLDER, copy)
        text = (copy / file).read_text(encoding="utf-8")
        assert old in text
        (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_content(copy)

    return load


def test_another_folder_is_read(edited: Callable[[str, str, str], Content]) -> None:
    assert edited("places.toml", '"Work"', '"The mill"').name("place", "work") == "The mill"


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("tools.toml", 'evidence = "some"', 'evidence = "magic"', "urge-surfing"),
        ("tools.toml", 'evidence = "some"\n', "", "urge-surfing: .* evidence"),
        ("tools.toml", "caution =", "cautoin =", "tipp: .*cautoin"),
        ("tools.toml", 'name = "STOP"', "name = 7", "stop: .*name"),
        ("tools.toml", 'name = "STOP"', 'name = ""', "stop: .*name"),
        ("tools.toml", "minutes = 15", "minutes = 0", "delay-15"),
        ("tools.toml", 'kind = "delay"', 'kind = "box"', "delay-15: .*steps"),
        ("tools.toml", "seconds = 4 }", "seconds = 4, sound = 1 }", "box-breathing: .*sound"),
        ("tools.toml", "[stop]", "[Stop_it]", "Stop_it"),
        ("tools.toml", "[stop]", "[tipp]", "tipp"),
        ("tools.toml", "[stop]", "[stop", "line"),
        ("triggers.toml", "[money]", "[[money]]", "money"),
        ("roles.toml", '"company", "reached"', '"everyone"', "sponsor"),
        ("crisis.toml", 'checked = "2026-11"', 'checked = "lately"', "US: .*checked"),
        ("crisis.toml", 'key = "emergency"', 'key = "other"', "US: .*emergency"),
        ("crisis.toml", 'ways = ["call"]', "ways = []", "US: .*ways"),
        ("crisis.toml", "after_use =", "after =", "words: .*after_use"),
        ("crisis.toml", "[offer]", "[offers]", "offer"),
        ("instruments.toml", "high = 27", "high = -1", "phq-9"),
        ("instruments.toml", "{ low = 5,", "{ low = 15,", "phq-9: .*bands"),
        ("instruments.toml", "change_source =", "# ", "phq-9: .*source"),
        ("answers.toml", '"very poor", ', "", "sleep_quality: .*each step"),
        ("answers.toml", "[labels.use]", "[label.use]", "label:"),
        ("answers.toml", 'no = "No use"', "no = 0", "use: "),
    ],
)
def test_a_bad_entry_is_named_with_its_file(
    edited: Callable[[str, str, str], Content], file: str, old: str, new: str, named: str
) -> None:
    with pytest.raises(ValueError, match=f"(?s)^{file}: .*{named}"):
        edited(file, old, new)


def test_every_file_of_the_folder_is_loaded(tmp_path: Path) -> None:
    for file in FOLDER.glob("*.toml"):
        tomllib.loads(file.read_text(encoding="utf-8"))
        copy = tmp_path / file.stem
        shutil.copytree(FOLDER, copy)
        (copy / file.name).unlink()
        with pytest.raises(FileNotFoundError, match=file.name):
            load_content(copy)
