"""Lists of DOIs, arXiv identifiers and addresses of papers, with or without titles beside or above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._arxiv import OLD_IDENTIFIER
from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, numbered, where
from readlist.formats._record import make_record
from readlist.formats._tables.columns import find_header
from readlist.model.identifiers import find_arxiv, find_doi, normalize_arxiv
from readlist.model.paper import Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "identifiers"
_LONGEST = 600  # letters of a line that may hold identifiers

_ARXIV_NUMBER = r"\d{4}\.\d{4,5}(?:v\d{1,3})?"
_ARXIV_OLD = rf"{OLD_IDENTIFIER}(?:v\d{{1,3}})?"
_TOKEN = regex(
    r"<?(?:url:)?(?P<url>https?://[^\s<>\"|{}]{3,2000}|(?:www\.)?(?:arxiv\.org|doi\.org|dx\.doi\.org|aclanthology\.org"
    r"|openreview\.net|pubmed\.ncbi\.nlm\.nih\.gov)/[^\s<>\"|{}]{3,500})>?"
    rf"|\[?\b(?P<arxiv>arXiv: ?(?:{_ARXIV_NUMBER}|{_ARXIV_OLD})(?: ?\[[\w.-]{{2,20}}\])?"
    rf"|(?<![\w.,/-]){_ARXIV_NUMBER}(?![\w.,]\w)|(?<![\w./]){_ARXIV_OLD}\b)\]?"
    r"|(?P<doi>(?:\bdoi(?:\.org/|: ?| ))?\b10\.\d{4,9}/[^\s\"<>{}|\\^`]{1,300})"
    r"|\bPMID:? ?(?P<pmid>\d{4,9})\b|\b(?P<pmc>PMC\d{4,9})\b",
    re.IGNORECASE,
)
_PUBMED = regex(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{4,9})")
_PMC = regex(r"\b(PMC\d{4,9})\b")
# Sites whose pages are those of papers.
_OF_PAPERS = regex(
    r"https?://(?:[\w-]{1,40}\.){0,3}(?:openreview\.net/(?:forum|pdf)\?|aclanthology\.org/\S|aclweb\.org/anthology"
    r"|semanticscholar\.org/(?:paper|reader)/|papers\.ni?p?s\.cc/|neurips\.cc/paper|proceedings\.mlr\.press/v"
    r"|openaccess\.thecvf\.com/content|ieeexplore\.ieee\.org/(?:abstract/)?document/|dl\.acm\.org/(?:doi|citation)"
    r"|(?:link\.)?springer\.com/(?:article|chapter)/|sciencedirect\.com/science/article/|nature\.com/articles/"
    r"|jmlr\.org/papers/|(?:bio|med)rxiv\.org/content/|ncbi\.nlm\.nih\.gov/pmc/|dblp\.(?:org|uni-trier\.de)/rec/"
    r"|hal\.(?:science|archives-ouvertes\.fr)/\w|papers\.ssrn\.com/|jstor\.org/stable/|usenix\.org/conference/"
    r"|isca-(?:speech|archive)\.org/\S|ijcai\.org/proceedings/|aaai\.org/\S|direct\.mit\.edu/|eprint\.iacr\.org/\d"
    r"|paperswithcode\.com/paper/|huggingface\.co/papers/\d|alphaxiv\.org/abs/|science\.org/doi/|pnas\.org/\S"
    r"|onlinelibrary\.wiley\.com/doi/|tandfonline\.com/doi/|academic\.oup\.com/\S|journals\.\w{2,20}\.org/\S"
    r"|pubmed\.ncbi\.nlm\.nih\.gov/\d|ncbi\.nlm\.nih\.gov/pubmed/\d|frontiersin\.org/articles|mdpi\.com/\d)"
    r"|https?://\S{1,1000}\.pdf(?:[?#]\S{0,500})?\Z",
    re.IGNORECASE,
)
_PREPRINT_DOI = regex(r"(10\.1101/[\d.]{6,20})(?:v\d{1,2})?(?:\.\S{0,40})?", re.IGNORECASE)
_MARKUP = regex(r"\]\(|\*\*|__\w|\A\||\|\Z|<a\b|</[A-Za-z]|\A\s{0,40}(?:\{|\[\s?[{\"]|@[A-Za-z]{1,30}\s?[{(])")
_BULLET = regex(r"[\s>•·*+–—-]{0,6}(?:\(?\d{1,4}[.):]\s|\[\d{1,4}\]\s?|[-*•+]\s|\[[ xX]\]\s?){0,2}")
_EDGES = " \t,;:|-–—()[]<>*_\"'“”→=&+/#"
_SITE = regex(
    r" [-|·–—] (?:arXiv(?:\.org)?|OpenReview|ACL Anthology|PubMed|PMC|IEEE (?:Xplore|(?:Journals|Conf).{0,40})"
    r"|Semantic Scholar|ScienceDirect|SpringerLink|Nature|bioRxiv|ACM Digital Library|Papers With Code"
    r"|Hugging Face.{0,20})"
    r"(?: \| IEEE Xplore)?\Z",
    re.IGNORECASE,
)
_LABELS = regex(
    r"(?:(?:see|read|also|to|the|a|paper|papers|pdf|link|links|url|arxiv|doi|abs|here|preprint|available|at|from|and|or"
    r"|via|pubmed|title|html|code|github|id|pmid|ref|todo|done|new|this|cf|in|on|for|my|list|version|page|by|of|dl|web|\W)\s?){1,12}",
    re.IGNORECASE,
)
# What stands beside the title in a reference: year, "et al.", pages, volume, two authors or more.
_REFERENCE = regex(
    r"\((?:19|20)\d\d[a-z]?\)|\b(?:19|20)\d\d[a-z]?[.,;]|\bet al\b|\bpp?\.? ?\d|\bvol\.|\d ?\(\d{1,4}\)"
    r"|\b[A-Z]\. ?[A-Z]\w{1,30},|(?:, [A-Z][\w.-]{0,30} [A-Z][\w-]{1,30}){2}"
)


class _Marked(NamedTuple):
    """What a line holds: the identifiers in it, and its other words."""

    found: list[re.Match[str]]
    words: str


def recognize(text: str) -> float:
    """How sure a cleaned text is such a list: the share of its lines that hold identifiers or stand above one."""
    lines = numbered(text[:SAMPLE])
    if any(find_header(text[:SAMPLE], delimiter) for delimiter in ",;\t"):  # a table
        return 0.0
    if not lines or any(len(line.text) > 2 * _LONGEST or _MARKUP.search(line.text) for line in lines):
        return 0.0
    marked = [_marked(line.text) for line in lines]
    listed = sum(bool(line.found) and not _REFERENCE.search(line.words) for line in marked)
    titles = sum(_is_title_of(marked, at) for at in range(len(lines)))
    share = (listed + titles) / len(lines)
    return 0.0 if not listed or share < 0.6 else 0.99 if share >= 0.7 else 0.6


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers of a list in its order; a long line without an identifier, or with a foreign address, is a problem."""
    lines = numbered(text)
    marked = [_marked(line.text) for line in lines]
    for at, (line, held) in enumerate(zip(lines, marked, strict=True)):
        if not held.found:
            if not _is_title_of(marked, at) and (len(line.text) > 60 or "://" in line.text):
                yield Problem(where([line]), "no identifier or address of a paper", line.text)
        elif _names_several(held):
            for found in held.found:
                yield _record([line], _Marked([found], ""), "")
        else:
            above = at > 0 and not _is_title(held.words) and _is_title_of(marked, at - 1)
            yield _record(lines[at - above : at + 1], held, marked[at - 1].words if above else held.words)


