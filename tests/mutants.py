"""Proves the tests: plants faults, one at a time, in a copy of the checkout, and shows which test catches each.

``python tests/mutants.py [WORD...]`` takes all mutants of ``mutants.toml``, or those with one of the words in their
name. The tests that should catch a mutant are run first, and all tests of the engine if they do not. Exit code 1 if
one survives, 2 if one cannot be planted or its tests fail without it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "venv")
ENGINE = "tests/engine"
PYTEST = (
    "-m",
    "pytest",
    "-n",
    "0",
    "-x",
    "-q",
    "--tb=no",
    "-rfE",
    "--no-header",
    "-p",
    "no:cacheprovider",
)
FAILED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)
SECONDS = 600


class Mutant(NamedTuple):
    """One fault, and the arguments of pytest that choose the tests for it."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def mutants() -> list[Mutant]:
    """Read the list."""
    told = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text(encoding="utf-8"))
    chosen = {
        name: tuple(
            f"{ENGINE}/{word}" if word.endswith(".py") else word for word in shlex.split(line)
        )
        for name, line in told["tests"].items()
    }
    return [
        Mutant(one["name"], f"engine/{one['file']}", one["old"], one["new"], chosen[one["tests"]])
        for one in told["mutant"]
    ]


def planted(mutant: Mutant, text: str) -> str:
    """Return the source with the fault in it.

    Raises
    ------
    ValueError
        If the old text does not stand there once, or the new one is no Python.
    """
    found = text.count(mutant.old)
    if found != 1:
        raise ValueError(
            f"{mutant.name}: in {mutant.file} the old text stands {found} times, not once; "
            f"write it in tests/mutants.toml as it is now: {mutant.old!r}"
        )
    fault = text.replace(mutant.old, mutant.new)
    try:
        compile(fault, mutant.file, "exec")
    except SyntaxError as error:
        raise ValueError(f"{mutant.name}: the new text is no Python: {error}") from None
    return fault


def check(chosen: list[Mutant]) -> list[str]:
    """Return what keeps mutants from being planted in the checkout, a sentence each."""
    wrong = []
    for mutant in chosen:
        try:
            planted(mutant, (ROOT / mutant.file).read_text(encoding="utf-8"))
        except ValueError as error:
            wrong.append(str(error))
    return wrong


class Laboratory:
    """A copy of the checkout, in which one fault at a time is planted.

    Parameters
    ----------
    folder : Path
        Where the copy goes; it must not be there yet.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
        self._sound: dict[tuple[str, ...], str] = {}

    def _run(self, tests: tuple[str, ...]) -> str:
        """Run tests in the copy and return the first that failed; empty where all passed."""
        # two sources of one length within one second look the same to what Python keeps of them
        environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [sys.executable, *PYTEST, *tests],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        if done.returncode == 0:
            return ""
        failed = FAILED.search(done.stdout)
        if failed is None or done.returncode != 1:
            raise ValueError(f"pytest did not get to an answer: {done.stdout[-2000:]}{done.stderr}")
        return failed[1]

    def catch(self, mutant: Mutant, *, anywhere: bool) -> str:
        """Plant a fault, return the test that catches it, and take the fault away.

        Parameters
        ----------
        mutant : Mutant
            The fault.
        anywhere : bool
            Whether to look in all tests of the engine if the chosen ones do not catch it.

        Returns
        -------
        str
            Empty where it survives.

        Raises
        ------
        ValueError
            If it cannot be planted, or the tests fail without it.
        """
        path = self.folder / mutant.file
        sound = path.read_text(encoding="utf-8")
        fault = planted(mutant, sound)
        for tests in (mutant.tests, (ENGINE,)) if anywhere else (mutant.tests,):
            if tests not in self._sound:
                self._sound[tests] = self._run(tests)
            if self._sound[tests]:
                raise ValueError(f"{self._sound[tests]} fails without {mutant.name!r}, too")
            path.write_text(fault, encoding="utf-8")
            try:
                caught = self._run(tests)
            finally:
                path.write_text(sound, encoding="utf-8")
            if caught:
                return caught
        return ""


def main(words: list[str]) -> int:
    """Plant those that are asked for, and print a line for each."""
    chosen = [m for m in mutants() if not words or any(word in m.name for word in words)]
    wrong = check(chosen) if chosen else ["no mutant has such a name"]
    survived = 0
    width = max((len(mutant.name) for mutant in chosen), default=0)
    with tempfile.TemporaryDirectory() as folder:
        laboratory = Laboratory(Path(folder) / "checkout") if not wrong else None
        for mutant in chosen if laboratory else ():
            start = time.monotonic()
            try:
                caught = laboratory.catch(mutant, anywhere=True)
            except ValueError as error:
                wrong.append(str(error))
                caught = "?"
            survived += not caught
            seconds = time.monotonic() - start
            print(f"{mutant.name:{width}}  {seconds:5.1f} s  {caught or 'SURVIVED'}", flush=True)
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
    print(f"{len(chosen)} mutants, {survived} survived, {len(wrong)} wrong")
    return 2 if wrong else int(survived > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
