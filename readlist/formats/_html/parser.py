"""Python's parser of HTML, without errors and in time that grows with the page only."""

from __future__ import annotations

from html.parser import HTMLParser

_MOST = 50  # tags behind one that is not ended
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements that hold nothing, and are never closed."""


class PageParser(HTMLParser):
    """Takes any text for a page."""

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002  the parser's own word
        """A section of SGML, which has no meaning in a page, as the comment that browsers take it for."""
        return self.parse_bogus_comment(i)

    def close(self) -> None:
        """End the page; what stands behind a tag that is not ended is text."""
        # The parser would look for the end of each tag there.
        if self.rawdata.count("<") > _MOST:
            rest, self.rawdata = self.rawdata, ""
            self.handle_data(rest)
        super().close()
