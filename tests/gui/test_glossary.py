from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

import engine.project
import gui.views
from gui import glossary
from gui.language import set_language
from gui.views.cell import CellView
from gui.widgets.choice import ChoiceRow
from gui.widgets.settings import describe
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.test_time_travel import Begin, real
from tests.gui.test_window import settle

__all__ = ["real"]


def test_every_term_has_a_name_and_a_text_in_both_languages() -> None:
    assert len(glossary.terms()) >= 50
    for term in glossary.terms().values():
        assert set(term.names) == set(term.texts) == {"en", "ko"}
        assert all(text.strip() for text in (*term.names.values(), *term.texts.values()))


def test_no_text_is_over_sixty_words_or_three_sentences_and_all_end_like_sentences() -> None:
    for term in glossary.terms().values():
        for text in term.texts.values():
            assert len(text.split()) <= 60, term.id
            assert text.count(". ") <= 3, term.id
            assert text.endswith("."), term.id


def test_korean_texts_are_korean_and_english_ones_are_not() -> None:
    def korean(text: str) -> bool:
        return any("가" <= sign <= "힣" for sign in text)

    for term in glossary.terms().values():
        assert korean(term.texts["ko"]), term.id
        assert not korean(term.texts["en"] + term.names["en"]), term.id


def test_no_two_terms_have_the_same_name() -> None:
    for code in ("en", "ko"):
        names = [term.names[code] for term in glossary.terms().values()]
        assert len(set(names)) == len(names)


def test_every_term_that_something_maps_to_is_there() -> None:
    mapped = [*glossary.LETTERS.values(), *glossary.PHASES.values(), *glossary.VIEWS.values()]
    keys = {key for group in mapped for key in group} | set(glossary.SETTINGS.values())
    assert keys <= set(glossary.terms())


def test_every_setting_that_is_explained_is_a_field_of_the_project() -> None:
    kinds = [kind for _, kind in inspect.getmembers(engine.project, inspect.isclass)]
    structs = [kind for kind in kinds if issubclass(kind, msgspec.Struct)]
    fields = {field.name for struct in structs for field in msgspec.structs.fields(struct)}
    assert set(glossary.SETTINGS) <= fields


def test_every_view_of_the_window_is_explained() -> None:
    found = set()
    for module in pkgutil.walk_packages(gui.views.__path__, "gui.views."):
        for name, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            bases = {base.__name__ for base in kind.__mro__[1:]}
            # those that others derive from are never shown themselves
            if (
                "View" in bases
                and kind.__module__.startswith("gui.views")
                and not kind.__subclasses__()
            ):
                found.add(name)
    assert {"TimelineView", "CellView", "LossView", "NumbersFace"} <= found
    explained = set(glossary.VIEWS) | set(glossary.PICTURES)
    assert not found - explained, found - explained


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("forget", "forget_gate"),
        ("망각", "forget_gate"),
        ("업데이트", "update"),
        ("EPOCH", "epoch"),
    ],
)
def test_search_finds_names_in_both_languages_before_texts(typed: str, first: str) -> None:
    assert glossary.search(typed)[0].id == first


def test_search_wants_all_words_and_finds_all_terms_where_nothing_is_typed() -> None:
    assert len(glossary.search("")) == len(glossary.terms())
    assert [t.id for t in glossary.search("mini batch")] == ["mini_batch"]
    assert glossary.search("forget zebra") == []


def test_a_term_is_named_in_the_language_of_the_window(app: Any) -> None:
    term = glossary.terms()["epoch"]
    assert (term.name, term.other) == ("Epoch", "에포크")
    set_language("ko")
    assert (term.name, term.other) == ("에포크", "Epoch")
    assert term.text == term.texts["ko"]
    set_language("en")


def test_the_words_of_the_cell_follow_layer_and_phase() -> None:
    for kind in ("lstm", "gru", "rnn"):
        words = glossary.of_picture(make_shown(kind, phase="forward"))
        assert words == glossary.LETTERS[kind]
    assert "gradient" in glossary.of_picture(make_shown("lstm", phase="backward"))
    assert glossary.of_picture(None) == ("recording",)


def test_what_lies_within_a_view_is_explained_by_the_view(app: Any, qtbot: Any) -> None:
    view = CellView(FakeSession(make_shown("gru", phase="forward")))  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.show()
    assert glossary.words_of(view.page) == glossary.LETTERS["gru"]
    assert glossary.words_of(None)[0] == "recording"


def test_a_setting_is_explained_by_its_value_and_by_itself(app: Any, qtbot: Any) -> None:
    from engine.project import Training

    row = ChoiceRow(describe(Training, "loss"), "training.loss")
    qtbot.addWidget(row)
    row.show_value("bce")
    assert glossary.words_of(row.combo) == ("bce", "loss")


def test_a_press_on_the_label_of_a_setting_opens_its_words(window: Any) -> None:
    made = window()
    made.show_section(3)
    settle()
    rows = made.body.parts["setup"].training.rows
    row = next(each for each in rows if each.address == "training.learning_rate")
    assert row.caption.explained
    QTest.mouseClick(row.caption, Qt.MouseButton.LeftButton, pos=QPoint(5, 8))
    assert made.term_card.isVisible()
    assert [entry.term.id for entry in made.term_card.entries] == ["learning_rate"]
    made.term_card.close_card()


def test_the_menu_of_a_view_explains_its_words(real: Begin) -> None:
    from engine.project import Project
    from gui.exporting import ExportMenu

    made = real(Project(), 3)
    menu = made.body.parts["cell"].findChild(ExportMenu)
    assert isinstance(menu, ExportMenu)
    menu.deeds["explain"].trigger()
    assert made.term_card is not None
    assert made.term_card.isVisible()
    found = [entry.term.id for entry in made.term_card.entries]
    assert found == list(glossary.words_of(made.body.parts["cell"]))[: len(found)]
    made.term_card.close_card()
