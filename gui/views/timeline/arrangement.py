"""Arrangement: order, heights and folds of the tracks as the user chose them, kept from one start to the next."""

from __future__ import annotations

from gui.memory import forget, recall_number, recall_text, remember

BLOCKS = ("x", "layers", "y", "gradient")
"""The tracks that stand alone, and in their midst those of the layers; the ruler is always on top."""
ORDERED = {
    "blocks": BLOCKS,
    "lstm": ("i", "f", "g", "o", "c", "h"),
    "gru": ("r", "z", "n", "h"),
}
"""What can be put into another order, as it usually is."""
LOWEST, HIGHEST = 20, 600
"""Heights that can be chosen, in pixels before scaling."""
PLACE = "timeline/"


class Arrangement:
    """Order, heights and folds of the tracks.

    Tracks are named by the letter of what they show: those of a gate in all layers together.

    Attributes
    ----------
    changes : int
        Changes of order and folds so far.
    sizes : int
        Changes of heights so far.
    """

    def __init__(self) -> None:
        self.changes = self.sizes = 0
        self._orders = {name: self._recall_order(name) for name in ORDERED}
        self._heights: dict[str, int] = {}
        self._asked: set[str] = set()
        self._folded = set(recall_text(PLACE + "folded", 200).split())

    @staticmethod
    def _recall_order(name: str) -> list[str]:
        found = recall_text(f"{PLACE}order_{name}", 200).split()
        usual = ORDERED[name]
        return found if sorted(found) == sorted(usual) else list(usual)

    def order(self, name: str, letters: list[str]) -> list[str]:
        """Put letters into the order chosen.

        Parameters
        ----------
        name : str
            One of `ORDERED`, or a kind of layer without an order.
        letters : list of str
            What there is.

        Returns
        -------
        list of str
            The same from top to bottom.
        """
        chosen = self._orders.get(name)
        return letters if chosen is None else sorted(letters, key=chosen.index)

    def movable(self, name: str) -> bool:
        """Tell whether there is another order."""
        return name in self._orders

    def move(self, name: str, letter: str, place: int) -> bool:
        """Put one to another place; tell whether anything changed."""
        before = self._orders.get(name)
        if before is None or letter not in before:
            return False
        after = [each for each in before if each != letter]
        after.insert(min(max(0, place), len(after)), letter)
        self._orders[name] = after
        self.changes += 1
        if after != before:
            remember(f"{PLACE}order_{name}", " ".join(after))
        return after != before

    def place(self, name: str, letter: str) -> int:
        """Give where one stands, from 0; -1 where it cannot be moved."""
        chosen = self._orders.get(name, [])
        return chosen.index(letter) if letter in chosen else -1

    def height(self, letter: str) -> int | None:
        """Give the height chosen for a track, in pixels before scaling; None for its usual share."""
        if letter not in self._asked:
            self._asked.add(letter)
            found = recall_number(f"{PLACE}height_{letter}", LOWEST, HIGHEST)
            if found is not None:
                self._heights[letter] = found
        return self._heights.get(letter)

    def set_height(self, letter: str, height: float | None, *, final: bool = True) -> None:
        """Choose the height of a track; None for its usual share.

        Parameters
        ----------
        letter : str
            The track.
        height : float or None
            In pixels before scaling.
        final : bool
            False during a drag: not written down.
        """
        self._asked.add(letter)
        self.sizes += 1
        if height is None:
            self._heights.pop(letter, None)
        else:
            self._heights[letter] = min(max(round(height), LOWEST), HIGHEST)
        if not final:
            return
        if letter in self._heights:
            remember(f"{PLACE}height_{letter}", self._heights[letter])
        else:
            forget(f"{PLACE}height_{letter}")

    def folded(self, letter: str) -> bool:
        """Tell whether a track is folded."""
        return letter in self._folded

    def fold(self, letter: str, folded: bool) -> None:
        """Fold a track, or open it."""
        (self._folded.add if folded else self._folded.discard)(letter)
        self.changes += 1
        remember(PLACE + "folded", " ".join(sorted(self._folded)))

    @property
    def usual(self) -> bool:
        """Whether all stands as it does at first."""
        orders = all(self._orders[name] == list(usual) for name, usual in ORDERED.items())
        return orders and not self._heights and not self._folded

    def reset(self) -> None:
        """Put all back as it is at first."""
        for letter in list(self._heights):
            self.set_height(letter, None)
        for name, usual in ORDERED.items():
            self._orders[name] = list(usual)
            forget(f"{PLACE}order_{name}")
        self._folded.clear()
        self.changes += 1
        forget(PLACE + "folded")
