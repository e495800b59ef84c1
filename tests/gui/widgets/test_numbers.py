from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QLocale

from gui.widgets import numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.314, "0.31"), (-0.314, "−0.31"), (-0.004, "0.00"), (0.0, "0.00"), (12.345, "12.35"),
        (math.nan, "NaN"), (math.inf, "∞"), (-math.inf, "−∞"), (3.1e12, "3.1e12"), (-3e12, "−3e12"),
    ],
)  # fmt: skip
def test_a_value_has_a_true_minus_and_two_decimals(value: float, text: str) -> None:
    assert numbers.decimal(value) == text


def test_a_change_has_a_sign_and_a_factor_has_brackets() -> None:
    assert numbers.signed(0.012, 3) == "+0.012"
    assert numbers.signed(-0.012, 3) == "−0.012"
    assert numbers.bracketed(-0.95) == "(−0.95)"
    assert numbers.bracketed(0.95) == "0.95"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.000531, "0.000531"), (1.2399, "1.24"), (0.99999, "1.00"), (0.0000531, "5.31e−5"),
        (1234.5, "1,230"), (1.4e-5, "1.40e−5"), (2.5e30, "2.50e30"), (0.0, "0"), (math.nan, "NaN"),
    ],
)  # fmt: skip
def test_a_loss_has_three_digits(value: float, text: str) -> None:
    assert numbers.loss(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.0041, "4e−3"), (-2e5, "−2e5"), (0.0, "0"), (math.inf, "∞")]
)
def test_a_gradient_has_an_exponent(value: float, text: str) -> None:
    assert numbers.gradient(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.05, "0.05"), (2.2, "2.2"), (1e-8, "1e−8"), (1e-5, "1e−5"), (1.0, "1"), (-0.5, "−0.5")],
)
def test_a_setting_is_short(value: float, text: str) -> None:
    assert numbers.setting(value) == text


def test_thousands_have_a_comma() -> None:
    assert numbers.count(1240) == "1,240"
    assert numbers.count(-1240) == "−1,240"


def test_per_cent_follows_the_language() -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.English))
        assert numbers.percent(0.234) == "23\N{NO-BREAK SPACE}%"
        QLocale.setDefault(QLocale(QLocale.Language.Korean))
        assert numbers.percent(0.234) == "23%"
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("value", "found"),
    [(0.0031, 0.005), (0.005, 0.005), (0.0051, 0.01), (7.0, 10.0), (0.0, 1.0), (math.nan, 1.0)],
)
def test_a_range_is_1_2_or_5(value: float, found: float) -> None:
    assert numbers.next_range(value) == pytest.approx(found)
