"""Inputs that are texts: one number for each text that training has seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.datasets import load
from engine.datasets.tables import categories, fitted, shape_of
from engine.datasets.tables.categories import MOST
from engine.errors import FileRefusal, Refusal
from engine.project import Dense, Network, Project, Table
from engine.trainer import Trainer
from engine.validate import following, validated
from tests.engine.datasets.test_tables import written

ROWS: dict[str, Any] = {
    **{"layout": "rows", "task": "label", "length": 0, "horizon": 0},
    **{"targets": ("y",), "split": 0.75},
}


def table(folder: Path, cells: list[tuple[Any, ...]], **settings: Any) -> Table:
    text = "a,t,y\n" + "".join(",".join(map(str, row)) + "\n" for row in cells)
    usual = {"inputs": ("a", "t"), "categories": ("t",), **ROWS}
    return written(folder, text, **usual | settings)


CELLS = [(k, ("red", "green", "blue")[k % 3], 2 * k + 1) for k in range(12)]


def test_each_text_is_an_input_that_is_one_where_it_stands(tmp_path: Path) -> None:
    data = table(tmp_path, CELLS)
    made, shape = load(data), shape_of(data)
    assert made.input_names == ("a", "t = blue", "t = green", "t = red")
    assert (shape.inputs, shape.examples, shape.validation) == (4, 9, 3)
    ones = made.training.inputs[0, 1:]
    assert ones.tolist() == [
        [float(word == c) for _, word, _ in CELLS[:9]] for c in ("blue", "green", "red")
    ]
    assert (ones.sum(axis=0) == 1).all()
    assert made.input_scales[1:] == (1, 1, 1)
    assert made.input_offsets[1:] == (0, 0, 0)
    assert [f.category for f in fitted(data)] == [False, True, True, True, False]
    (found,) = categories(data)
    assert (found.column, found.words, found.unseen) == ("t", ("blue", "green", "red"), ())


def test_what_training_has_not_seen_is_nowhere_one_and_is_told(tmp_path: Path) -> None:
    cells = [*CELLS[:9], (9, "red", 1), (10, "violet", 1), (11, "amber", 1)]
    data = table(tmp_path, cells)
    made = load(data)
    assert made.input_names == ("a", "t = blue", "t = green", "t = red")
    assert made.validation.inputs[0, 1:].sum(axis=0).tolist() == [1, 0, 0]
    assert categories(data)[0].unseen == ("amber", "violet")


def test_no_word_of_validation_leaks_into_what_is_fitted(tmp_path: Path) -> None:
    one = load(table(tmp_path, [*CELLS[:9], (9, "x", 1), (10, "y", 1), (11, "z", 1)]))
    two = load(table(tmp_path, CELLS))
    assert (one.training.inputs == two.training.inputs).all()
    assert one.input_names == two.input_names


def test_texts_are_learnt_from(tmp_path: Path) -> None:
    cells = [(k % 5, ("up", "down")[k * 7 % 3 % 2], (k * 7 % 3 % 2) * 10) for k in range(60)]
    data = table(tmp_path, cells, by="random")
    project = validated(following(Project(data=data, network=Network((Dense(units=3),)))))
    trainer = Trainer(project)
    for _ in range(400):
        trainer.step()
    found = trainer.validate()
    assert found["rmse"] < 0.2 * found["naive"]


def test_a_series_has_them_at_every_step(tmp_path: Path) -> None:
    settings: dict[str, Any] = {
        **{"layout": "long", "task": "forecast", "length": 3, "horizon": 1},
        **{"targets": ("a",), "inputs": ("t", "a"), "split": 0.7},
    }
    made = load(table(tmp_path, CELLS, **settings))
    assert made.input_names == ("t = blue", "t = green", "t = red", "a")
    assert made.training.inputs[:, :3, 0].tolist() == [[0, 0, 1], [0, 1, 0], [1, 0, 0]]
    squares = [(k * k, t, y) for k, t, y in CELLS]
    changes = load(table(tmp_path, squares, **settings, differencing=True, scaling="none"))
    assert changes.training.inputs[0, :, 0].tolist() == [0, 1, 0, 1]
    logs = load(table(tmp_path, [(k + 1, t, y) for k, t, y in CELLS], **settings, log=True))
    assert (np.sort(logs.training.inputs[:, :3], axis=1)[:, ::2] == [[[0], [1]]]).all()


def test_a_text_that_is_a_class_to_come_can_be_read_too(tmp_path: Path) -> None:
    data = table(
        tmp_path,
        CELLS * 3,
        **{"layout": "long", "task": "forecast", "answer": "classes", "length": 2, "horizon": 1},
        **{"inputs": ("t",), "targets": ("t",), "split": 0.7},
    )
    made = load(data)
    assert (made.task, made.classes) == ("classes", ("blue", "green", "red"))
    assert made.channels == 3
    said = made.training.inputs.argmax(axis=1)
    assert (said[1:] == made.training.targets[:-1, 0]).all()


@pytest.mark.parametrize("missing", ["refuse", "drop", "forward", "interpolate"])
def test_between_two_texts_lies_nothing(tmp_path: Path, missing: str) -> None:
    cells = [(k, "" if k == 4 else t, y) for k, t, y in CELLS]
    settings: dict[str, Any] = {
        **{"layout": "long", "task": "forecast", "length": 2, "horizon": 1},
        **{"inputs": ("t",), "targets": ("a",), "split": 0.7, "missing": missing},
    }
    data = table(tmp_path, cells, **settings)
    if missing == "refuse":
        with pytest.raises(FileRefusal, match="row 6, column “t” is empty"):
            load(data)
        return
    inputs = load(data).training.inputs
    assert set(np.unique(inputs)) == {0, 1}
    assert (inputs.sum(axis=1) == 1).all()
    if missing != "drop":
        assert inputs[0, :, 4].tolist() == inputs[0, :, 3].tolist()


def test_numbers_can_be_categories_and_stand_by_size(tmp_path: Path) -> None:
    made = load(table(tmp_path, [(k, (10, 9, 100)[k % 3], k) for k in range(12)]))
    assert made.input_names == ("a", "t = 9", "t = 10", "t = 100")


def test_a_category_that_is_no_input_is_passed_over(tmp_path: Path) -> None:
    assert load(table(tmp_path, CELLS, inputs=("a",))).channels == 1


@pytest.mark.parametrize(
    ("cells", "settings", "said"),
    [
        (CELLS, {"categories": ()}, "“red” is no number"),
        ([(k, f"w{k}", k) for k in range(80)], {}, f"has 60 categories .* more than {MOST}"),
        ([(k, f"w{k}", k) for k in range(1500)], {}, "more than 1,000 different texts"),
        ([(k, "one", k) for k in range(12)], {"layout": "long", "task": "forecast", "length": 2,
          "horizon": 1}, "row 2 and on, column “t” is always “one”"),
        (CELLS, {"width": 1}, "“t” is a category, but here columns are numbers of one series"),
        (CELLS, {"layout": "series", "task": "forecast"}, "“t” is a category, but here"),
        (CELLS, {"targets": ("t",)}, "“t” is a category, but is to be said as a number"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_category_is_refused(
    tmp_path: Path, cells: Any, settings: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal, match=said) as caught:
        load(table(tmp_path, cells, **settings))
    assert str(caught.value).endswith(".")
