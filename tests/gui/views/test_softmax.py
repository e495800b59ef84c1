"""The softmax view: bars, target, entropy and temperature are those of the Recording at the playhead."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.datasets import load
from engine.datasets.tables.presets import presets
from engine.generation import Generation
from engine.playhead import Playhead
from engine.project import GRU, LSTM, Dense
from engine.trainer import Trainer
from gui.language import set_language
from gui.shown import Shown
from gui.theme import current, px
from gui.views.pixels import picture_of, picture_shape
from gui.views.softmax import SoftmaxView
from gui.views.softmax_facts import entropy, order_of, output_of
from gui.views.softmax_words import percent
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.views.painted import collisions, missing, outside, paint, texts
from tests.gui.views.recorded import at, shipped

Make = Callable[..., SoftmaxView]
SIZE = (764, 150)


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = SIZE) -> SoftmaxView:
        view = SoftmaxView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        QApplication.processEvents()
        return view

    return build


def text_shown(t: int = 7, phase: Any = "forward") -> Shown:
    """A text of which the playhead stands at a step."""
    shown = make_shown("lstm", task="text")
    return at(shown, t, phase)


def softmax(z: Any, temperature: float = 1.0) -> Any:
    raised = np.exp((z - z.max()) / temperature)
    return raised / raised.sum()


# facts


def test_the_bars_are_the_probabilities_that_the_loss_is_made_of() -> None:
    shown = text_shown(t=7)
    output = output_of(shown)
    recording = shown.frame.recording
    assert output is not None
    assert recording is not None
    assert recording.probabilities is not None
    wanted = recording.probabilities[7, :, shown.example]
    assert output.chances() == pytest.approx(wanted, rel=1e-4, abs=1e-7)
    assert output.target == int(recording.targets[7, 0, shown.example])
    term = float(recording.terms[7, shown.example])
    assert -math.log(output.chances()[output.target]) == pytest.approx(term, rel=1e-4)


def test_temperature_divides_the_logits() -> None:
    output = output_of(text_shown())
    assert output is not None
    assert output.logits is not None
    for temperature in (0.1, 0.5, 2.0, 5.0):
        wanted = softmax(output.logits, temperature)
        assert output.chances(temperature) == pytest.approx(wanted)
    assert entropy(output.chances(0.1)) < entropy(output.chances()) < entropy(output.chances(5.0))


def test_entropy_is_0_where_one_is_sure_and_largest_where_all_are_alike() -> None:
    assert entropy(np.array([0.0, 1.0, 0.0])) == 0
    assert entropy(np.full(8, 1 / 8)) == pytest.approx(3)
    assert math.isnan(entropy(np.array([math.nan, 1.0])))


def test_one_number_for_two_classes_is_that_of_the_second() -> None:
    shown = at(make_shown("lstm", task="echo", steps=8), 5)
    output, recording = output_of(shown), shown.frame.recording
    assert output is not None
    assert recording is not None
    assert recording.probabilities is not None
    second = float(recording.probabilities[5, 0, shown.example])
    assert output.chances() == pytest.approx([1 - second, second], rel=1e-4)
    assert output.name(1) == "1"


def test_there_is_nothing_before_the_output_is_computed(make: Make) -> None:
    shown = text_shown(t=7)
    head = shown.playhead
    assert head is not None
    earlier = replace(shown, playhead=Playhead(head.ticks, head.at("forward", 7, 0)))
    view = make(earlier)
    assert view.chances() is None
    assert view.sentences() == ["The output of step 8 has not been computed yet."]
    view.show_state(at(shown, 0, "batch"))
    assert view.chances() is None
    for phase in ("loss", "backward", "update"):
        view.show_state(at(shown, 3, phase))
        assert view.chances() is not None, phase


def test_an_output_at_the_last_step_alone_is_waited_for(make: Make) -> None:
    shown = make_shown("lstm", task="flag", steps=9)
    view = make(at(shown, 4))
    assert view.sentences() == ["The output comes once, at step 9."]
    view.show_state(at(shown, 8))
    found = view.chances()
    assert found is not None
    assert len(found[0]) == 2


def test_an_example_that_has_ended_says_nothing(make: Make) -> None:
    shown = make_shown("lstm", task="ended", steps=9)
    recording = shown.frame.recording
    assert recording is not None
    short = int(recording.lengths.argmin())
    length = int(recording.lengths[short])
    assert length < 9
    view = make(replace(at(shown, length), example=short))
    assert view.sentences() == ["This example has ended before this step."]


def test_other_losses_and_tasks_say_why_there_are_no_bars(make: Make) -> None:
    view = make(make_shown())
    assert view.sentences() == ["There are no classes here: the output is a number."]
    assert not view.slider.isVisible()
    assert view.numbers(view.state) is None  # type: ignore[arg-type]
    text = text_shown()
    view.show_state(replace(text, frame=replace(text.frame, recording=None), playhead=None))
    assert view.sentences() == ["Space runs the first iteration."]
    paint(view)


def test_what_was_written_is_marked_in_a_generated_text(make: Make) -> None:
    project = text_shown().frame.project
    trainer = Trainer(project)
    trainer.run(2)
    made = Generation(trainer, trainer.dataset.symbols[3], temperature=2.0)
    made.step(6)
    recording = made.recording()
    shown = replace(
        text_shown(), example=0, playhead=Playhead(recording.ticks, len(recording.ticks) - 1),
    )  # fmt: skip
    shown = replace(shown, frame=replace(shown.frame, recording=recording))
    output = output_of(shown)
    assert output is not None
    assert output.written
    assert output.target == int(made._next[0])
    assert "was written, with" in make(shown).sentences()[0]


# painting


def test_a_bar_is_as_high_as_its_probability(make: Make) -> None:
    shown = shipped("iris", Dense(units=3))
    view = make(shown)
    view.leaveEvent(None)  # type: ignore[arg-type]
    bars, found = view.bars(), view.chances()
    assert bars is not None
    assert found is not None
    image = paint(view)
    ground = current.theme.s1.rgb()
    for place, k in enumerate(bars.shown):
        x = round(bars.centre(place)) + px(10)  # beside the number above it
        column = [image.pixel(x, y) != ground for y in range(round(bars.base))]
        high = sum(column[round(bars.base - bars.high) :])
        assert high == pytest.approx(max(1, bars.high * found[0][k]), abs=2.5)


def test_the_likeliest_is_bright_where_right_and_warns_where_wrong(make: Make) -> None:
    shown = text_shown()
    view = make(shown)
    for t in range(1, 12):
        view.show_state(at(shown, t))
        output, bars, found = view.output, view.bars(), view.chances()
        assert output is not None
        assert bars is not None
        assert found is not None
        said = int(found[0].argmax())
        place = bars.shown.index(said)
        colour = paint(view).pixelColor(round(bars.centre(place)), round(bars.base) - 2)
        token = "t1" if said == output.target else "warn"
        assert colour.name() == getattr(current.theme, token).name(), t


def test_many_classes_show_the_likeliest_the_target_and_how_many_more(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = make(text_shown())
    view.resize(420, 150)
    output, bars, found = view.output, view.bars(), view.chances()
    assert output is not None
    assert bars is not None
    assert found is not None
    assert bars.rest == output.classes - len(bars.shown) > 0
    assert output.target in bars.shown
    assert bars.shown[0] == int(found[0].argmax())
    painted = [text.text for text in texts(view, monkeypatch)]
    assert f"{bars.rest} more" in painted


def test_the_order_is_that_of_the_classes_where_all_fit() -> None:
    chances = np.array([0.1, 0.5, 0.15, 0.25])
    assert order_of(chances, 0, 4) == [0, 1, 2, 3]
    assert order_of(chances, 3, 2) == [1, 3]
    assert order_of(chances, 0, 2) == [1, 0]
    assert order_of(chances, -1, 3) == [1, 3, 2]
    assert len(order_of(np.full(100, 0.01), 99, 12)) == 12


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("size", [(430, 96), SIZE, (820, 96), (1095, 182)])
def test_nothing_is_cut_off_or_lies_on_another(
    make: Make, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    set_language(language)
    for shown in (
        text_shown(),
        shipped("penguins", Dense(units=3)),
        shipped("digits", GRU(units=4)),
    ):
        view = make(shown, size)
        for temperature in (1.0, 0.1, 5.0):
            view.set_temperature(temperature)
            painted = texts(view, monkeypatch)
            assert outside(painted, view) == []
            assert collisions(painted) == []
            assert missing(painted) == set()
    set_language("en")


# temperature


def test_the_slider_is_logarithmic_and_changes_no_training(make: Make) -> None:
    view = make(text_shown())
    before = view.chances()
    assert before is not None
    view.slider.dragged.emit(1.0)
    assert view.temperature == 5
    after = view.chances()
    assert after is not None
    assert (after[1] == before[0]).all()
    assert after[0].max() < before[0].max()
    view.slider.dragged.emit(0.0)
    assert view.temperature == 0.1
    view.slider.dragged.emit(0.6)  # near 1
    assert view.temperature == 1
    view.slider.nudged.emit(1)
    assert view.temperature > 1
    assert view.one.isVisible()
    QTest.mouseClick(view.one, Qt.MouseButton.LeftButton)
    assert view.temperature == 1
    assert not view.one.isVisible()
    assert view.session.calls == []  # type: ignore[attr-defined]


def test_the_sentences_say_target_entropy_and_temperature(make: Make) -> None:
    view = make(text_shown())
    output, found = view.output, view.chances()
    assert output is not None
    assert found is not None
    chances = found[0]
    said = output.name(int(chances.argmax()))
    target, share = output.name(output.target), percent(float(chances[output.target]))
    first, second = view.sentences()
    if said != target:
        assert first.endswith(f"the target “{target}” gets {share}.")
    assert first.startswith(f"Says “{said}” with ")
    bits = f"{entropy(chances):.2f}"
    assert second == f"Entropy {bits} of at most {math.log2(len(chances)):.2f} bits."
    view.set_temperature(2.0)
    assert view.sentences()[-1].startswith("T = 2: flatter")
    assert view.accessibleDescription().endswith("lines mark T = 1.")
    view.set_temperature(0.5)
    assert view.sentences()[-1].startswith("T = 0.5: sharper")


def test_probabilities_keep_their_digits(app: Any) -> None:
    assert [percent(p).replace("\N{NO-BREAK SPACE}", " ") for p in (1, 0.434, 0.0312, 0.00031, 0)] == [
        "100 %", "43 %", "3.1 %", "0.031 %", "0 %",
    ]  # fmt: skip


# reading


def test_mouse_and_keys_read_a_class(make: Make) -> None:
    view = make(shipped("iris", Dense(units=3)))
    bars, output = view.bars(), view.output
    assert bars is not None
    assert output is not None
    assert output.logits is not None
    QTest.mouseMove(view, QPoint(round(bars.centre(2)), round(bars.base) - 4))
    assert view.chosen == 2
    assert f"“{output.name(2)}”: z = " in view.sentences()[2]
    QTest.mouseMove(view, QPoint(view.width() - 4, view.height() - 4))
    assert view.chosen == -1
    found = view.chances()
    assert found is not None
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.chosen == int(found[0].argmax())
    for key, place in (
        (Qt.Key.Key_Home, 0), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_End, 2),
        (Qt.Key.Key_Escape, -1),
    ):  # fmt: skip
        QTest.keyClick(view, key)
        assert view.chosen == place
    QTest.keyClick(view, Qt.Key.Key_Right)  # belongs to the playhead
    assert view.chosen == -1


def test_the_numbers_are_those_of_all_classes(make: Make) -> None:
    view = make(text_shown())
    output, found = view.output, view.chances()
    assert output is not None
    assert found is not None
    assert view.state is not None
    table = view.numbers(view.state)
    assert table is not None
    rows = list(table.rows)
    assert len(rows) == output.classes
    assert [row[2] for row in rows] == found[0].tolist()
    view.set_temperature(2.0)
    table = view.numbers(view.state)
    assert table is not None
    assert table.columns[-1] == "probability at T = 2"
    assert sum(row[3] for row in table.rows) == pytest.approx(1)  # type: ignore[misc]


def test_the_loss_is_had_back_and_nothing_is_held_while_hidden(make: Make, qtbot: QtBot) -> None:
    view = make(text_shown())
    with qtbot.waitSignal(view.left, timeout=500):
        QTest.mouseClick(view.leave, Qt.MouseButton.LeftButton)
    view.hide()
    assert view.output is None
    assert view.state is None


# pictures


def test_digits_are_pictures_and_other_data_are_none() -> None:
    found = {
        preset.key: picture_shape(load(preset.data))
        for preset in presets()
        if preset.file.endswith("csv")
    }
    assert found.pop("digits") == (8, 8)
    assert found.pop("digits_flat") == (8, 8)
    assert set(found.values()) == {None}


def test_a_picture_has_the_brightness_of_the_file() -> None:
    row_by_row, flat = (
        load(next(preset.data for preset in presets() if preset.key == key))
        for key in ("digits", "digits_flat")
    )
    for dataset in (row_by_row, flat):
        for example in (0, 5):
            pixels = picture_of(dataset, dataset.training.inputs[:, :, example])
            assert pixels.shape == (8, 8)
            assert np.abs(pixels - np.round(pixels)).max() < 1e-6
            assert pixels.min() >= -1e-6
            assert 8 < pixels.max() <= 16 + 1e-6


def test_rows_that_were_not_read_are_dim(make: Make) -> None:
    shown = shipped("digits", LSTM(units=4))
    view = make(at(shown, 7))
    rect = view._picture()
    whole = paint(view)
    view.show_state(at(shown, 3))
    part = paint(view)
    cell = rect.height() / 8

    def contrast(image: Any, row: int) -> int:
        y = round(rect.top() + (row + 0.5) * cell)
        found = [
            image.pixelColor(round(rect.left() + (c + 0.5) * cell), y).lightness() for c in range(8)
        ]
        return max(found) - min(found)

    for row in range(3):
        assert contrast(part, row) == contrast(whole, row)
    dim = [
        contrast(part, row) < 0.5 * contrast(whole, row)
        for row in range(4, 8)
        if contrast(whole, row) > 40
    ]
    assert dim
    assert all(dim)
    view.show_state(at(shown, 0, "batch"))
    assert contrast(paint(view), 1) < contrast(whole, 1)


def test_there_is_no_picture_where_inputs_are_no_pixels(make: Make) -> None:
    assert make(shipped("iris", Dense(units=3)))._picture() == QRectF()
    flat = make(shipped("digits_flat", Dense(units=3)))
    assert flat._picture().width() > 50
    paint(flat)
