r"""DOIs, arXiv identifiers and web addresses: find them in running text, bring them to one form, link to them.

DOI: a name ``10.prefix/suffix``, compared without case (doi.org/the-identifier). arXiv: ``2301.00001`` since 2007,
``hep-th/9901001`` before, a version ``v2`` may follow (info.arxiv.org/help/arxiv_identifier.html).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from readlist.model.regex import regex

DOI_ADDRESS = r"https?://(?:dx\.|www\.)?doi\.org/"
"""The pattern of what stands before a DOI in the addresses that lead to it."""

_DOI = regex(r"10\.\d{4,9}/[^\s\"<>{}|\\^`]{1,300}", re.IGNORECASE)
_ADDRESSABLE = regex(r"[A-Za-z0-9./-]+")
_USUAL_DOI = regex(r"10\.(?!48550/)\d{4,9}/[\w.()-]{0,200}\w")
_OLD_DOI = regex(r"10\.\d{4,9}/[\w.()/:;#-]{1,100}<[\w.()/:;#<>-]{1,200}")
_BEFORE_DOI = regex(rf"\A(?:info:doi/|doi:\s?)?(?:{DOI_ADDRESS})?", re.IGNORECASE)
_ARXIV_DOI = regex(r"10\.48550/arxiv\.", re.IGNORECASE)
_NUMBER = (
    r"(?P<number>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
    r"|(?P<archive>q-(?:alg|bio)|[a-z]{2,8}(?:-[a-z]{2,4})?)(?:\.[A-Za-z]{2})?/(?P<old>\d{2}(?:0[1-9]|1[0-2])\d{3}))"
    r"(?:v(?P<version>\d{1,3}))?(?!\d)"
)
_ARXIV = regex(_NUMBER)
_ARXIV_IN_TEXT = regex(
    r"(?:\barxiv:\s?|\barxiv\.org/(?:abs|pdf|html|format|ps|src|e-print)/|huggingface\.co/papers/"
    r"|alphaxiv\.org/(?:abs|pdf)/|10\.48550/arxiv\.)" + _NUMBER,
    re.IGNORECASE,
)
_ARCHIVES = frozenset(
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga "
    "funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph "
    "q-alg q-bio quant-ph solv-int supr-con".split()
)
# Top level domains that are no English words, so that "and.in/out" is no address.
_DOMAIN = (
    "com|org|net|io|edu|ai|gov|dev|app|eu|uk|de|fr|ch|cn|jp|nl|ca|au|se|kr|sg|hk|info|xyz|tech|site|cloud|page|space"
)
_PAGES = r"github\.io|gitlab\.io|readthedocs\.io|netlify\.app|vercel\.app|web\.app|streamlit\.app|hf\.space"
_ADDRESS = regex(
    r"(?:https?:\s?//\s?(?=\w)"
    r"|(?<![\w:/])//(?=[\w-]{1,63}\.[\w-])"
    r"|(?<![\w@./-])(?=www\.\w"
    rf"|[\w-][\w.-]{{1,80}}\.(?:{_DOMAIN})/\w"
    rf"|[\w-][\w.-]{{0,80}}\.(?:{_PAGES})\b))"
    r"(?P<rest>(?:[\w-]{1,60}\.\s(?=(?:com|io|org)/))?"
    r"(?:[^\sh<>\"{}\[\]|\\^`“”‘’«»…]++|(?!https?:)h|\\[_#%&~-]){1,2000})"
    r"(?:\}?\{(?P<label>[^{}]{0,300})\})?",  # what \href shows in place of the address
    re.IGNORECASE,
)
# What every address has besides "//" and "www.", found much faster, at most so many letters behind the beginning.
_DOT_OF_ADDRESS = regex(r"\.(?:[A-Za-z]{2,5}/|(?:[iI][oO]|[aA][pP][pP]|[sS][pP][aA][cC][eE])\b)")
_BEFORE_MARK = 100
_SCHEME = regex(r".?(https?:)\Z", re.IGNORECASE | re.DOTALL)
_SCHEME_LETTERS = len("https:")
_TRAILING = ".,;:!?'\"*$~"
_ESCAPED = regex(r"\\([_#%&~-])")
_WEB_SCHEME = regex("https?://")


class Arxiv(NamedTuple):
    """An arXiv identifier without its version, and the version where one is given."""

    id: str
    version: int | None = None


def find_urls(text: str) -> tuple[str, ...]:
    r"""The web addresses in a text, repaired, each once: scheme put back, LaTeX and punctuation after them cut.

    >>> find_urls(r"Code: //github.com/a/b, github.com/c/d{github.com/c/d}. \url{https://e.org/x\_y}.")
    ('https://github.com/a/b', 'https://github.com/c/d', 'https://e.org/x_y')
    """
    found: dict[str, str] = {}
    place = 0
    while (mark := _mark_of_address(text, place)) >= 0:
        scheme = _SCHEME.match(text, max(place, mark - _SCHEME_LETTERS), mark)
        match = _ADDRESS.match(text, scheme.start(1)) if scheme else None
        match = match or _ADDRESS.search(text, max(place, mark - _BEFORE_MARK))
        if match is None:
            break
        place = match.end()
        url = _repaired(match)
        if url:
            found.setdefault(_bare(url), url)
    return tuple(found.values())


def _mark_of_address(text: str, place: int) -> int:
    """Where something stands that an address may have; -1 where there is no address from a place on."""
    dot = _DOT_OF_ADDRESS.search(text, place)
    marks = (text.find("//", place), text.find("www.", place), text.find("WWW.", place), dot.start() if dot else -1)
    return min((mark for mark in marks if mark >= 0), default=-1) if max(marks) >= 0 else -1


def _repaired(match: re.Match[str]) -> str | None:
    rest = _unpunctuated(_ESCAPED.sub(r"\1", match["rest"].replace(" ", "")))
    label = match["label"]
    if label and rest.removeprefix("www.") == (shown := _WEB_SCHEME.sub("", label)):
        rest = shown  # the label is the same address as its author writes it
    scheme = "http://" if match[0][:5].lower() == "http:" else "https://"
    return scheme + rest if "." in rest.split("/", 1)[0] else None


def _unpunctuated(text: str) -> str:
    """The text without the punctuation behind it; brackets that are opened in it stay closed."""
    unopened = text.count(")") - text.count("(")
    end = len(text)
    while end and (text[end - 1] in _TRAILING or (unopened > 0 and text[end - 1] == ")")):
        end -= 1
        unopened -= text[end] == ")"
    return text[:end]


def _bare(url: str) -> str:
    return url.split("//", 1)[1].rstrip("/").casefold()


def find_doi(text: str) -> str | None:
    """The first DOI in a text as it is written there; an arXiv identifier in a DOI's form is none.

    >>> find_doi("see https://doi.org/10.1000/ABC(1)2.")
    '10.1000/ABC(1)2'
    """
    if _USUAL_DOI.fullmatch(text):
        return text
    for match in _DOI.finditer(text):
        doi = _unpunctuated(match[0])
        if not _ARXIV_DOI.match(doi) and not doi.endswith("/"):
            return doi
    return None


def whole_doi(text: str) -> str | None:
    """The DOI in a field or link that holds nothing else, in which more signs may stand than in running text.

    >>> whole_doi("https://doi.org/10.1000/%28ABC%291%3C12::AID-1%3E3.0.CO;2-%23")
    '10.1000/(ABC)1<12::AID-1>3.0.CO;2-#'
    """
    if "<" not in text and "%3" not in text:
        return None
    bare = _BEFORE_DOI.sub("", text.strip(), count=1)
    return next((doi for doi in (bare, unquote(bare)) if _OLD_DOI.fullmatch(doi)), None)


def normalize_doi(text: str) -> str | None:
    """The DOI in a field or link, bare and in lower case, for comparing; None where there is none.

    >>> normalize_doi("DOI: https://dx.doi.org/10.1000/ABC")
    '10.1000/abc'
    """
    doi = whole_doi(text) or find_doi(text.replace("%2F", "/").replace("%2f", "/"))
    return doi.casefold() if doi else None


def find_arxiv(text: str) -> Arxiv | None:
    """The first arXiv identifier in a text that is marked as one: "arXiv:…", a link, or a DOI of arXiv's.

    >>> find_arxiv("as in arXiv:2301.00001v2 [cs.LG]")
    Arxiv(id='2301.00001', version=2)
    """
    lowered = text.lower()
    if "xiv" not in lowered and "huggingface" not in lowered:
        return None
    return next(filter(None, map(_arxiv, _ARXIV_IN_TEXT.finditer(text))), None)


def normalize_arxiv(text: str) -> Arxiv | None:
    """The identifier in a field that holds nothing else, or in a link to it; None where there is none.

    >>> normalize_arxiv("math.GT/0309136")
    Arxiv(id='math/0309136', version=None)
    """
    match = _ARXIV.fullmatch(text.strip())
    return _arxiv(match) if match else find_arxiv(text)


def _arxiv(match: re.Match[str]) -> Arxiv | None:
    version = int(match["version"]) if match["version"] else None
    if match["old"] is None:
        return Arxiv(match["number"], version)
    archive = match["archive"].lower()
    return Arxiv(f"{archive}/{match['old']}", version) if archive in _ARCHIVES else None


def doi_link(doi: str) -> str:
    """The address that a DOI resolves at."""
    return f"https://doi.org/{doi}"


def arxiv_link(identifier: str, version: int | None = None) -> str:
    r"""The abstract page of an arXiv identifier, of one version if given; what no identifier holds ends no address.

    >>> arxiv_link("1706.03762", 2), arxiv_link("1\n")
    ('https://arxiv.org/abs/1706.03762v2', 'https://arxiv.org/abs/1%0A')
    """
    quoted = identifier if _ADDRESSABLE.fullmatch(identifier) else quote(identifier, errors="replace")
    return f"https://arxiv.org/abs/{quoted}v{version}" if version else f"https://arxiv.org/abs/{quoted}"
