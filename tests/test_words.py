"""Patients read plain words: a reading grade, words that judge nobody, strings made for tr().

Reading grade: Flesch-Kincaid, 0.39 words/sentences + 11.8 syllables/words - 15.59 (Kincaid JP,
Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas. Navy Research Branch
Report 8-75, 1975). It means nothing for a few words, so it is taken over the whole text of a file,
each label a sentence, and files with little text are taken together; a longer text by itself, too.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from journal import errors

ROOT = Path(__file__).parents[1]
CONTENT_FILES = sorted((ROOT / "resources" / "content").glob("*.toml"))
UI_FILES = sorted((ROOT / "ui").rglob("*.py"))
JOURNAL_FILES = sorted([*(ROOT / "journal").rglob("*.py"), ROOT / "main.py"])
TEMPLATE_FILES = sorted((ROOT / "resources" / "summary").glob("*.typ"))

GRADE = 6.0
PARAGRAPH_GRADE = 7.0
"""One text by itself is still in the sixth grade below this: the figure is rougher there."""
LEAST_WORDS = 60
"""A file with fewer words is graded together with the others that have few."""
A_PARAGRAPH = 20
"""Words from which a text is graded by itself, so that it cannot hide among short labels."""
LONGEST_SENTENCE = 25
"""Words."""

NOT_FOR_READING = {
    "source", "change_source", "full_name", "loinc", "basis", "checked", "evidence", "kind",
    "key", "number", "tty", "web", "ways", "offered", "higher_is", "text_first",
}  # fmt: skip
"""Fields of content files that are citations, identifiers and codes."""
PROPER_NAMES = {("fellowships", "name"), ("fellowships", "short")}

FORBIDDEN = re.compile(
    r"""\b(
        clean | dirty | addict\w* | abus\w+ | relaps\w+ | streaks? | junkie\w*
        | non-?complian\w+ | drug\ users? | alcoholics?(?!\ Anonymous)
        | fail(s|ed|ing|ure|ures)?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


# --- the reading grade ------------------------------------------------------------------------


def syllables(word: str) -> int:
    """About how many syllables ``word`` has: groups of vowels, less endings that are not heard."""
    word = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", word))
    count += len(re.findall(r"i(?:a|o(?!u|n)|um)|[^q]ua|eo|yi|oing|being", word))  # di-al, vide-o
    if re.search(r"[^aeiouyl]e$|[aeiouy]le$|[aeiouy]l{2}e$", word):  # name, while; not table
        count -= 1
    if re.search(r"[^aeioutdyl]ed$|[aeiouy]led$", word):  # planned, called; not wanted
        count -= 1
    if re.search(r"[^aeiouysxzcgl]es$|[aeiouy]les$", word):  # times, miles; not boxes
        count -= 1
    if re.search(r"[aeiouy][^aeiouy]+e(ly|ful|ment|less|thing|body|one|where)", word):  # safely
        count -= 1
    return max(count, 1)


def tidy(text: str) -> str:
    """``text`` as it is read: no mnemonics, markup or places for values."""
    text = re.sub(r"<[^<>]+>|%L?\d+|%n|\{[^{}]*\}", " ", text)
    return text.replace("&&", " and ").replace("&", "")


def sentences(texts: Iterable[str]) -> list[list[str]]:
    """The words of each sentence. As Flesch counted, a colon ends one, too; so does a line."""
    parts = (part for text in texts for part in re.split(r"[.!?:;·…]+(?=\s|$)|\n", tidy(text)))
    words = (re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", part) for part in parts)
    return [found for found in words if found]


def grade(texts: Iterable[str]) -> float:
    """Flesch-Kincaid grade of ``texts`` taken together; 0 for no words."""
    spoken = sentences(texts)
    words = [word for sentence in spoken for word in sentence]
    if not words:
        return 0.0
    heard = sum(syllables(part) for word in words for part in word.split("-"))
    return 0.39 * len(words) / len(spoken) + 11.8 * heard / len(words) - 15.59


def word_count(texts: Iterable[str]) -> int:
    return sum(map(len, sentences(texts)))


def hard_to_read(files: dict[str, list[str]]) -> list[str]:
    """What is above the grade or too long, in words."""
    found = [
        f"{name}: {len(sentence)} words in one sentence: {' '.join(sentence)}"
        for name, texts in files.items()
        for sentence in sentences(texts)
        if len(sentence) > LONGEST_SENTENCE
    ]
    found += [
        f"{name}: grade {grade([text]):.1f}: {text}"
        for name, texts in files.items()
        for text in texts
        if word_count([text]) >= A_PARAGRAPH and grade([text]) >= PARAGRAPH_GRADE
    ]
    short = [texts for texts in files.values() if word_count(texts) < LEAST_WORDS]
    groups = {name: texts for name, texts in files.items() if texts not in short}
    groups["files with little text"] = [text for texts in short for text in texts]
    for name, texts in groups.items():
        if grade(texts) > GRADE:
            worst = sorted(set(texts), key=lambda text: -grade([text]) * word_count([text]))[:3]
            found.append(f"{name}: grade {grade(texts):.1f}; hardest: {worst}")
    return found


# --- where the strings are --------------------------------------------------------------------


def content_strings(file: Path, *, names: bool = True) -> list[str]:
    """What patients read in a content file; without proper names unless ``names``."""

    def walk(value: object, field: str) -> Iterator[str]:
        if isinstance(value, dict):
            for name, inner in value.items():
                yield from walk(inner, name)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner, field)
        elif field not in NOT_FOR_READING and (names or (file.stem, field) not in PROPER_NAMES):
            yield from [value] if isinstance(value, str) else []

    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    # The values of an enumeration are field names here, and one may be called like a code.
    words = [
        words
        for name in ("labels", "names")
        for table in tables.pop(name, {}).values()
        for words in table.values()
    ]
    return [*walk(tables, ""), *words]


def tr_strings(source: str) -> tuple[list[str], list[str]]:
    """The strings that ``source`` has translated, and what lupdate could not follow in it."""
    tree = ast.parse(source)
    strings: list[str] = []
    problems: list[str] = []
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr="tr", lineno=line) | ast.Name(id="tr", lineno=line):
                if id(node) not in called:
                    problems.append(f"line {line}: tr is given another name or passed on")
            case ast.FunctionDef(name="tr", lineno=line):
                problems.append(f"line {line}: tr is defined anew")
            case ast.alias(name="tr", lineno=line) | ast.alias(asname="tr", lineno=line):
                problems.append(f"line {line}: tr is imported under a name of its own")
            case ast.Call(func=ast.Attribute(attr="tr", value=owner), args=args, lineno=line):
                if not (isinstance(owner, ast.Name) and owner.id == "self"):
                    problems.append(f"line {line}: tr is called on something else than self")
                collect(args[:2], 0, line, strings, problems)
            case ast.Call(func=ast.Name(id="tr"), lineno=line):
                problems.append(f"line {line}: tr is called on something else than self")
            case ast.Call(
                func=ast.Attribute(attr="translate", value=ast.Name(id="QCoreApplication"))
                | ast.Name(id="translate" | "QT_TRANSLATE_NOOP"),
                args=args,
                lineno=line,
            ):
                collect(args[:2], 1, line, strings, problems)
    return strings, problems


