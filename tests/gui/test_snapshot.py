"""Pictures of the window from the command line: weights of PyTorch on data of the user."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "pytorch"


def snapshot(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", "snapshot", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=50, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("targets", [True, False])
def test_weights_are_shown_on_their_data(targets: bool, tmp_path: Path) -> None:
    data = GOLDEN / "lstm_linear.npz"
    if not targets:
        data = tmp_path / "inputs.npy"
        np.save(data, np.load(GOLDEN / "lstm_linear.npz")["inputs"])
    out = tmp_path / "a.png"
    done = snapshot(GOLDEN / "lstm_linear.safetensors", out, "--data", data)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert out.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_weights_without_data_are_refused(tmp_path: Path) -> None:
    done = snapshot(GOLDEN / "lstm_linear.safetensors", tmp_path / "a.png")
    assert done.returncode == 2
    assert "has weights alone; give data" in done.stderr
    assert list(tmp_path.iterdir()) == []
