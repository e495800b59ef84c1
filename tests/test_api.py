"""docs/api.md: what it shows runs, and gives what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import engine

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


def test_every_block_runs_and_gives_what_its_comments_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for block in BLOCKS:
        exec(compile(block.replace("gatescope.engine", "engine"), "api.md", "exec"), names)
    said = {"lstm.f.shape": (40, 8, 32), "course.recording.iteration": 60}
    said |= {'load("hold.gatescope").iteration': 60}
    said |= {'recording.parameter("0.weight_hh_l0").shape': (32, 8)}
    for expression, value in said.items():
        assert expression in TEXT
        assert eval(expression.replace("gatescope.engine", "engine"), names) == value
    assert names["losses"][-1] < names["losses"][0]
    assert names["generation"].text.startswith("아리랑 ")
    assert len(names["generation"].text) == 24


def test_the_first_example_takes_ten_lines() -> None:
    assert len([line for line in BLOCKS[0].splitlines() if line.strip()]) <= 10


def test_public_names_are_there_and_documented() -> None:
    for name in engine.__all__:
        found = getattr(engine, name)
        assert found.__doc__, name
        assert name in dir(engine)
    with pytest.raises(AttributeError, match="nothing"):
        engine.nothing  # noqa: B018