def collect(
    args: list[ast.expr], position: int, line: int, strings: list[str], problems: list[str]
) -> None:
    """Keep the text at ``position`` of ``args``, all of which are to be plain literals."""
    texts = [arg.value for arg in args if isinstance(arg, ast.Constant)]
    plain = [text for text in texts if isinstance(text, str)]
    if len(args) <= position:
        problems.append(f"line {line}: nothing to translate")
    elif len(plain) < len(args):
        problems.append(f"line {line}: a text to translate is one plain literal")
    else:
        strings.append(plain[position])


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of the string literals with a space in them, docstrings left out."""
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str) and " " in node.value.strip():
            yield node.lineno, node.value


def error_sentences(source: str) -> list[str]:
    """The sentences given to errors of journal/errors.py; a value counts as no word."""
    family = {name for name, thing in vars(errors).items() if isinstance(thing, type)}
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        place = 0 if node.func.id in family else 1 if node.func.id == "require" else None
        for arg in node.args[place : place + 1] if place is not None else []:
            parts = [part for part in ast.walk(arg) if isinstance(part, ast.Constant)]
            found.append("".join(part.value for part in parts if isinstance(part.value, str)))
    return [sentence for sentence in found if sentence]


def judging(text: str) -> list[str]:
    """Words in ``text`` that judge a person; a save may be said to have failed."""
    words = [match.group() for match in FORBIDDEN.finditer(text)]
    about_saving = re.search(r"\bsav(e|ed|ing)\b", text, re.IGNORECASE)
    return [word for word in words if not (about_saving and word.lower().startswith("fail"))]


# --- the tests --------------------------------------------------------------------------------


def test_content_reads_at_grade_six_or_lower() -> None:
    files = {file.name: content_strings(file, names=False) for file in CONTENT_FILES}
    assert files
    for name, texts in files.items():
        print(f"{name:20} grade {grade(texts):4.1f}, {word_count(texts)} words")
    assert hard_to_read(files) == []


def test_pages_read_at_grade_six_or_lower() -> None:
    files = {
        str(file.relative_to(ROOT)): tr_strings(file.read_text(encoding="utf-8"))[0]
        for file in UI_FILES
    }
    assert hard_to_read(files) == []


def test_error_sentences_read_at_grade_six_or_lower() -> None:
    texts = [
        sentence
        for file in JOURNAL_FILES
        for sentence in error_sentences(file.read_text(encoding="utf-8"))
    ]
    print(f"error sentences: grade {grade(texts):.1f}, {word_count(texts)} words")
    assert hard_to_read({"journal": texts}) == []


@pytest.mark.parametrize("file", CONTENT_FILES, ids=lambda file: file.name)
def test_content_judges_nobody(file: Path) -> None:
    found = {text: judging(text) for text in content_strings(file)}
    assert {text: words for text, words in found.items() if words} == {}


def test_content_leaves_the_name_of_a_craving_to_the_patient() -> None:
    # The patient may call it an urge or by a word of their own; pages put that word in.
    texts = [text for file in CONTENT_FILES for text in content_strings(file)]
    assert [text for text in texts if re.search(r"crav", text, re.IGNORECASE)] == []


def test_code_judges_nobody() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}: {', '.join(judging(text))}"
        for file in [*UI_FILES, *JOURNAL_FILES]
        for line, text in literals(ast.parse(file.read_text(encoding="utf-8")))
        if judging(text)
    ]
    for file in TEMPLATE_FILES:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            words = judging(line.split("//")[0])
            found += [f"{file.relative_to(ROOT)}:{number}: {word}" for word in words]
    assert found == []


def test_every_translated_string_can_be_collected() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {problem}"
        for file in UI_FILES
        for problem in tr_strings(file.read_text(encoding="utf-8"))[1]
    ]
    assert found == []


# --- that the checks can find something ---------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (
            1,
            "day name while called planned times breathe help your through weighed don't you're",
        ),
        (2, "table mostly wanted boxes money happy safely something journal little being doing"),
        (3, "recovery medicine together attended video idea however"),
        (4, "medication information community avocado anybody's"),
    ],
)
def test_syllables_are_about_right(count: int, words: str) -> None:
    # A rule of thumb may miss one word; a whole row off would shift every grade.
    heard = {word: syllables(word) for word in words.split()}
    assert abs(sum(heard.values()) - count * len(heard)) <= 1, heard


def test_the_grade_tells_plain_from_hard() -> None:
    plain = ["The cat sat on the mat. It was a warm day, and the sun was out."]
    hard = [
        """Psychoeducational interventions facilitate the identification of maladaptive cognitions,
        the longitudinal multidisciplinary reassessment of comorbidities, and necessitate
        considerable organizational participation.""".replace("\n", " ")
    ]
    assert grade(plain) < 2
    assert grade(hard) > 15
    assert hard_to_read({"page": plain * 10}) == []
    assert len(hard_to_read({"page": hard * 10})) == 1
    assert len(hard_to_read({"one": hard, "two": plain})) == 1  # little text counts, too
    assert len(hard_to_read({"page": [*plain * 10, "and so on " * 9]})) >= 1
    paragraph = ["Medication supports recovery. " * 7]
    assert len(hard_to_read({"page": [*plain * 99, *paragraph]})) == 1  # none hides among others


def test_the_grade_follows_the_formula() -> None:
    # 2 sentences, 8 words, 10 syllables.
    assert grade(["We go home. You can call a happy friend-to."]) == pytest.approx(
        0.39 * 8 / 2 + 11.8 * 10 / 8 - 15.59, abs=1.5
    )
    assert grade(["Go home"]) == pytest.approx(0.39 * 2 + 11.8 - 15.59)


def test_places_for_values_and_markup_are_not_read() -> None:
    assert sentences(["&Save <b>%1</b> of %n {emergency} days"]) == [["Save", "of", "days"]]


@pytest.mark.parametrize(
    "text",
    [
        "12 days clean",
        "You relapsed.",
        "Keep your streak!",
        "You failed to log",
        "For addicts",
        "drug abuse",
        "marked non-compliant",
        "an alcoholic",
    ],
)
def test_a_judging_word_is_found(text: str) -> None:
    assert judging(text)


@pytest.mark.parametrize(
    "text", ["Return to use", "Alcoholics Anonymous", "Saving failed.", "Cleaning up the kitchen"]
)
def test_a_fair_word_is_let_through(text: str) -> None:
    assert judging(text) == []


def test_literals_leave_out_docstrings_and_keys() -> None:
    tree = ast.parse('"""Days clean."""\nx = "clean"\ny = f"{x} days clean"\n')
    assert [text for _, text in literals(tree)] == [" days clean"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('self.tr(f"Day {n}")', "plain literal"),
        ('self.tr("Day " + n)', "plain literal"),
        ('self.tr("Day %s" % n)', "plain literal"),
        ("self.tr(words)", "plain literal"),
        ("self.tr()", "nothing"),
        ('self.tr("Day", words)', "plain literal"),
        ('page.tr("Day")', "self"),
        ('tr("Day")', "self"),
        ("t = self.tr", "another name"),
        ('list(map(self.tr, ["Day"]))', "another name"),
        ("def tr(text): return text", "anew"),
        ("from ui.words import tr", "imported"),
        ('QCoreApplication.translate("Page", words)', "plain literal"),
        ('QCoreApplication.translate("Page", f"Day {n}")', "plain literal"),
    ],
)
def test_a_string_lost_to_translators_is_found(line: str, problem: str) -> None:
    assert any(problem in found for found in tr_strings(line)[1])


def test_translated_strings_are_collected() -> None:
    source = (
        'self.tr("Day %n of " "the plan", "", n)\n'
        'QCoreApplication.translate("Page", "Good night")\n'
        'other.translate("x")\n'
    )
    assert tr_strings(source) == (["Day %n of the plan", "Good night"], [])


def test_error_sentences_are_collected() -> None:
    source = 'raise InvalidInput(f"Mood is {n} now.")\nrequire(ok, "It ends.")\nValueError("no")\n'
    assert sorted(error_sentences(source)) == ["It ends.", "Mood is  now."]
