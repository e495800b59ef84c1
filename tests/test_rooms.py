"""Which room may import which: the rules of CONTRIBUTING.md, "The rooms"."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WORKERS = tuple(
    f"engine.{name}"
    for module in ("trainer", "runner", "network", "history")
    for name in (module, module.capitalize())
)
"""Views and panels see data (Frame, Recording, Project), never what computes it."""

FORBIDDEN = {
    "engine": ("gui", "main", "PySide6", "shiboken6", "pyqtgraph", "engine"),
    "gui": ("main", "tests"),
    "gui/panels": ("gui.views", *WORKERS),
    "gui/views": ("gui.panels", *WORKERS),
    "gui/widgets": ("gui.views", "gui.panels"),
}
"""Room: what its files must not import. The engine imports itself by relative imports alone."""

PLOT = "gui/widgets/plot.py"


def imported(source: str, path: str) -> Iterator[tuple[int, str]]:
    """Yield line and full name of each import, also inside functions, relative ones resolved.

    A relative import inside engine/ is left out: that is how the engine imports itself.
    """
    package = path.split("/")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            if node.level and base[:1] == ["engine"]:
                continue
            module = ".".join([*base, node.module] if node.module else base)
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "import_module",
            "importlib.import_module",
            "__import__",
        ):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and not str(first.value).startswith("."):
                yield node.lineno, str(first.value)


def inside(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


def offences(source: str, path: str) -> list[str]:
    """Return what the file imports against the rules, one line each."""
    found = []
    for line, name in imported(source, path):
        broken = inside(name, ("gatescope",))
        broken |= any(
            path.startswith(room + "/") and inside(name, names) for room, names in FORBIDDEN.items()
        )
        product = path.startswith(("engine/", "gui/")) or path == "main.py"
        broken |= product and path != PLOT and inside(name, ("pyqtgraph",))
        broken |= product and inside(name, ("tests", "scripts"))
        if broken:
            found.append(f"{path}:{line} imports {name}")
    return found


def files() -> list[str]:
    rooms = ["engine", "gui", "tests", "scripts", "resources"]
    paths = [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]
    main = [ROOT / "main.py"] if (ROOT / "main.py").exists() else []
    return [path.relative_to(ROOT).as_posix() for path in main + paths]


@pytest.mark.parametrize("path", files())
def test_a_file_imports_nothing_forbidden(path: str) -> None:
    assert offences((ROOT / path).read_text(encoding="utf-8"), path) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("engine/trainer.py", "import PySide6.QtCore"),
        ("engine/trainer.py", "def f():\n    from gui.session import Session"),
        ("engine/trainer.py", "from engine.network import Network"),
        ("engine/layers/lstm.py", "import engine"),
        ("engine/probes.py", "import pyqtgraph as pg"),
        ("engine/probes.py", "importlib.import_module('gui.app')"),
        ("gui/panels/data.py", "from gui.views.loss import Loss"),
        ("gui/panels/data.py", "from gui import views"),
        ("gui/panels/data.py", "from ..views import loss"),
        ("gui/views/timeline/gates.py", "from gui.panels import data"),
        ("gui/views/timeline/gates.py", "from ...panels.data import Data"),
        ("gui/views/cell.py", "from engine.trainer import Trainer"),
        ("gui/views/cell.py", "from engine import trainer"),
        ("gui/views/cell.py", "from engine import Trainer"),
        ("gui/panels/build.py", "import engine.history"),
        ("gui/widgets/card.py", "from gui.views.cell import Cell"),
        ("gui/views/loss.py", "import pyqtgraph"),
        ("gui/app.py", "import main"),
        ("gui/app.py", "from gatescope.engine import Project"),
        ("main.py", "import gatescope"),
        ("tests/test_x.py", "from gatescope.main import main"),
        ("main.py", "from tests.cases import CASES"),
    ],
)
def test_a_forbidden_import_is_seen(path: str, source: str) -> None:
    assert len(offences(source, path)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("engine/trainer.py", "import numpy as np\nfrom .network import Network"),
        ("engine/layers/lstm.py", "from ..errors import Refusal\nfrom . import dense"),
        ("engine/__init__.py", "import_module('.trainer', __name__)"),
        ("gui/views/cell.py", "from engine.frame import Frame\nfrom engine import Frame"),
        ("gui/views/loss.py", "from gui.widgets.plot import Plot"),
        ("gui/session.py", "from engine.runner import Runner"),
        ("gui/main_window.py", "from gui.views.loss import Loss\nfrom gui.panels.data import Data"),
        ("gui/widgets/plot.py", "import pyqtgraph as pg"),
        ("main.py", "from gui.app import start"),
    ],
)
def test_an_allowed_import_is_let_through(path: str, source: str) -> None:
    assert offences(source, path) == []


def packages(root: Path) -> set[str]:
    """Return the packages that the folders below `root` make up, under their name in the wheel.

    Raises
    ------
    AssertionError
        For a folder that holds Python files and no `__init__.py`.
    """
    found = {"gatescope"}
    for room in ("engine", "gui", "resources"):
        for folder in sorted({path.parent for path in (root / room).rglob("*.py")}):
            name = folder.relative_to(root).as_posix()
            assert (folder / "__init__.py").exists(), f"{name} has no __init__.py"
            found.add("gatescope." + name.replace("/", "."))
    return found


def test_pyproject_lists_every_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = settings["tool"]["setuptools"]["packages"]
    assert listed == sorted(listed)
    assert set(listed) == packages(ROOT)


def test_a_package_that_is_not_listed_is_seen(tmp_path: Path) -> None:
    (tmp_path / "engine" / "new").mkdir(parents=True)
    (tmp_path / "engine" / "__init__.py").touch()
    (tmp_path / "engine" / "new" / "__init__.py").touch()
    assert packages(tmp_path) == {"gatescope", "gatescope.engine", "gatescope.engine.new"}
    (tmp_path / "engine" / "new" / "__init__.py").rename(tmp_path / "engine" / "new" / "cell.py")
    with pytest.raises(AssertionError, match="engine/new has no"):
        packages(tmp_path)


def test_the_checkout_is_no_package_itself() -> None:
    assert not (ROOT / "__init__.py").exists()
