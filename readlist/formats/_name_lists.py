"""Lists of authors as people write them: told from other text, taken apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from readlist.model.names import PARTICLES, SUFFIXES, Name
from readlist.model.regex import regex
from readlist.model.text import squeeze

ET_AL = r"\b(?:et\.?\s?al|[ae][tl]\sal)\b\.?"
"""The pattern of "et al.", as people write it."""

_SHORTENED = regex(
    rf"(?<![\s,;])[\s,;]*(?:{ET_AL}|\band others\b|\band colleagues\b|…|\.\.\.|\betc\b\.?|等)[\s.,;]{{0,20}}\Z",
    re.IGNORECASE,
)
_BETWEEN = regex(r"\s*(?:,\s*(?:and|&)\s|,|\band\b(?=\s)|&|，|、|;)\s*")
_LAST_OF_SEVERAL = regex(r",\s(?:and|&)\s[^,]{1,60}\Z")
_INITIALS = regex(r"(?:[^\W\d_a-z]\.?[- ]?){1,4}")
_FAMILY_FIRST = regex(
    r"\A([^\W\d_][\w'’-]{1,40}(?: [^\W\d_][\w'’-]{1,40}){0,2})"
    r" ([A-Z]{1,3}|[A-Z](?: [A-Z]){1,2}|[A-Z]\.(?:[ -]?[A-Z]\.?){0,3})\Z"
)
CREDITED = regex(r"\A(?:(?:written|authored) )?by:?\s(?!the\b)", re.IGNORECASE)  # before names
_CUT_INITIAL = regex(r"[\s.-][^\W\d_a-z]\Z")
_AFFILIATION = regex(r"\s?\([^()\d]{1,80}\)(?=\s*(?:[,;&]|and\b|et\b|\Z))")
PLACE = regex(
    r"(?:(?:UC|U|ETH|TU|Univ\.?) [A-Z]\w{1,20}|[A-Z]{3,8}"
    r"|\w{2,20} (?:Inc|Ltd|AI|Research|Labs?)\.?)(?:, [\w. ]{1,30}){0,2}"
)
PLACE_WORDS = regex(
    r"\A[^()]*\b(?:Universi\w{1,6}|Institut\w{0,2}|College|Laborator\w{1,5}|Labs?|School|Cent(?:er|re)|Research|Google"
    r"|Microsoft|Meta|DeepMind|OpenAI|NVIDIA|Stanford|Berkeley)\b"
)
_SHORT_PLACE = regex(r"[A-Z]{3,6}")
_DATED = regex(r"\s(?:19|20)\d\d\Z")  # a year is no mark of a footnote
_HAN = regex(r"[\u3040-\u30ff\u4e00-\u9fff·]{2,5}")
_HAN_PHRASE = regex(r"[\u3040-\u30ff\u4e00-\u9fff]{8}")  # of more letters than a name, but for a foreign one with "·"
_ARTICLE = regex(r"An? [^\W\d_a-z]\S{1,40} [^\W\d_a-z]\S{1,40}")  # before two words in capitals, which no point follows
_WORD = regex(r"[^\W\d_](?:[^\W\d_]|['’`.-])*")
_MARKS = regex(r"(?<![*†‡§¶#^\d¹²³⁴⁵⁶⁷⁸⁹⁰])[*†‡§¶#^\d¹²³⁴⁵⁶⁷⁸⁹⁰]+\Z|\A[*†‡§¶]+")
# What no name of a person has, and titles, venues and places often do.
_OTHER_WORDS = frozenset(
    """
    university institute conference workshop proceedings journal press learning network networks model models
    language vision deep neural data paper code oral poster spotlight best award survey review via with using
    for from towards toward analysis system systems recognition detection generation the beach city
    international research artificial intelligence machine lab labs school college department center centre
    google microsoft facebook meta deepmind openai nvidia stanford berkeley mit report book tutorial lecture
    programming algorithm algorithms theory introduction methods method optimization
    chapter github pdf arxiv project page website video slides dataset demo blog supplementary official
    implementation tensorflow pytorch keras accept reject papers title titles withdrawn nature science letters
    datasets benchmark benchmarks segmentation estimation reconstruction classification
    database databases distributed parallel computing computational software information adaptive robust efficient
    scalable stochastic supervised unsupervised generative adversarial dynamic multimodal semantic fast simple novel
    unified hybrid awards categories author authors
    citations results relevance sort view abstract abstracts search cnn cnns r-cnn rnn lstm gan gans bert gpt
    transactions ieee acm aaai acl emnlp naacl eacl neurips nips icml iclr cvpr iccv eccv
    """.split()
)
# Those of them that are also what people are called: "Deep Dov" and "Bert Dov", "Lu Gan" and "Ada Page".
_GIVEN_WORDS = frozenset(("deep", "bert"))
_FAMILY_WORDS = frozenset(("gan", "page", "fast", "best", "book", "beach"))
_FEWEST_BESIDE = 2  # names in full that tell a word to be one too


class NameList(NamedTuple):
    """Names of authors, whether they are all, and whether it is sure that they are names (not a phrase like one)."""

    names: tuple[Name, ...]
    complete: bool
    sure: bool


@lru_cache(256)  # one text is asked about again and again while its parts are told
def name_list(text: str) -> NameList | None:
    """The authors in a text that holds nothing else; None where it reads like something else.

    >>> found = name_list("G. Hinton, Yann LeCun et.al.")
    >>> [name.display for name in found.names], found.complete
    (['G. Hinton', 'Yann LeCun'], False)
    >>> name_list("Learning to rank, fast and slow")
    """
    text = _AFFILIATION.sub("", squeeze(text[:20_000])).strip(" ,;:")
    text = text if re.search(r"(?:\A|[\s.-])[^\W\d_a-z]\.\Z", text) else text.rstrip(".")
    if _CUT_INITIAL.search(text) and re.search(r"(?:\A|\W)[^\W\d_a-z]\.", text):
        text += "."  # that a sentence's full stop was taken for
    shortened = _SHORTENED.sub("", text)
    complete = shortened == text
    parts = _parted(shortened, inverted=not complete and text[len(shortened) : len(shortened) + 1] == ",")
    others = [part for part in parts if not _is_name(part)]
    beside = sum(" " in part for part in parts) - len(others)
    if not parts or not all(_may_be_name(part, surely=beside >= _FEWEST_BESIDE) for part in others):
        return None
    single = [part for part in parts if " " not in part and not ("." in part and _has_initial(part))]
    if len(parts) > 1 or not complete:
        single = [part for part in single if not _HAN.fullmatch(part)]
    if (single and complete and len(parts) < 2) or (len(single) > 2 and complete):
        return None
    several = len(parts) > 1
    sure = not complete or (several and not single) or any(map(_has_initial, parts))
    return NameList(tuple(Name.parse(_spaced(part)) for part in parts), complete, sure)


def _parted(text: str, *, inverted: bool) -> list[str]:
    """The names between commas, semicolons and "and"; "Last, First" and "Last, F." are one name.

    The first name of a list may be inverted alone: "Last, First, and First Last", or ``inverted`` before "et al.".
    """
    if ";" in text:
        return [part for part in map(_unmarked, map(_without_place, text.split(";"))) if part]
    if inverts := _inverted(text):
        return inverts
    parts = [part for part in map(_unmarked, _BETWEEN.split(text)) if part]
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if pairs and len(parts) % 2 == 0 and all(_only_initials(given) and not _has_initial(last) for last, given in pairs):
        return [f"{last}, {given}" for last, given in pairs]
    several = sum(" " in part for part in parts) > 1
    parts = [
        part
        for part in parts
        if part.casefold() not in SUFFIXES
        and not (several and _SHORT_PLACE.fullmatch(part) and part.casefold() not in _OTHER_WORDS)
    ]
    whole = [" " in part or "." in part for part in parts]
    oxford = _LAST_OF_SEVERAL.search(text) is not None and text.count(",") > 1
    may_be = inverted if len(parts) == 2 else len(parts) > 2 and (oxford or not whole[1])
    if may_be and not whole[0] and all(whole[2:]):
        return [", ".join(parts[:2]), *parts[2:]]
    return parts


def _inverted(text: str) -> list[str]:
    """The names of "Last, First and Last, First and others", empty where a text is none such list."""
    parts = [part for part in map(_unmarked, re.split(r"\s+and\s+", text)) if part]
    commas = [part.count(",") for part in parts]
    if not parts or max(commas) != 1 or sum(commas) * 4 < len(parts) * 3 or any(part.endswith(",") for part in parts):
        return []
    if len(parts) == 1:  # two single names, or one that is inverted
        last, given = map(_unmarked, parts[0].split(","))
        inverts = last and given and " " not in last and len(given.split()) < 4
        return parts if inverts and last[0].isupper() else []
    return [", ".join(map(_unmarked, part.split(","))) for part in parts]


def _without_place(part: str) -> str:
    """The name of "Ada Bee, University of Nets"."""
    name, comma, place = part.partition(",")
    known = comma and any(word.casefold().strip(".") in _OTHER_WORDS for word in place.split())
    return name if known or (comma and PLACE.fullmatch(place.strip())) else part


def _unmarked(part: str) -> str:
    part = part.strip()
    return part if part.isdecimal() or _DATED.search(part) else _MARKS.sub("", part).strip()


def _only_initials(text: str) -> bool:
    return (
        _INITIALS.fullmatch(text) is not None
        and text.isupper()
        and len(text.replace(".", "").replace("-", "").replace(" ", "")) <= 3
    )


def _has_initial(name: str) -> bool:
    return re.search(r"(?:\A|[\s,.-])[^\W\d_a-z](?:\.|\s|\Z)", name) is not None


def _spaced(name: str) -> str:
    """The name in a form that is taken apart well: "E.Denton" is "E. Denton", "Denton E" is "Denton, E"."""
    name = _FAMILY_FIRST.sub(r"\1, \2", name)
    return re.sub(r"(?<=[^\W\d_a-z]\.)(?=[^\W\d_][^\W\d_.])", " ", name)


def _may_be_name(text: str, *, surely: bool) -> bool:
    """Whether two words are a name, though one is also another word; not in capitals, as "GAN" and "BERT" are."""
    given, _, family = text.partition(" ")
    as_family = family.casefold() in _FAMILY_WORDS and (surely or family == "Gan") and _is_name(f"{given} Name")
    as_given = given.casefold() in _GIVEN_WORDS and surely and _is_name(f"Name {family}")
    return text == text.title() and (as_family or as_given)


def _is_name(text: str) -> bool:
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or _HAN_PHRASE.search(text) or _ARTICLE.match(text):
        return False
    capital = [word for word in words if not word[0].islower()]
    return (
        all(_WORD.fullmatch(word) for word in words)
        and all(
            word in capital or word.casefold() in PARTICLES or word.startswith(("d'", "al-", "el-")) for word in words
        )
        and bool(capital)
        and not any(word.casefold().strip(".'’") in _OTHER_WORDS for word in words)
        and not (len(words) > 1 and all(len(word) > 3 and word.isupper() and word.isascii() for word in words))
    )
