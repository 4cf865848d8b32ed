"""HTML as Markdown: the lists, tables, headings, styles and links of a page, its papers as items."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._html.text import BLOCKS, Page, base_address, is_html, unwrapped
from readlist.model.regex import regex

if TYPE_CHECKING:
    from readlist.formats._kinds import Unwrapped

_AUTHORS = frozenset("authors author author-list authorlist pub-authors paper-authors names".split())
_APART = (" ", "[", "(", "“", '"', "*", "-", "/", "'", "’")  # ends of text that goes on in the next element
# The name of the page's owner, which is bold among those of other authors.
_NAME = r"\*\*([^\W\d_a-z][\w.'’-]{0,20}(?: [^\W\d_a-z][\w.'’-]{0,20}){1,3})\*\*"
_OWN_NAME = regex(
    rf"(?:\A|(?<=, )|(?<=\band )|(?<=& )){_NAME}(?=\\?\*?(?:, | and | & ))|(?:(?<=, )|(?<=\band )|(?<=& )){_NAME}"
)
_TITLED = regex(r"\*\*[^*]{15,900}\*\*|\[[^\[\]]{20,900}\]\(")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STYLES = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
_PERSON_PAGE = regex(
    r"/people/|/persons?/|/authors?/|/pid/|/pers/|/profile\b|[?&]user=|orcid\.org|/search|searchtype=author|/a/|/~"
    r"|javascript:",
    re.IGNORECASE,
)
_ITEM_CLASS = frozenset(
    "paper publication pub note entry bibitem paper-item publication-item paper-card result".split()
)
_CLASSES = regex(r"\bclass=[\"']([^\"'<>]{1,300})")
_NAMED_ITEM = regex(
    r"(?:\w{1,20}[-_]){0,2}(?:paper|pub|publication|article|bib|citation)s?[-_]?(?:item|entry|li|row|card|box|block)",
    re.IGNORECASE,
)
_OWN_PAGE = regex(r"href=\"(?:https://huggingface\.co)?/papers/\d{4}\.")  # its papers are told by their headings
_DEEPEST = 20  # items within items; each indents its lines
_PARTS = 8  # elements of lists that an article of one paper may have, links to it
_LONG = 300  # letters of a paragraph that is an abstract
_BETWEEN_PEOPLE = regex(r"\s*[|·•;]\s*")
_PATH = regex(r"(?!mailto:|javascript:|data:)[\w./?][\w./?=&%~+:-]{2,500}\Z")
_SHORT_LABEL = 20  # letters of words such as "supplementary video"
_PICTURE = regex(r"\A(\s{0,99}(?:- )?)\[\s?(?:\*\*)?\s?\](?=\(\S{1,2000}\)\s{0,9}\Z)")
_MARKUP = regex(r"[\\`*\[\]<|]|(?<!\w)_|_(?!\w)|&(?=#?\w{1,30};)")


def as_markdown(text: str) -> Unwrapped | None:
    """The text of a page as Markdown: its lists, tables, headings, styles and links."""
    return unwrapped(text, _Marked(base_address(text), _items_of(text))) if is_html(text) else None


def _items_of(text: str) -> frozenset[str]:
    """The classes of elements that are items on a page, and "article" where it holds several of few parts each."""
    classes = Counter(name for found in _CLASSES.findall(text) for name in found.casefold().split())
    several = {name for name, times in classes.items() if times > 1 and _NAMED_ITEM.fullmatch(name)}
    articles = 0 if _OWN_PAGE.search(text) else text.count("<article")
    return _ITEM_CLASS | several | ({"article"} if articles > 1 and text.count("<li") <= articles * _PARTS else set())


class _Item(NamedTuple):
    """An element that is an item: its tag, how many lists it lies in, how many elements like it are open in it."""

    tag: str
    lists: int
    depth: int


class _Marked(Page):
    """The page as Markdown."""

    def __init__(self, base: str, items: frozenset[str]) -> None:
        super().__init__(base)
        self._item_marks = items  # classes of elements that are items, and "article" if those are
        self._lists = 0
        self._items: list[_Item] = []  # that are open
        self._early: list[tuple[str, int]] = []  # lines of an item before its title
        self._plain = ""  # the element that holds an item's authors
        self._prefix = ""
        self._link: str | None = None
        self._pathed = False  # whether the link leads to a place within the site
        self._label = 0  # how much of the line stood before the link
        self._person = False
        self._rows = 0
        self._gap = False
        self._closed = False  # whether a link or label ended straight before
        self._title = ""  # the element that holds an item's title

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        classes = set(attributes.get("class", "").casefold().split())
        if tag == "a":
            self._person = False
            href = self.address(attributes.get("href", ""))
            self._link = None if href is None or _PERSON_PAGE.search(href) else href
            self._person = self._link is None
            self._pathed = href is None and _PATH.match(attributes.get("href", "")) is not None
            self._label = len(self._line)
            self._mark("[" if self._link else "")
        elif self._is_item(tag, classes):
            self._begin_item(tag)
        elif tag in {"td", "th"}:
            self._mark(" | " if self._line else "| ")
        elif tag in _HEADINGS and not self._items:
            self._break()
            self._prefix = "#" * _HEADINGS[tag] + " "
        elif tag in _HEADINGS:
            self._break()
            self._mark("**")
        elif tag in _STYLES:
            self._mark("" if self._plain else _STYLES[tag])
        elif tag in BLOCKS:
            self._lists += tag in {"ul", "ol"}
            self._rows = 0 if tag == "table" else self._rows
            self._break()
            self._gap = self._gap or tag != "br"
        if self._items:
            self._open_within(tag, classes)

    def _open_within(self, tag: str, classes: set[str]) -> None:
        """Begin an element in an item."""
        if not self._title and tag in {"p", "div", "span"} and any("title" in name for name in classes):
            self._title = tag
            self._mark("**")
        elif not self._plain and tag in {"p", "div", "span"} and classes & _AUTHORS:
            self._plain = tag
        if tag == self._items[-1].tag:
            self._items[-1] = self._items[-1]._replace(depth=self._items[-1].depth + 1)

    def _is_item(self, tag: str, classes: set[str]) -> bool:
        if tag in {"li", "dt"}:
            return not (self._items and self._items[0].tag == "article")
        if tag == "article" and tag in self._item_marks:
            return True
        return tag in {"div", "article", "section", "p"} and bool(classes & self._item_marks)

    def _begin_item(self, tag: str) -> None:
        self._break()
        self._put_early()
        self._items = [item for item in self._items if item.lists < self._lists] if tag == "li" else self._items
        self._items = [item for item in self._items if item.tag != "dt"]
        self._prefix = "  " * len(self._items) + "- "
        self._items.append(_Item(tag, self._lists, 0))
        del self._items[_DEEPEST:]

    def shut(self, tag: str) -> None:
        if tag == self._title:
            self._mark("**")
            self._title = ""
        elif tag == self._plain:
            self._plain = ""
        if tag == "a":
            self._end_link()
        elif tag in _HEADINGS and self._items:
            self._mark("**")
        elif tag in _STYLES:
            self._mark("" if self._plain else _STYLES[tag])
        elif tag in BLOCKS:
            self._end_block(tag)
        if tag in _HEADINGS:
            self._break()
        self._closed = tag in {"a", "span"}

    def _end_block(self, tag: str) -> None:
        self._break()
        self._gap = self._gap or tag != "br"
        self._lists -= tag in {"ul", "ol"} and self._lists > 0
        if tag in {"ul", "ol", "dl"}:
            self._put_early()
            self._items = [item for item in self._items if item.lists <= self._lists and item.tag != "dt"]
        elif self._items and self._items[-1].tag == tag and tag != "dt":
            last = self._items[-1]._replace(depth=self._items[-1].depth - 1)
            if last.depth:
                self._items[-1] = last
            else:
                self._put_early()
                self._items.pop()

    def handle_data(self, data: str) -> None:
        if self._person and _BETWEEN_PEOPLE.fullmatch(data):
            data = ", "
        super().handle_data(data)

    def add(self, text: str, line: int) -> None:
        if self._closed and self._items and text[:1].isupper() and self._line and not self._line[-1].endswith(_APART):
            self._break()  # a label, and what it is glued to on the screen by nothing but a style
        self._closed = self._closed and not text
        text = _MARKUP.sub(r"\\\g<0>", text)
        super().add(text.lstrip() if self._line and self._line[-1] == "[" else text, line)

    def _mark(self, text: str) -> None:
        """Add marks of Markdown to the current line."""
        super().add(text, self.getpos()[0])

    def _end_link(self) -> None:
        """End a link; one within the site that the page does not tell is bold, since it may be a title."""
        label = "".join(self._line[self._label :])
        if self._link:
            self._mark(f"]({self._link})")
        elif self._pathed and self._items and not self._title and len(label) > _SHORT_LABEL:
            self._line[self._label :] = [f"**{label.strip()}** "]
        self._link, self._pathed = None, False

    def _break(self) -> None:
        """End the line, but not within a link."""
        if self._link:
            super().add(" ", self.getpos()[0])
        else:
            self.end_line()

    def put(self, text: str, number: int) -> None:
        text = _PICTURE.sub(r"\1[link]", text.replace("****", ""))
        if not self._prefix:
            text = _OWN_NAME.sub(lambda found: found[1] or found[2], text)
        if self._gap and not self._items and not (text.startswith("| ") and self._rows):
            super().put("", number)
        self._gap = False
        if text.startswith("| "):
            super().put(f"{text} |", number)
            self._rows += 1
            if self._rows == 1:
                super().put("|" + " --- |" * (text.count(" | ") + 1), number)
        elif self._prefix and self._items and self._items[-1].tag not in {"li", "dt"} and not _TITLED.search(text):
            self._early.append((text, number))
        else:
            self._put_below(text, number)
            self._put_early()

    def _put_below(self, text: str, number: int) -> None:
        """Put a line that is no row of a table: the first of an item or a heading behind its mark, others under it."""
        if self._prefix:
            text, self._prefix = self._prefix + text, ""
        elif self._items:
            prose = self._items[0].tag == "article" and len(text) > _LONG and "](" not in text
            text = "  " * len(self._items) + ("Abstract: " if prose else "") + text
        super().put(text, number)

    def _put_early(self) -> None:
        """Put the lines of an item that stand before its title below it, or as they are where it has none."""
        early, self._early = self._early, []
        for text, number in early:
            self._put_below(text, number)
