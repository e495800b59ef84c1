"""The naive forecast that is drawn is the one whose error the data tell."""

from __future__ import annotations

import numpy as np
import pytest

from engine.datasets import load
from engine.datasets.tables.presets import presets
from engine.project import Echo, FlagRecall, Hold, Sine, Sunspots, Waves
from gui.views.naive import naive_channel

SHIPPED = {preset.key: preset for preset in presets() if preset.file.endswith("csv")}


@pytest.mark.parametrize("key", ["sunspots_yearly", "co2", "el_nino", "nile", "seattle", "ecg"])
def test_a_series_is_forecast_by_its_last_value(key: str) -> None:
    dataset = load(SHIPPED[key].data)
    channel = naive_channel(dataset)
    assert channel == 0
    split = dataset.validation
    error = (split.inputs[-1, channel] - split.targets[-1, 0]) * dataset.scale
    assert float(np.sqrt(np.mean(error**2))) == pytest.approx(dataset.naive, rel=1e-3)
    assert naive_channel(dataset) == channel


def test_generated_series_have_it_too() -> None:
    assert naive_channel(load(Sunspots())) == 0


@pytest.mark.parametrize(
    "data", [Hold(), Echo(), FlagRecall(), Sine()], ids=lambda data: type(data).__name__
)
def test_data_that_lie_not_ahead_have_none(data: Hold | Echo | FlagRecall | Sine) -> None:
    assert naive_channel(load(data)) == -1


@pytest.mark.parametrize("key", ["co2_change", "iris", "seattle_weather", "digits"])
def test_changes_and_classes_have_none(key: str) -> None:
    assert naive_channel(load(SHIPPED[key].data)) == -1


def test_waves_do_as_their_data_tell() -> None:
    dataset = load(Waves())
    assert (naive_channel(dataset) == 0) == (dataset.naive is not None)
