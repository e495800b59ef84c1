"""The setup offers every kind of layer, optimizer, schedule and data, and says why not where one does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.address import value_at
from engine.project import (
    DATA,
    GRU,
    LAYERS,
    LSTM,
    OPTIMIZERS,
    RNN,
    SCHEDULES,
    Arrays,
    BatchNorm,
    Characters,
    Dense,
    Dropout,
    Echo,
    Embedding,
    FlagRecall,
    Hold,
    Network,
    Project,
    Sine,
    Training,
)
from engine.sizes import layer_weights
from engine.validate import fitting_losses, following, validated
from gui.panels.build import MOST_LAYERS
from gui.panels.naming import describe_layer, network_name, project_name
from gui.panels.training import FOLDED, SELDOM
from gui.placing import fitted
from gui.session import Session
from gui.widgets.settings import describe, titled_fields
from gui.widgets.slider import Scale
from gui.widgets.switch import SwitchRow
from tests.gui.test_panels import project_of as set_parts
from tests.gui.test_panels import row, type_into
from tests.gui.test_window import cut_off, settle

LEFT = Qt.MouseButton.LeftButton


def project_of(made: Any, **parts: Any) -> None:
    """Show a project, and let new rows appear."""
    set_parts(made, **parts)
    settle()


def press(combo: Any, choice: str) -> None:
    """Choose in an open list with the mouse."""
    QApplication.setDoubleClickInterval(
        1
    )  # Qt lets a list rest for as long when it has just opened
    QTest.mouseClick(combo, LEFT)
    QCoreApplication.processEvents()
    view = combo.view()
    assert view.isVisible()
    QTest.qWait(5)
    index = combo.model().index(combo.findData(choice), 0)
    view.scrollTo(index)
    QTest.mouseMove(view.viewport(), view.visualRect(index).center())
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    QCoreApplication.processEvents()


def parts(made: Any) -> Any:
    return made.body.parts["setup"]


@pytest.fixture(autouse=True)
def interval(app: QApplication) -> Iterator[None]:
    """Puts the interval of a double click back."""
    before = app.doubleClickInterval()
    yield
    app.setDoubleClickInterval(before)


@pytest.mark.parametrize(("field", "kinds"), [("optimizer", OPTIMIZERS), ("schedule", SCHEDULES)])
def test_every_optimizer_and_schedule_is_chosen_by_mouse(
    window: Any, field: str, kinds: dict[str, Any]
) -> None:
    made = window(size=(1400, 1000))
    training = parts(made).training
    combo = getattr(training, field).row.combo
    for kind in (*list(kinds)[1:], next(iter(kinds))):
        made.session.calls.clear()
        press(combo, kind)
        form = kinds[kind]
        assert made.session.calls == [("change", (f"training.{field}", form(), True))]
        project_of(made, training=Training(**{field: form()}))
        settle()
        shown = {
            one.address for one in training.rows if one.address.startswith(f"training.{field}.")
        }
        assert shown == {f"training.{field}.{name}" for name in titled_fields(form)}
        assert all(one.setting.explanation for one in training.rows)
        assert cut_off(parts(made)) == []


def test_settings_of_an_optimizer_that_are_seldom_touched_are_folded_away(window: Any) -> None:
    made = window()
    training = parts(made).training
    for name in SELDOM[:2]:
        assert not row(training, f"training.optimizer.{name}").isVisible()
    assert training.headings["optimizer"].text() == "Optimizer"
    training.more.unfold(True)
    assert all(row(training, f"training.optimizer.{name}").isVisible() for name in SELDOM[:2])
    project_of(made, training=Training(optimizer=OPTIMIZERS["momentum"]()))
    assert row(training, "training.optimizer.momentum").isVisible()
    assert not training.headings["optimizer"].isVisible()


@pytest.mark.parametrize(
    "data", [Hold(), Echo(), Characters()], ids=lambda data: data.__class__.__name__
)
def test_only_losses_that_fit_are_offered(window: Any, data: Any) -> None:
    made = window()
    project = following(Project(data=data))
    made.session.show(project=project)
    loss = row(parts(made).training, "training.loss")
    offered = tuple(loss.combo.itemData(k) for k in range(loss.combo.count()))
    assert offered == loss.choices == fitting_losses(project)
    assert loss.combo.currentData() == project.training.loss
    for choice in offered:
        press(loss.combo, choice)
        assert made.session.calls[-1] == ("change", ("training.loss", choice, True))


def test_what_is_folded_is_grouped_and_whole(window: Any) -> None:
    made = window()
    training = parts(made).training
    titled = set(titled_fields(Training))
    seen = {one.address.removeprefix("training.") for one in training.rows}
    absent = titled - seen
    assert absent == {
        "class_weights",
        "iterations",
    }  # for files, the Python API and the command line
    training.more.unfold(True)
    for heading, names in FOLDED.items():
        huber = heading == "loss"
        assert training.headings[heading].isVisible() != huber
        for name in names:
            assert row(training, f"training.{name}").isVisible() != huber
    project_of(made, training=Training(loss="huber"))
    assert row(training, "training.huber_delta").isVisible()
    assert training.headings["loss"].isVisible()


@pytest.mark.parametrize("name", ["shuffle", "drop_last"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_switch_is_turned_by_keyboard(window: Any, name: str, key: Qt.Key) -> None:
    made = window()
    training = parts(made).training
    training.more.unfold(True)
    one = row(training, f"training.{name}")
    assert isinstance(one, SwitchRow)
    value = value_at(made.session.state.project, one.address)
    assert one.switch.isChecked() == value
    one.switch.setFocus(Qt.FocusReason.TabFocusReason)
    made.session.calls.clear()
    QTest.keyClick(one.switch, key)
    assert made.session.calls == [("change", (one.address, not value, True))]
    made.session.show()
    assert one.switch.isChecked() == value, "it shows what the session says"
    assert one.switch.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert one.switch.accessibleName() == one.setting.label
    assert one.switch.accessibleDescription() == one.setting.explanation


def test_a_switch_is_turned_by_mouse_and_by_its_label(window: Any) -> None:
    made = window()
    build = parts(made).build
    build.layers[0].head.click()
    settle()
    both = row(build, "network.layers[0].bidirectional")
    made.session.calls.clear()
    QTest.mouseClick(both.switch, LEFT)
    QTest.mouseClick(both.caption, LEFT, pos=QPoint(10, 10))
    assert [call[1][1] for call in made.session.calls] == [True, False]
    assert {call[1][0] for call in made.session.calls} == {"network.layers[0].bidirectional"}
    project_of(made, network=Network(layers=(LSTM(bidirectional=True),)))
    assert row(build, "network.layers[0].bidirectional").switch.isChecked()
    assert build.layers[0].head.both


@pytest.mark.parametrize("kind", LAYERS)
def test_every_kind_of_layer_is_added_and_shown(window: Any, kind: str) -> None:
    made = window()
    build = parts(made).build
    project = following(Project(data=Characters(), network=Network(layers=(GRU(units=8),))))
    made.session.show(project=project)
    entry = build.entries[kind]
    assert entry.isEnabled()
    assert entry.toolTip() == describe_layer(kind)
    entry.trigger()
    layers: Any = made.session.calls[-1][1][1]
    assert isinstance(layers[0 if kind == "embedding" else -1], LAYERS[kind])
    project = msgspec.structs.replace(project, network=Network(layers=layers))
    validated(project)
    made.session.show(project=project)
    settle()
    shown = build.layers[0 if kind == "embedding" else -1]
    assert (shown.stepper is not None) == ("units" in LAYERS[kind].__struct_fields__)
    shown.head.click()
    settle()
    k = shown.number
    for name in titled_fields(LAYERS[kind]):
        if name != "units":
            one = row(build, f"network.layers[{k}].{name}")
            assert one.isVisible() == (name != "scale" or layers[k].initialization in ("normal",))
            assert one.setting.explanation
    assert cut_off(parts(made)) == []
    total = sum(r.head.weights or 0 for r in (*build.layers, build.output))
    assert build.remark.text() == f"{total:,} weights"


def test_an_embedding_is_offered_for_symbols_alone(window: Any) -> None:
    made = window()
    build = parts(made).build
    assert not build.entries["embedding"].isEnabled()
    assert (
        build.entries["embedding"].toolTip() == "An embedding reads symbols: choose a text first."
    )
    assert "for text" in build.entries["embedding"].text()
    assert build.menu.toolTipsVisible()
    layers = (Embedding(), LSTM())
    made.session.show(project=following(Project(data=Characters(), network=Network(layers=layers))))
    assert build.entries["embedding"].toolTip() == "There is an embedding already."
    assert all(build.entries[kind].isEnabled() for kind in LAYERS if kind != "embedding")
    full = (Dense(),) * MOST_LAYERS
    made.session.show(project=Project(network=Network(layers=full)))
    assert not build.add.isEnabled()
    assert str(MOST_LAYERS) in build.add.toolTip()


def test_weights_are_those_of_the_engine(window: Any) -> None:
    made = window()
    build = parts(made).build
    layers = (LSTM(units=3, bidirectional=True), BatchNorm(), Dropout(rate=0.25), GRU(units=4))
    project_of(made, network=Network(layers=layers))
    inputs = (2, 6, 6, 6)
    wanted = [layer_weights(layer, rows) for layer, rows in zip(layers, inputs, strict=True)]
    assert [one.head.weights for one in build.layers] == wanted
    assert build.output.head.weights == 5
    assert build.layers[2].head.units_shown == "25\N{NO-BREAK SPACE}%"
    assert build.layers[1].head.units_shown == ""


def test_the_scale_is_shown_where_it_matters(window: Any) -> None:
    made = window()
    build = parts(made).build
    for layer, there in (
        (Dense(initialization="glorot"), False), (Dense(initialization="normal"), True),
        (Dense(initialization="constant"), True), (Dense(initialization="he", scale=2.0), True),
    ):  # fmt: skip
        project_of(made, network=Network(layers=(layer,)))
        if not build.layers[0].inner.isVisible():
            build.layers[0].head.click()
        assert row(build, "network.layers[0].scale").isVisible() == there


def test_a_network_without_an_output_layer_is_shown(window: Any) -> None:
    made = window()
    build = parts(made).build
    project_of(made, network=Network(layers=(LSTM(units=3), GRU(units=1)), output=None))
    build.output.head.click()
    assert "There is none" in build.hint.text()
    assert not row(build, "network.output.initialization").isVisible()
    assert build.output.head.weights == 0
    project_of(made, network=Network(layers=(LSTM(units=3),)))
    build.output.head.click()
    assert row(build, "network.output.initialization").isVisible()


@pytest.fixture
def arrays(tmp_path: Path) -> Arrays:
    path = tmp_path / "heights-of_the.tide_2026.npz"
    rng = np.random.default_rng(0)
    inputs = rng.normal(size=(12, 7, 3))
    np.savez(path, inputs=inputs, targets=inputs[:, :, :1])
    return Arrays(path=str(path))


def test_arrays_take_the_last_place_and_have_a_name(window: Any, arrays: Arrays) -> None:
    made = window()
    data = parts(made).data
    assert "arrays" not in data.tiles
    assert not data.file.isVisible()
    project_of(made, data=arrays)
    settle()
    assert data.file.isVisible()
    assert (
        data.file.name.text().replace("\N{ZERO WIDTH SPACE}", "") == "heights-of_the.tide_2026.npz"
    )
    assert data.file.count.text() == "12 examples, 7 steps, 3 inputs"
    assert data.group.checkedButton() is data.other
    assert cut_off(parts(made)) == []
    assert project_name(Project(data=arrays)) == "heights-of_the.tide_2026.npz"
    data.tiles["echo"].click()
    assert made.session.calls[-1] == ("change", ("data", Echo(), True))
    project_of(made, data=Echo())
    assert data.tiles["echo"].isChecked()
    assert not data.file.isVisible()


def test_a_file_that_has_gone_takes_nothing_down(window: Any, arrays: Arrays) -> None:
    made = window()
    gone = msgspec.structs.replace(arrays, path=arrays.path + ".gone.npz")
    project_of(made, data=gone)
    settle()
    data = parts(made).data
    assert data.file.isVisible()
    assert data.file.count.text() == ""


@pytest.mark.parametrize("width", [1280, 1400, 1920])
def test_a_long_network_is_not_cut_off(window: Any, width: int) -> None:
    made = window(size=(width, 800))
    layers = (RNN(units=512), BatchNorm(), Dropout(rate=0.125), GRU(units=64, bidirectional=True))
    project_of(made, network=Network(layers=layers))
    made.show_section(2)
    settle()
    assert cut_off(parts(made)) == []


def test_networks_have_short_names() -> None:
    layers = (LSTM(units=4, bidirectional=True), Dropout(), GRU(units=3))
    assert network_name(Project(network=Network(layers=layers))) == "LSTM 2×4, Dropout, GRU 3"
    same = (Dense(units=4), Dense(units=2))
    assert network_name(Project(network=Network(layers=same))) == "Dense 4, 2"


# what follows the data


def text_project() -> Project:
    return following(
        Project(data=Characters(), network=Network(layers=(Embedding(units=4), GRU(units=4))))
    )


def test_what_would_refuse_other_data_goes_with_the_old() -> None:
    project = msgspec.structs.replace(text_project(), data=Hold())
    found = fitted(project)
    assert found.network.layers == (GRU(units=4),)
    assert found.training.loss == "mse"
    validated(found)
    weighed = Project(
        data=Echo(), training=Training(loss="bce", class_weights=(1.0, 2.0), truncate=5)
    )
    for data in (Sine(), FlagRecall(), Characters(), Hold()):
        other = fitted(msgspec.structs.replace(weighed, data=data))
        validated(other)
        kept = isinstance(data, FlagRecall)
        assert other.training.class_weights == ((1.0, 2.0) if kept else ())
        assert other.training.truncate == (0 if kept else 5)
    assert fitted(weighed) == weighed


def test_data_are_changed_without_a_refusal(app: Any, qtbot: Any) -> None:
    session = Session(Project())
    try:
        session.open(text_project())
        qtbot.waitUntil(lambda: not session._waiting, timeout=5000)
        for kind in DATA:
            if kind != "arrays":
                session.change("data", DATA[kind]())
                assert session.state.refusal is None, kind
                assert session.state.project.data == DATA[kind]()
        qtbot.waitUntil(lambda: not session._waiting, timeout=10000)
        assert session.state.refusal is None
    finally:
        session.close()


def test_a_refusal_out_of_sight_is_brought_into_sight(window: Any) -> None:
    made = window(size=(1400, 700))
    setup = parts(made)
    setup.area.verticalScrollBar().setValue(0)
    made.session.refuse("Not with both directions.", "training.truncate")
    settle()
    error = row(setup.training, "training.truncate").error
    assert error.isVisible()
    assert (
        setup.area.viewport()
        .rect()
        .contains(error.mapTo(setup.area.viewport(), error.rect().center()))
    )


# sliders


@pytest.mark.parametrize(
    "form", [Training, *LAYERS.values(), *DATA.values(), *OPTIMIZERS.values(), *SCHEDULES.values()]
)
def test_a_slider_stays_within_what_its_setting_takes(form: Any) -> None:
    for name in titled_fields(form):
        setting = describe(form, name)
        if setting.choices or setting.boolean or not isinstance(setting.default, int | float):
            continue
        scale = Scale.of(setting)
        for share in np.linspace(0, 1, 41):
            value = scale.value(float(share))
            part = msgspec.structs.replace(form(), **{name: value})
            msgspec.convert(msgspec.to_builtins(part), form)
            there = scale.share(value)
            assert 0 <= there <= 1
            assert scale.value(there) == pytest.approx(value, rel=0.12, abs=scale.step)
        begun = scale.value(0.4)
        assert scale.next(begun, 1) > begun
        assert scale.next(begun, -1) < begun
        assert scale.share(setting.default) >= 0
        if scale.zero:
            assert scale.value(0.0) == 0
            assert scale.next(0, 1) == scale.low
            assert scale.next(scale.low, -1) == 0


def test_bounds_that_cannot_be_reached_are_told(window: Any) -> None:
    made = window()
    layers = (Dense(), BatchNorm())
    project_of(made, network=Network(layers=layers))
    build = parts(made).build
    build.layers[1].head.click()
    momentum = row(build, "network.layers[1].momentum")
    momentum.field.setFocus()
    momentum.field.setText("0")
    momentum.field.setModified(True)
    momentum.field.commit()
    assert momentum.error.text() == "Type a number above 0, up to 1."
    type_into(momentum.field, "0.5")
    assert made.session.calls[-1] == ("change", ("network.layers[1].momentum", 0.5, True))
    training = parts(made).training
    training.more.unfold(True)
    beta = row(training, "training.optimizer.beta1")
    beta.field.setFocus()
    beta.field.setText("1")
    beta.field.setModified(True)
    beta.field.commit()
    assert beta.error.text() == "Type a number from 0 to below 1."


def test_iterations_of_an_epoch_are_counted_with_remainder_and_parts(window: Any) -> None:
    made = window()
    training = parts(made).training
    for settings, words in (
        ({"batch_size": 50}, "4 iterations = 1 epoch"),
        ({"batch_size": 50, "drop_last": True}, "3 iterations = 1 epoch"),
        ({"batch_size": 50, "truncate": 15}, "12 iterations = 1 epoch"),
        ({"batch": "full", "truncate": 999}, "1 iteration = 1 epoch"),
    ):
        made.session.show(project=Project(training=Training(**settings)))  # type: ignore[arg-type]
        assert training.dots.epoch_words.text() == words


def test_lists_of_layers_are_reached_by_the_menu(window: Any) -> None:
    made = window()
    build = parts(made).build
    build.add.click()
    QCoreApplication.processEvents()
    assert QApplication.activePopupWidget() is build.menu
    kinds = [entry.data() for entry in build.menu.actions() if not entry.isSeparator()]
    assert kinds == list(LAYERS)
    build.menu.close()
