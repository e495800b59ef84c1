"""Bring the translations up to date: `python scripts/translate.py`.

Collects every text of the sources into resources/i18n/ko.ts (and the plurals into en.ts), and
makes the .qm files that the program loads. English plurals written as ``(s)`` are filled in;
what waits for a Korean translation is listed, and the exit code is then 1.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = {
    "ko": ["-target-language", "ko_KR"],
    "en": ["-target-language", "en_US", "-pluralonly"],
}


@dataclass(frozen=True)
class Message:
    """One text of a .ts file: where it stands, what it says, its translations."""

    context: str
    source: str
    comment: str
    plural: bool
    state: str
    forms: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str, bool]:
        """What tells it from every other message."""
        return self.context, self.source, self.comment, self.plural

    @property
    def finished(self) -> bool:
        """Whether every form is translated and marked so."""
        return not self.state and bool(self.forms) and all(form.strip() for form in self.forms)


def tool(name: str) -> str:
    """Return the path of a Qt tool: the one that PySide6 ships, else one on the path."""
    shipped = shutil.which(name, path=Path(PySide6.__file__).parent)
    found = shipped or shutil.which(f"pyside6-{name}")
    if found is None:
        raise SystemExit(f"translate: Qt's {name} is not installed with PySide6")
    return found


def sources() -> list[Path]:
    """Return the files whose texts are translated, in a fixed order."""
    rooms = [path for room in ("engine", "gui") for path in (ROOT / room).rglob("*.py")]
    return [path.relative_to(ROOT) for path in [ROOT / "main.py", *sorted(rooms)] if path.exists()]


def collect(ts: Path) -> None:
    """Update a .ts file, made if it is missing, from the sources; vanished texts are dropped."""
    options = ["-source-language", "en_US", *LANGUAGES[ts.stem]]
    options += ["-no-obsolete", "-locations", "none", "-silent"]
    files = [str(path) for path in sources()]
    subprocess.run([tool("lupdate"), *files, "-ts", str(ts), *options], cwd=ROOT, check=True)


def release(ts: Path) -> None:
    """Make the .qm file beside a .ts file."""
    qm = ts.with_suffix(".qm")
    subprocess.run([tool("lrelease"), "-silent", str(ts), "-qm", str(qm)], check=True)


def read(ts: Path) -> list[Message]:
    """Read all messages of a .ts file."""
    messages = []
    for context in ET.parse(ts).getroot().iter("context"):
        for entry in context.iter("message"):
            translation = entry.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            message = Message(
                context=context.findtext("name", ""),
                source=entry.findtext("source", ""),
                comment=entry.findtext("comment", ""),
                plural=entry.get("numerus") == "yes",
                state=translation.get("type", ""),
                forms=tuple(forms or [translation.text or ""]),
            )
            messages.append(message)
    return messages


def fill_english(ts: Path) -> None:
    """Fill the plurals that are written with ``(s)``: one epoch, two epochs."""
    tree = ET.parse(ts)
    for entry in tree.getroot().iter("message"):
        translation = entry.find("translation")
        source = entry.findtext("source", "")
        assert translation is not None
        if translation.get("type") != "unfinished" or "(s)" not in source:
            continue
        forms = list(translation.iter("numerusform"))
        for form, ending in zip(forms, ("", "s"), strict=True):
            form.text = re.sub(r"\(s\)", ending, source)
        del translation.attrib["type"]
    tree.write(ts, encoding="utf-8", xml_declaration=True)
    collect(ts)  # puts the file back into the layout of Qt's own tools


def main() -> int:
    """Update all translations; return the exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    waiting = 0
    for language in LANGUAGES:
        ts = FOLDER / f"{language}.ts"
        collect(ts)
        if language == "en":
            fill_english(ts)
        release(ts)
        for message in read(ts):
            if not message.finished:
                waiting += 1
                print(f"{ts.name}: not translated: {message.context}: {message.source!r}")
    print(f"translate: {len(read(FOLDER / 'ko.ts'))} texts, {waiting} wait for a translation")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
