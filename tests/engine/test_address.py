from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.address import differences, parse, value_at, with_value
from engine.errors import Refusal
from engine.project import LSTM, SGD, Dense, Network, Project, Training
from tests.engine.small import SMALL

LIVE = ["training.learning_rate", "training.clip", "name", "view.unit", "training.optimizer.beta1"]
OTHERS = ["data.length", "network.layers[0].units", "network.output.initialization", "data"]

BAD = [
    "", ".", "training.", ".training", "training..clip", "Training", "training.Clip", "layers[0]",
    "training.nothing", "network.layers[1].units", "network.layers[-1]", "network.layers[x]",
    "network.layers[9999999]", "network.layers[0", "network.layers.units", "training[0]",
    "data.kind", "training.__class__", "__class__", "training.learning_rate.real", "name[0]",
    "network.layers[0][0]", "training learning_rate", "network.layers[0].forget_bias.x", "a\nb",
]  # fmt: skip


def test_an_address_is_cut_into_names_and_numbers() -> None:
    assert parse("network.layers[0].units") == ("network", "layers", 0, "units")
    assert parse("training.learning_rate") == ("training", "learning_rate")


@pytest.mark.parametrize("address", [*LIVE, *OTHERS])
def test_a_value_is_read_and_set(address: str) -> None:
    project = SMALL["lstm"]
    value = value_at(project, address)
    assert with_value(project, address, value) == project
    marked = with_value(project, address, "marked")
    assert value_at(marked, address) == "marked"
    assert value_at(project, address) == value  # the old one stays as it was
    assert differences(project, marked) == [address]
    assert differences(marked, project) == [address]


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_setting_is_refused(address: str) -> None:
    for ask in (value_at, lambda p, a: with_value(p, a, 1)):
        with pytest.raises(Refusal) as caught:
            ask(SMALL["lstm"], address)
        assert "\n" not in str(caught.value)
        assert str(caught.value).startswith("There is no setting “")


@given(st.text(max_size=30))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    place = text
    try:
        value_at(SMALL["lstm"], text)
    except Refusal as refusal:
        place = refusal.place
    assert place == text or not text.isprintable()


def test_differences_go_as_deep_as_the_forms_agree() -> None:
    old = Project()
    assert differences(old, old) == []
    training = msgspec.structs.replace(old.training, clip=3.0, batch="one", optimizer=SGD())
    new = msgspec.structs.replace(old, name="a", training=training)
    assert differences(old, new) == [
        "name", "training.optimizer", "training.batch", "training.clip",
    ]  # fmt: skip
    two = msgspec.structs.replace(old, network=Network(layers=(LSTM(), LSTM())))
    assert differences(old, two) == ["network.layers"]
    other = msgspec.structs.replace(old, network=Network(layers=(Dense(),)))
    assert differences(old, other) == ["network.layers[0]"]
    assert differences(Training(clip=1), Training(clip=1.0)) == []
