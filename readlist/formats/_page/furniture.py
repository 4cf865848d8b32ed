"""The furniture of paper pages: headers, navigation, buttons, counts; what stands there and is no paper."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from readlist.model.dates import MONTH_WORD
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST = 120  # letters of the longest line of furniture

_MONTH = rf"{MONTH_WORD}\.?"
_DAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}, )?"
_WELCOME = r"(?:new ?)?(?:Get trending papers in your email inbox(?: once a day)?! ?){1,4}"
_BYLINE = r"by ?\[?(?:AK)?(?:\]\(\S*\))? ?and the research community ?"

# Lines that stand on such pages only.
_SITE_LINES = regex(
    rf"{_WELCOME}|{_BYLINE}|and the research community|Subscribe"
    r"|(?:Daily|Trending) Papers(?: - Hugging Face)?|Daily ?Weekly ?Monthly|Hugging Face(?:['’]s logo)?"
    r"|Trending Papers ranked by GitHub stars activity|System theme|© ?(?:\d{4}(?:[-–]\d{4})?,? )?(?:[\w&'’,-]+ ){0,5}"
    r"[\w&'’,-]+(?:\. All rights reserved)?\.?",
    re.IGNORECASE,
)
# What a site says of its cookies, in the languages that its readers are likely to have.
_COOKIES = regex(
    r"\b(?:uses?|utilis\w{1,5}|utiliz\w{1,6}|us(?:a|iamo|amos)|verwende[nt]|nutz(?:t|en)|accept|manage|reject)"
    r" (?:\w{2,12} ){0,3}cookies?\b|\bcookie (?:policy|settings|preferences|notice)\b|使用 ?cookie",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 300
_LONGEST_OWNER = 60
# Words of menus and buttons: furniture only beside other furniture.
_NAVIGATION = frozenset(
    """
    new|daily|weekly|monthly|by|ak|models|datasets|spaces|buckets|buckets new|docs|enterprise|pricing|log in|login
    |sign up|sign in|join|website|tasks|huggingchat|collections|languages|organizations|community|blog|posts|learn
    |discord|forum|github|solutions|team & enterprise|hugging face pro|enterprise support|inference providers
    |inference endpoints|storage buckets|previous|next|company|tos|terms of service|terms|privacy|privacy policy|about
    |careers|search|home|menu|main menu|skip to content|skip to main content|load more|show more|read more|see more
    |settings
    |profile|log out|notifications|papers|today|yesterday|latest|top|trending|sort by|filter|filters|close|back to top
    |accept|accept all|accept all cookies|i accept|agree|i agree|got it|ok|okay|decline|reject|reject all|deny
    |manage preferences|preferences|cookie settings|cookies|customize|customise|necessary only|only necessary
    |alle akzeptieren|akzeptieren|ablehnen|alle ablehnen|einstellungen|tout accepter|tout refuser|aceptar|rechazar
    |previous day|next day|jobs|view all|see all|contact|help|feedback|back
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
# Words on buttons of each paper.
_BUTTONS = frozenset("more share save cite expand collapse follow like bookmark details abstract".split())
_RELATIVE = (
    r"(?:about |over |almost |less than )?(?:an?|\d{1,3}) (?:second|minute|hour|day|week|month|year)s? ago|yesterday"
    r"|today|just now|last (?:week|month|year)"
)
_PIECE = (
    r"(?:\[?-?\]?|[♡♥❤⭐★☆👍▲△↑⬆💬🔥]\ufe0f?) ?[-–+]?\d{1,6}(?:[.,]\d{1,3})?[km]?(?!\d|\.\d)"
    r"(?: ?(?:(?:up)?votes?|comments?|citations?|likes?|views?|authors?(?:\]\(\S*\))?))?|Upvotes?|Authors:?|Reply"
    rf"|(?:Published(?: on)? |on )?{_DAY}(?:{_MONTH} \d{{1,2}}(?:, \d{{4}}\d{{0,4}})?|\d{{4}}-\d\d-\d\d|{_RELATIVE})"
    r"|Submitted by(?: ?\S{1,40})?|GitHub(?=[ \d])|View (?:arXiv page|PDF)|View on arXiv|PDF|arXiv(?: ?Page)?|BibTeX"
    r"|HTML|(?:\[ ?(?:pdf|supp|arxiv|bibtex|abs|code|download pdf|openreview|video|poster|slides|html)\ ?]\s?){1,9}"
    r"|Add to collection|Project page|Paper page|AI-generated summary|Abstract:?|h-index \d{1,3}"
    r"|\(?(?:cs|math|stat|eess|physics|econ|q-bio|q-fin|cond-mat|astro-ph|nlin)\.[a-z-]{2,8}\)?"
    r"|(?:Research|Article|Letter|Perspective|Review|Protocols?|News & Views|Matters Arising|Comment)"
    rf"(?:[ |]{{1,3}}\d{{1,2}} {_MONTH} \d{{4}})?(?:[ |]{{1,3}}Open Access)?|Open Access"
    r"|\((?:Spotlight|Talk|Oral|Poster(?: Session)?|Introduction|Discussion|Keynote|Break|Invited Talk|Panel|Q&A"
    r"|Contributed Talk|Remarks|Live Intro)\)|SlidesLive(?: Video)?|Timezone: ?|iCal|\[iCal\]"
    r"|Paper|(?:arxiv: ?)?\d{4}\.\d{4,5}(?:v\d{1,2})?(?: ?\[[\w.-]{2,20}\])?"
    r"|https?://(?:www\.)?(?:huggingface\.co/papers(?:/\S*)?|arxiv\.org/(?:abs|pdf)/\S*)"
    r"|\S{1,40}['’]s (?:avatar|profile picture)|(?:user |paper )?avatar|(?:paper )?thumbnail|Paper (?:author|submitter)"
    r"|Cite arxiv\.org/abs/\S{5,30} in a \w{3,12} README\.md to link it from this page\.?"
    r"|No \w{3,12} linking this paper"
    r"|(?:Models|Datasets|Spaces|Collections) (?:cit|includ)ing this paper(?: \d{1,4})?"
    r"|#?\d{1,3} Paper of the (?:day|week|month)|(?:Show|Read|Load|See|Learn|View) (?:more|less|all)(?: \d{1,4})?"
)
_FIGURES = str.maketrans("123456789", "0" * 9)
_VARYING = regex(rf"https?://\S+|{_MONTH}(?![a-z])|\d+(?:[.,:]\d+)*[km]?", re.IGNORECASE)
_FIELD = regex(
    r"(?i:edited by\b|editors?\s?: |(?:date|published|submitted|updated|year|votes|citations)\s?: ?(?=.{0,20}\d)"
    r"|(?:link|url|pdf|code|doi|paper|project(?: page)?|github|arxiv id)\s?: ?(?=<?https?://|10\.\d{4}|\d{4}\.\d{4})"
    r"|(?:comments?|subjects?|keywords|venue|journal|conference|affiliations?)\s?: )"
)
_PRINTED = regex(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?(?: .{1,120})?"
    r"|(?:.{1,120} )?https?://\S+(?: \d{1,4}/\d{1,4})?"
    r"|\d{1,4} (?:of|/) \d{1,4} \d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?",
)
_PAGED = regex(r"\d:\d\d|\d/\d{1,4}\s*\Z")
_CLOCK = regex(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d")
_FEW = 3  # lines that are alike by chance
_SHARE = 0.4  # of the papers of a page
_LINES = 3  # of a paper without an abstract, most often
_RECORD_LINES = regex(rf"[^\w]*|(?:(?:{_PIECE})[^\w\[#]{{0,4}}){{1,9}}", re.IGNORECASE)
_OF_PAPERS = regex(
    r"inbox|research community|(?:Daily|Trending) Papers|^Submitted by|\d authors?\b|^Paper • \d{4}\.\d|stars / hour\Z",
    re.IGNORECASE,
)
_PAGE_DATE = regex(rf"{_DAY}{_MONTH} \d{{1,2}}")
_ORGANIZATION = regex(rf"[^·.]{{1,60}} · (?:Published on )?{_MONTH} \d{{1,2}}, \d{{4}}", re.IGNORECASE)
_SITE_LINK = regex(
    r"https?://(?:www\.)?huggingface\.co(?:/(?:login|join|models|datasets|spaces|docs|pricing|enterprise|storage|blog"
    r"|learn|posts|tasks|chat|languages|organizations|collections|inference|terms-of-service|privacy|huggingface)?"
    r"/?(?:\?\S*)?)?",
    re.IGNORECASE,
)
_OWNER_LINK = regex(r"https?://(?:www\.)?huggingface\.co/[^\s/?#]{1,60}/?", re.IGNORECASE)
# Buttons run into what follows them when a page is copied.
_GLUED = regex(
    rf"(?P<sure>{_WELCOME})?(?P<button>Subscribe)? ?(?:(?:Daily|Trending) Papers ?(?={_BYLINE}))?(?P<byline>{_BYLINE})?"
    rf"(?:Daily ?Weekly ?Monthly ?)?(?:Trending Papers ?)?(?:{_MONTH} \d{{1,2}}(?![\d,]))?",
    re.IGNORECASE,
)


def of_site(text: str) -> bool:
    """Whether a line belongs to the page as a whole: its header, its footer, a link of its menus."""
    text = _core(text)
    return _SITE_LINES.fullmatch(text) is not None or _SITE_LINK.fullmatch(text) is not None


def tells_of_cookies(text: str) -> bool:
    """Whether a line is a site's notice of its cookies."""
    return "ookie" in text and len(text) <= _LONGEST_NOTICE and _COOKIES.search(text) is not None


def of_record(text: str) -> bool:
    """Whether a line stands beside the papers of a page: votes, counts, dates, links, signs alone."""
    if _ORGANIZATION.fullmatch(text) or _OWNER_LINK.fullmatch(text):
        return True
    return all(_RECORD_LINES.fullmatch(_core(part)) for part in text.replace("•", "·").split("·"))


def labels(text: str) -> bool:
    """Whether a line tells a paper's date, address, subject or place behind a label that says so."""
    return _FIELD.match(text) is not None


def owns(text: str, after: str) -> bool:
    """Whether a line below an abstract names the organization that a dot parts from the date below it."""
    named = len(text) <= _LONGEST_OWNER and text[-1] not in ".,;" and not _RECORD_LINES.fullmatch(text)
    return named and after in {"·", "•"}


def navigates(text: str) -> bool:
    """Whether a line reads like a word of a menu or of a button."""
    return _core(text).casefold() in _NAVIGATION or presses(text)


def presses(text: str) -> bool:
    """Whether a line reads like a button of one paper, which others of the page have, too."""
    return _core(text).casefold() in _BUTTONS


def printed(lines: Sequence[str]) -> set[str]:
    """Those of a page's lines that a browser prints on each sheet: date and time, title, address, number."""
    short = [line for line in lines if len(line) <= 2 * LONGEST and ":" in line]
    if sum(_CLOCK.search(line) is not None for line in short) < 2:
        return set()
    found = [line for line in short if _PRINTED.fullmatch(line.strip())]
    counts = Counter(_VARYING.sub("0", line.strip()) for line in found)
    return {line for line in found if counts[_VARYING.sub("0", line.strip())] > 1 and _PAGED.search(line)}


def repeated(texts: Iterable[str]) -> set[str]:
    """Those of a page's texts that stand beside many of its papers: the same but for numbers, months, addresses."""
    held = list(texts)
    shapes = {text: _shape(text) for text in held if len(text) <= LONGEST}
    counts = Counter(shapes[text] for text in held if text in shapes)
    papers = sum(len(text) > LONGEST for text in held) or len(held) / _LINES
    common = {shape for shape, count in counts.items() if count >= max(_FEW, _SHARE * papers)}
    return {text for text, shape in shapes.items() if shape in common} if common else common


def _shape(text: str) -> str:
    figures = text.translate(_FIGURES)
    return _VARYING.sub("0", figures).casefold() if "0" in figures or "://" in figures else text


def tells_papers(text: str) -> bool:
    """Whether a line of furniture stands on pages of papers only, not on any page of the site."""
    return _OF_PAPERS.search(text) is not None


def dates_page(text: str) -> bool:
    """Whether a line is the date of a page, which has no year."""
    return _PAGE_DATE.fullmatch(text) is not None


def links_within_site(text: str) -> bool:
    """Whether a line is the address that a menu's word or an owner's name links to."""
    return _SITE_LINK.fullmatch(text) is not None or _OWNER_LINK.fullmatch(text) is not None


def names_submitter(before: str, text: str) -> bool:
    """Whether a line is the user name after "Submitted by"."""
    return _core(before).casefold() == "submitted by" and " " not in text and len(text) <= 40


def unglued(text: str, *, first: bool, after_welcome: bool) -> str:
    """The line without the header and buttons that are glued to its front; empty where nothing else is left.

    A button alone is cut only where it is known to stand: in the first line, or after the words of welcome.

    >>> unglued("SubscribeWord Vectors", first=False, after_welcome=True)
    'Word Vectors'
    """
    found = _GLUED.match(text)
    if found is None:
        return text
    rest = text[found.end() :].lstrip()
    if not rest or found["sure"] or found["byline"]:
        return rest if found["sure"] or found["byline"] or found["button"] else text
    if not found["button"]:
        return text
    rest = text[found.end("button") :]
    if after_welcome and not re.match(r"(?:rs?|d|s)\b", rest):
        return rest.lstrip()
    return rest if first and re.match(r"[A-Z\d\"“$(]", rest) else text


def _core(text: str) -> str:
    return text.strip(" #*•·–—|>").removeprefix("- ")
