from __future__ import annotations

import contextlib
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.condition import Name, parse
from engine.errors import Refusal

PLAIN = {"loss": 0.05, "iteration": 120, "accuracy": 0.9, "diverged": 0.0, "epoch": math.nan}


def look(name: Name) -> Any:
    if name.layer < 0 and not name.recorded:
        return PLAIN[name.name]
    return np.array([0.95, 0.2]) if name.row is None else -0.5


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("loss < 0.1", True),
        ("loss<.1e0".replace(".1", "0.1"), True),
        ("loss > 0.1", False),
        ("loss <= 0.05 and iteration >= 120", True),
        ("loss < 0.01 or iteration == 120", True),
        ("loss < 0.01 or iteration != 120", False),
        ("not loss < 0.01", True),
        ("not (loss < 0.1 or accuracy > 0.95)", False),
        ("not not diverged", False),
        ("diverged", False),
        ("diverged or accuracy >= 0.9", True),
        ("loss < 0.01 and loss < 0.1 or iteration > 1", True),  # and binds closer than or
        ("loss < 0.01 and (loss < 0.1 or iteration > 1)", False),
        ("layers[1].f[3, 12] > -0.6", True),
        ("layers[1].f[3, 12] > −0.4", False),
        ("abs(layers[1].c[3, 12]) == 0.5", True),
        ("layers[2].i[*, 4] > 0.1", True),  # all of them
        ("layers[2].i[*, 4] > 0.5", False),
        ("layers[2].bias[3] < 0", True),
        ("layers[2].weight_hh[3, 1] < 0", True),
        ("probabilities[2] < 0", True),
        ("epoch > 1", False),  # what is no number compares with nothing
        ("epoch <= 1", False),
    ],
)
def test_what_a_condition_says(text: str, holds: bool) -> None:
    assert parse(text).holds(look) is holds


def test_names_count_from_1_and_are_listed() -> None:
    names = parse("layers[2].f[3, *] > 1 and not (loss < 1 or layers[1].bias[4] > 0)").names()
    assert names == (Name("f", 1, 2, None), Name("loss"), Name("bias", 0, 3))
    assert [name.recorded for name in names] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "there is no such value at “…”"),
        ("losss < 1", "there is no such value at “losss < 1”"),
        ("loss", "a comparison is missing at “…”"),
        ("loss <", "a number is missing at “…”"),
        ("loss < x", "a number is missing at “x”"),
        ("loss < 1e999", "a number is missing"),
        ("loss < 1 loss", "something is left over or missing at “loss”"),
        ("(loss < 1", "something is left over or missing"),
        ("loss < 1)", "something is left over or missing at “)”"),
        ("loss < 1 and", "there is no such value"),
        ("layers[1] > 2", "a place in brackets such as [1, 12] is missing at “> 2”"),
        ("layers[0].f[1, 1] > 2", "a place in brackets such as [1, 12] is missing at “0].f"),
        ("layers[*].f[1, 1] > 2", "there is no such value at “f[1, 1]"),
        ("layers[1].q[1, 1] > 2", "there is no such value at “q"),
        ("layers[1].f[1] > 2", "a place in brackets"),
        ("layers[1].f[1, 1 > 2", "a place in brackets"),
        ("layers[1].f[1.5, 1] > 2", "a place in brackets"),
        ("layers[9999999].f[1, 1] > 2", "a place in brackets"),
        ("probabilities > 2", "a place in brackets"),
        ("abs loss > 2", "something is left over or missing at “loss"),
        ("abs(loss > 2", "something is left over or missing at “> 2”"),
        ("abs(diverged)", "a comparison is missing"),
        ("__import__('os').system('x')", "there is no such value at “__import__"),
        ("loss < 1; import os", "something is left over"),
        ("loss\x00 < 1", "a comparison is missing"),
        ("(" * 40 + "loss < 1" + ")" * 40, "it is too long"),
        ("not " * 40 + "diverged", "it is too long"),
        ("loss < 1 and " * 60 + "loss < 1", "it is too long"),
    ],
)
def test_what_is_no_condition_says_where_and_why(text: str, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse(text)
    assert reason in str(caught.value)
    assert str(caught.value).endswith("write one such as loss < 0.1 and iteration >= 100.")


@given(
    st.text(alphabet="loss layers[1].f,*(<>=and0 -e)\u2212\u0660", max_size=40)
    | st.text(max_size=30)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Refusal):
        parse(text).holds(lambda name: 0.0)
