"""Texts: shipped ones and the user's own, a character at a time."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from engine.datasets import load
from engine.datasets import text as module
from engine.datasets.text import alphabet, read
from engine.errors import FileRefusal, Refusal
from engine.project import Characters, Network, Project, Training
from engine.trainer import Trainer
from engine.validate import validated

POEM = "나 보기가 역겨워\n가실 때에는\n말없이 고이 보내 드리우리다\n"


def own(folder: Path, content: str | bytes, **settings: Any) -> Characters:
    path = folder / f"{len(list(folder.iterdir()))}.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return msgspec.structs.replace(Characters(path=str(path), length=4), **settings)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_text_of_the_user_is_read_in_its_encoding(codec: str, tmp_path: Path) -> None:
    data = own(tmp_path, POEM.replace("\n", "\r\n").encode(codec))
    assert read(data) == POEM
    assert alphabet(data) == tuple(sorted(set(POEM)))
    assert load(data).symbols == alphabet(data)


def test_hangul_may_be_taken_apart(tmp_path: Path) -> None:
    data = own(tmp_path, POEM, jamo=True)
    assert read(data) == unicodedata.normalize("NFD", POEM)
    assert unicodedata.normalize("NFC", "".join(read(data))) == POEM
    constitution = Characters(text="korea_constitution", length=50)
    assert len(alphabet(constitution)) == 380
    assert len(alphabet(msgspec.structs.replace(constitution, jamo=True))) == 75


@pytest.mark.parametrize(
    ("name", "characters", "symbols"),
    [
        ("arirang", 56, 29),
        ("korean_proverbs", 877, 242),
        ("korean_poems", 1851, 273),
        ("korea_constitution", 18509, 380),
        ("shakespeare", 199_994, 62),
    ],
)
def test_shipped_texts_are_whole(name: Any, characters: int, symbols: int) -> None:
    assert (len(read(Characters(name))), len(alphabet(Characters(name)))) == (characters, symbols)


def test_a_text_of_the_user_is_learnt(tmp_path: Path) -> None:
    data = own(tmp_path, POEM * 3)
    training = Training(loss="cross_entropy", batch_size=8)
    trainer = Trainer(validated(Project(data=data, network=Network(), training=training)))
    first = trainer.evaluation.run("validation").metrics["loss"]
    assert first == pytest.approx(np.log(len(set(POEM))), rel=0.1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"a\nb\0c", "row 2, is neither"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe\xff" + bytes(range(256)), "is neither"),
        ("가\n나\n".encode() + "다".encode("cp949") + b"\xff", "row 3, is neither"),
        ("\ufeffab".encode("utf-16")[:-1], "is neither"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefusal, match=said):
        read(own(tmp_path, content))


def test_texts_that_are_too_large_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SYMBOLS_MOST", 5)
    with pytest.raises(FileRefusal, match="different characters, more than 5"):
        read(own(tmp_path, POEM))
    monkeypatch.setattr(module, "CHARACTERS_MOST", 20)
    with pytest.raises(FileRefusal, match="larger than a text"):
        read(own(tmp_path, POEM))
    monkeypatch.setattr(module, "LARGEST", 10)
    with pytest.raises(FileRefusal, match="larger than a text"):
        read(own(tmp_path, POEM))


def test_a_missing_or_changed_text_says_so(tmp_path: Path) -> None:
    data = own(tmp_path, POEM)
    digest = hashlib.sha256(POEM.encode()).hexdigest()
    data = msgspec.structs.replace(data, sha256=digest)
    assert read(data) == POEM
    Path(data.path).write_text(POEM + "!")
    with pytest.raises(FileRefusal, match="is not the file that was chosen") as caught:
        validated(Project(data=data, training=Training(loss="cross_entropy")))
    assert caught.value.place == "data.path"
    Path(data.path).unlink()
    with pytest.raises(FileRefusal, match="no such file"):
        read(data)
    with pytest.raises(Refusal, match="no file of this machine"):
        read(Characters(path="//server/a.txt"))
