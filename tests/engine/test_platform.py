"""What one operating system has and another lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import platform


def test_the_processor_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = tmp_path / "cpuinfo"
    monkeypatch.setattr(platform, "LISTED", listed)
    monkeypatch.setattr("platform.processor", lambda: "")
    monkeypatch.setattr("platform.machine", lambda: "abacus")
    assert platform.processor() == "abacus"
    monkeypatch.setattr("platform.processor", lambda: "slide rule")
    assert platform.processor() == "slide rule"
    listed.write_text("processor : 0\nmodel name\t: Difference Engine: 2\nmodel name\t: other\n")
    assert platform.processor() == "Difference Engine: 2"
    listed.write_text("processor : 0\n")
    assert platform.processor() == "slide rule"
