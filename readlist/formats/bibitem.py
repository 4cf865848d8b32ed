r"""LaTeX's bibliography as it stands in manuscripts and ``.bbl`` files: references after ``\bibitem``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from readlist.formats._kinds import Evidence, Reader
from readlist.formats._name_lists import name_list
from readlist.formats._references.entries import LONGEST, Entry
from readlist.model.latex import decode
from readlist.model.paper import Problem, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "bibitem"

_ITEM = regex(
    r"^[ \t]{0,40}\\bibitem\b[ \t]{0,9}%?\s{0,99}"
    r"(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,200}\}){0,400}\}){0,900}\}){0,3000}\]%?\s{0,99})?"
    r"\{(?P<key>[^{}]{0,300})\}%?",
    re.MULTILINE,
)
_END = regex(r"\\end\s?\{(?:thebibliography|document)\}")
# A comment; in an address the sign is itself.
_COMMENT = regex(
    r"(?P<address>\\(?:url|path|nolinkurl|href)\s?\{[^{}\n]{0,2000}\})|(?<!\\)%[^\n]{0,2000}(?:\n[ \t]{0,99})?"
)
_COMMAND = regex(r"\s*(?:(?!\\(?:newblock|bibitem)\b)[\\%{}][^\n]*)?")  # a line that shows no text of its own
# Commands with what they are told, which is not shown.
_UNSHOWN = regex(
    r"\\hskip[^\\]{0,80}\\relax\b|\\penalty\s?\d{1,5}|\\(?:natexlab|BibitemShut|urlstyle|providecommand)\s?\{[^{}]{0,40}\}"
    r"|\\(?:MR|MRhref|Zbl)\s?\{[^{}]{0,60}\}(?:\{[^{}]{0,60}\})?"
    r"|\\(?:bibinfo|bibfield|BIBforeignlanguage|foreignlanguage|textcolor)\s{0,9}\{[^{}]{0,200}\}\s{0,9}(?=\{)"
)
_LINK = regex(r"\\(?:(?P<shown>url|path|nolinkurl)|href(?:@noop)?)\s?\{(?P<url>(?:[^{}]|\{[^{}]{0,300}\}){0,2000})\}")
_ARXIV = regex(
    r"\\(?:href|Eprint)\s?\{https?://(?:www\.)?arxiv\.org/abs/(?P<id>[^{}\s]{5,60})\}\s{0,9}"
    r"\{(?:[^{}]|\{[^{}]{0,100}\}){0,200}\}"
)
_DOI = regex(r"\\(?:doi|DOI)\s?\{([^{}]{3,300})\}")
_ESCAPED = regex(r"\\([%#&_~])")
_BLOCK = regex(r"\\newblock\b")
_BLOCKS = 2  # of a reference without more than names and title
# What no block of a title alone has: quotes, "In", figures behind emphasis, a year at its end.
_NO_TITLE = regex(
    r"[«»“”\"]|``|\A\{?(?:In|in)\b|\}\s{0,9},[^{}]{0,200}\d|\b(?:1[89]|20)\d\d[a-z]?\)?[.,]?\Z|\\(?:url|href|doi)\b"
)
_UNSTOPPED = regex(r"(?<=[^\W_])\s{0,99}\\newblock\b")
_SLANTED = regex(
    r"(?:\\(?:emph|textit|textsl)\s?\{|\{\\(?:em|it|sl|itshape|slshape)\b)(?P<text>(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,300}\}){0,300}\}){3,400})\}"
)
_OTHERS = regex(r"\s*et[\s.~]{0,3}al\.?,?\s*")
_YEAR_LAST = regex(r"[\s,.]{0,9}\(?\d{4}[a-z]?\)?[\s,.:]{0,9}\Z|[\s,.:]{1,9}\Z")
_LEFT = regex(r"(?P<formula>\$[^$]{0,300}\$)|\\[A-Za-z@]{2,40}\*?\s?")


def recognize(text: str) -> float:
    """How sure a cleaned text holds such a bibliography."""
    return 0.97 if "\\bibitem" in text and _ITEM.search(text) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Record | Problem]:  # noqa: ARG001  a reference tells of itself
    """The records of a bibliography; the manuscript before and behind it is a problem each."""
    from readlist.formats._references.fields import record  # noqa: PLC0415  not needed to recognize a text

    items = list(_ITEM.finditer(text))
    yield from _manuscript(text[: items[0].start() if items else len(text)], 1)
    before: Record | None = None
    line = counted = 0
    for at, item in enumerate(items):
        line, counted = line + text.count("\n", counted, item.start()), item.start()
        following = items[at + 1].start() if at + 1 < len(items) else len(text)
        closing = _END.search(text, item.end(), following)
        end = closing.start() if closing else following
        entry = Entry(_lines(text[item.start() : end], line + 1), _plain(text[item.end() : end]), "")
        if not 10 <= len(entry.text) <= LONGEST:
            yield Problem(entry.lines, "not the length of a reference", text[item.start() : end][:LONGEST].strip())
        else:
            before = _keyed(record(entry, before), item["key"])
            yield before
        if closing:
            yield from _manuscript(text[closing.end() : following], line + 1 + text.count("\n", item.start(), end))


def _keyed(found: Record, key: str) -> Record:
    source = found.source._replace(format=NAME) if found.source else None
    return replace(found, citekey=key.strip() or None, source=source)


def _lines(passage: str, first: int) -> tuple[int, int]:
    return first, first + passage.rstrip().count("\n")


def _manuscript(passage: str, first: int) -> Iterator[Problem]:
    """A problem for what is written around a bibliography, where that is more than commands."""
    written = [line for line in passage.split("\n") if not _COMMAND.fullmatch(line)]
    if written:
        yield Problem(_lines(passage, first), "text outside the bibliography", "\n".join(written)[:LONGEST])


def _plain(tex: str) -> str:
    r"""A reference as it is shown, in one line, its title between quotes, the addresses at its end.

    >>> _plain("A.~B\\'ell.\n\\newblock Tides of \\emph{Oak}.\n\\newblock \\href{https://e.org/~b}{Trees}, 2019.")
    'A. Béll. «Tides of Oak». Trees, 2019. https://e.org/~b'
    """
    tex = _UNSHOWN.sub(" ", _COMMENT.sub(_uncommented, tex)).replace("\\bysame", "———")
    tex = tex.replace("\\doibase ", "https://doi.org/")
    tex = _UNSTOPPED.sub(r". \\newblock", _with_title_quoted(tex))
    tex = _ARXIV.sub(r" arXiv:\g<id> ", _DOI.sub(r" doi:\1 ", tex))
    found = [(link, _ESCAPED.sub(r"\1", link["url"]).strip()) for link in _LINK.finditer(tex)]
    addresses = dict.fromkeys(url for link, url in found if "://" in url or url.startswith("www."))
    tex = _LINK.sub(lambda link: link["url"] if link["shown"] and "://" not in link["url"] else "", tex)
    return " ".join((*_shown(_with_quotes(tex)).split(), *addresses)).replace("( ", "(")


def _with_title_quoted(tex: str) -> str:
    """The reference with quotes around its second block, the title, where the first holds names and maybe a year."""
    blocks = _BLOCK.split(tex)
    title = blocks[1].strip() if len(blocks) > _BLOCKS else ""
    names = name_list(_YEAR_LAST.sub("", _shown(blocks[0])))
    if not title or names is None or not names.sure or _NO_TITLE.search(title):
        return tex
    end = title[-1] if title[-1] in ".,?!" else ""
    stop = end if end in {".", ","} else ""
    rest = "\\newblock".join(blocks[2:])
    return f"{blocks[0]}\\newblock «{title.removesuffix(stop)}»{stop} \\newblock{rest}"


def _uncommented(found: re.Match[str]) -> str:
    return found["address"] or ""


def _shown(tex: str) -> str:
    return _LEFT.sub(lambda left: left["formula"] or "", decode(tex))


def _with_quotes(tex: str) -> str:
    """The reference with quotes around its title, where that stands in italics straight behind the names."""
    slanted = next((one for one in _SLANTED.finditer(tex) if not _OTHERS.fullmatch(one["text"])), None)
    before = _YEAR_LAST.sub("", _shown(tex[: slanted.start()])) if slanted else ""
    names = name_list(before) if before else None
    if slanted is None or not (before.strip() == "———" or (names and names.sure)):
        return tex
    return f"{tex[: slanted.start()]}«{slanted['text'].strip()}»{tex[slanted.end() :]}"


READER = Reader(NAME, r"LaTeX bibliography (\bibitem)", recognize, read)
