"""No text is cut off in the real window at 1280 by 720, in either language, in any phase."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication

from engine.examples import examples
from engine.playhead import Playhead
from engine.project import (
    GRU,
    LSTM,
    RNN,
    SGD,
    AdamW,
    BatchNorm,
    Characters,
    Cosine,
    Dense,
    Dropout,
    Echo,
    Embedding,
    Hold,
    LayerNorm,
    Network,
    Project,
    StepDecay,
    Training,
    Xor,
)
from engine.validate import following
from gui.language import set_language
from gui.main_window import MainWindow
from gui.session import Session
from gui.theme import current
from tests.gui.test_window import cut_off, settle
from tests.gui.views.painted import collisions, missing, outside, texts
from tests.gui.window_fakes import FakeFiles

PHASES = ("batch", "forward", "loss", "backward", "update")
EXAMPLES = {example.name: example.project for example in examples()}
FEW = {"examples": 64, "validation": 16}
OTHERS = {
    "gru": Project(data=Hold(**FEW), network=Network(layers=(GRU(units=8),))),
    "both directions": Project(
        data=Echo(length=16, shortest=6, **FEW),
        network=Network(layers=(LSTM(units=4, bidirectional=True), LayerNorm(), GRU(units=3))),
    ),
    "text": Project(
        data=Characters(length=16),
        network=Network(layers=(Embedding(units=6), GRU(units=8), Dropout())),
        training=Training(schedule=Cosine()),
    ),
    "norms": Project(
        data=Xor(examples=64, noise=0.1),
        network=Network(layers=(Dense(units=6, activation="leaky_relu"), BatchNorm(), Dropout())),
        training=Training(optimizer=AdamW(), clip_value=0.5),
    ),
    "truncated": Project(
        data=Hold(length=60, **FEW),
        network=Network(layers=(RNN(units=6, activation="relu"),)),
        training=Training(loss="huber", truncate=20, schedule=StepDecay()),
    ),
}
EXAMPLES |= {name: following(project) for name, project in OTHERS.items()}
Open = Callable[[str], MainWindow]


@pytest.fixture(params=["en", "ko"])
def real(app: Any, qtbot: Any, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens an example in the real window with the real session, in each language."""
    set_language(request.param)
    window = MainWindow(examples(), FakeFiles())
    window.resize(1280, 720)
    window.show()
    session = Session(Project())
    window.attach(session)

    def wait() -> None:
        qtbot.waitUntil(lambda: not session._waiting, timeout=5000)
        settle()

    def open_example(name: str) -> MainWindow:
        session.open(EXAMPLES[name])
        wait()
        session.go(iteration=40)
        wait()
        return window

    settle()
    yield open_example
    window.leave_at_once()
    window.deleteLater()
    set_language("en")


def faults(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List what is cut off, lies on something else or has no glyph, in all that is seen."""
    settle()
    found = [text for part in (window.body.top, window.body.bar) for text in cut_off(part)]
    for part in window.body.visible_parts():
        found += cut_off(part)
    current.changed.emit()  # the views forget what they have painted
    settle()
    for name in ("timeline", "cell"):
        part: Any = window.body.parts[name]
        view = part.page if name == "cell" else part
        if part.isVisible():
            painted = texts(view, monkeypatch)
            assert painted, f"{name} painted no text"
            found += [f"{text} is cut" for text in outside(painted, view)]
            found += [f"{a} lies on {b}" for a, b in collisions(painted)]
            found += [f"no glyph for {character}" for character in missing(painted)]
    return found


@pytest.mark.parametrize("name", ["hold-lstm", "sunspots-lstm", "flag-rnn", "sine-mlp", *OTHERS])
def test_nothing_is_cut_off_in_any_phase(
    real: Open, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    window = real(name)
    found: dict[str, list[str]] = {}
    for phase in PHASES:
        playhead = window.session.state.playhead
        assert playhead is not None
        at = Playhead(playhead.ticks, 0)
        layers = range(len(EXAMPLES[name].network.layers) + 1) if name in OTHERS else (0,)
        for layer in layers:
            window.session.look(layer=layer)
            for t in {0, at.steps // 2, at.steps - 1} if not layer else {at.steps // 2}:
                window.session.go(tick=at.at(phase, t))
                wrong = faults(window, monkeypatch)
                if wrong:
                    found[f"{phase} {t}, layer {layer}"] = wrong
    assert found == {}


def test_nothing_is_cut_off_in_the_setup(real: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = real("hold-lstm")
    setup: Any = window.body.parts["setup"]
    found: dict[str, list[str]] = {}
    for name, kind in EXAMPLES.items():
        window.session.open(kind)
        settle()
        for number in (1, 2, 3):
            window.show_section(number)
            setup.data.more.unfold(True)
            setup.training.more.unfold(True)
            for row in setup.build.layers if number == 2 else setup.build.layers[:1]:
                row.head.click()
                wrong = faults(window, monkeypatch)
                if wrong:
                    found[f"{name} {number}, layer {row.number}"] = wrong
    assert found == {}


def test_a_section_that_is_opened_first_is_in_sight(real: Open) -> None:
    window = real("flag-lstm")
    setup: Any = window.body.parts["setup"]
    window.show_section(3)
    settle()
    bar = setup.area.verticalScrollBar()
    assert bar.value() == bar.maximum() or bar.value() >= setup.training.y() - 20
    assert bar.value() > 0


def test_nothing_is_cut_off_on_the_start_page(real: Open) -> None:
    window = next(w for w in QCoreApplication.instance().topLevelWidgets() if w.isVisible())  # type: ignore[union-attr]
    assert isinstance(window, MainWindow)
    assert window.start_page.isVisible()
    window.toggle_keys()
    settle()
    assert window.keys_page is not None
    assert cut_off(window.start_page) + cut_off(window.keys_page) == []


def test_nothing_is_cut_off_when_training_diverged(
    real: Open, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = real("hold-lstm")
    session = window.session
    for address, value in (("optimizer", SGD()), ("clip", 0.0), ("learning_rate", 1e6)):
        session.change(f"training.{address}", value)
    session.play(True)
    qtbot.waitUntil(lambda: session.state.frame.divergence is not None, timeout=5000)
    assert window.body.parts["diverged"].isVisible()
    assert faults(window, monkeypatch) == []
    window.body.workspaces.segments["timeline"].click()
    assert faults(window, monkeypatch) == []
