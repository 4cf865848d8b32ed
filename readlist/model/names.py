"""Personal names: given, particle, family, suffix; names that are one whole are literal."""

from __future__ import annotations

import re
from typing import NamedTuple, Self

PARTICLES = frozenset(
    "von van der den de del della di da do dos das du la le ten ter zu zur vom 't el al bin ibn af av".split()
)
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
_CORPORATE = re.compile(
    r"\b(?:collaboration|consortium|team|group|inc|ltd|gmbh|university|institute|laboratory|committee|association|"
    r"foundation|society|organization|project|community|workshop|openai|deepmind)\b",
    re.IGNORECASE,
)


class Name(NamedTuple):
    """A personal name in its parts, or a ``literal`` one: a group, or a person with a single name."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """The name in a text like "Ludwig van Beethoven", "van Beethoven, Ludwig" or "King, Jr., Martin Luther".

        >>> Name.parse("Laurens van der Maaten")
        Name(family='Maaten', given='Laurens', particle='van der', suffix='', literal='')
        """
        text = " ".join(text.split())
        if "," in text:
            return cls._inverted([part.strip() for part in text.split(",")])
        words = text.split(" ")
        if len(words) < 2 or _CORPORATE.search(text):
            return cls(literal=text)
        suffix = words.pop() if len(words) > 2 and words[-1].casefold() in SUFFIXES else ""
        start = next((at for at in range(1, len(words) - 1) if words[at] in PARTICLES), len(words) - 1)
        end = start
        while end < len(words) - 1 and words[end] in PARTICLES:
            end += 1
        given, particle, family = words[:start], words[start:end], words[end:]
        return cls(" ".join(family), " ".join(given), " ".join(particle), suffix)

    @classmethod
    def _inverted(cls, parts: list[str]) -> Self:
        suffix = parts.pop(1) if len(parts) > 2 else parts.pop() if parts[-1].casefold() in SUFFIXES else ""
        family = parts[0].split(" ")
        end = 0
        while end < len(family) - 1 and family[end] in PARTICLES:
            end += 1
        given = " ".join(parts[1:])
        return cls(" ".join(family[end:]), given, " ".join(family[:end]), suffix)

    @property
    def display(self) -> str:
        """The name as it is spoken: "Laurens van der Maaten"."""
        return self.literal or " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))

    @property
    def short(self) -> str:
        """The name for a narrow column: the family name with its particle."""
        return self.literal or " ".join(filter(None, (self.particle, self.family)))