def _trimmed(text: str) -> str:
    """The text without signs around it, but with a bracket that closes one in it."""
    bare = text.strip(_EDGES)
    closes = bare.count("(") > bare.count(")") and text.rstrip().startswith(")", text.find(bare) + len(bare))
    return f"{bare})" if closes else bare


def _marked(text: str) -> _Marked:
    """The identifiers of papers in a line and what else it says; addresses of anything else are words."""
    bare = _BULLET.sub("", text, count=1)
    if len(bare) > _LONGEST:
        return _Marked([], bare)
    found = [match for match in _TOKEN.finditer(bare) if _is_of_paper(match)]
    words, at = [], 0
    for match in found:
        words.append(_trimmed(bare[at : match.start()]))
        at = match.end()
    words.append(_trimmed(bare[at:]))
    return _Marked(found, _SITE.sub("", " ".join(filter(None, words))) if found else _SITE.sub("", _trimmed(bare)))


def _is_of_paper(match: re.Match[str]) -> bool:
    url = match["url"]
    if url is None:
        return match["arxiv"] is None or normalize_arxiv(_bare(match["arxiv"])) is not None
    return bool(find_arxiv(url) or find_doi(url.replace("%2F", "/")) or _OF_PAPERS.match(_web(url)))


def _bare(arxiv: str) -> str:
    return re.sub(r"\Aarxiv: ?| ?\[.*\Z", "", arxiv, flags=re.IGNORECASE)


