"""Tags as a tree: `/` parts the levels of a name, and upper and lower case are the same."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DEEPEST = 20  # levels of tags
COLORS = ("red", "yellow", "green", "teal", "blue", "gray")
"""What a tag may be colored with: names for colors of the theme."""


NO_COLORS: Mapping[str, str] = MappingProxyType({})


class TagCount(NamedTuple):
    """A tag: how many papers have it or one below it, how many have itself, and the color that was given to it."""

    name: str
    papers: int
    own: int
    color: str | None = None

    @property
    def depth(self) -> int:
        """How many tags it is below of."""
        return self.name.count("/")

    @property
    def last(self) -> str:
        """Its name without those above it."""
        return self.name.rpartition("/")[2]


def with_those_above(tag: str) -> Iterator[str]:
    """The tags that a tag is below of, as far as anybody goes, and itself.

    >>> list(with_those_above("a/b"))
    ['a', 'a/b']
    """
    parts = tag.split("/", DEEPEST)
    yield from ("/".join(parts[:depth]) for depth in range(1, len(parts)) if parts[depth - 1])
    yield tag


def is_within(tag: str, above: str) -> bool:
    """Whether a tag is another one, or below it.

    >>> is_within("Vision/ssl", "vision"), is_within("visionary", "vision")
    (True, False)
    """
    return f"{tag}/".casefold().startswith(f"{above}/".casefold())


def moved(tag: str, old: str, new: str) -> str:
    """What a tag is called once another one, or one above it, has a new name.

    >>> moved("Straße/Netz", "STRASSE", "road")
    'road/Netz'
    """
    return "/".join((new, *tag.split("/")[old.count("/") + 1 :]))


def checked_color(color: str | None) -> str | None:
    """A color that tags can have, or None; NotFound for any other."""
    if color is not None and color not in COLORS:
        raise NotFound(f"no color named {color!r}", f"Known: {', '.join(COLORS)}.")
    return color


def color_of(tag: str, colors: Mapping[str, str]) -> str | None:
    """The color of a tag, else that of the nearest one above it; ``colors`` are by casefolded names.

    >>> color_of("Vision/SSL", {"vision": "red"})
    'red'
    """
    name = tag.casefold()
    while name:
        if name in colors:
            return colors[name]
        name = name.rpartition("/")[0]
    return None


def in_tree(tags: Iterable[TagCount]) -> list[TagCount]:
    """Tags in the order of their tree, each above those below it.

    >>> [tag.name for tag in in_tree(TagCount(name, 1, 1) for name in ("b", "a-b", "a/c", "a"))]
    ['a', 'a/c', 'a-b', 'b']
    """
    return sorted(tags, key=lambda tag: tag.name.casefold().split("/"))
