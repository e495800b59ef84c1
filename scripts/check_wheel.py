"""Build the wheel, install it in a fresh environment, and see that it works there.

Exit code 0 if it does, 1 with one line that says what does not. Nothing is left in the checkout:
the wheel is built from a copy.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 2
LIMIT = 120


class Failed(Exception):  # noqa: N818 - it is a verdict
    """The wheel is not right; the text says how."""


def run(*command: str | Path, cwd: Path, env: dict[str, str], limit: float | None = LIMIT) -> str:
    """Run a command to its end and return what it printed on stdout.

    Parameters
    ----------
    *command : str or Path
        Program and arguments.
    cwd : Path
        Folder to run in.
    env : dict
        Environment variables.
    limit : float or None
        Seconds after which it counts as hanging.

    Returns
    -------
    str
        Standard output.

    Raises
    ------
    Failed
        On an exit code other than 0, a traceback on stderr, or a hang.
    """
    line = " ".join(str(part) for part in command)
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=env,
            timeout=limit,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"did not end within {limit} s: {line}") from None
    if done.returncode != 0 or "Traceback (most recent call last)" in done.stderr:
        sys.stderr.write(done.stdout + done.stderr)
        raise Failed(f"exit code {done.returncode}: {line}")
    return done.stdout


def copy_sources(target: Path) -> None:
    """Copy what git would commit; without git, all but caches and environments."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        leave = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "venv")
        shutil.copytree(ROOT, target, ignore=leave)
        return
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def build(work: Path, env: dict[str, str]) -> Path:
    """Build the wheel in `work` and return its path."""
    sources = work / "sources"
    copy_sources(sources)
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", work / "dist", sources]
    run(*command, cwd=work, env=env, limit=None)
    wheels = list((work / "dist").glob("*.whl"))
    if len(wheels) != 1:
        raise Failed(f"expected one wheel, found {len(wheels)}")
    return wheels[0]


def check_contents(wheel: Path, sources: Path) -> None:
    """Check that the wheel holds `gatescope/` alone, with every file of resources, engine, gui."""
    names = set(zipfile.ZipFile(wheel).namelist())
    strangers = [n for n in names if not n.startswith(("gatescope/", "gatescope-"))]
    if strangers:
        raise Failed(f"the wheel puts {sorted(strangers)[0]} into site-packages")
    wanted = [sources / "main.py"]
    wanted += [p for room in ("engine", "gui") for p in (sources / room).rglob("*.py")]
    wanted += [p for p in (sources / "resources").rglob("*") if p.is_file() and p.name[0] != "."]
    missing = [
        name
        for path in wanted
        if (name := "gatescope/" + path.relative_to(sources).as_posix()) not in names
    ]
    if missing:
        raise Failed(f"the wheel lacks {sorted(missing)[0]} (is its folder in pyproject.toml?)")


def check_installed(wheel: Path, work: Path, env: dict[str, str]) -> None:
    """Install the wheel in a fresh environment, and run it from a folder of its own."""
    home = work / "home"
    home.mkdir()
    venv.create(work / "venv", with_pip=True)
    scripts = work / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    gatescope = scripts / "gatescope"
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=home, env=env, limit=None)

    inside = {k: v for k, v in env.items() if not k.startswith("XDG_")}
    inside |= {"HOME": str(home), "USERPROFILE": str(home), "QT_QPA_PLATFORM": "offscreen"}
    for name in ("engine", "gui", "main", "resources"):
        probe = (
            f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is not None)"
        )
        try:
            run(python, "-c", probe, cwd=home, env=inside)
        except Failed:
            raise Failed(f"`import {name}` must fail outside the checkout, and does not") from None
    run(python, "-c", "import gatescope.engine", cwd=home, env=inside)
    if not run(gatescope, "examples", cwd=home, env=inside).strip():
        raise Failed("`gatescope examples` lists nothing")
    run(gatescope, "--quit-after", str(SECONDS), cwd=home, env=inside)


def main() -> int:
    """Build and check; return the exit code."""
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    env |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    with tempfile.TemporaryDirectory(prefix="gatescope-wheel-", ignore_cleanup_errors=True) as name:
        work = Path(name).resolve()
        try:
            wheel = build(work, env)
            check_contents(wheel, work / "sources")
            check_installed(wheel, work, env)
        except Failed as failed:
            print(f"check_wheel: {failed}", file=sys.stderr)
            return 1
    print(f"check_wheel: {wheel.name} builds, installs and starts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
