"""The lines of a Markdown text with their numbers, what people write in HTML between them made Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._html.markdown import as_markdown
from readlist.formats._paper_links import link
from readlist.formats._references.entries import likeness
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FRONT_MATTER = regex(r"\A---\n(?:[^\n]{0,999}\n){0,99}?---(?:\n|\Z)")
_FOLDED = regex(r"^[ \t]{0,40}<(?P<tag>table|ul|ol)[\s>]", re.IGNORECASE | re.MULTILINE)
_ENDS = {tag: regex(rf"<(?P<slash>/?){tag}[\s>]", re.IGNORECASE) for tag in ("table", "ul", "ol")}
_SUMMARY = regex(r"<summary\b[^<>]{0,999}>", re.IGNORECASE)
_SUMMARY_END = regex(r"</summary\s?>", re.IGNORECASE)
_UNCLOSED = regex(r"</?details\b|<summary\b", re.IGNORECASE)  # behind a summary that has no end
_LONGEST_SUMMARY = 8  # lines
_ONLY_TAGS = regex(
    r"[ \t]{0,40}(?:</?(?:details|div|p|center|br|span|font|section|img|hr)\b[^<>]{0,999}>[ \t]{0,9}){1,9}",
    re.IGNORECASE,
)
_PROPERTY = regex(r"(?P<name>[ \t]{0,40}(?:[-*][ \t]{1,9})?[\w-]{1,40})::(?=\s)")
_WIKI_LINK = regex(  # what is before it, if that begins an item
    r"(?P<before>(?<![^\n])[ \t]{0,40}[-*+][ \t]{1,9}(?:\[.\][ \t]|[A-Z]{3,7}[ \t])?|)(?<![\\!])"
    r"\[\[(?P<note>[^\[\]|\n]{1,200})(?:\|(?P<alias>[^\[\]\n]{1,200}))?\]\](?![(\[:]|\s\(http)"
)
_BLOCK_NAME = regex(r"\s\^[\w-]{1,40}\Z")
_IN_NOTE = regex(r"[ \t]{2,40}>")
_MAY_BREAK = regex(r"\s{0,40}[^\s>#|<]")
_CITES = regex(r"\A\[\d{1,3}\]\s?[^\W\d_]|,[^,]{0,40}(?:\b(?:19|20)\d\d|['’]\d\d)\)?\.?\s{0,9}\Z")
_QUOTE_SIGNS = regex(r"[ ]?(?:>[ \t]?){1,9}")


class Line(NamedTuple):
    """A line and its number (from 1); ``folds`` where it is the summary of what can be folded below it.

    ``cites`` where it is a line of a quotation that reads like a reference.
    """

    number: int
    text: str
    folds: bool = False
    cites: bool = False


def lines(text: str) -> list[Line]:
    """The lines of a cleaned text without comments and properties of the whole file."""
    text = without_comments(text)
    if found := _FRONT_MATTER.match(text):
        text = "\n" * found[0].count("\n") + text[found.end() :]
    return list(_summarized(list(_unfolded(text))))


def without_comments(text: str) -> str:
    """The text with its HTML comments blanked, line ends kept; one that is not closed before the next ends its line."""
    parts, at, start, end = [], 0, text.find("<!--"), 0
    while start >= 0:
        following = text.find("<!--", start + 4)
        if 0 <= end < start + 4:
            end = text.find("-->", start + 4)
        if start and text[start - 1] == "\\":  # escaped, so shown
            start = following
            continue
        closed = end >= 0 and not 0 <= following < end
        stop = end + 3 if closed else text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        parts += [text[at:start], "\n" * text.count("\n", start, stop)]
        at, start = stop, following if following >= stop or following < 0 else text.find("<!--", stop)
    return "".join([*parts, text[at:]])


def _unfolded(text: str) -> Iterator[Line]:
    """The lines, those of tables and lists in HTML made Markdown."""
    at, number = 0, 1
    unclosed: set[str] = set()
    for found in _FOLDED.finditer(text):
        tag = found["tag"].casefold()
        if found.start() < at or tag in unclosed:
            continue
        end = _end_of(text, found.start(), tag)
        if end is None:
            unclosed.add(tag)
            continue
        yield from _numbered(text[at : found.start()].removesuffix("\n"), number, some=found.start() > at)
        number += text.count("\n", at, found.start())
        made = as_markdown(text[found.start() : end].strip())
        if made is not None:
            yield Line(number, "")
            yield from (
                Line(number + line - 1, shown) for line, shown in zip(made.lines, made.text.split("\n"), strict=False)
            )
            yield Line(number, "")
        number += text.count("\n", found.start(), end)
        at = end
    yield from _numbered(text[at:], number, some=True)


def _numbered(text: str, first: int, *, some: bool) -> Iterator[Line]:
    if some:
        yield from (Line(first + at, line) for at, line in enumerate(text.split("\n")))


def _end_of(text: str, start: int, tag: str) -> int | None:
    """Where the element ends that begins there, None where it is never closed."""
    depth = 0
    for found in _ENDS[tag].finditer(text, start):
        depth += -1 if found["slash"] else 1
        if not depth:
            return found.end()
    return None


def _summarized(given: Sequence[Line]) -> Iterator[Line]:
    """The lines without tags that only lay out, signs of quotations and the second colon of properties."""
    numbers = iter(range(len(given)))
    for at in numbers:
        number, text = given[at][:2]
        if _IN_NOTE.match(text):
            yield given[at]
        elif found := _SUMMARY.search(text):
            summary, rest, further = _summary(given[at : at + _LONGEST_SUMMARY], found.end())
            yield Line(number, " " * (len(text) - len(text.lstrip())) + summary, folds=True)
            yield Line(number, rest)
            for _ in range(further):
                next(numbers, None)
        elif _ONLY_TAGS.fullmatch(text):
            yield Line(number, "", folds="/details" in text)
        elif text[:2].lstrip(" ").startswith(">"):
            shown = _QUOTE_SIGNS.sub("", text, count=1)
            yield Line(number, shown, cites=_CITES.search(shown) is not None or likeness(shown) == 1)
        else:
            text = _PROPERTY.sub(r"\g<name>:", text, count=1) if "::" in text else text
            text = _WIKI_LINK.sub(_shown, text) if "[[" in text else text
            text = _BLOCK_NAME.sub("", text) if "^" in text else text
            yield Line(number, f"{text.rstrip()}\\" if text.endswith("  ") and _MAY_BREAK.match(text) else text)


def _shown(found: re.Match[str]) -> str:
    """What a link to another note shows; at the beginning of an item it is its title."""
    shown = found["alias"] or found["note"]
    if link(shown, "").labeled or shown.isdecimal():
        return found[0]
    shown = "" if shown.startswith("@") else shown.rpartition("/")[2]
    return found["before"] + (f"**{shown}** " if shown and found["before"] else shown)


def _summary(given: Sequence[Line], start: int) -> tuple[str, str, int]:
    """The text of a summary, what stands behind it, and how many further lines it takes."""
    texts = [given[0].text[start:]]
    for further, line in enumerate(given):
        shown = texts[0] if not further else line.text
        if further and _UNCLOSED.search(shown):
            break
        if end := _SUMMARY_END.search(shown):
            texts = [*texts[:further], shown[: end.start()]]
            rest = shown[end.end() :]
            return " ".join(map(str.strip, texts)), "" if _ONLY_TAGS.fullmatch(rest) else rest, further
        if further:
            texts.append(shown)
    return texts[0], "", 0
