from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from engine.bound import Arrays, Bound
from engine.evaluation import CHUNK, validation_interval
from engine.project import (
    LSTM,
    SGD,
    AdaGrad,
    Adam,
    Constant,
    Dense,
    Exponential,
    Hold,
    Momentum,
    Network,
    Plateau,
    Project,
    Sine,
    Training,
    Xor,
)
from engine.trainer import Diverged, Trainer
from tests.engine.small import OPTIMIZERS, SMALL, bits, with_training

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda o: type(o).__name__)
def test_fast_and_recorded_iterations_are_equal_to_the_bit(name: str, optimizer: object) -> None:
    project = with_training(SMALL[name], optimizer=optimizer)
    fast, recorded = Trainer(project), Trainer(project)
    recordings = {}
    for k in range(25):
        batch = recorded.batching.next(recorded.training)
        form = batch.size, batch.stop - batch.start
        if form not in recordings:
            recordings[form] = recorded.new_recording(*form)
        assert fast.step() == recorded.step(recordings[form] if k % 3 else None)
        assert bits(fast.checkpoint()) == bits(recorded.checkpoint())


@pytest.mark.parametrize("name", SMALL)
def test_a_checkpoint_brings_everything_back(name: str) -> None:
    trainer = Trainer(SMALL[name])
    for _ in range(7):
        trainer.step()
    checkpoint = trainer.checkpoint()
    kept = bits(checkpoint)
    losses = [trainer.step() for _ in range(12)]
    assert bits(checkpoint) == kept  # a copy: training on does not touch it
    after = bits(trainer.checkpoint())
    for _ in range(2):
        trainer.restore(checkpoint)
        assert [trainer.step() for _ in range(12)] == losses
        assert bits(trainer.checkpoint()) == after
    assert checkpoint.nbytes >= trainer.network.parameters.nbytes


def test_the_seed_decides() -> None:
    one, same, other = (Trainer(with_training(SMALL["lstm"], seed=s)) for s in (1, 1, 2))
    for trainer in (one, same, other):
        trainer.step()
    assert bits(one.checkpoint()) == bits(same.checkpoint())
    assert one.network.parameters.tobytes() != other.network.parameters.tobytes()


def test_two_processes_give_the_same_hash() -> None:
    program = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1])\n"
        "from engine.trainer import Trainer\n"
        "from tests.engine.small import SMALL\n"
        "for project in SMALL.values():\n"
        "    trainer = Trainer(project)\n"
        "    for _ in range(200): trainer.step()\n"
        "    print(hashlib.sha256(trainer.network.parameters.tobytes()).hexdigest())\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT)],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=True, timeout=50,
    )  # fmt: skip
    hashes = []
    for project in SMALL.values():
        trainer = Trainer(project)
        for _ in range(200):
            trainer.step()
        hashes.append(hashlib.sha256(trainer.network.parameters.tobytes()).hexdigest())
    assert done.stdout.split() == hashes


# validation


@pytest.mark.parametrize(
    ("batch", "validation", "every"),
    [
        (32, 512, 50), (32, 64, 10), (4, 4, 5), (100, 100, 5), (1, 100, 500), (1, 1, 5),
        (192, 64, 1), (8, 6, 5), (1, 10_000, 50_000), (3, 1, 1), (2, 2, 5), (4096, 1, 1),
    ],
)  # fmt: skip
def test_validation_interval(batch: int, validation: int, every: int) -> None:
    assert validation_interval(batch, validation) == every


def test_validation_is_due_by_counts_and_at_the_end_of_a_long_epoch() -> None:
    trainer = Trainer(Project(data=Hold(length=3, examples=100, validation=2)))
    due = []  # batch 32: 4 iterations an epoch, every iteration has 3 x 2 examples behind it
    for _ in range(8):
        trainer.step()
        due.append(trainer.validation_is_due())
    assert all(due)
    trainer = Trainer(Project(data=Hold(length=3, examples=100, validation=60)))
    due = []  # every 10; the epoch of 4 is shorter, and its end is passed over
    for _ in range(20):
        trainer.step()
        due.append(trainer.validation_is_due())
    assert [k for k, yes in enumerate(due, 1) if yes] == [10, 20]
    trainer = Trainer(Project(data=Hold(length=3, examples=400, validation=60)))
    due = []  # the epoch of 13 is longer: its end counts too
    for _ in range(30):
        trainer.step()
        due.append(trainer.validation_is_due())
    assert [k for k, yes in enumerate(due, 1) if yes] == [10, 13, 20, 26, 30]


@pytest.mark.parametrize("examples", [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 3])
def test_validation_is_the_mean_over_all_examples(examples: int) -> None:
    project = Project(
        data=Hold(length=5, examples=8, validation=examples),
        network=Network(layers=(LSTM(units=3),)),
    )
    trainer = Trainer(project, np.float64)
    found = trainer.validate()
    run = trainer.network.bind(None, 5, examples, forward_only=True)
    run.inputs[...] = trainer.dataset.validation.inputs
    run.forward()
    error = run.outputs - trainer.dataset.validation.targets
    assert found["validation_loss"] == pytest.approx(float((error**2).mean()), rel=1e-12)
    assert found["rmse"] == pytest.approx(float(np.sqrt((error[-1] ** 2).mean())), rel=1e-12)


