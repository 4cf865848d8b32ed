"""Labelled references: by hand, by hand with other papers in them, and set by pandoc in the styles of a folder.

The papers have titles, people, years and conferences of ACL's list, all else of them is drawn; they are CSL objects.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from zlib import crc32

from readlist.formats._references.entries import without_mark
from readlist.formats._references.mending import mended
from readlist.model.names import Name
from readlist.model.text import clean
from tests.conftest import SAMPLES

Paper = Mapping[str, Any]
Span = tuple[int, int, str]


class Example(NamedTuple):
    """A reference, where its parts are, and the paper that it is a reference to."""

    text: str
    spans: Sequence[Span]
    paper: Paper


# How often a kind of paper is drawn, and what it has: "page" always, "?issue" at times.
_KINDS = {
    "paper-conference": (36, "container-title page ?publisher ?publisher-place ?editor ?DOI"),
    "article-journal": (36, "container-title volume ?issue page ?DOI"),
    "book": (10, "publisher publisher-place ?edition"),
    "chapter": (9, "container-title editor page publisher publisher-place ?DOI"),
    "thesis": (4, "publisher genre"),
    "report": (3, "publisher genre"),
    "article": (5, "publisher URL"),
}
_PAGES = re.compile(r"(\d+)\D+(\d+)")
# What CSL and the people who labelled references call the parts.
_LABELS = dict(
    entry.split("=")
    for entry in """
    author=author date=date title=title publisher=publisher volume=volume pages=pages editor=editor note=note url=link
    location=place journal=venue container-title=venue edition=note genre=note translator=editor collection-title=venue
    title:a=title title:m=venue title:j=venue biblScope:pp=pages biblScope:vol=volume biblScope:issue=volume ptr:web=link
    biblScope:chapter=pages idno:report=note publisher-place=place issue=volume DOI=link URL=link
    """.split()
)
_ENTRY = re.compile(r'<div id="ref-(x\d+)" class="csl-entry"[^>]*>(.*?)(?=<div id="ref-x|\Z)', re.DOTALL)
_MARGIN = re.compile(r'<div class="csl-left-margin">.*?</div>', re.DOTALL)
_PLAIN = str.maketrans("“”‘’–‑—«»", '""\'\'---""')
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_CORE = re.compile(r"(\W*(?:[Ii]n:? )?)(.*?)(\W*)", re.DOTALL)  # what of a part is not its marks
_SWAPPED = {"title": "title", "venue": "container-title", "publisher": "publisher", "place": "publisher-place"}


@cache
def labelled() -> Sequence[tuple[str, Mapping[str, Sequence[str]]]]:
    """The references that people have labelled: each with the texts of its parts."""
    held: list[tuple[str, Mapping[str, Sequence[str]]]] = []
    for name in ("anystyle_gold.txt", "grobid_citations.txt"):
        text, parts = (SAMPLES / "data" / "reference_lists" / f"{name}{end}" for end in ("", ".expected.json"))
        lines = [line for line in clean(text.read_text("utf-8")).split("\n") if line.strip()]
        held += zip(lines, json.loads(parts.read_text("utf-8")), strict=True)
    return held


@cache
def _told(*fields: str) -> Sequence[str]:
    """Names of journals, publishers, places: what people have labelled as such."""
    told = (text for _, parts in labelled() for field in fields for text in parts.get(field, ()))
    return sorted({text.strip(" ,.:;()") for text in told})


@cache
def _rows() -> Sequence[Mapping[str, Any]]:
    with gzip.open(SAMPLES / "data" / "acl.jsonl.gz", "rt", encoding="utf-8") as lines:
        held = [row for row in map(json.loads, lines) if row["authors"] and row["year"] and len(row["title"]) > 5]
    Random(1).shuffle(held)
    return held


def papers(count: int, *, held_out: bool, seed: int) -> list[Paper]:
    """So many papers; the titles and people of those held out for measuring are in none of the others."""
    random = Random(seed)
    cut = len(_rows()) * 4 // 5
    rows = _rows()[cut:] if held_out else _rows()[:cut]
    return [{"id": f"x{number}", **_paper(random.choice(rows), random.choice(rows), random)} for number in range(count)]


def _paper(row: Mapping[str, Any], other: Mapping[str, Any], random: Random) -> Paper:
    (kind,) = random.choices(list(_KINDS), [often for often, _ in _KINDS.values()])
    words = row["title"].replace('"', "'").rstrip(".").split()
    journal = random.choice(_told("journal", "title:j"))
    venue = row["venue"] or journal
    title = " ".join(other["title"].split()[:6]).rstrip(":,")
    containers = {
        "article-journal": journal,
        "paper-conference": venue.upper() if venue.islower() else venue,
        "chapter": random.choice(("Handbook of ", "Advances in ", "Essays on ", "")) + title,
    }
    university = f"University of {random.choice(_told('location'))}"
    houses = {"thesis": university, "report": university, "article": "arXiv"}
    pages = _PAGES.fullmatch(row.get("pages") or "")
    first = random.randint(1, 2400)
    drawn = {
        "container-title": containers.get(kind),
        "volume": str(random.randint(1, random.choice((60, 500)))),
        "issue": str(random.randint(1, 12)),
        "page": f"{pages[1]}-{pages[2]}" if pages else f"{first}-{first + random.randint(1, 30)}",
        "publisher": houses.get(kind) or random.choice(_told("publisher")),
        "publisher-place": random.choice(_told("location")),
        "editor": list(map(_person, other["authors"][:2])),
        "edition": "2",
        "genre": "PhD thesis" if kind == "thesis" else "Technical report",
        "URL": f"http://arxiv.org/abs/{random.randint(8, 24):02}{random.randint(1, 12):02}.{random.randint(10000, 99999)}",
        "DOI": row.get("doi") or f"10.{random.randint(1000, 9999)}/j.{random.randint(1000, 99999)}",
    }
    fields = [field.strip("?") for field in _KINDS[kind][1].split() if field[0] != "?" or random.random() < 0.5]
    return {
        "type": kind,
        "title": " ".join(words[: 4 if random.random() < (0.5 if kind == "book" else 0.1) else None]).rstrip(":,;-"),
        "author": list(map(_person, row["authors"])),
        "issued": {"date-parts": [[random.randint(1890, 2025) if random.random() < 0.15 else int(row["year"])]]},
    } | {field: drawn[field] for field in fields}


def _person(told: str) -> dict[str, str]:
    name = Name.parse(told)
    return {"family": f"{name.particle} {name.family}{name.literal}".strip(), "given": name.given}


def by_hand() -> Iterator[Example]:
    """The references that people have labelled; their papers are known by title only."""
    for line, parts in labelled():
        text, spans = mended(without_mark(line)[1]).text, list[Span]()
        known = [(value, _LABELS[field]) for field, values in parts.items() if field in _LABELS for value in values]
        for value, label in sorted(known, key=lambda pair: -len(pair[0])):
            _put(spans, text, r"\s*".join(map(re.escape, re.sub(r"\s", "", mended(clean(value)).text))), label)
        yield Example(text, spans, {"title": (parts.get("title") or parts.get("title:a") or [""])[0]})


def styles(folder: Path, most: int, *, held_out: bool) -> list[Path]:
    """So many of the styles to learn from, or of the tenth of them that is held out to measure with."""
    found = [path for path in sorted(folder.rglob("*.csl")) if (crc32(path.stem.encode()) % 10 == 0) == held_out]
    return Random(1).sample(found, min(most, len(found)))


def styled(style: Path, papers: Sequence[Paper]) -> Iterator[Example]:
    """The papers as pandoc sets them in a style; none where the style leaves out titles, or is broken."""
    command = ["pandoc", "-f", "csljson", "-t", "html", "--wrap=none", "--citeproc", f"--csl={style}"]
    done = subprocess.run(command, input=json.dumps(papers), capture_output=True, text=True, check=False)
    known = {paper["id"]: paper for paper in papers}
    for key, entry in _ENTRY.findall(done.stdout):
        plain = html.unescape(re.sub(r"<[^>]+>", "", _MARGIN.sub("", entry).replace("<div", " <div")))
        text = mended(without_mark(" ".join(clean(plain).split()))[1]).text
        if spans := _parts(text, known[key]):
            yield Example(text, spans, known[key])


def _put(spans: list[Span], text: str, pattern: str, label: str, start: int = 0, end: int | None = None) -> None:
    """Add the first place of a part that no part found before it takes."""
    for found in re.compile(pattern).finditer(text, start, len(text) if end is None else end):
        if found[0] and all(found.end() <= first or found.start() >= last for first, last, _ in spans):
            spans.append((*found.span(), label))
            return


def _parts(text: str, paper: Paper) -> list[Span]:
    """The parts of a reference to a paper, if its title and an author before it are there."""
    spans: list[Span] = []
    put = partial(_put, spans, _low(text))
    put(_whole(paper["title"]), "title")
    start, end, _ = spans[0] if spans else (0, 0, "")
    for author in paper["author"]:
        put(_whole(author["family"]), "author", 0, start)
    if len(spans) < 2:
        return []
    given = {part for author in paper["author"] for part in re.split(r"[\s.-]+", _low(author["given"]))}
    for word in _WORD.finditer(_low(text), 0, start):
        if word[0] in given or (len(word[0]) <= 3 and text[slice(*word.span())].isupper()):
            put(re.escape(word[0]), "author", *word.span())
    for field in ("DOI", "URL", "container-title", "publisher", "publisher-place", "genre"):
        put(_whole(paper.get(field, "")), _LABELS[field], end)
    for editor in paper.get("editor", ()):
        put(_whole(editor["family"]), "editor", end)
    if "page" in paper:
        put(rf"(?<!\w){paper['page'].split('-')[0]}(?:\s?-+\s?\d{{1,5}})?(?!\w)", "pages", end)
    for place in ((0, start), (end, None)):
        put(rf"(?<!\d){paper['issued']['date-parts'][0][0]}[a-f]?(?!\d)", "date", *place)
    for field in ("volume", "issue"):
        put(_whole(paper.get(field, "")), "volume", end)
    return spans


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
            text += (shown := _swapped(whole.text[start:end], label, paper))
            spans.append((len(text) - len(shown), len(text), label))
            at = end
        yield Example(text + whole.text[at:], spans, paper)


def _swapped(part: str, label: str, paper: Paper) -> str:
    if label == "date":
        return re.sub(r"\d{4}", str(paper["issued"]["date-parts"][0][0]), part, count=1)
    core = _CORE.fullmatch(part)
    held = paper.get(_SWAPPED.get(label, ""))
    return f"{core[1]}{held}{core[3]}" if core and held else part