def _web(url: str) -> str:
    url = url.rstrip(".,;:!?*'’”")
    url = url.removesuffix(")") if url.count(")") > url.count("(") else url
    url = url.removesuffix("]") if url.count("]") > url.count("[") else url
    return url if url.lower().startswith("http") else f"https://{url}"


def _is_title(words: str) -> bool:
    """Whether the words beside identifiers may be a title."""
    return len(words) >= 12 and words.count(" ") >= 1 and _LABELS.fullmatch(words) is None


def _is_title_of(marked: Sequence[_Marked], at: int) -> bool:
    """Whether a line holds no identifier and may be the title of the paper that the next one, and only it, names."""
    if marked[at].found or at + 1 == len(marked) or not _is_title(marked[at].words) or len(marked[at].words) > 300:
        return False
    following = marked[at + 1]
    return len(following.found) > 0 and not _is_title(following.words)


def _names_several(held: _Marked) -> bool:
    """Whether the identifiers in a line are those of several papers: without a title, two of a kind that differ."""
    kinds = [match.lastgroup for match in held.found]
    values = {_web(match["url"]) if match["url"] else match[0].casefold() for match in held.found}
    return len(set(kinds)) < len(kinds) and len(values) > 1 and not _is_title(held.words)


def _record(lines: Sequence[Line], held: _Marked, words: str) -> Record:
    titled = _is_title(words)
    urls = [_web(match["url"]) for match in held.found if match["url"]]
    given = [match[kind] or "" for match in held.found for kind in ("doi", "url")]
    bare = [_bare(match["arxiv"]) for match in held.found if match["arxiv"]]
    arxiv = next(filter(None, (*map(normalize_arxiv, bare), *map(find_arxiv, given))), None)
    doi = next(filter(None, (find_doi(each.replace("%2F", "/")) for each in given)), None)
    preprint = _PREPRINT_DOI.match(doi) if doi else None
    pmids = [match["pmid"] for match in held.found] + [found[1] for url in urls if (found := _PUBMED.search(url))]
    pmcs = [match["pmc"] for match in held.found] + [found[1] for url in urls if (found := _PMC.search(url))]
    pmid = next(filter(None, pmids), None)
    return make_record(
        NAME,
        where(lines),
        title=words if titled else None,
        doi=preprint[1].rstrip(".") if preprint else doi,
        arxiv=arxiv,
        url=next(iter(urls), f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else None),
        urls=urls[1:],
        extra={
            "PMID": pmid,
            "PMCID": next(filter(None, pmcs), None),
            "words": None if titled or not words or _LABELS.fullmatch(words) else words,
        },
        doubts=("title taken from a note",) if titled and _REFERENCE.search(words) else (),
    )


READER = Reader(NAME, "list of identifiers", recognize, read)
