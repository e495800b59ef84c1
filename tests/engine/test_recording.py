from __future__ import annotations

import numpy as np
import pytest

from engine.project import Project
from engine.recording import Recording, Trace
from engine.trainer import Trainer
from tests.engine.small import SMALL


def recorded(project: Project, iterations: int = 3) -> tuple[Trainer, Recording]:
    trainer = Trainer(project)
    trainer.run(iterations - 1)
    return trainer, trainer.record()


@pytest.fixture(params=SMALL)
def taken(request: pytest.FixtureRequest) -> tuple[Trainer, Recording]:
    return recorded(SMALL[request.param])


Taken = tuple[Trainer, Recording]


def test_it_leads_from_the_parameters_before_to_those_after(taken: Taken) -> None:
    trainer, r = taken
    assert r.iteration == trainer.iteration == 3
    assert r.after.tobytes() == trainer.network.parameters.tobytes()
    np.testing.assert_array_equal(r.update, r.after - r.before)
    np.testing.assert_allclose(r.optimizer_terms["step"], r.update, rtol=0.02, atol=1e-7)
    assert not r.followed


def test_clipping_is_told_apart_from_the_gradient(taken: Taken) -> None:
    trainer, r = taken
    assert r.norm == pytest.approx(float(np.linalg.norm(r.gradient)), rel=1e-5)
    limit = trainer.training.clip_value or np.inf
    wanted = np.clip(r.gradient * r.factor, -limit, limit)
    np.testing.assert_allclose(r.clipped, wanted, rtol=1e-5)
    clip = trainer.training.clip
    assert r.factor <= 1
    assert (r.factor < 1) == (0 < clip < r.norm)


def test_the_loss_is_the_mean_of_its_terms(taken: Taken) -> None:
    trainer, r = taken
    counted = trainer.dataset.training.counted
    weights = np.ones(r.terms.shape)
    if counted is not None:
        weights = counted[r.start :][: len(weights), 0, r.examples].astype(float)
    if len(weights) > 1:
        weights[np.arange(len(weights))[:, None] >= r.lengths] = 0
    if trainer.training.class_weights:
        weights *= np.array(trainer.training.class_weights)[r.targets[:, 0].astype(int)]
    assert float(r.terms.sum()) / float(weights.sum()) == pytest.approx(r.loss, rel=1e-5)


def test_inputs_and_targets_are_those_of_its_examples(taken: Taken) -> None:
    trainer, r = taken
    split, steps = trainer.dataset.training, slice(r.start, r.start + r.steps)
    inputs = r.inputs
    if trainer.dataset.symbols and inputs.shape[1] > 1:
        inputs = inputs.argmax(axis=1)[:, None]
    np.testing.assert_array_equal(inputs, split.inputs[steps][:, :, r.examples].astype(np.float32))
    targets = split.targets if len(split.targets) == 1 else split.targets[steps]
    np.testing.assert_array_equal(r.targets, targets[:, :, r.examples].astype(np.float32))
    wanted = np.minimum(split.lengths[r.examples] - r.start, r.steps)
    np.testing.assert_array_equal(r.lengths, wanted)
    assert (r.steps, r.batch) == (r.inputs.shape[0], r.inputs.shape[2])


def test_probabilities_are_of_a_classification_alone(taken: Taken) -> None:
    trainer, r = taken
    if trainer.dataset.task == "regression":
        assert r.probabilities is None
    else:
        assert r.probabilities is not None
        assert r.probabilities.shape == r.outputs.shape
        assert ((r.probabilities >= 0) & (r.probabilities <= 1)).all()


def test_each_layer_has_its_named_arrays_at_each_tick(taken: Taken) -> None:
    _, r = taken
    for tick in r.ticks:
        if tick.layer < 0:
            continue
        trace = r.layers[tick.layer]
        for name in trace.names:
            array = getattr(trace, name)
            assert array.shape[0] == (1 if r.single[tick.layer] else r.steps)
            assert array.shape[2] == r.batch


def test_the_output_layer_is_the_last(taken: Taken) -> None:
    _, r = taken
    given = r.layers[-1].output
    if len(r.outputs) < len(given):  # without an output layer: the last state of each example
        given = given[r.lengths - 1, :, np.arange(r.batch)].T[None]
    np.testing.assert_array_equal(given, r.outputs)
    assert r.layers[-1].units == r.outputs.shape[1]


def arrays_of(r: Recording) -> dict[str, np.ndarray]:
    named = "inputs targets outputs terms before gradient clipped update after examples lengths"
    found = {name: getattr(r, name) for name in named.split()}
    if r.probabilities is not None:
        found["probabilities"] = r.probabilities
    found |= {f"optimizer {name}": term for name, term in r.optimizer_terms.items()}
    for k, trace in enumerate(r.layers):
        found |= {f"{k}.{name}": getattr(trace, name) for name in trace.names}
    return found


def test_nothing_in_it_can_be_written_to(taken: Taken) -> None:
    for name, array in arrays_of(taken[1]).items():
        assert not array.flags.writeable, name
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_parameters_have_pytorchs_names_and_shapes(taken: Taken) -> None:
    trainer, r = taken
    for name, shape in trainer.network.names().items():
        for which in ("before", "after", "gradient", "clipped", "update"):
            assert r.parameter(name, which).shape == shape
    with pytest.raises(KeyError):
        r.parameter("0.nothing")


def test_a_trace_says_which_names_it_has() -> None:
    trace = Trace("rnn", {"h": np.zeros((2, 3, 1))})
    assert trace.names == ("h",)
    assert trace.units == 3
    with pytest.raises(AttributeError, match="dc"):
        _ = trace.dc


def test_a_followed_example_is_one_of_validation_and_moves_nothing() -> None:
    trainer, _ = recorded(SMALL["lstm"])
    before = trainer.network.parameters.copy()
    r = trainer.new_recording(1)
    trainer.follow(r, 2)
    assert r.followed
    assert not r.stepped
    assert r.iteration == trainer.iteration
    assert r.examples.tolist() == [2]
    split = trainer.dataset.validation
    np.testing.assert_array_equal(r.inputs, split.inputs[:, :, [2]].astype(np.float32))
    assert before.tobytes() == trainer.network.parameters.tobytes() == r.before.tobytes()
    trainer.follow(r, 999)  # beyond the last: the last
    assert r.examples.tolist() == [split.size - 1]


def test_a_followed_example_keeps_nothing_of_an_iteration_before() -> None:
    project = SMALL["no time, one at a time"]
    trainer, r = recorded(project)
    trainer.follow(r, 0)
    assert r.optimizer_terms == {}
    assert not r.update.any()
    assert r.after.tobytes() == r.before.tobytes()
    assert r.factor == 1
    assert r.norm == pytest.approx(float(np.linalg.norm(r.gradient)))
