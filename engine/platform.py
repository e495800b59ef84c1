"""Platform: what one operating system has and another lacks."""

from __future__ import annotations

import platform
from pathlib import Path

LISTED = Path("/proc/cpuinfo")
"""Where Linux names the processor."""


def processor() -> str:
    """Name the processor as its maker does, or as well as the system can."""
    for line in LISTED.read_text(encoding="utf-8").splitlines() if LISTED.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
