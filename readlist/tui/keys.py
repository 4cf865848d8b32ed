"""Keys to commands: sequences of keys and counts before them, as in vim; knows no toolkit.

A binding is a text of keys parted by blanks: ``"r"``, ``"g i"``, ``"ctrl+d"``. A key is the character it types, or the
toolkit's name for it; ``{letter}`` stands for any character, which becomes the argument of the command. Digits before a
sequence are a count, so no binding begins with a digit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LARGEST_COUNT = 999_999
LETTER = "{letter}"
_SHOWN = {
    LETTER: "a-z",
    "asterisk": "*",
    "backslash": "\\",
    "down": "↓",
    "enter": "Enter",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "tab": "Tab",
    "up": "↑",
}


@dataclass(frozen=True, slots=True)
class Pending:
    """More keys are needed: what was typed so far, and the (key, command) pairs that may follow."""

    typed: str
    continuations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The name of the command that was typed, the count before it, if any, and the character it was given."""

    command: str
    count: int | None = None
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Unbound:
    """What was typed means nothing here."""

    typed: str


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the trie of sequences: the command that ends here, or the keys that lead on."""

    command: str | None = None
    branches: Mapping[str, Node] = field(default_factory=dict)

    @property
    def continuations(self) -> tuple[tuple[str, str], ...]:
        """The next keys and the commands below them, in the order they were bound."""
        return tuple((key, below.command or "…") for key, below in self.branches.items())


def trie(bindings: Iterable[tuple[str, str]]) -> Node:
    """The trie of (keys, command) pairs; ValueError for two commands that could not be told apart.

    >>> sorted(trie([("r", "reading"), ("g g", "top"), ("g i", "inbox")]).branches)
    ['g', 'r']
    """
    rows = [(tuple(keys.split()), command) for keys, command in bindings]
    faults = clashes((" ".join(sequence), command) for sequence, command in rows)
    if faults:
        raise ValueError("; ".join(faults))
    return _grown(rows)


def _grown(rows: list[tuple[tuple[str, ...], str]]) -> Node:
    branches: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for sequence, command in rows:
        if not sequence:
            return Node(command)
        branches.setdefault(sequence[0], []).append((sequence[1:], command))
    return Node(None, {key: _grown(below) for key, below in branches.items()})


def clashes(bindings: Iterable[tuple[str, str]]) -> list[str]:
    """What is wrong with (keys, command) pairs: the same keys twice, a binding that begins another, a leading digit.

    >>> clashes([("g", "go"), ("g g", "top")])
    ["'g' is go and begins 'g g', top"]
    """
    found: list[str] = []
    known: dict[tuple[str, ...], str] = {}
    for keys, command in bindings:
        sequence = tuple(keys.split())
        if not sequence or sequence[0] in set("123456789"):
            found.append(f"{keys!r} of {command} is no key, or a count")
        elif sequence in known:
            found.append(f"{keys!r} is {known[sequence]} and {command}")
        known.setdefault(sequence, command)
    for sequence, command in known.items():
        for length in range(1, len(sequence)):
            if sequence[:length] in known:
                shorter, longer = " ".join(sequence[:length]), " ".join(sequence)
                found.append(f"{shorter!r} is {known[sequence[:length]]} and begins {longer!r}, {command}")
    return found


def spelled(keys: str) -> str:
    """A binding as people read it.

    >>> spelled("g i"), spelled("ctrl+d"), spelled("asterisk")
    ('gi', 'ctrl+d', '*')
    """
    parts = [_SHOWN.get(key, key) for key in keys.split()]
    return ("" if all(len(part) == 1 for part in parts) else " ").join(parts)


class KeyReader:
    """Turns keys into commands, one key at a time.

    >>> keys = KeyReader(trie([("x", "dropped"), ("g g", "top")]))
    >>> keys.feed("5"), keys.feed("x")
    (Pending(typed='5', continuations=()), Chosen(command='dropped', count=5, argument=''))
    """

    def __init__(self, root: Node) -> None:
        self._root = root
        self._at = root
        self._typed: tuple[str, ...] = ()
        self._digits = ""

    def feed(self, key: str) -> Pending | Chosen | Unbound:
        """What this key leads to; Esc forgets an unfinished sequence and gives an empty Pending."""
        if key == "escape" and (self._typed or self._digits):
            self.forget()
            return Pending("")
        if not self._typed and key.isdecimal() and key.isascii() and (self._digits or key != "0"):
            self._digits += key
            return Pending(self._digits)
        return self._followed(key)

    def forget(self) -> None:
        """Begin anew."""
        self._at, self._typed, self._digits = self._root, (), ""

    def _followed(self, key: str) -> Pending | Chosen | Unbound:
        typed = (*self._typed, key)
        below, argument = self._at.branches.get(key), ""
        if below is None and len(key) == 1:
            below, argument = self._at.branches.get(LETTER), key
        if below is not None and below.command is None:
            self._at, self._typed = below, typed
            return Pending(self._digits + spelled(" ".join(typed)), below.continuations)
        count = min(int(self._digits[:9]), LARGEST_COUNT) if self._digits else None
        self.forget()
        if below is None or below.command is None:
            return Unbound(spelled(" ".join(typed)))
        return Chosen(below.command, count, argument)
