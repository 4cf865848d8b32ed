"""HTML as text: what a reader of the page sees, line by line, as pasted text."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urljoin

from readlist.formats._html.parser import VOID, PageParser
from readlist.formats._kinds import Unwrapped
from readlist.formats._markdown.own import web_address
from readlist.model.identifiers import find_arxiv
from readlist.model.regex import regex

_START = regex(
    r"\s{0,999}(?:<!--[^>]{0,2000}>\s{0,99}){0,5}<(?:(?P<page>!doctype\s{1,9}html|html|head|body)|main|div|p|table|tbody"
    r"|tr|ul|ol|li|dl|dt|a|span"
    r"|article|section|meta|title|link|h[1-6]|b|strong|i|em)[\s>]",
    re.IGNORECASE,
)
_MARKDOWN = regex(
    r"^ {0,3}(?:#{1,6} {1,3}\S|(?:[-*+] |\d{1,3}\. )[^<\n]{0,200}?\]\(https?:|\|?[ :]?---+[ :]{0,2}\|)", re.MULTILINE
)
_FEW = 2  # lines of Markdown from which a text only begins with elements, as many READMEs do
_BASE = regex(
    r"<base\s[^>]{0,200}?href=[\"']?(?P<base>https?://[^\"'\s>]{1,500})"
    r"|<!--\s?saved from url=\(\d{1,5}\)(?P<saved>https?://\S{1,500})"
    r"|rel=[\"']?canonical[\"']?\s[^>]{0,100}?href=[\"']?(?P<canonical>https?://[^\"'\s>]{1,500})"
    r"|property=[\"']?og:url[\"']?\s[^>]{0,100}?content=[\"']?(?P<og>https?://[^\"'\s>]{1,500})",
    re.IGNORECASE,
)
# Citation processors put a reference beside its number.
_BESIDE = regex(r"</div>(\s{0,200})<div class=\"csl-right-inline\"[^<>]{0,500}>")
_HIDDEN = frozenset("script style template noscript svg head nav select textarea button iframe object".split())
BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody tfoot thead tr ul
    """.split()
)
_UNSEEN = regex(r"display\s?:\s?none|visibility\s?:\s?hidden", re.IGNORECASE)
_PAPER = regex(r"https?://(?:aclanthology\.org/[\w.-]{3,80}-?[\w.]{1,40}/?|openreview\.net/forum\?id=[\w-]{3,40})")
_BLANKS = regex(r"[\s\u00a0]+")


def is_html(text: str) -> bool:
    """Whether a text is a page, or a part of one, in HTML."""
    start = _START.match(text)
    if start is None or re.search(r"</[A-Za-z]|/>", text[:200_000]) is None:
        return False
    return bool(start["page"]) or sum(1 for _ in islice(_MARKDOWN.finditer(text), _FEW)) < _FEW


def base_address(text: str) -> str:
    """The address that a page was saved from, as far as it tells; empty where it does not."""
    found = _BASE.search(text[:200_000])
    return next(filter(None, found.groups()), "") if found else ""


def as_pasted(text: str) -> Unwrapped | None:
    """The text of a page as one copies it from a browser, addresses of papers on lines below their titles."""
    return unwrapped(text, _Pasted(base_address(text))) if is_html(text) else None


def unwrapped(text: str, page: Page) -> Unwrapped:
    """The lines of a page, as this kind of page puts them, with the numbers of the lines of its source."""
    page.feed(_BESIDE.sub(r"\1 ", text))
    page.close()
    page.end_line()
    return Unwrapped("\n".join(page.texts), page.numbers or [1])


class Page(PageParser):
    """The lines of a page and the numbers of the lines of its source that they begin in."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.numbers: list[int] = []
        self._base = base
        self._line: list[str] = []
        self._begun = 0  # the source line that the current line begins in
        self._hidden = ""
        self._depth = 0  # of elements of the hidden kind that are open
        self._preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if self._hidden:
            self._depth += tag == self._hidden
            return
        attributes = {name: value or "" for name, value in attrs}
        if tag not in VOID and (tag in _HIDDEN or _is_unseen(attributes)):
            self._hidden, self._depth = tag, 1
            return
        self._preformatted += tag == "pre"
        self.open(tag, attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that is closed where it begins; of one that is not void the sign means nothing."""
        if tag in VOID or tag not in _HIDDEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if self._hidden:
            self._depth -= tag == self._hidden
            self._hidden = self._hidden if self._depth else ""
            return
        self._preformatted -= tag == "pre" and self._preformatted > 0
        self.shut(tag)

    def handle_data(self, data: str) -> None:
        """Take the text between two tags."""
        if self._hidden:
            return
        line = self.getpos()[0]
        if self._preformatted:
            for at, piece in enumerate(data.split("\n")):
                if at:
                    self.end_line()
                self.add(piece.replace("\u00a0", " "), line + at)
            return
        text = _BLANKS.sub(" ", data)
        self.add(text, line + data[: len(data) - len(data.lstrip())].count("\n"))

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element that is seen."""

    def shut(self, tag: str) -> None:
        """End an element that is seen."""

    def add(self, text: str, line: int) -> None:
        """Add text to the current line."""
        if text.strip() and not self._begun:
            self._begun = line
        if text and not (text == " " and (not self._line or self._line[-1].endswith(" "))):
            self._line.append(text)

    def end_line(self) -> None:
        """End the current line; nothing where it is empty."""
        text = "".join(self._line)
        text = text.rstrip() if self._preformatted else text.strip(" ")
        if text.strip():
            self.put(text, self._begun or self.getpos()[0])
        self._line, self._begun = [], 0

    def put(self, text: str, number: int) -> None:
        """Put a line below the others."""
        self.texts.append(text)
        self.numbers.append(number)

    def address(self, href: str) -> str | None:
        """The address on the web that a link leads to."""
        href = href.strip()
        if not href or href.startswith(("#", "javascript:", "data:")):
            return None
        try:
            return web_address(urljoin(self._base, href))
        except ValueError:
            return None


def _is_unseen(attributes: dict[str, str]) -> bool:
    if "abstract" in attributes.get("class", ""):
        return False
    return "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")) is not None


class _Pasted(Page):
    """The page as plain text."""

    def __init__(self, base: str) -> None:
        super().__init__(base)
        self._href = ""
        self._label = 0  # how much of the line stood before the link
        self._paper = ""

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in BLOCKS:
            self.end_line()
        elif tag in {"td", "th"} and self._line:
            self.add("\t", self.getpos()[0])
        elif tag == "a":
            self._href, self._label = attributes.get("href", ""), len(self._line)

    def shut(self, tag: str) -> None:
        if tag == "a" and self._href:
            label = "".join(self._line[self._label :]).strip()
            href = (
                f"https://huggingface.co{self._href}" if self._href.startswith("/papers/") else self.address(self._href)
            )
            if (
                href
                and len(label) > 12
                and not label.startswith("[")
                and (_PAPER.fullmatch(href) or ((known := find_arxiv(href)) and known.id not in label))
            ):
                self._paper = href
            self._href = ""
        elif tag in BLOCKS:
            self.end_line()

    def put(self, text: str, number: int) -> None:
        super().put(text, number)
        if self._paper:
            super().put(self._paper, number)
            self._paper = ""