@pytest.mark.parametrize("loss", ["bce", "cross_entropy"])
def test_accuracy_counts_only_counted_targets(loss: str) -> None:
    project = with_training(SMALL["two layers, some targets uncounted"], loss=loss)
    trainer = Trainer(project, np.float64)
    data = trainer.dataset.validation
    run = trainer.network.bind(None, data.inputs.shape[0], data.size, forward_only=True)
    run.inputs[...] = data.inputs
    run.forward()
    z = run.outputs
    said = (z[:, 0] > 0) if loss == "bce" else (z[:, 1] > z[:, 0])
    assert data.counted is not None
    counted = data.counted[:, 0]
    right = float(((said == (data.targets[:, 0] > 0)) & counted).sum() / counted.sum())
    assert trainer.validate()["accuracy"] == pytest.approx(right)


@pytest.mark.parametrize("counted", [False, True])
def test_shorter_examples_count_as_far_as_they_go(counted: bool) -> None:
    trainer = Trainer(SMALL["lstm"], np.float64)
    split = trainer.dataset.training
    lengths = np.arange(split.size) % 8 + 1
    mask = (np.arange(8)[:, None, None] % 2 == 0) & np.ones((8, 1, split.size), bool)
    shorter = dataclasses.replace(split, lengths=lengths, counted=mask if counted else None)
    bound = Bound(trainer, split.size)
    bound.load(Arrays(shorter, np.float64), np.arange(split.size))
    loss = bound.forward()
    counts = np.arange(8)[:, None] < lengths
    if counted:
        counts &= mask[:, 0]
    error = (bound.pass_.outputs - split.targets)[:, 0] ** 2
    assert loss == pytest.approx(float(error[counts].mean()), rel=1e-12)


def test_validation_changes_nothing() -> None:
    trainer = Trainer(SMALL["lstm"])
    trainer.step()
    before = bits(trainer.checkpoint())
    assert trainer.validate() == trainer.validate()
    assert bits(trainer.checkpoint()) == before


# divergence


def until_it_diverges(trainer: Trainer, most: int = 100) -> tuple[object, ...]:
    before = bits(trainer.checkpoint())
    for _ in range(most):
        try:
            trainer.step()
        except Diverged:
            return before
        before = bits(trainer.checkpoint())
    pytest.fail("it did not diverge")


def deep(**training: object) -> Project:
    """Give a project without anything that bounds its numbers: five layers of ReLU."""
    relu = Dense(units=6, activation="relu", initialization="he")
    settings = Training(learning_rate=1e6, clip=0, batch="full")
    return Project(
        data=Sine(examples=20, validation=5),
        network=Network(layers=(relu,) * 5),
        training=msgspec.structs.replace(settings, **training),
    )


def assert_all_is_finite(trainer: Trainer) -> None:
    assert np.isfinite(trainer.network.parameters).all()
    assert all(np.isfinite(value).all() for value in trainer.optimizer.state.values())


@pytest.mark.parametrize(("rate", "clip"), [(1e6, 0), (1e6, 1.0), (1e3, 0)])
@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda o: type(o).__name__)
def test_it_stops_before_an_update_that_leaves_the_number_line(
    optimizer: object, rate: float, clip: float
) -> None:
    trainer = Trainer(deep(optimizer=optimizer, learning_rate=rate, clip=clip))
    before = until_it_diverges(trainer)
    assert bits(trainer.checkpoint()) == before
    assert_all_is_finite(trainer)
    with pytest.raises(Diverged):  # and again, with the same result
        trainer.step()
    assert bits(trainer.checkpoint()) == before


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda o: type(o).__name__)
@pytest.mark.parametrize("recorded", [False, True])
def test_a_finite_gradient_with_an_update_that_is_not_is_not_applied(
    optimizer: object, recorded: bool
) -> None:
    # y = 1e3 x h, h = 1e15: loss 1e36 and gradient 1e33 are finite, their step and square are not
    project = Project(
        data=Sine(examples=1, validation=1, noise=0),
        network=Network(layers=(Dense(units=1, activation="relu"),)),
        training=Training(optimizer=optimizer, learning_rate=1e6, clip=0, batch="full"),
    )
    trainer = Trainer(project)
    for name, value in {"0.weight": -1e15, "0.bias": 0, "1.weight": 1e3, "1.bias": 0}.items():
        trainer.network.put(name, np.full(trainer.network.names()[name], value))
    before = bits(trainer.checkpoint())
    recording = trainer.new_recording(1) if recorded else None
    with pytest.raises(Diverged):
        trainer.step(recording)
    assert bits(trainer.checkpoint()) == before
    assert_all_is_finite(trainer)
    if recording is not None:
        assert np.isfinite(recording.gradient).all()
        assert np.isfinite(recording.loss)


