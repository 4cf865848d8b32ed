"""Markdown inside a line: what is strong, emphasized, linked or an image; HTML tags that people write between."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NO_DEFINITIONS: Mapping[str, str] = {}
_URL = r"<?(?P<url>[^\s()<>]{0,2000}(?:\([^\s()<>]{0,300}\)[^\s()<>]{0,500}){0,5})>?"
_TOKEN = regex(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<hard>\\(?=\n|\Z))"
    r"|(?P<code>`{1,3})(?P<coded>[^`]{1,500})(?P=code)"
    r"|(?P<open>!?\[)"
    rf"|(?P<link>\](?:\(|\s\((?=https?:))\s{{0,5}}{_URL}(?:\s{{1,5}}[\"'(][^\"'\n]{{0,500}}[\"')])?\s{{0,5}}(?:\)|$))"
    r"|(?P<close>\](?:\[(?P<reference>[^\[\]]{0,200})\])?)"
    r"|<(?P<auto>https?://[^\s<>]{1,2000})>"
    r"|<(?P<slash>/?)(?P<tag>[A-Za-z][A-Za-z0-9]{0,10})(?P<attributes>(?:\s[^<>]{0,3000})?)/?>"
    r"|(?P<bare>https?://[^\s<>\[\]()|\"`]{1,2000}(?:\([^\s<>()]{0,200}\)[^\s<>\[\]()|\"`]{0,500})?)"
    r"|(?P<mark>\*{1,3}|_{1,3}|~~|==(?!=))",
    re.IGNORECASE | re.MULTILINE,
)
_ATTRIBUTE = regex(
    r"(?P<name>href|src|alt)\s{0,3}=\s{0,3}(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'>]+))", re.IGNORECASE
)
_STRONG, _EMPHASIZED = "strong", "emphasized"
_STYLES = {"b": _STRONG, "strong": _STRONG, "i": _EMPHASIZED, "em": _EMPHASIZED, "cite": _EMPHASIZED}
_WORDS = regex(r"\s[^\s=]{1,99}(?:\s{1,9}[^\s=]{1,99}){1,99}\s{0,9}")  # in angle brackets, and no attributes
_BREAKS = frozenset(
    """
    br p div li ul ol details summary tr td th table h1 h2 h3 h4 h5 h6 dt dd
    """.split()
)
_DROPPED = frozenset(
    """
    sub sup font span center code kbd u s small mark ins del tt big nobr thead tbody
    """.split()
)


class Span(NamedTuple):
    """A run of text in one style; ``url`` is where it leads to, ``image`` the address of the image it stands for."""

    text: str
    style: str = ""
    url: str | None = None
    image: str | None = None


class _Opened(NamedTuple):
    """A bracket, an ``<a>`` or a style that is not closed yet: its sign and the number of spans before it."""

    sign: str
    at: int
    url: str = ""


def spans(text: str, definitions: Mapping[str, str] = NO_DEFINITIONS) -> list[Span]:
    """The spans of a text; ``definitions`` are the addresses of reference links, by their names in small letters.

    >>> spans("**Deep *nets*** [[pdf]](https://x.org/a)")
    [Span(text='Deep nets', style='strong', url=None, image=None), \
Span(text=' ', style='', url=None, image=None), Span(text='[pdf]', style='', url='https://x.org/a', image=None)]
    """
    reading = _Reading(definitions)
    start = 0
    for found in _TOKEN.finditer(text):
        reading.add(html.unescape(text[start : found.start()]))
        start = found.end()
        reading.take(found, text)
    reading.add(html.unescape(text[start:]))
    return list(_joined(reading.finished()))


def shown(text: str, *, images: bool = False) -> str:
    """What is read of a text, on one line; the words that stand for images only where they are asked for.

    >>> shown("![New](a.png) Deep **nets** [here](b)"), shown("![New](a.png)", images=True)
    ('Deep nets here', 'New')
    """
    return squeeze("".join(span.text for span in spans(text) if images or span.image is None))


class _Reading:
    """The spans so far, the links and brackets that are open, and the styles that are."""

    def __init__(self, definitions: Mapping[str, str]) -> None:
        self._definitions = definitions
        self._spans: list[Span] = []
        self._brackets: list[_Opened] = []
        self._styles: dict[str, int] = {}  # of each open style the number of spans before it

    def add(self, text: str, url: str | None = None) -> None:
        if text:
            style = _STRONG if _STRONG in self._styles else _EMPHASIZED if self._styles else ""
            self._spans.append(Span(text, style, url))

    def take(self, found: re.Match[str], text: str) -> None:
        if found["escaped"]:
            self.add(found["escaped"])
        elif found["hard"]:
            self.add("\n")
        elif found["coded"]:
            self.add(found["coded"])
        elif found["open"]:
            self._open(found["open"])
        elif found["link"]:
            self._close(found["url"], found["link"])
        elif found["close"]:
            self._close(self._defined(found["reference"]), found["close"])
        elif found["tag"]:
            self._tag(found)
        elif found["mark"]:
            self._mark(found, text)
        else:
            url = found["auto"] or found["bare"].rstrip(".,;:!?*_")
            self.add(url, url)
            self.add((found["auto"] is None and found["bare"][len(url) :]) or "")

    def finished(self) -> list[Span]:
        for at in self._styles.values():  # what is never closed is no style
            self._spans[at:] = [span._replace(style="") for span in self._spans[at:]]
        return self._spans

    def _open(self, sign: str, url: str = "") -> None:
        self._brackets.append(_Opened(sign, len(self._spans), url))
        if sign == "[":
            self.add("[")

    def _defined(self, reference: str | None) -> str | None:
        if not self._definitions or not self._brackets:
            return None
        label = "".join(span.text for span in self._spans[self._brackets[-1].at + 1 :][:20])
        return self._definitions.get((reference or label).strip().casefold())

    def _close(self, url: str | None, shown: str) -> None:
        """A bracket is closed: with an address it was a link or an image, else it stays what it is."""
        if not self._brackets or self._brackets[-1].sign == "<":
            self.add(shown)
            return
        opened = self._brackets.pop()
        if url is None:
            self.add(shown if opened.sign == "[" else "")
            return
        inside = self._spans[opened.at + (opened.sign == "[") :]
        self._finish(opened, inside, html.unescape(url))

    def _finish(self, opened: _Opened, inside: Sequence[Span], url: str) -> None:
        """Make the spans inside a link or an image what they are; links do not hold links."""
        del self._spans[opened.at :]
        if opened.sign == "![":
            self._spans.append(Span("".join(span.text for span in inside), image=url))
            return
        if any(span.url for span in inside):  # the label is an address, or holds one
            inside = [span._replace(url=None) for span in inside]
        self._spans += [span._replace(url=url) for span in inside] or [Span("", url=url)]
        self._brackets.clear()

    def _tag(self, found: re.Match[str]) -> None:
        tag = found["tag"].casefold()
        if _WORDS.fullmatch(found["attributes"]):
            self.add(found[0])
            return
        attributes = {match["name"].casefold(): match["a"] or match["b"] or match["c"] or "" for match in
                      _ATTRIBUTE.finditer(found["attributes"])}  # fmt: skip
        if tag == "a" and not found["slash"]:
            self._open("<", attributes.get("href", ""))
        elif tag == "a" and self._brackets and self._brackets[-1].sign == "<":
            opened = self._brackets.pop()
            self._finish(opened, self._spans[opened.at :], html.unescape(opened.url))
        elif tag == "img":
            self._spans.append(Span(html.unescape(attributes.get("alt", "")), image=attributes.get("src", "")))
        elif tag in _STYLES:
            self._style(_STYLES[tag], opens=not found["slash"], closes=bool(found["slash"]))
        elif tag in _BREAKS:
            self.add("\n\n")
        elif tag not in _DROPPED and tag != "a":
            self.add(found[0])

    def _mark(self, found: re.Match[str], text: str) -> None:
        mark = found["mark"]
        before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
        within = before.isalnum() and after.isalnum() and mark[0] == "_"
        edges = not before.strip() or _is_punctuation(before), not after.strip() or _is_punctuation(after)
        opens = bool(after.strip()) and not within and (not _is_punctuation(after) or edges[0])
        closes = bool(before.strip()) and not within and (not _is_punctuation(before) or edges[1])
        if not (opens or closes):
            self.add(mark)
        elif mark != "~~":
            for style in (_STRONG,) if len(mark) == 2 else (_EMPHASIZED,) if len(mark) == 1 else (_STRONG, _EMPHASIZED):
                if not self._style(style, opens=opens, closes=closes) and len(mark) == 1:
                    self.add(mark)

    def _style(self, style: str, *, opens: bool, closes: bool) -> bool:
        """Close a style or open it; whether either could be done."""
        if closes and style in self._styles:
            del self._styles[style]
        elif opens and style not in self._styles:
            self._styles[style] = len(self._spans)
        else:
            return False
        return True


def _is_punctuation(sign: str) -> bool:
    return bool(sign) and not sign.isalnum() and not sign.isspace()


def _joined(found: Sequence[Span]) -> Iterator[Span]:
    """The spans, those in one link or of one style beside one another made one."""
    last: Span | None = None
    for span in found:
        if last is None:
            last = span
        elif span.image is None and last.image is None and span.url == last.url and (
            span.url is not None or span.style == last.style
        ):  # fmt: skip
            last = last._replace(text=last.text + span.text, style=_heavier(last.style, span.style))
        else:
            yield last
            last = span
    if last is not None:
        yield last


def _heavier(one: str, other: str) -> str:
    return _STRONG if _STRONG in {one, other} else one or other
