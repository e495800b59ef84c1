"""The list of mutants is honest: each can be planted; and, as a soak test, each is caught."""

from __future__ import annotations

import pytest

from tests import mutants

ALL = mutants.mutants()


def test_there_are_many_and_each_can_be_planted() -> None:
    assert len(ALL) >= 30
    assert len({mutant.name for mutant in ALL}) == len(ALL)
    assert mutants.check(ALL) == []


def test_their_tests_are_there() -> None:
    files = {word for mutant in ALL for word in mutant.tests if word.endswith(".py")}
    assert [name for name in files if not (mutants.ROOT / name).is_file()] == []


def test_one_that_cannot_be_planted_says_so() -> None:
    gone = ALL[0]._replace(old="no such text")
    assert "0 times" in mutants.check([gone])[0]
    unreadable = ALL[0]._replace(new="def")
    assert "no Python" in mutants.check([unreadable])[0]


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> mutants.Laboratory:
    return mutants.Laboratory(tmp_path_factory.mktemp("mutants") / "checkout")


@pytest.mark.soak
@pytest.mark.parametrize("mutant", ALL, ids=lambda mutant: mutant.name)
def test_a_mutant_is_caught(mutant: mutants.Mutant, laboratory: mutants.Laboratory) -> None:
    assert laboratory.catch(mutant, anywhere=False)


@pytest.mark.soak
def test_what_is_no_fault_is_not_caught(laboratory: mutants.Laboratory) -> None:
    harmless = ALL[0]._replace(new=f"{ALL[0].old}  # the same")
    assert laboratory.catch(harmless, anywhere=False) == ""
