"""Labelled references: by hand, by hand with other papers in them, and set by pandoc in the styles of a folder."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple
from zlib import crc32

from readlist.formats._reference_fields import _mended
from readlist.formats._reference_list import without_mark
from readlist.model.text import clean
from tests.benchmarks.references.papers import Paper, labelled

Span = tuple[int, int, str]


class Example(NamedTuple):
    """A reference, where its parts are, and the paper that it is a reference to."""

    text: str
    spans: Sequence[Span]
    paper: Paper


# What CSL and the people who labelled references call the parts.
_LABELS = dict(
    entry.split("=")
    for entry in """
    author=author date=date title=title publisher=publisher volume=volume pages=pages editor=editor note=note url=link
    location=place journal=venue container-title=venue edition=note genre=note translator=editor collection-title=venue
    title:a=title title:m=venue title:j=venue biblScope:pp=pages biblScope:vol=volume biblScope:issue=volume ptr:web=link
    biblScope:chapter=pages idno:report=note issued=date publisher-place=place page=pages issue=volume DOI=link URL=link
    """.split()
)
_ENTRY = re.compile(r'<div id="ref-(x\d+)" class="csl-entry"[^>]*>(.*?)(?=<div id="ref-x|\Z)', re.DOTALL)
_MARGIN = re.compile(r'<div class="csl-left-margin">.*?</div>', re.DOTALL)
_PLAIN = str.maketrans("“”‘’–‑—«»", '""\'\'---""')
_WORD = re.compile(r"[^\W\d_][\w'-]*")

_CORE = re.compile(r"(\W*(?:[Ii]n:? )?)(.*?)(\W*)", re.DOTALL)  # what of a part is not its marks
_SWAPPED = {"title": "title", "venue": "container-title", "publisher": "publisher", "place": "publisher-place"}


def by_hand() -> Iterator[Example]:
    """The references that people have labelled; their papers are known by title only."""
    for line, parts in labelled():
        found = _Finding(_mended(without_mark(line)[1]))
        known = [(value, _LABELS[field]) for field, values in parts.items() if field in _LABELS for value in values]
        for value, label in sorted(known, key=lambda pair: -len(pair[0])):
            found.put(r"\s*".join(map(re.escape, re.sub(r"\s", "", _mended(clean(value))))), label)
        titles = parts.get("title") or parts.get("title:a") or [""]
        yield Example(found.text, found.spans, {"title": titles[0]})


def styles(folder: Path, most: int, *, held_out: bool) -> list[Path]:
    """So many of the styles to learn from, or of the tenth of them that is held out to measure with."""
    found = [path for path in sorted(folder.rglob("*.csl")) if (crc32(path.stem.encode()) % 10 == 0) == held_out]
    return Random(1).sample(found, min(most, len(found)))


def styled(style: Path, papers: Sequence[Paper]) -> list[Example]:
    """The papers as pandoc sets them in a style; none where the style leaves out titles, or is broken."""
    command = ["pandoc", "-f", "csljson", "-t", "html", "--wrap=none", "--citeproc", f"--csl={style}"]
    done = subprocess.run(command, input=json.dumps(papers), capture_output=True, text=True, check=False)
    known = {paper["id"]: paper for paper in papers}
    examples = []
    for key, entry in _ENTRY.findall(done.stdout):
        plain = html.unescape(re.sub(r"<[^>]+>", "", _MARGIN.sub("", entry).replace("<div", " <div")))
        text = _mended(without_mark(" ".join(clean(plain).split()))[1])
        examples.append(Example(text, _parts(text, known[key]), known[key]))
    return [example for example in examples if example.spans]


class _Finding:
    """Where the parts of a reference are: each at the first place that none found before it takes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []

    def put(self, pattern: str, label: str, start: int = 0, end: int | None = None) -> None:
        for found in re.compile(pattern).finditer(self.text, start, len(self.text) if end is None else end):
            if found[0] and all(found.end() <= first or found.start() >= last for first, last, _ in self.spans):
                self.spans.append((*found.span(), label))
                return


def _parts(text: str, paper: Paper) -> list[Span]:
    """The parts of a reference to a paper, if its title and an author before it are there."""
    found = _Finding(_low(text))
    found.put(_whole(paper["title"]), "title")
    start, end, _ = found.spans[0] if found.spans else (0, 0, "")
    for author in paper["author"]:
        found.put(_whole(author["family"]), "author", 0, start)
    if "author" not in {label for _, _, label in found.spans}:
        return []
    given = {part for author in paper["author"] for part in re.split(r"[\s.-]+", _low(author["given"]))}
    for word in _WORD.finditer(found.text, 0, start):
        if word[0] in given or (len(word[0]) <= 3 and text[slice(*word.span())].isupper()):
            found.put(re.escape(word[0]), "author", *word.span())
    year = rf"(?<!\d){paper['issued']['date-parts'][0][0]}[a-f]?(?!\d)"
    page = rf"(?<!\w){paper.get('page', '').split('-')[0]}(?:\s?-+\s?\d{{1,5}})?(?!\w)"
    fields = ("DOI", "URL", "container-title", "publisher", "publisher-place", "genre", "volume", "issue")
    behind = [(_LABELS[field], _whole(paper.get(field, ""))) for field in fields]
    behind[-2:-2] = [("editor", _whole(editor["family"])) for editor in paper.get("editor", ())]
    behind[-2:-2] = [("pages", page), ("date", year)]  # before the short numbers that may be in them
    found.put(year, "date", 0, start)
    for label, pattern in behind:
        found.put(pattern, label, end)
    return found.spans


def _low(text: str) -> str:
    """The text in small letters with plain marks, each letter at its place."""
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text.translate(_PLAIN))


def _whole(text: str) -> str:
    plain = re.escape(_low(text)).replace(r"\.", "[.]?")  # some styles leave points out
    return rf"(?<!\w){plain}(?!\w)"


def invented(by_hand: Sequence[Example], papers: Iterable[Paper], seed: int) -> Iterator[Example]:
    """References labelled by hand with the title, the year and what else a paper has in the places of theirs."""
    random = Random(seed)
    for paper in papers:
        whole = random.choice(by_hand)
        text, spans, at = "", [], 0
        for start, end, label in sorted(whole.spans):
            text += whole.text[at:start]
            before = len(text)
            text += _swapped(whole.text[start:end], label, paper)
            spans.append((before, len(text), label))
            at = end
        yield Example(text + whole.text[at:], spans, paper)


def _swapped(part: str, label: str, paper: Paper) -> str:
    if label == "date":
        return re.sub(r"\d{4}", str(paper["issued"]["date-parts"][0][0]), part, count=1)
    core = _CORE.fullmatch(part)
    held = paper.get(_SWAPPED.get(label, ""))
    return f"{core[1]}{held}{core[3]}" if core and held else part
