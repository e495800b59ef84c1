"""Rules of the house that no linter knows, checked on the syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

Offence = tuple[int, str]
Rule = Callable[[ast.Module, str], Iterator[Offence]]

FILES = "engine/files.py"
PLATFORM = "engine/platform.py"
STATIC_DIALOGS = ("QMessageBox", "QFileDialog", "QInputDialog", "QColorDialog", "QFontDialog")
STATIC_HELPERS = (
    "get",
    "about",
    "critical",
    "information",
    "question",
    "warning",
    "saveFileContent",
)
APPLICATIONS = ("app", "application", "QApplication", "QGuiApplication", "QCoreApplication")
UNSAFE_MODULES = (
    "pickle",
    "cPickle",
    "_pickle",
    "cloudpickle",
    "dill",
    "joblib",
    "marshal",
    "shelve",
)
OS_MODULES = ("fcntl", "resource", "pwd", "grp", "termios", "pty", "msvcrt", "winreg", "_winapi")
OS_NAMES = ("fork", "forkpty", "getuid", "geteuid", "getpgid", "killpg", "mkfifo", "setsid")
SIGNALS = ("SIGKILL", "SIGALRM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGXFSZ", "SIGPIPE")


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call with the last part of the name that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, last(node.func)


def last(node: ast.AST) -> str:
    """Return the last part of a dotted name: `b` of `x.a.b`, empty for what has no name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def owner(node: ast.AST) -> str:
    """Return the part before the last of a dotted name: `a` of `x.a.b`."""
    return last(node.value) if isinstance(node, ast.Attribute) else ""


