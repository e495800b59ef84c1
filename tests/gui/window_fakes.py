"""A session that keeps every call, a files port that answers from a list, and a longer language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QTranslator

from engine.errors import Refusal
from engine.project import LSTM, RNN, Dense, FlagRecall, Hold, Network, Project, Sine, Sunspots, Xor
from gui.shown import Shown
from tests.gui.fakes import FakeSession, make_shown

EXAMPLES = [
    SimpleNamespace(name=name, project=Project(data=data, network=Network(layers=(layer,))))
    for name, data, layer in (
        ("hold-lstm", Hold(), LSTM()),
        ("sunspots-lstm", Sunspots(), LSTM()),
        ("flag-lstm", FlagRecall(), LSTM()),
        ("flag-rnn", FlagRecall(), RNN()),
        ("sine-mlp", Sine(), Dense()),
        ("xor-mlp", Xor(), Dense()),
    )
]


class RecordingSession(FakeSession):
    """Keeps every call; shows what it is told to."""

    def __init__(self, state: Shown | None = None) -> None:
        super().__init__(state or make_shown())
        self.closed = False

    def show(self, **fields: Any) -> None:
        """Show a moment that differs from the last."""
        self.state = replace(self.state, **fields)
        self.shown.emit(self.state)

    def refuse(self, text: str, place: str, **values: object) -> None:
        """Refuse what was asked."""
        self.show(refusal=Refusal(text, place=place, **values))

    def move(self, size: str, way: int) -> None:
        self.calls.append(("move", (size, way)))

    def go(self, *, iteration: int | None = None, tick: int | None = None) -> None:
        self.calls.append(("go", iteration if tick is None else tick))

    def look(self, **what: int | None) -> None:
        self.calls.append(("look", what))

    def play(self, on: bool | None = None, *, speed: int | None = None) -> None:
        self.calls.append(("play", (on, speed)))

    def undo(self, way: int = -1) -> None:
        self.calls.append(("undo", way))

    def open(self, source: Path | Project) -> None:
        self.calls.append(("open", source))

    def save(self, path: Path) -> None:
        self.calls.append(("save", path))

    def ask(self, command: Any) -> None:
        self.calls.append(("ask", command))

    def watch(self, **wishes: object) -> None:
        pass

    def close(self) -> None:
        self.closed = True


class FakeFiles:
    """Answers from a list; None is a user who thinks better of it."""

    def __init__(self, *answers: Path | None) -> None:
        self.answers = list(answers)
        self.suggestions: list[str] = []

    def ask_open(self, done: Callable[[Path], None]) -> None:
        self._answer(done)

    def ask_data(self, done: Callable[[Path], None]) -> None:
        self._answer(done)

    def ask_save(self, done: Callable[[Path], None], suggestion: str) -> None:
        self.suggestions.append(suggestion)
        self._answer(done)

    def ask_export(self, done: Callable[[Path], None], suggestion: str, suffix: str) -> None:
        self.suggestions.append(f"{suggestion}.{suffix}")
        self._answer(done)

    def _answer(self, done: Callable[[Path], None]) -> None:
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            done(answer)


class Longer(QTranslator):
    """A language whose every text is 40 % longer."""

    def translate(
        self, context: Any, text: Any, disambiguation: Any = None, n: int = -1
    ) -> str:  # fmt: skip
        return text + "~" * max(1, round(0.4 * len(text)))

    def isEmpty(self) -> bool:
        return False
