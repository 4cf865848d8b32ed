"""Personal names: given, particle, family, suffix; names that are one whole are literal."""

from __future__ import annotations

import re
from typing import NamedTuple, Self

from readlist.model.regex import regex

PARTICLES = frozenset(
    """
    von van v. der den de d' del della dello dei degli delle di da do dos das du des la le ten ter op vor zu zur zum vom
    't el al bin ibn bint ben abu af av
    """.split()
)
DEGREES = frozenset("phd dphil md msc mph mba dsc rn".split())
_NUMBER = regex(r" 0\d{3}\Z")  # by which DBLP tells people of one name apart
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv 2nd 3rd 4th".split())
ET_ALII = frozenset(("et al", "et al.", "et. al.", "et.al.", "...", "…"))  # stands for the authors not named
# Written large these belong to the family name, unless a Vietnamese family name follows, of which they are a part.
_LARGE_PARTICLES = frozenset("Van Von Vander De Den Der Del Della Da Di Dos Du El Al Ben La Le Ten Ter".split())
_VIETNAMESE = frozenset(
    "Nguyen Nguyễn Tran Trần Pham Phạm Hoang Hoàng Phan Vu Vũ Vo Võ Dang Đặng Bui Bùi Ngo Dinh Thanh Thi".split()
)
# These join two parts of a family name, as in "Montes y Gómez"; they are never the first word of it.
_CONNECTORS = frozenset("y i e im".split())
# Letters of China, Japan and Korea, one of them no katakana, in which names from elsewhere are written.
_EAST_ASIAN = regex(
    r"(?=[\u30a0-\u30ff]*[^\u30a0-\u30ff])[\u3005\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+"
)
# The family names of one letter that most people of China and Korea have.
ONE_LETTER_FAMILIES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘"
    "杜戴夏钟鐘汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文김이박최정강조윤장임한오서신권황안송류홍"
)
_CORPORATE = regex(
    r"\b(?:collaboration|consortium|team|group|inc|ltd|llc|gmbh|university|institute|laboratory|committee|association|"
    r"foundation|society|organi[sz]ation|project|community|workshop|openai|deepmind|agency|ministry|department|council|"
    r"commission|administration|authority|federation|cent(?:er|re)s?|college|survey|panel|investigators|"
    r"(?:[^\W\d_]{3,}\s){2}(?:service|bureau|hospital))\b",  # which are family names, too
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
        >>> Name.parse("Wei Wang 0002").display
        'Wei Wang'
        >>> Name.parse("Byron,JR").given, Name.parse("Ada Byron, JR").suffix
        ('JR', 'JR')
        """
        text = " ".join(text.split())
        if text[-1:].isdecimal():
            text = _NUMBER.sub("", text)
        words = text.split(" ")
        if (len(words) < 2 and "," not in text[1:-1]) or _CORPORATE.search(text):
            return cls(literal=text)
        if "," in text:
            return cls._inverted([part.strip() for part in text.split(",")])
        return cls._spoken(words)

    @classmethod
    def of_parts(cls, family: str, given: str = "", suffix: str = "") -> Self:
        """The name of a family name, which may begin with a particle, and the other parts; one part alone is literal.

        >>> Name.of_parts("van der Maaten", "Laurens")
        Name(family='Maaten', given='Laurens', particle='van der', suffix='', literal='')
        """
        words = family.split()
        if not words or not given.split():
            return cls(literal=" ".join((*given.split(), *words)))
        particle, bare = _without_particle(words)
        return cls(bare, " ".join(given.split()), particle, " ".join(suffix.split()))

    @classmethod
    def _spoken(cls, words: list[str]) -> Self:
        """The name in the order in which it is spoken: in East Asian letters the family name stands first.

        Where some program wrote it last, it is told by its one letter, unless that is rather a given name of Japan.
        """
        if len(words) == 2 and all(map(_EAST_ASIAN.fullmatch, words)):
            is_behind = len(words[0]) > 1 and words[1] in ONE_LETTER_FAMILIES
            return cls(*(reversed(words) if is_behind else words))
        suffix = words.pop() if len(words) > 2 and words[-1].casefold() in SUFFIXES else ""
        start = next((at for at in range(1, len(words) - 1) if _begins_family(words, at)), len(words) - 1)
        if len(words) == 2 and words[0] in PARTICLES:
            start = 0
        particle, family = _without_particle(words[start:])
        return cls(family, " ".join(words[:start]), particle, suffix)

    @classmethod
    def _inverted(cls, parts: list[str]) -> Self:
        """The name in parts between commas: "Last, First", "Last, Jr, First", or "First Last, Jr"."""
        suffix = next((part for part in parts[1:] if part.casefold() in SUFFIXES), "")
        if len(parts) == 2 and suffix in {"JR", "SR"} and " " not in _without_particle(parts[0].split(" "))[1]:
            suffix = ""  # initials, as indexes write them
        if len(parts) > 2 and parts[-1].replace(".", "").casefold() in DEGREES:
            suffix = parts[-1]
        others = [part for part in parts if part and part != suffix]
        if len(others) == 1 and " " in others[0]:
            return cls._spoken(others[0].split(" "))._replace(suffix=suffix)
        if len(others) == 3 and not suffix and " " not in others[1]:
            suffix = others.pop(1)
        if not 1 <= len(others) <= 2:
            return cls(literal=", ".join(filter(None, parts)))
        particle, family = _without_particle(others[0].split(" "))
        return cls(family, " ".join(others[1:]), particle, suffix)

    @property
    def display(self) -> str:
        """The name as it is spoken: "Laurens van der Maaten".

        >>> Name.parse("静木, 純一").display, Name.parse("静木 純一").family
        ('静木 純一', '静木')
        """
        family, given, particle, suffix, literal = self
        if given and family and not (particle or suffix or literal):
            is_behind = given > "\u3040" and _EAST_ASIAN.fullmatch(f"{family}{given}")
            return f"{family} {given}" if is_behind else f"{given} {family}"
        return literal or " ".join(filter(None, (given, particle, family, suffix)))

    @property
    def short(self) -> str:
        """The name for a narrow column: the family name with its particle."""
        return self.literal or " ".join(filter(None, (self.particle, self.family)))


def _begins_family(words: list[str], at: int) -> bool:
    """Whether the family name, or the particle before it, begins at a word that is neither the first nor the last."""
    word, following = words[at], words[at + 1]
    if word in _LARGE_PARTICLES:
        return following not in _VIETNAMESE
    return word in PARTICLES or (following in _CONNECTORS and at + 2 < len(words))


def _without_particle(words: list[str]) -> tuple[str, str]:
    """The particle that some words begin with, and the rest of them."""
    end = 0
    while end < len(words) - 1 and words[end] in PARTICLES:
        end += 1
    return " ".join(words[:end]), " ".join(words[end:])
