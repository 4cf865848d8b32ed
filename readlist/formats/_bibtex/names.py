"""Lists of names as BibTeX writes them: ``von Last, Jr, First and {Corporate Name}``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from readlist.formats._bibtex.marks import MARKED, without_marks
from readlist.formats._bibtex.scan import outside_braces
from readlist.formats._bibtex.text import tidy
from readlist.formats._people import FAMILY_FIRST, ONLY_INITIALS
from readlist.model.latex import decode, encode, has_markup
from readlist.model.names import DEGREES, ET_ALII, ONE_LETTER_FAMILIES, PARTICLES, SUFFIXES, Name
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

OTHERS: tuple[str, ...] = ()  # what stands in a list of names for those that are not named

# What BibTeX would read inside a name, its "and" and its comma, and what some programs write in place of "and".
_SEPARATOR = regex(r"(?:\A|\s)and(?=\s|\Z)|[,;]", re.IGNORECASE)
_AND = regex(r"(?<!\s)\s+and\s+", re.IGNORECASE)
_AND_TWICE = regex(r"[{}]|(?:\A|(?<!\s)\s+)and\s+(?:and\s+)+", re.IGNORECASE)
_COMMA = regex(r",\s*")
_MARK = regex(r"[{}]|,?(?<!\s)\s+and\s+|,\s*", re.IGNORECASE)
_BLANK_OR_BRACE = regex(r"[{}]|[\s~]+")
_QUOTED = regex(r'(\A\s*|\sand\s)"([^"\w]*\w[^"]*)"(?=\s+and\s|\s*\Z)')
_SEMICOLON = regex(r"[{}]|(?:(?<!\s)\s+)?;\s*(?:and\s+)?")
_AMPERSAND = regex(r"[{}]|(?<!\s)\s+\\?&\s+")
_COMMENT_LINE = regex(r"\n[^\S\n]*%[^\n]*\n")
_OTHERS = ET_ALII | {"others", "other", "others.", *(f"{{{others}}}" for others in ET_ALII)}
# What is no name at the end of a list: the word between two, and that these are editors.
_UNTIED = regex(
    r"(?:(?<!\s)\s+and|(?<!\s)\s+\((?:eds?|editors?|hrsg|hgg?|dirs?|coords?|orgs?)\.?\)|,\s*(?:eds?\.|editors?))\s*\Z",
    re.IGNORECASE,
)
_PART = regex(r"([a-z-]+)\s*=\s*(.*)", re.DOTALL)  # as biblatex names them
_PARTS_IN_BRACES = regex(r"\{\"?(?:family|given|prefix|suffix)\s*=")
_PARTS = {"family": "family", "given": "given", "prefix": "particle", "suffix": "suffix"}
# What stands for the others in the languages of Europe, and in those of China and Japan.
_AND_OTHERS = (
    r"et\.?\s?al\.?|and\sal\.?|u\.\s?a\.|и\s(?:др|соавт)\.?|та\sін\.?|i\sin(?:ni|\.)|a\skol\.|m\.\s?fl\.|y\s(?:otros|cols?\.)"
    r"|e\soutros|ve\s(?:ark|diğ)\.|等人?|ほか"
)
_ET_AL = regex(rf"(?<![\s,])[\s,]+(?:{_AND_OTHERS})\Z")
_OTHERS_ALONE = regex(rf"(?:{_AND_OTHERS}|al\.?)\Z")
# "Anna B. Berg, Carl Dorn": an initial before another word is none of a family name, or stands among given names.
_TWO_PEOPLE = regex(
    r"[^\s,{}][^,{}]*\b[^\W\d_a-z]\.\s[^,{}]*\w{2}\s*,\s*[^\s,{}]+\s[^,{}]*\w\w"
    r"|[^\s,{}]+\s[^,{}]*,\s*\w\w[^\s,{}]*\s(?:[^\W\d_a-z]\.\s?)+[^\W\d_a-z][^\s,.{}]+\s*"
)
_UMLAUT = regex(r'"[aeiouAEIOU]')  # what stands in braces so is read as one letter
_LONGEST_PAIR = 200  # letters of names that are told without "and"
_GLUED = regex(r"((?:[A-ZÀ-ÞА-Я]\.-?){1,4})([A-ZÀ-ÞА-Я][\w'’-]+)")  # initials and a family name
# Google Scholar and others turn the name of a group around: "Team, Lamp Core".
_GROUPS = frozenset(
    """
    Association Collaboration Commission Committee Consortium Foundation Group Initiative Institute Investigators
    Network Organization Society Team Workgroup
    """.split()
)
_CHINESE = regex(r"[\u3400-\u9fff]{2,4}(?:,?\s+[\u3400-\u9fff]{2,4})+")  # whole names
_INITIAL_FIRST = regex(r"[^\W\d_a-z]\.")
_WHOLE = regex(r"\{[^\\]")  # in braces, but for those of an accent
_SEVERAL_WORDS = regex(r"[^\s~,][\s~,]+[^\s~,]")
_FAMILY_FIRST_OR_OTHERS = regex(rf"others|{FAMILY_FIRST.pattern}")
_REMEMBERED = 1 << 15  # people who write one paper write others
_COMPANIES = frozenset("inc inc. llc ltd ltd. gmbh corp corp. co. ag s.a. plc".split())
_NOT_GIVEN = SUFFIXES | _COMPANIES | {"and", "other", "others", "et", "etal"}
# What a name that is read at a glance does not have: other separators, "and" once more, a list that goes on.
_ODD = regex(
    r'[;%…"&=()*†‡§¶<⁰¹²³⁴-⁹]|\.\.|,,|\b(?:and|others?)\b|(?:\A|[\s,])et\.?\s?al|,\Z|\A\Z|'
    rf"(?:\A|[\s,])(?:{_AND_OTHERS}|al\.?)\Z",
    re.IGNORECASE,
)
_PEOPLE = regex(r"\[[^\[\];]{1,200};[^\[\]]{1,2000}\]|\{\[\}[^\[\];]{1,200};")


def names_people(affiliation: str) -> bool:
    """Whether an affiliation tells, in brackets, who belongs to it: ``[Bee, A.; Dee, B.] Lantern Lab``."""
    return _PEOPLE.search(affiliation) is not None


def parts(name: Name) -> tuple[str, ...]:
    """The parts of a name between commas, tidied: (literal,), (von Last, First) or (von Last, Jr, First).

    >>> from readlist.model.names import Name
    >>> parts(Name.parse("Laurens van der Maaten"))
    ('van der Maaten', 'Laurens')
    """
    family, given, particle, suffix, literal = map(tidy, name)
    whole = literal or (f"{particle} {family}" if particle and family else particle or family)
    if literal or not whole or not given:
        only = " ".join(filter(None, (whole or given, suffix)))
        return (only,) if only else ()
    return (whole, suffix, given) if suffix else (whole, given)


def write_names(names: Iterable[Name], *, others: bool, ascii: bool) -> str:  # noqa: A002 - the word of the option
    """The value of a field like author; ``others`` says that the list goes on.

    >>> from readlist.model.names import Name
    >>> write_names([Name.parse("Ana Ng"), Name.parse("Vaibhav")], others=True, ascii=False)
    'Ng, Ana and {Vaibhav} and others'
    """
    written = [_written(found, tidy(name.particle), ascii=ascii) for name in names if (found := parts(name))]
    return " and ".join([*written, "others"] if others else written)


def _written(name: tuple[str, ...], particle: str, *, ascii: bool) -> str:  # noqa: A002 - as above
    if len(name) == 1:
        value = encode(name[0], ascii=ascii)
        return '{{"}' + value[1:] + "}" if _UMLAUT.fullmatch(value) else f"{{{value}}}"
    whole, *rest = name
    before = f"{_protected(particle, ascii=ascii)} " if 0 < len(particle) < len(whole) else ""
    family = whole[len(particle) + 1 :] if before else whole
    # BibTeX takes small words before the last one for a particle; some lists of whole names have commas between them.
    is_listed = " " in whole and len(_names_in((whole, *rest))) > 1
    is_cut = is_listed or any(word[0].islower() for word in family.split()[:-1])
    value = f"{{{encode(family, ascii=ascii)}}}" if is_cut else _protected(family, ascii=ascii)
    return ", ".join([before + value, *(_protected(part, ascii=ascii) for part in rest)])


def _protected(part: str, *, ascii: bool) -> str:  # noqa: A002 - as above
    """A part of a name, in braces where BibTeX would cut it."""
    value = encode(part, ascii=ascii)
    return f"{{{value}}}" if _SEPARATOR.search(part) or MARKED.search(part) else value


def read_names(value: str) -> list[tuple[str, ...]]:
    """The names of a field, each in the parts between its commas; ``and others`` is OTHERS.

    >>> read_names("van der Maaten, Laurens and {Barnes and Noble} and others")
    [('van der Maaten', 'Laurens'), ('Barnes and Noble',), ()]
    """
    return [OTHERS if name == ["others"] else tuple(map(decode, name)) for name in _parted(value)]


def _parted(value: str) -> list[list[str]]:
    """The names of a field, each in the parts between its commas, as they are written."""
    if "{" not in value and "}" not in value:
        return [_COMMA.split(name) for name in _AND.split(value)]
    names: list[list[str]] = []
    name: list[str] = []
    for part, mark in outside_braces(value, _MARK):
        name.append(part)
        if mark.strip() != ",":
            names.append(name)
            name = []
    return names


def people(value: str) -> tuple[tuple[Name, ...], bool]:
    """The people that a field names, and whether they are all; names that other programs would not take are read too.

    >>> found, complete = people("de la Cruz, Ana and {Barnes and Noble} and King, Jr., Bo and Max {van Ek} and others")
    >>> [name.family or name.literal for name in found], complete
    (['Cruz', 'Barnes and Noble', 'King', 'van Ek'], False)
    """
    written = " ".join(value.split()).split(" and ")
    ends_in_initial = not written[0][-1:].islower()  # seldom so, and quickly seen
    several = len(written) > 1 and "," not in value
    if ends_in_initial and several and all(map(_FAMILY_FIRST_OR_OTHERS.fullmatch, written)):
        written = [FAMILY_FIRST.sub(r"\g<family>, \g<given>", name) for name in written]
        value = " and ".join(written)
    if len(written) > 1 and value.count(",") == 1:
        return _people(value)
    if len(written) == 1:
        written = _one_or_two(written[0])
    found = list(map(_plain_person, written))
    plain = tuple(filter(None, found))
    return (plain, True) if len(plain) == len(found) else _people(value)


def _one_or_two(written: str) -> list[str]:
    """The people in a list without "and": one, or those whose names have a comma or a blank between them.

    >>> _one_or_two("Ek B."), _one_or_two("Anna B. Ek, Bo Li"), _one_or_two("Ek, Bo"), _one_or_two("王灯油 李海星")
    (['Ek, B.'], ['Anna B. Ek', 'Bo Li'], ['Ek, Bo'], ['王灯油', '李海星'])
    """
    if len(written) > _LONGEST_PAIR:
        return [written]
    if _CHINESE.fullmatch(written):
        names = written.replace(",", " ").split()
        are_names = all(name[0] in ONE_LETTER_FAMILIES for name in names)
        return names if len(names) > 2 or (are_names and len(names[0]) > 2) else [written]
    if _TWO_PEOPLE.fullmatch(written):
        return list(map(str.strip, written.split(",")))
    turned = FAMILY_FIRST.fullmatch(written) if written.endswith(".") else None
    return [f"{turned['family']}, {turned['given']}"] if turned else [written]


def _people(value: str) -> tuple[tuple[Name, ...], bool]:
    if MARKED.search(value):
        value = without_marks(value)
    value = _without_braces_around(value.strip())
    value = _UNTIED.sub("", _QUOTED.sub(r"\1\2", value) if '"' in value else value)
    if "%" in value:
        value = _COMMENT_LINE.sub("\n", value)
    for mark, between in ((";", _SEMICOLON), ("&", _AMPERSAND)):
        if mark in value and (mark == ";" or not _AND.search(value)):
            value = _with_and(value, between)
    names: list[Name] = []
    complete = True
    parted = _parted(" and ".join(names for names, _ in outside_braces(value.strip(), _AND_TWICE)))
    alone = (parts[0] for parts in parted if len(parts) == 1)
    plain = [name for name in alone if _SEVERAL_WORDS.search(name) and not _WHOLE.match(name)]
    listed = 0 < len(plain) == len(parted) - 1
    for given in parted:
        # In "Wayne C.\ and" the blank that is escaped was taken for one before "and".
        written = [part for part in (part.strip().removesuffix("\\") for part in given) if part]
        if len(written) > 1 and (written[-1].casefold() in ET_ALII or _OTHERS_ALONE.match(written[-1])):
            written.pop()
            complete = False
        if written and (len(written) > 1 or not _stands_for_others(written[0])):
            shortened = _ET_AL.sub("", written[-1])
            complete = complete and shortened == written[-1]
            several = (*written[:-1], shortened) if shortened else tuple(written[:-1])
            names += map(_person, _names_in(several, listed=listed))
        else:
            complete = complete and not written
    return tuple(name for name in names if any(name)), complete


def _stands_for_others(name: str) -> bool:
    return name.casefold() in _OTHERS or _OTHERS_ALONE.match(name) is not None


def _without_braces_around(value: str) -> str:
    """A list of names without the braces around all of it, in which each has its comma: no corporation has those."""
    inside = value[1:-1]
    if value[:1] != "{" or value[-1:] != "}" or "{" in inside or "}" in inside:
        return value
    names = _AND.split(inside)
    return inside if len(names) > 1 and all(name.count(",") == 1 for name in names) else value


@lru_cache(_REMEMBERED)
def _plain_person(written: str) -> Name | None:
    """A name without markup in a list of which " and " parts the names; None where there is more to it."""
    family, comma, given = written.partition(", ")
    is_usual = comma and family.isalpha() and given.casefold() not in _NOT_GIVEN and family not in _GROUPS
    if is_usual and given.isalpha():
        return Name(family, given)
    if has_markup(written) or _ODD.search(written):
        return None
    if is_usual and "," not in given and given.rpartition(" ")[2].casefold() not in SUFFIXES:
        return Name(family, given)
    parts = tuple(part for part in map(str.strip, written.split(",")) if part)
    return _person(parts) if len(_names_in(parts)) == 1 else None


def _with_and(value: str, between: re.Pattern[str]) -> str:
    """A list of names with "and" in place of another mark, but in braces; one between single words is no such mark."""
    names = [name for name, _ in outside_braces(value, between) if name.strip()]
    return " and ".join(names) if between is _SEMICOLON or all(map(_SEVERAL_WORDS.search, names)) else value


def _names_in(parts: tuple[str, ...], *, listed: bool = False) -> list[tuple[str, ...]]:
    """The names between commas: several where a list has commas in place of "and", else one in its parts.

    ``listed`` says that the others are told without commas, "Anna Berg, Carl Dorn and Eva Falk".

    >>> _names_in(("A. Berg", "Carl Dorn")), _names_in(("Berg", "A.", "Dorn", "C.")), _names_in(("Berg", "A. C."))
    ([('A. Berg',), ('Carl Dorn',)], [('Berg', 'A.'), ('Dorn', 'C.')], [('Berg', 'A. C.')])
    """
    if len(parts) < 2 or any(_WHOLE.match(part) or part.casefold() in _NOT_GIVEN for part in parts):
        return [parts]
    family_first = [
        not part[-1:].islower() and not _without_suffix(part)[1] and FAMILY_FIRST.fullmatch(part) for part in parts
    ]
    if all(family_first):
        return [(name["family"], name["given"]) for name in family_first if name]
    # No family name begins with an initial.
    is_listed = listed and parts[0].split()[0].casefold() not in PARTICLES and len(parts[1].split()[-1].rstrip(".")) > 1
    may_be = len(parts) > 2 or _INITIAL_FIRST.match(parts[0]) or is_listed
    if may_be and all(map(_SEVERAL_WORDS.search, parts)):
        return [(part,) for part in parts]
    if len(parts) > 3 and len(parts) % 2 == 0 and all(map(ONLY_INITIALS.fullmatch, parts[1::2])):
        return list(zip(parts[::2], parts[1::2], strict=True))
    return [parts]


@lru_cache(_REMEMBERED)
def _person(written: tuple[str, ...]) -> Name:
    if len(written) == 1 and _PARTS_IN_BRACES.match(written[0]):
        written = tuple(part.strip(' "') for part in _parted(written[0][1:-1])[0])
    if len(written) < 2:
        return _spoken(written[0]) if written else Name()
    if "=" in written[0] and all(parts := list(map(_PART.fullmatch, written))):
        return Name(**{_PARTS[part[1]]: decode(part[2]) for part in reversed(parts) if part and part[1] in _PARTS})
    last, *rest = map(decode, written)
    if len(rest) > 1 and rest[0].casefold() not in SUFFIXES and _is_behind(rest[-1]):
        rest = [rest[-1], *rest[:-1]]
    # A family name alone has initials behind it, and no suffix, if they are large letters: "Ek, II".
    is_suffix = rest[0].casefold() in SUFFIXES and (" " in last or not rest[0].isupper())
    if len(rest) == 1 and (is_suffix or (" " in last and _is_behind(rest[0]))):
        return _spoken(written[0])._replace(suffix=rest[0])
    if rest[-1].casefold() in _COMPANIES:
        return Name(literal=", ".join([last, *rest]))
    if rest == ["The"] or (len(rest) == 1 and last in _GROUPS):
        return Name(literal=f"{rest[0]} {last}")
    suffix, given = (rest[0], " ".join(rest[1:])) if len(rest) > 1 else ("", rest[0])
    particle, family = _without_particle(written[0]) if " " in last else ("", last)
    if not suffix:
        family, suffix = _without_suffix(family)
    if not suffix:
        given, suffix = _without_suffix(given)
    return Name(family, given, particle, suffix)


def _without_suffix(name: str) -> tuple[str, str]:
    """A part of a name without the suffix that it ends with, as Google Scholar has it, and the suffix.

    >>> _without_suffix("Berg Jr"), _without_suffix("Berg, III"), _without_suffix("Jr")
    (('Berg', 'Jr'), ('Berg', 'III'), ('Jr', ''))
    """
    bare, _, suffix = name.rpartition(" ")
    return (bare.rstrip(" ,"), suffix) if bare and suffix.casefold() in SUFFIXES else (name, "")


def _is_behind(part: str) -> bool:
    """Whether a part stands behind a name and is none: Jr., PhD, but not what may be initials, such as MD."""
    is_degree = part.replace(".", "").casefold() in DEGREES and ONLY_INITIALS.fullmatch(part) is None
    return is_degree or part.casefold() in SUFFIXES


def _without_particle(written: str) -> tuple[str, str]:
    """The small words that a family name begins with, which BibTeX takes for its particle, and the rest."""
    words = written.split()
    end = 0
    while end < len(words) - 1 and (words[end][0].islower() or words[end] in PARTICLES):
        end += 1
    return decode(" ".join(words[:end])), decode(" ".join(words[end:]))


def _spoken(written: str) -> Name:
    """A name without a comma: "First von Last", or one whole in braces."""
    if "{" not in written:
        glued = _GLUED.fullmatch(written)
        return Name(glued[2], glued[1]) if glued else _with_small_words(Name.parse(decode(written)))
    words = _words(written)
    if len(words) == 1:
        return Name(literal=decode(written))
    # What is in braces at the end is the family name, whatever it looks like.
    if words[-1].startswith("{") and words[-1].endswith("}") and _closes_at_end(words[-1]):
        start = next((at for at, word in enumerate(words[:-1]) if at and word[0].islower()), len(words) - 1)
        family, given, particle = map(decode, (words[-1], " ".join(words[:start]), " ".join(words[start:-1])))
        if given == "The":
            return Name(literal=f"The {family}")
        family, suffix = _without_suffix(family)
        return Name(family, given, particle, suffix)
    return _with_small_words(Name.parse(decode(written)))


def _with_small_words(name: Name) -> Name:
    """The name, its particle all the small words that the family name begins with, known as particles or not."""
    if not name.family[:1].islower() or not name.particle or " " not in name.family:
        return name
    words = name.family.split()
    end = next((at for at, word in enumerate(words[:-1]) if not word[0].islower()), len(words) - 1)
    return name._replace(family=" ".join(words[end:]), particle=" ".join((name.particle, *words[:end])))


def _words(written: str) -> list[str]:
    """The words of a name; a group in braces is, or belongs to, one word."""
    return [word for word, _ in outside_braces(written, _BLANK_OR_BRACE) if word]


def _closes_at_end(word: str) -> bool:
    return word.find("}") == len(word) - 1 or word.count("{", 1, word.find("}")) > 0
