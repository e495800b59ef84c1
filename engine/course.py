"""Course: training with its History: goes on, goes back, changes settings; what the Runner drives and `run` uses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from .address import differences, value_at
from .divergence import divergence_of
from .fitting import check_weights
from .frame import Change, Divergence
from .history import MEMORY, Branch, Checkpoints
from .pool import Pool
from .project import Project
from .recording import Recording
from .trainer import Diverged, Trainer
from .validate import carries_on, restarts, validated

if TYPE_CHECKING:
    from collections.abc import Callable

    from .checkpoint import Checkpoint
    from .frame import Line
    from .network import Network

BRANCHES = 8
"""Branches whose checkpoints are kept; an older one is replayed from its start."""
FINER = 8
"""While going back each so many-th iteration that is replayed keeps its checkpoint too."""
BLOCK = 64
"""The most checkpoints that are kept so."""


class Course:
    """Training with its History.

    Parameters
    ----------
    project : Project
        What to train.
    number : int
        Name of the first branch.

    Raises
    ------
    Refusal
        If the project cannot be run.
    """

    def __init__(self, project: Project, number: int = 0) -> None:
        self.branches: dict[int, Branch] = {}
        self.removed: dict[int, Branch] = {}
        self.budget = MEMORY
        self.divergence: Divergence | None = None
        self.metrics: dict[str, float] = {}
        self.start(validated(project), number)

    def start(self, project: Project, number: int) -> None:
        """Begin anew on a new branch, at iteration 0.

        Parameters
        ----------
        project : Project
            A valid project.
        number : int
            Name of the branch.

        Raises
        ------
        Refusal
            If the project cannot be run; nothing changed then.
        """
        trainer = Trainer(project)
        check_weights(project.training, trainer.network)
        self.project = project
        self._take(trainer)
        branch = Branch(number, project, checkpoints=Checkpoints(self.budget))
        branch.checkpoints.add(trainer.checkpoint())
        self._enter(branch)
        self.divergence = None
        self._validate(keep=True)

    def _carry_on(self, before: Network) -> None:
        """Begin the branch with the parameters of before: its first checkpoint holds them, in files too."""
        network = self.trainer.network
        network.parameters[:] = before.parameters
        network.buffers[:] = before.buffers
        self.branch.checkpoints.kept[0] = self.trainer.checkpoint()
        self._validate(keep=True)

    def _take(self, trainer: Trainer) -> None:
        self.trainer = trainer
        self.pool = Pool(trainer)
        self.recording: Recording | None = None
        self.untouched: Recording | None = None

    def _enter(self, branch: Branch) -> None:
        """Stand on a branch; those that were left long ago keep their first and last checkpoint alone."""
        self.branches.pop(branch.number, None)
        self.branches[branch.number] = self.branch = branch
        self._block: dict[int, Checkpoint] = {}
        for old in list(self.branches.values())[:-BRANCHES]:
            old.checkpoints.thin(old.latest)

    @property
    def iteration(self) -> int:
        """Updates applied."""
        return self.trainer.iteration

    def project_here(self) -> Project:
        """Give the project with the settings in force where it stands: gone back, those of then."""
        training = self.branch.settings_after(self.iteration)
        return msgspec.structs.replace(self.project, training=training)

    # on

    def advance(self, recording: Recording | None = None) -> float:
        """Run one iteration, keep its loss and, when it is new, a checkpoint.

        Parameters
        ----------
        recording : Recording, optional
            Keeps everything of it.

        Returns
        -------
        float
            Its loss.

        Raises
        ------
        Diverged
            If loss or gradient is not finite; `divergence` says where, the update was not applied.
        """
        trainer, branch, begun = self.trainer, self.branch, perf_counter()
        training = branch.journal.get(trainer.iteration)
        if training is not None:
            trainer.take(training)
        try:
            loss = trainer.step(recording)
        except Diverged:
            self.divergence = divergence_of(trainer, branch)
            raise
        k = trainer.iteration
        if trainer.validation_is_due():
            if k not in branch.validation:
                self._validate(keep=True)
            trainer.hear(branch.validation[k])  # before the checkpoint, which holds what was heard
        if k > branch.latest:
            branch.add(k, loss)
            branch.took(perf_counter() - begun)
            if trainer.batching.at_end:
                branch.ends.append(k)
            branch.checkpoints.add(trainer.checkpoint())
        elif k % FINER == 0 and k not in branch.checkpoints.kept:
            self._keep_in_block(trainer.checkpoint())
        return loss

    def _validate(self, *, keep: bool) -> None:
        self.metrics = self.trainer.validate()
        if keep:
            self.branch.validation[self.iteration] = self.metrics["validation_loss"]
            self.branch.metrics[self.iteration] = self.metrics

    # stop, back

    def _keep_in_block(self, checkpoint: Checkpoint) -> None:
        most = max(2, min(BLOCK, self.budget // (4 * max(1, checkpoint.nbytes))))
        while len(self._block) >= most:
            del self._block[next(iter(self._block))]
        self._block[checkpoint.iteration] = checkpoint

    def _nearest(self, iteration: int) -> Checkpoint:
        """Give the last checkpoint that is not after an iteration, of the branch or of the block gone back to."""
        kept = self.branch.checkpoints.nearest(iteration)
        finer = [k for k in self._block if kept.iteration < k <= iteration]
        return self._block[max(finer)] if finer else kept

    def stop(self, going: Callable[[float], bool] = lambda share: True) -> bool:
        """Run the iteration at hand once more, recording, and validate for the eye alone.

        Parameters
        ----------
        going : callable
            As for `seek`; where it ends it, there is no Recording.

        Returns
        -------
        bool
            Whether it was carried through.
        """
        k = self.iteration
        self.recording = self.untouched = None
        if k > 0:
            here = self.branch.checkpoints.kept.get(k) or self.trainer.checkpoint()
            try:
                if self._replay(k - 1, going):
                    held = self._look()
                    self.recording = self.record()
                    if held is not None:
                        self.recording, self.untouched = held, self.recording
            except Diverged:  # a file of another processor, or one that was tampered with
                self.divergence = self.recording = None
            self.trainer.restore(here)  # on another processor a replay may differ
            if self.recording is None and not going(1.0):
                return False
        self._validate(keep=False)
        return True

    def _replay(self, iteration: int, going: Callable[[float], bool]) -> bool:
        """Go to an iteration of the past by the nearest checkpoint; False where it was ended."""
        nearest = self._nearest(iteration)
        self.trainer.restore(nearest)
        while self.iteration < iteration:
            if not going((self.iteration - nearest.iteration) / (iteration - nearest.iteration)):
                return False
            self.advance()
        return True

    def _look(self) -> Recording | None:
        """Run the iteration that comes with what the view holds, if it holds anything."""
        clamps = self.project.view.clamps
        if not clamps:
            return None
        training = self.branch.journal.get(self.iteration)
        if training is not None:
            self.trainer.take(training)
        batch = self.trainer.batching.next(self.trainer.training)
        recording = self.trainer.new_recording(batch.size, batch.stop - batch.start)
        self.trainer.look(recording, clamps)
        return recording

    def record(self) -> Recording:
        """Run one iteration, recording.

        Returns
        -------
        Recording
            Of the pool; lend it to the Frame that carries it.
        """
        training = self.branch.journal.get(self.iteration, self.trainer.training)
        batch = self.trainer.batching.next(training)
        recording = self.pool.take(batch.size, batch.stop - batch.start)
        recording.followed = False
        self.advance(recording)
        return recording

    def seek(self, iteration: int, going: Callable[[float], bool] = lambda share: True) -> bool:
        """Go to an iteration: back by checkpoint and replay, on by training.

        Parameters
        ----------
        iteration : int
            Where to stop.
        going : callable
            Told the share done, after each iteration; False ends it where it stands.

        Returns
        -------
        bool
            Whether it got there.

        Raises
        ------
        Diverged
            If training on leaves the number line.
        """
        iteration = max(0, iteration)
        self.divergence = None
        start = self.iteration
        nearest = self._nearest(min(iteration, self.branch.latest))
        if not nearest.iteration <= start <= iteration:
            self.trainer.restore(nearest)
            start = nearest.iteration
        while self.iteration < iteration:
            if not going((self.iteration - start) / (iteration - start)):
                return False
            self.advance()
        return True

    def checkpoint_at(self, iteration: int) -> Checkpoint:
        """Give the checkpoint of an iteration, by replay where none is kept; the place stays.

        Parameters
        ----------
        iteration : int
            At most the present one.

        Returns
        -------
        Checkpoint
            Bit for bit as it was.
        """
        kept = self._nearest(iteration)
        if kept.iteration == iteration:
            return kept
        here = self.trainer.checkpoint()
        self._replay(iteration, lambda share: True)
        found = self.trainer.checkpoint()
        self.trainer.restore(here)
        return found

    def epoch_end(self, epochs: int) -> int:
        """Give the iteration at which an epoch ends.

        Parameters
        ----------
        epochs : int
            1: the next that ends; -1: the one that ended last before; 2 and -2 one further, and so on.

        Returns
        -------
        int
            0 where there is none before.
        """
        k, ends = self.iteration, self.branch.ends
        if epochs < 0:
            before = bisect_left(ends, k) + epochs
            return ends[before] if before >= 0 else 0
        after = bisect_right(ends, k) + epochs - 1
        if after < len(ends):
            return ends[after]
        # beyond what was trained, under the settings at the end of it
        head, batching = self.branch.latest, self.trainer.batching
        training = self.branch.settings_after(head)
        last = self.branch.checkpoints.kept[head].place
        whole = batching.per_epoch(training)
        left = batching.left(last, training) if last.epoch else 0
        return head + (left or whole) + (after - len(ends)) * whole

    def batch_of_epoch(self) -> tuple[int, int]:
        """Give which iteration of its epoch this is, from 1, and how many the epoch has.

        Returns
        -------
        tuple of int
            0 and the iterations of an epoch at iteration 0.
        """
        k, ends, batching = self.iteration, self.branch.ends, self.trainer.batching
        training = self.branch.settings_after(k)
        if k == 0:
            return 0, batching.per_epoch(training)
        before = bisect_left(ends, k)
        batch = k - (ends[before - 1] if before else 0)
        return batch, batch + batching.left(batching.place, training)

    # change

    def edit(self, project: Project, number: int) -> None:
        """Take a new Project: live where it can, else begin anew.

        Parameters
        ----------
        project : Project
            As the user has set it.
        number : int
            Name for a new branch, if one is needed.

        Raises
        ------
        Refusal
            If it cannot be run; nothing changed then.
        """
        project = validated(project)
        if restarts(self.project, project):
            kept = self.trainer.network if carries_on(self.project, project) else None
            self.start(project, number)
            if kept is not None:
                self._carry_on(kept)
            return
        check_weights(project.training, self.trainer.network)
        in_force = self.branch.settings_after(self.iteration)
        if project.training != in_force:
            old = msgspec.structs.replace(self.project, training=in_force)
            changes = [
                Change(self.iteration, address, value_at(old, address), value_at(project, address))
                for address in differences(old, project)
                if address.startswith("training.")
            ]
            branch = self.branch.edited(self.iteration, project.training, changes, number)
            if branch is not self.branch:
                branch.checkpoints.add(self.trainer.checkpoint())
                self._enter(branch)
            self.divergence = None
        self.project = project

    def go_back_to(self, project: Project, branch: int, iteration: int) -> None:
        """Go to a branch and iteration, as an undo names it; `seek` is left to the caller.

        Parameters
        ----------
        project : Project
            As it was there.
        branch, iteration : int
            Where it was.
        """
        project = validated(project)
        found = self.branches.get(branch)
        if found is None or restarts(found.project, project):
            self.start(project, branch)
            return
        if restarts(self.project, found.project):
            self._take(Trainer(found.project))
        self._enter(found)
        self.project = msgspec.structs.replace(project, training=found.settings_after(iteration))
        self.trainer.restore(found.checkpoints.nearest(min(iteration, found.latest)))
        self.divergence = None

    # the tree of branches

    def beside(self, number: int) -> Course:
        """Give a Course of its own on another branch, to look at what is there while this one stays.

        Parameters
        ----------
        number : int
            A branch that is kept; only what was reached on it can be gone to.

        Returns
        -------
        Course
            With a Trainer of its own; losses and checkpoints are the branch's.

        Raises
        ------
        KeyError
            If there is no such branch.
        """
        branch = self.branches[number]
        other = Course.__new__(Course)
        other.removed = {}
        other.branches, other.budget, other.divergence, other.metrics = {}, self.budget, None, {}
        other.project = branch.project
        other._take(Trainer(branch.project))
        other._enter(branch)
        return other

    def rename(self, number: int, name: str) -> None:
        """Name a branch.

        Parameters
        ----------
        number : int
            A branch; one that is gone is passed over.
        name : str
            What the user calls it; empty: its number alone.
        """
        if number in self.branches:
            self.branches[number].name = name

    def remove(self, number: int) -> None:
        """Take a branch out of the tree; not the one that training stands on.

        Of its checkpoints the first and the latest stay, so that `restore` brings it back whole: what was between
        them is run again when it is asked for.

        Parameters
        ----------
        number : int
            A branch; one that is gone is passed over.
        """
        if number in self.branches and number != self.branch.number:
            self.removed[number] = self.branches.pop(number)
            self.removed[number].checkpoints.thin(self.removed[number].latest)

    def restore(self, number: int) -> None:
        """Take back a branch that was removed.

        Parameters
        ----------
        number : int
            A branch; one that was not removed is passed over.
        """
        if number in self.removed:
            self.branches[number] = self.removed.pop(number)

    def bookmark(self, number: int, iteration: int, name: str) -> None:
        """Name an iteration.

        Parameters
        ----------
        number, iteration : int
            The place; one that there is not is passed over.
        name : str
            What the user calls it; empty: it is no bookmark any more.
        """
        branch = self.branches.get(number)
        if branch is None or not 0 <= iteration <= branch.latest:
            return
        branch.bookmarks.pop(iteration, None)
        if name:
            branch.bookmarks[iteration] = name

    def allow(self, budget: int) -> None:
        """Keep the checkpoints of each branch within another budget.

        Parameters
        ----------
        budget : int
            Bytes, of one branch.
        """
        self.budget = budget
        for branch in self.branches.values():
            branch.checkpoints.allow(budget)

    def lines(self) -> tuple[Line, ...]:
        """List the branches in the order of their numbers, with what is drawn of them."""
        return tuple(self.branches[number].line() for number in sorted(self.branches))