def test_adam_that_divides_by_nothing_is_not_applied() -> None:
    # an epsilon that is 0 in float32, and units whose gradient is 0: 0 / 0
    project = Project(
        data=Xor(),
        network=Network(layers=(Dense(units=4, activation="relu", initialization="zeros"),)),
        training=Training(loss="bce", optimizer=Adam(epsilon=1e-60), clip=0, batch="full"),
    )
    trainer = Trainer(project)
    before = bits(trainer.checkpoint())
    with pytest.raises(Diverged):
        trainer.step()
    assert bits(trainer.checkpoint()) == before


def test_rising_learning_rates_of_sgd_end_finite() -> None:
    for exponent in range(-3, 7):
        trainer = Trainer(deep(optimizer=SGD(), learning_rate=10.0**exponent))
        for _ in range(60):
            try:
                trainer.step()
            except Diverged:
                break
        assert_all_is_finite(trainer)


def test_after_divergence_a_smaller_learning_rate_goes_on() -> None:
    trainer = Trainer(deep(optimizer=Momentum(), learning_rate=1e3))
    start = trainer.checkpoint()
    until_it_diverges(trainer)
    trainer.restore(start)
    trainer.adopt(msgspec.structs.replace(trainer.training, learning_rate=1e-3))
    losses = [trainer.step() for _ in range(50)]
    assert losses[-1] < losses[0]


def test_an_optimizer_changed_while_running_keeps_its_moments_and_another_kind_does_not() -> None:
    trainer = Trainer(SMALL["lstm"])
    trainer.step()
    old = trainer.training
    trainer.adopt(msgspec.structs.replace(old, learning_rate=0.5))
    trainer.adopt(msgspec.structs.replace(old, optimizer=Adam(beta1=0.8)))
    assert trainer.optimizer.steps == 1
    assert any(value.any() for value in trainer.optimizer.state.values())
    trainer.step()
    trainer.adopt(msgspec.structs.replace(old, optimizer=AdaGrad()))
    assert trainer.optimizer.steps == 0
    assert not any(value.any() for value in trainer.optimizer.state.values())
    trainer.step()


@pytest.mark.parametrize("name", SMALL)
def test_what_is_heard_moves_a_plateau_and_nothing_else(name: str) -> None:
    for schedule in (Plateau(patience=0, factor=0.5), Exponential(factor=0.5)):
        trainer = Trainer(with_training(SMALL[name], schedule=schedule))
        rate = trainer.training.learning_rate
        for loss in (1.0, 2.0, 2.0):
            trainer.hear(loss)
        plateau = isinstance(schedule, Plateau)
        assert trainer.learning_rate == pytest.approx(rate / (4 if plateau else 1))
        trainer.step()
        assert trainer.learning_rate == pytest.approx(rate / (4 if plateau else 2))
        trainer.adopt(msgspec.structs.replace(trainer.training, learning_rate=3 * rate))
        assert trainer.learning_rate == pytest.approx(3 * rate / (4 if plateau else 2))
        trainer.adopt(msgspec.structs.replace(trainer.training, schedule=Constant()))
        assert trainer.learning_rate == 3 * rate


def test_a_recording_tells_the_rate_that_the_schedule_made() -> None:
    project = with_training(SMALL["lstm"], schedule=Exponential(factor=0.5), learning_rate=0.1)
    trainer = Trainer(project)
    assert [trainer.record().learning_rate for _ in range(3)] == pytest.approx([0.1, 0.05, 0.025])


def test_hubers_loss_bends_where_it_is_set() -> None:
    found = {}
    for delta in (0.1, 10.0):
        project = with_training(SMALL["no time, one at a time"], loss="huber", huber_delta=delta)
        trainer = Trainer(project, np.float64)
        recording = trainer.record()
        error = float(np.abs(recording.outputs - recording.targets).item())
        bent = delta * (error - delta / 2) if error > delta else error**2 / 2
        assert recording.loss == pytest.approx(bent, rel=1e-12)
        found[delta] = recording.loss
    assert found[0.1] != found[10.0]


def test_each_iteration_drops_others_and_the_same_again() -> None:
    project = SMALL["normalized, on a plateau"]
    masks = [
        [trainer.record().layers[4].mask.tobytes() for _ in range(3)]
        for trainer in (Trainer(project), Trainer(project))
    ]
    assert masks[0] == masks[1]
    assert len(set(masks[0])) == 3


def test_running_statistics_stay_when_an_update_is_not_applied() -> None:
    trainer = Trainer(SMALL["normalized, on a plateau"])
    trainer.run(3)
    before = bits(trainer.checkpoint())
    trainer.network.parameters[-1] = np.inf
    with pytest.raises(Diverged):
        trainer.step()
    trainer.network.parameters[-1] = trainer.checkpoint().parameters[-1]
    assert bits(trainer.checkpoint())[4] == before[4]
    assert trainer.network.buffers.tobytes() == before[4]