def literal(node: ast.AST) -> str | None:
    """Return the text of a literal, also of literals joined by `+`."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = literal(node.left), literal(node.right)
        return None if left is None or right is None else left + right
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def imports(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Yield line, module and imported name of each import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, node.module, alias.name) for alias in node.names)


def texts_are_literals(tree: ast.Module, path: str) -> Iterator[Offence]:
    """lupdate drops, or files under another text, whatever is not a plain literal."""
    for call, name in calls(tree):
        if name == "tr" and (not call.args or literal(call.args[0]) is None):
            yield call.lineno, "tr() needs a literal text; fill in afterwards with .format()"
        elif name == "translate" and any(isinstance(arg, ast.JoinedStr) for arg in call.args):
            yield call.lineno, "translate() of an f-string is never found"
        elif name == "QT_TRANSLATE_NOOP" and [literal(arg) is not None for arg in call.args] != [
            True,
            True,
        ]:
            yield call.lineno, "QT_TRANSLATE_NOOP needs two literals, and no keywords"


def texts_are_found_in_their_context(tree: ast.Module, path: str) -> Iterator[Offence]:
    """Forms that lupdate of PySide6 6.11.3 files under a wrong context or not as a plural."""
    called = {id(call.func) for call, _ in calls(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "tr" and id(node) not in called:
            yield node.lineno, "an alias of tr() is never found: call self.tr(...) itself"
    mixed = any(name == "tr" for _, name in calls(tree))
    for call, name in calls(tree):
        texts = [literal(arg) for arg in call.args]
        if name == "tr" and "%n" in (texts[0] or "" if texts else "") and len(texts) < 3:
            yield call.lineno, 'a plural is self.tr("%n ...", "", n), all by position'
        elif name == "translate" and texts and texts[0] is not None and len(texts) > 1:
            if mixed and isinstance(call.func, ast.Attribute):
                message = (
                    "the self.tr() after X.translate(...) loses its context: import `translate`"
                )
                yield call.lineno, message
            if "%n" in (texts[1] or ""):
                yield call.lineno, "translate() of a plural is not found as one: use self.tr()"


def nothing_is_modal(tree: ast.Module, path: str) -> Iterator[Offence]:
    """A nested event loop stops the window, and any test, for ever."""
    for call, name in calls(tree):
        if name in ("exec", "exec_", "exec_loop") and isinstance(call.func, ast.Attribute):
            ours = path in ("main.py", "gui/app.py") and owner(call.func) in APPLICATIONS
            if not ours:
                yield call.lineno, ".exec() nests an event loop: use open() and a signal"
        if owner(call.func) in STATIC_DIALOGS and name.startswith(STATIC_HELPERS):
            yield call.lineno, f"{owner(call.func)}.{name}() nests an event loop: use open()"


def one_place_writes_files(tree: ast.Module, path: str) -> Iterator[Offence]:
    """Saving is whole or not at all, in one function."""
    if path == FILES:
        return
    for call, name in calls(tree):
        if name in ("write_text", "write_bytes"):
            yield call.lineno, f"{name}() is torn when killed: use {FILES}"
        elif name == "QSaveFile":
            yield call.lineno, f"QSaveFile loses files on a full disk: use {FILES}"
        elif name == "open" and owner(call.func) not in ("webbrowser", "os"):
            method = isinstance(call.func, ast.Attribute) and owner(call.func) != "io"
            at = 0 if method else 1
            modes = [k.value for k in call.keywords if k.arg == "mode"] + call.args[at : at + 1]
            for mode in modes:
                text = literal(mode)
                if text is None and method:
                    continue  # a session, a dialog or a buffer is opened
                if text is None or set(text) & set("wax+"):
                    yield call.lineno, f"open() for writing is torn when killed: use {FILES}"


def no_code_from_files(tree: ast.Module, path: str) -> Iterator[Offence]:
    """No file can make the program run what it holds."""
    for line, module, _ in imports(tree):
        if module.split(".")[0] in (*UNSAFE_MODULES, "yaml"):
            yield line, f"{module} runs code from a file"
    for call, name in calls(tree):
        if isinstance(call.func, ast.Name) and name in ("eval", "exec", "compile", "__import__"):
            yield call.lineno, f"{name}() runs text as code"
        if name == "load" and owner(call.func) == "torch":
            yield call.lineno, "torch.load() runs code from a file"
        if name == "read_pickle":
            yield call.lineno, "read_pickle() runs code from a file"
        for keyword in call.keywords:
            safe = isinstance(keyword.value, ast.Constant) and keyword.value.value is False
            if keyword.arg == "allow_pickle" and not safe:
                yield call.lineno, "allow_pickle runs code from a file"


def only_main_prints(tree: ast.Module, path: str) -> Iterator[Offence]:
    """The engine and the window have no terminal."""
    for call, name in calls(tree):
        if path != "main.py" and isinstance(call.func, ast.Name) and name == "print":
            yield call.lineno, "print() belongs into main.py"


def systems_differ_in_one_file(tree: ast.Module, path: str) -> Iterator[Offence]:
    """What one operating system has and another lacks is asked for in one file."""
    if path == PLATFORM:
        return
    for line, module, name in imports(tree):
        if module.split(".")[0] in OS_MODULES:
            yield line, f"{module} is not on every system: use {PLATFORM}"
        elif (module == "os" and name in OS_NAMES) or (module == "signal" and name in SIGNALS):
            yield line, f"{module}.{name} is not on every system: use {PLATFORM}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (
            (owner(node) == "os" and node.attr in OS_NAMES)
            or (owner(node) == "signal" and node.attr in SIGNALS)
        ):
            yield node.lineno, f"{ast.unparse(node)} is not on every system: use {PLATFORM}"
        text = literal(node) or ""
        if text.startswith(("/proc/", "/sys/", "/dev/")) or text == "/proc":
            yield node.lineno, f"{text} is not on every system: use {PLATFORM}"


RULES: list[Rule] = [
    texts_are_literals,
    texts_are_found_in_their_context,
    nothing_is_modal,
    one_place_writes_files,
    no_code_from_files,
    only_main_prints,
    systems_differ_in_one_file,
]


def files() -> list[str]:
    paths = [path for room in ("engine", "gui") for path in sorted((ROOT / room).rglob("*.py"))]
    main = [ROOT / "main.py"] if (ROOT / "main.py").exists() else []
    return [path.relative_to(ROOT).as_posix() for path in main + paths]


@pytest.mark.parametrize("path", files())
def test_a_file_keeps_the_rules(path: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = [f"{path}:{line} {text}" for rule in RULES for line, text in rule(tree, path)]
    assert found == []


BAD: list[tuple[Rule, str]] = [
    (texts_are_literals, 'self.tr(f"Step {n}")'),
    (texts_are_literals, "self.tr(text)"),
    (texts_are_literals, 'self.tr("Step {n}".format(n=n))'),
    (texts_are_literals, 'translate("Context", f"Step {n}")'),
    (texts_are_literals, 'QT_TRANSLATE_NOOP("Context", text)'),
    (texts_are_literals, 'QT_TRANSLATE_NOOP(context="Context", text="Step")'),
    (texts_are_found_in_their_context, "t = self.tr"),
    (texts_are_found_in_their_context, 'self.tr("%n step(s)")'),
    (texts_are_found_in_their_context, 'self.tr("%n step(s)", n=n)'),
    (
        texts_are_found_in_their_context,
        'QCoreApplication.translate("Context", "Step")\nself.tr("Play")',
    ),
    (texts_are_found_in_their_context, 'translate("Context", "%n step(s)", "", n)'),
    (nothing_is_modal, "dialog.exec()"),
    (nothing_is_modal, "QMenu(self).exec(position)"),
    (nothing_is_modal, "app.exec()"),
    (nothing_is_modal, "loop.exec_()"),
    (nothing_is_modal, "QMessageBox.about(self, 'a', 'b')"),
    (nothing_is_modal, "QtWidgets.QFileDialog.getOpenFileName(self)"),
    (nothing_is_modal, "QInputDialog.getText(self, 'a', 'b')"),
    (one_place_writes_files, "open(path, 'w')"),
    (one_place_writes_files, "open(path, mode='ab')"),
    (one_place_writes_files, "io.open(path, 'r+')"),
    (one_place_writes_files, "path.open('x')"),
    (one_place_writes_files, "open(path, mode)"),
    (one_place_writes_files, "path.write_text('a')"),
    (one_place_writes_files, "path.write_bytes(b'a')"),
    (one_place_writes_files, "QSaveFile(path)"),
    (no_code_from_files, "import pickle"),
    (no_code_from_files, "from pickle import loads"),
    (no_code_from_files, "def f():\n    import yaml"),
    (no_code_from_files, "eval(text)"),
    (no_code_from_files, "exec(text)"),
    (no_code_from_files, "np.load(path, allow_pickle=True)"),
    (no_code_from_files, "np.load(path, allow_pickle=flag)"),
    (no_code_from_files, "torch.load(path)"),
    (no_code_from_files, "pd.read_pickle(path)"),
    (only_main_prints, "print('here')"),
    (systems_differ_in_one_file, "os.fork()"),
    (systems_differ_in_one_file, "from os import fork"),
    (systems_differ_in_one_file, "import fcntl"),
    (systems_differ_in_one_file, "def f():\n    import resource"),
    (systems_differ_in_one_file, "os.kill(pid, signal.SIGKILL)"),
    (systems_differ_in_one_file, "open('/proc/self/stat')"),
    (systems_differ_in_one_file, "Path('/proc')"),
]


@pytest.mark.parametrize(("rule", "source"), BAD)
def test_a_breach_is_seen(rule: Rule, source: str) -> None:
    assert list(rule(ast.parse(source), "gui/session.py"))


GOOD: list[tuple[str, str]] = [
    ("gui/session.py", 'self.tr("Step {n}").format(n=n)'),
    ("gui/session.py", 'self.tr("a long "\n "text" + " more")'),
    ("gui/session.py", 'self.tr("%n step(s)", "", n)'),
    ("gui/session.py", 'translate("Context", "Step")\nself.tr("Play")'),
    ("gui/session.py", 'QCoreApplication.translate("Context", "Step")'),
    ("gui/session.py", "QCoreApplication.translate(context, text)"),
    ("engine/errors.py", 'QT_TRANSLATE_NOOP("Context", "Step")'),
    ("gui/app.py", "app.exec()"),
    ("main.py", "QApplication.exec()"),
    ("gui/session.py", "dialog.open()"),
    ("gui/session.py", "open(path)\nopen(path, 'rb')\npath.open()\nos.open(path, os.O_RDONLY)"),
    (FILES, "open(path, 'wb')"),
    ("gui/session.py", "np.load(path)\nnp.load(path, allow_pickle=False)"),
    ("gui/session.py", "re.compile(text)"),
    ("main.py", "print('done')"),
    (PLATFORM, "import fcntl\nos.fork()\nsignal.SIGKILL\nPath('/proc/self')"),
    ("gui/session.py", "import signal\nsignal.SIGINT"),
]


@pytest.mark.parametrize(("path", "source"), GOOD)
def test_what_is_right_is_let_through(path: str, source: str) -> None:
    assert [found for rule in RULES for found in rule(ast.parse(source), path)] == []


def test_every_rule_is_seen_to_fail() -> None:
    assert {rule for rule, _ in BAD} == set(RULES)
