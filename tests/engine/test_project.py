from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from engine import project as settings
from engine.batching import Batching
from engine.errors import Refusal
from engine.project import DATA, LABELS, LAYERS, OPTIMIZERS, SCHEDULES, Project
from engine.validate import validated
from tests.engine.small import SMALL

FORMS = [
    *DATA.values(), *LAYERS.values(), *OPTIMIZERS.values(), *SCHEDULES.values(),
    settings.Output, settings.Network, settings.Training, settings.View, Project,
]  # fmt: skip


def fields() -> Iterator[tuple[type, str, Any, list[msgspec.Meta]]]:
    for form in FORMS:
        for name, hint in get_type_hints(form, include_extras=True).items():
            yield form, name, hint, [m for m in get_args(hint) if isinstance(m, msgspec.Meta)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_defaults_are_within_their_ranges(form: Any) -> None:
    made = form()
    assert msgspec.convert(msgspec.to_builtins(made), form) == made


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_part_cannot_be_changed_and_takes_no_unknown_name(form: Any) -> None:
    name = next(iter(form.__struct_fields__), "x")
    with pytest.raises(AttributeError):
        setattr(form(), name, 1)
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert({**msgspec.to_builtins(form()), "nothing": 1}, form)


def test_every_number_has_both_ends_of_its_range() -> None:
    for form, name, hint, metas in fields():
        base = get_args(hint)[0] if metas else hint
        if base not in (int, float) or (form is Project and name == "format"):
            continue
        low = [m for m in metas if m.ge is not None or m.gt is not None]
        high = [m for m in metas if m.le is not None or m.lt is not None]
        assert low, f"{form.__name__}.{name}"
        assert high, f"{form.__name__}.{name}"


def test_titles_and_help_are_sentences() -> None:
    for form, name, _, metas in fields():
        for meta in metas:
            if meta.description:
                assert meta.title, f"{form.__name__}.{name}"
                assert meta.description.endswith("."), meta.description
                assert meta.title == meta.title.strip()


def test_every_kind_and_choice_has_a_label() -> None:
    wanted = {*DATA, *LAYERS, *OPTIMIZERS, *SCHEDULES}
    text = get_args(get_type_hints(settings.Characters, include_extras=True)["text"])[0]
    table = get_type_hints(settings.Table, include_extras=True)
    for choice in (
        *(settings.Activation, settings.Initialization, settings.Loss, settings.Batch),
        text,
        *(get_args(table[name])[0] for name in ("missing", "scaling", "by")),
    ):
        wanted |= set(get_args(choice))
    assert set(LABELS) == wanted


@pytest.mark.parametrize("kinds", [DATA, LAYERS, OPTIMIZERS, SCHEDULES])
def test_kinds_are_told_apart_by_their_tag(kinds: dict[str, Any]) -> None:
    for kind, form in kinds.items():
        assert msgspec.to_builtins(form())["kind"] == kind


@pytest.mark.parametrize("project", [Project(), *SMALL.values()])
def test_a_project_is_the_same_after_json(project: Project) -> None:
    text = msgspec.json.encode(project)
    assert msgspec.json.decode(text, type=Project) == project
    assert validated(project) == project
    hash(project.data)  # data are kept by their settings


@pytest.mark.parametrize("kind", DATA)
def test_settings_at_both_ends_are_valid_or_refused_in_a_sentence(kind: str) -> None:
    form = DATA[kind]
    for name, hint in get_type_hints(form, include_extras=True).items():
        for meta in (m for m in get_args(hint) if isinstance(m, msgspec.Meta)):
            for value in (meta.ge, meta.le):
                if value is None:
                    continue
                data = msgspec.structs.replace(form(), **{name: value})
                losses = {"hold": "mse", "sunspots": "mse", "sine": "mse"}
                loss = losses.get(kind, "cross_entropy")
                project = Project(data=data, training=settings.Training(loss=loss))
                said = "."
                try:
                    assert validated(project).data == data
                except Refusal as refusal:
                    said = str(refusal)
                assert said.endswith(".")


def test_batching_needs_no_more_than_training_settings() -> None:
    assert Batching(10, 0).size_of(settings.Training()) == 10
