"""The Korean window is whole: every text found, translated, with its fields, and in the .qm file.

`python scripts/translate.py` brings the files up to date.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from scripts import translate
from scripts.translate import Message
from tests.test_lint import last, literal

LANGUAGES = ["ko", "en"]
FIELD = re.compile(r"\{[^{}]*\}|%n|%\d")

Key = tuple[str, str, str, bool]


def declared(source: str) -> Iterator[Key]:
    """Yield (context, text, comment, plural) of each text that a source file marks."""

    def walk(node: ast.AST, context: str) -> Iterator[Key]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                texts = [literal(arg) for arg in child.args]
                name = last(child.func)
                if name == "tr" and texts and texts[0] is not None:
                    comment = (texts[1] or "") if len(texts) > 1 else ""
                    yield context, texts[0], comment, len(texts) > 2
                elif name in ("translate", "QT_TRANSLATE_NOOP") and len(texts) > 1:
                    comment = (texts[2] or "") if len(texts) > 2 else ""
                    if texts[0] is not None and texts[1] is not None:
                        yield texts[0], texts[1], comment, False
            yield from walk(child, child.name if isinstance(child, ast.ClassDef) else context)

    yield from walk(ast.parse(source), "")


def problems(message: Message) -> list[str]:
    """Return what is wrong with one message, one line each."""
    where = f"{message.context}: {message.source!r}"
    if not message.finished:
        return [f"{where} is not translated"]
    fields = Counter(FIELD.findall(message.source))
    wrong = [form for form in message.forms if Counter(FIELD.findall(form)) != fields]
    return [f"{where} has other fields than {form!r}" for form in wrong]


def file_of(language: str) -> Path:
    path = translate.FOLDER / f"{language}.ts"
    if not path.exists():
        pytest.skip("nothing translated yet: run scripts/translate.py")
    return path


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[Key]]:
    """What lupdate finds in the sources now, by language."""
    folder = tmp_path_factory.mktemp("i18n")
    found = {}
    for language in LANGUAGES:
        ts = folder / f"{language}.ts"
        translate.collect(ts)
        found[language] = {message.key for message in translate.read(ts)}
    return found


def test_every_text_of_the_sources_is_found_under_its_context(
    collected: dict[str, set[Key]],
) -> None:
    wanted = {
        key
        for path in translate.sources()
        for key in declared((translate.ROOT / path).read_text(encoding="utf-8"))
    }
    assert collected["ko"] == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_translation_holds_the_texts_of_the_sources(
    language: str, collected: dict[str, set[Key]]
) -> None:
    assert {message.key for message in translate.read(file_of(language))} == collected[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_fields(language: str) -> None:
    messages = translate.read(file_of(language))
    assert [problem for message in messages for problem in problems(message)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_loads_what_was_translated(language: str) -> None:
    messages = translate.read(file_of(language))
    assert wrong_in(translate.FOLDER / f"{language}.qm", messages) == []


def wrong_in(qm: Path, messages: list[Message]) -> list[str]:
    """Return the messages that a .qm file translates otherwise, one line each."""
    translator = QTranslator()
    assert translator.load(str(qm)) or not messages, f"{qm.name} cannot be loaded"
    wrong = []
    for message in messages:
        for index, form in enumerate(message.forms):
            number = index + 1 if message.plural else -1
            shown = translator.translate(message.context, message.source, message.comment, number)
            if shown != form:
                wrong.append(f"{message.context}: {message.source!r} is shown as {shown!r}")
    return wrong


def message(source: str, *forms: str, state: str = "", plural: bool = False) -> Message:
    return Message("W", source, "", plural, state, forms)


@pytest.mark.parametrize(
    "bad",
    [
        message("Play", "", state="unfinished"),
        message("Play", "재생", state="unfinished"),
        message("Play", " "),
        message("Step {n}", "단계"),
        message("Step {n}", "단계 {m}"),
        message("{n} of {n}", "{n}"),
        message("%n step(s)", "단계", plural=True),
    ],
)
def test_a_bad_translation_is_seen(bad: Message) -> None:
    assert problems(bad)


def test_a_good_translation_is_let_through() -> None:
    assert problems(message("Step {n} of {all:.2f}", "전체 {all:.2f} 중 {n}단계")) == []
    assert problems(message("%n step(s)", "%n단계", plural=True)) == []


def test_what_lupdate_loses_is_seen() -> None:
    source = """
class Window(QWidget):
    def f(self, n):
        self.tr("Play")
        self.tr("%n step(s)", "", n)
        self.tr("Open", "a verb")
        translate("Menu", "File")
LABEL = QT_TRANSLATE_NOOP("Setting", "Batch " "size")
"""
    assert set(declared(source)) == {
        ("Window", "Play", "", False),
        ("Window", "%n step(s)", "", True),
        ("Window", "Open", "a verb", False),
        ("Menu", "File", "", False),
        ("Setting", "Batch size", "", False),
    }


def test_an_old_qm_file_is_seen(tmp_path: Path) -> None:
    ts = tmp_path / "ko.ts"
    entry = "<message{}><source>{}</source><translation>{}</translation></message>"
    play = entry.format("", "Play", "재생")
    steps = entry.format(' numerus="yes"', "%n step(s)", "<numerusform>%n단계</numerusform>")
    ts.write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="ko_KR">'
        f"<context><name>W</name>{play}{steps}</context></TS>",
        encoding="utf-8",
    )
    translate.release(ts)
    messages = translate.read(ts)
    assert len(messages) == 2
    assert wrong_in(ts.with_suffix(".qm"), messages) == []
    assert len(wrong_in(ts.with_suffix(".qm"), [message("Play", "시작"), *messages])) == 1
