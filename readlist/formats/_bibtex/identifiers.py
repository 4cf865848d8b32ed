"""Addresses and arXiv identifiers, in whatever field of an entry they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.model.identifiers import DOI_ADDRESS, find_urls, normalize_arxiv
from readlist.model.regex import regex
from readlist.model.text import clean

if TYPE_CHECKING:
    from readlist.formats._bibtex.inherit import Fields
    from readlist.model.identifiers import Arxiv

_LINKS = ("link", "ee", "bdsk-url-1", "howpublished")
WEB = regex(r"https?://|(?:\A|\\url\s?\{)\s*www\.", re.IGNORECASE)
_SCHEME = regex(r"https?://", re.IGNORECASE)
_ADDRESS_ALONE = regex(
    r"(?:(?:available|accessible|online|url|retrieved)(?: online)?(?: at| from)?[\s:]{1,3})?https?://[^\s,;]+",
    re.IGNORECASE,
)
_FURTHER = regex(r"(?<=[,;|])https?://", re.IGNORECASE)  # an archive's address has another one in it
_URL = regex(r"(?:\\\\)?(?:\\url\s?\{([^{}]*)\}|\\href\s?\{([^{}]*)\}\s?\{[^{}]*\})")
_FONT = regex(r"\\(?:text(?:tt|sf|rm|it|normal)|tt|sf|path|nolinkurl|small|footnotesize)(?![A-Za-z])\s?")
_HREF = regex(r"\\href\s?\{([^{}]*)\}\s?(?=\{)")
_IN_BRACES = regex(r"\{(\\[%&#_$~ ])\}")
_TILDE = regex(r"\{?\\textasciitilde(?:\{\})?\}?|\\~(?:\{\})?|\$\\sim\$")
_ESCAPED_OR_BRACE = regex(r"\\([%&#_{}$~\\ -])|[{}]")
_VENUES = ("journal", "journaltitle", "booktitle", "howpublished")
_MENTIONING = (*_VENUES, "note", "addendum")
_COPIES = ("pdf", "html", "link", "ee", "preprint")
_MENTION = regex(
    r"(?:\barxiv(?:\.org)?[\s:,]{0,3}(?:e-?prints?|preprints?)?[\s:,]{0,3}(?:arxiv[\s:]{0,3})?"
    r"|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|https?://doi\.org/10\.48550/arxiv\.)"
    r"(?P<id>\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,10}(?:\.[a-z]{2})?/\d{7}(?:v\d{1,2})?)(?:\.pdf)?(?:\s?\[[\w.-]{1,20}\])?",
    re.IGNORECASE,
)
_CLAUSE_END = regex(r"[.,;()\[\]]")
_WORD = regex(r"[^\W\d_]{2,}")
_LOOSE = regex(r"\s*\(\s*\)|\s{2,}")
_BEFORE_SIGN = regex(r"\s+(?=[.,;:)\]])|(?<=[(\[])\s+")
# What may stand beside an identifier that is the paper's own.
_SAYS_LITTLE = frozenset(
    """
    arxiv preprint preprints eprint print unpublished manuscript version full extended long technical report available
    at as on in from via the also and to appear press submitted accepted for publication under review online id
    identifier number no http https www org abs pdf url
    """.split()
)
_ARXIV_PLACES = ("arxivid", "arxiv", "eid", "number", "volume", "pages", "howpublished", "note")
_ARXIV_HERE = regex(r"\s*(?:arxiv:\s?|abs/)\s*(\S{5,40})\s*(?:\[[\w.-]{1,20}\])?[\s.]*", re.IGNORECASE)
_DOI_PLACES = ("note", "comment", "howpublished", "eprint", "addendum", "url", "ee")
_DOI_ALONE = regex(
    rf"(?:doi:?\s*)?(?:{DOI_ADDRESS})?(10\.\d{{4,9}}/\S{{1,200}}?)[\s.,;]*(\([^()]{{1,80}}\)[\s.]*)?", re.IGNORECASE
)
_OF_ARXIV = frozenset({"", "arxiv", "arxiv.org", "corr"})


def take_arxiv(fields: Fields) -> Arxiv | None:
    """The arXiv identifier of an entry, which is taken out of the fields that tell it."""
    found = _archived(fields) or _alone(fields)
    for name in _MENTIONING:
        if name in fields and "rxiv" in fields[name].lower():
            found = _mentioned(fields, name, found) or found
    for name in _COPIES:
        if found is None and name in fields and "arxiv.org/" in fields[name]:
            found = normalize_arxiv(address(fields[name]))
    return found


def _archived(fields: Fields) -> Arxiv | None:
    """The identifier in the field that is made for it."""
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").strip().casefold()
    eprint = address(fields["eprint"]) if "eprint" in fields else ""
    if not eprint or archive not in _OF_ARXIV:
        return None
    field = fields.get("primaryclass") or fields.get("eprintclass") or ""
    found = normalize_arxiv(eprint) or normalize_arxiv(f"arXiv:{eprint}")
    found = found or (normalize_arxiv(f"{field.strip().partition('.')[0]}/{eprint}") if field else None)
    if found is not None:
        for name in ("eprint", "archiveprefix", "eprinttype"):
            fields.pop(name, None)
        for name in ("volume", "number", "eid", "arxivid"):
            if found.id in fields.get(name, "") and (name == "arxivid" or _ARXIV_HERE.fullmatch(fields[name])):
                del fields[name]
    return found


def _alone(fields: Fields) -> Arxiv | None:
    """The identifier that is all that another field says."""
    for name in _ARXIV_PLACES:
        if name not in fields:
            continue
        value = fields[name]
        if not (name.startswith("arxiv") or "ar" in value.casefold() or "abs/" in value):
            continue
        here = _ARXIV_HERE.fullmatch(value)
        found = normalize_arxiv(here[1] if here else value) if here or name.startswith("arxiv") else None
        if found is not None:
            del fields[name]
            return found
    return None


def _mentioned(fields: Fields, name: str, known: Arxiv | None) -> Arxiv | None:
    """The one identifier that a note or venue gives to the paper itself; a venue is left without it.

    >>> fields = {"journal": "J. Ferns (arXiv:2001.01234)", "note": "Extends arXiv:2001.01235"}
    >>> _mentioned(fields, "journal", None), _mentioned(fields, "note", None), fields["journal"]
    (Arxiv(id='2001.01234', version=None), None, 'J. Ferns')
    """
    text = address(fields[name])
    mentions = list(_MENTION.finditer(text))
    ids = {found for mention in mentions if (found := normalize_arxiv(f"arXiv:{mention['id']}"))}
    if len(ids) != 1 or (known and known.id not in {found.id for found in ids}):
        return None
    before = _CLAUSE_END.split(text[: mentions[0].start()])[-1]
    after = _CLAUSE_END.split(text[mentions[-1].end() :])[0]
    if not _SAYS_LITTLE.issuperset(_WORD.findall(f"{before} {after}".lower())):
        return None
    rest = f"{text[: mentions[0].start() - len(before)]} {text[mentions[-1].end() + len(after) :]}"
    rest = _BEFORE_SIGN.sub("", _LOOSE.sub(" ", rest)).strip(" .,;:")
    if name in _VENUES and rest and _SAYS_LITTLE.issuperset(_WORD.findall(rest.lower())):
        fields["note"] = f"{fields['note']}; {rest}" if "note" in fields else rest
        rest = ""
    if not _WORD.search(rest):
        del fields[name]
    elif name in _VENUES and text == fields[name]:  # else there is LaTeX in it
        fields[name] = rest
    return ids.pop()


def find_doi_field(fields: Fields) -> None:
    r"""Put what is nothing but a DOI where a DOI belongs, if there is none.

    >>> fields = {"note": r"doi: 10.1000/ab{\_}1.", "eprint": "10.1000/2"}
    >>> find_doi_field(fields)
    >>> fields
    {'eprint': '10.1000/2', 'doi': '10.1000/ab_1'}
    """
    if "doi" in fields:
        return
    for name in _DOI_PLACES:
        value = fields.get(name, "")
        is_address = "://" in value and (name == "url" or (name == "ee" and "url" not in fields))
        if "10." in value and not is_address and (alone := _DOI_ALONE.fullmatch(address(value))):
            fields["doi"] = alone[1]
            fields[name] = alone[2] or ""
            if not alone[2]:
                del fields[name]
            return


def take_urls(fields: Fields) -> tuple[str, tuple[str, ...]]:
    """The address of a paper, and further ones in the same field; one in a note among words stays there, too."""
    value = fields.pop("url", "")
    if not value:
        names_of_bibbase = [name for name in fields if name.startswith("url_")]
        for name in (*_LINKS, *names_of_bibbase):
            if not value and name in fields and WEB.search(fields[name]):
                value = fields.pop(name)
    if not value and "note" in fields:
        if _ADDRESS_ALONE.fullmatch(address(fields["note"])):
            value = fields.pop("note")
        elif "doi" not in fields and len(links := _URL.findall(fields["note"])) == 1:
            value = "".join("".join(links[0]).split())
            value = "" if "arxiv.org/" in value else value
    found = address(value)
    if " " not in found and (found.count("://") < 2 or not _FURTHER.search(found)):
        return found, ()
    urls = find_urls(found)
    if len(urls) > 1:
        return urls[0], urls
    return (found if _SCHEME.match(found) or not urls else urls[0]).replace(" ", "%20"), ()


def take_link(fields: Fields, name: str) -> None:
    r"""Leave what is shown of a link in a field; where no address is told, it is that of the link.

    >>> fields = {"title": r"\href{https://e.org}{On Lamps}"}
    >>> take_link(fields, "title")
    >>> fields
    {'title': '{On Lamps}', 'url': 'https://e.org'}
    """
    if "\\href" in fields.get(name, "") and (link := _HREF.search(fields[name])):
        fields[name] = _HREF.sub("", fields[name])
        fields.setdefault("url", link[1])


def address(value: str) -> str:
    r"""An address as it is meant, where LaTeX stands in it that no program should read there.

    >>> address(r"\url{https://e.org/a\_b{\%}20c}")
    'https://e.org/a_b%20c'
    """
    if "\\" in value or "{" in value or "$" in value:
        value = _URL.sub(lambda found: found[1] or found[2] or "", _IN_BRACES.sub(r"\1", value))
        value = _FONT.sub("", value)
        value = clean(_ESCAPED_OR_BRACE.sub(lambda found: found[1] or "", _TILDE.sub("~", value)))
    if "&" in value:
        value = value.replace("&amp;", "&")
    value = " ".join(value.split())
    return value[1:-1] if value.startswith("<") and value.endswith(">") else value
