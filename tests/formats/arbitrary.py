"""Papers of every sort as hypothesis makes them up, in the state in which readers and users leave them in a library."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from readlist.formats._reading import told_by
from readlist.formats._record import make_record, tells_of_a_paper, venue_and_publisher
from readlist.library.update import Update, tag_names
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Paper, Record, Status
from readlist.model.text import clean, squeeze

MARKUP = "\\{}%&$#_~^<>-`'\"@,;:=()[]|*+!/ \n\t"
_WORDS = (
    "GPT-4", "Erdős", "Nguyễn", "e\u0301tude", "李飞飞", "עברית", "😀", "ΔF508", "50%", "A&B", r"$O(n \log n)$", "$5", "<EOS>",
    "\\em", "{\\em x}", "\\citet{ng}", "7.5\\%", "C:\\new", "``", "''", "--", "@article{x,", "\n@comment{", "ER  - ", "TY  - JOUR",
    "[untitled]", "et al.", "others", "and", "=1+1", "<script>", "\u200b", "\u202e", "\x1b[31m", "\x00", "\ufeff", "\u00a0",
    "—", "“q”", "\n\n", "\r\n", "| a |", "- [x] **b**", "#tag", "https://x.org/a_b?c=50%25#~d", "10.1000/x", "arXiv:2306.01234", "A", "of",
)  # fmt: skip
_WHOLE_NAMES = (
    "The ATLAS Collaboration",
    "Barnes and Noble",
    "Vaibhav",
    "Others, And",
    "Example, Inc.",
    "Lab A; Lab B",
    "李飞飞",
)
_PERSONAL = ("Ana", "Bo B.", "Łukasz", "Vallée Poussin", "O’Neil-Smith", "Ng", "Гельфанд", "飞飞", "Đoković", "Montes y Gómez")  # fmt: skip
_ADDRESSES = ("https://x.org/a_b?c=50%25&d=~e#(f)", "https://web.archive.org/web/2020/https://x.org/a")
_DOIS = ("", "10.1002/(SICI)1<1::AID>3.0.CO;2-#", "https://doi.org/10.1000/AB_c%2", "10.1000/a_b%c&d;e(f)")
_PATHS = ("C:\\Users\\a b;c:d.pdf", "papers/2020.pdf", "https://x.org/a.pdf", "/home/x/ünï_1%.html")
_GOES_ON = re.compile(r"et al|others|\Aand\Z", re.IGNORECASE)


def _tells_no_state(text: str) -> bool:
    """Whether a word is not one of those that stand for a status or the like."""
    word = squeeze(clean(text))
    return told_by((word,))._replace(keywords=()) == told_by(())


def _has_no_formula(text: str) -> bool:
    """Whether there is nothing between dollars, which readers of BibTeX put into characters where they can."""
    return text.count("$") < 2


texts = (
    st.lists(st.sampled_from(_WORDS), max_size=5).map(" ".join)
    | st.text(MARKUP + "axéΔ李\u0301", max_size=20).filter(_has_no_formula)
    | st.text(max_size=20).filter(_has_no_formula)
)
shorts = st.text(MARKUP + "axé1李", max_size=8).filter(_has_no_formula) | st.sampled_from(
    ("12", "IV", "A&B", "3_1", "50%", "Journal of {X}", "C#")
)
# A star marks a major topic in indexes of medicine.
words = texts.map(lambda text: text.replace("*", "")).filter(_tells_no_state)
_nothing = st.just("")
_parts = texts.map(clean).map(squeeze).filter(lambda line: line and not _GOES_ON.search(line))
_personal = st.sampled_from(_PERSONAL)
names = (
    st.builds(
        Name,
        _personal,
        _personal,
        st.sampled_from(("", "", "van der", "de la", "von", "al")),
        st.sampled_from(("", "", "Jr.", "III")),
        _nothing,
    )
    | st.builds(Name, _parts, _parts, _nothing, _nothing, _nothing)
    | st.builds(Name, _nothing, _nothing, _nothing, _nothing, _parts | st.sampled_from(_WHOLE_NAMES))
).filter(lambda name: _has_no_formula(name.display))  # two of its parts may have a dollar each
dates = st.dates(date(1000, 1, 1), date(2099, 12, 31)).map(lambda day: PartialDate(day.year, day.month, day.day)) | st.builds(
    PartialDate, st.integers(1000, 2099), st.none() | st.integers(1, 12), st.none()
)  # fmt: skip
addresses = st.sampled_from(_ADDRESSES) | shorts.map(
    lambda short: f"https://x.org/{quote(short, safe='/%_~&=()#+;,:@!$*')}"
)
attachments = st.sampled_from(_PATHS).map(Attachment) | st.builds(
    Attachment,
    st.text("aé &%_#;:", max_size=9).map(lambda name: f"a/{squeeze(name)}b.pdf"),
    st.sampled_from(("", "pdf")),
)


def _record(kind: EntryType, venue: str, publisher: str, **fields: Any) -> Record:
    where = venue_and_publisher(kind, squeeze(clean(venue)), publisher)
    return make_record("any", (1, 1), entry_type=kind, venue=where[0], publisher=where[1], **fields)


records = st.builds(
    _record,
    st.sampled_from(EntryType),
    shorts.filter(lambda text: any(map(str.isalnum, text)))
    | st.sampled_from(("arXiv preprint arXiv:2306.01234", "CoRR")),
    shorts,
    title=texts,
    authors=st.lists(names, max_size=3),
    authors_complete=st.booleans(),
    affiliations=st.lists(words, max_size=3),
    date=dates | st.none(),
    volume=shorts,
    number=shorts,
    pages=shorts | st.sampled_from(("770–778", "e12", "1, 5–7", "12-3-1")),
    abstract=texts,
    doi=st.sampled_from(_DOIS),
    arxiv=st.sampled_from(("", "2306.01234", "2306.01234v7", "math.GT/0309136")),
    categories=st.sampled_from(((), ("cs.CV",), ("math.GT", "cs.LG"))),
    keywords=st.lists(words, max_size=3),
    url=addresses | _nothing | st.just("https://arxiv.org/abs/2306.01234v2"),
    urls=st.lists(addresses, max_size=1),
    code=st.none() | st.booleans() | addresses,
    editors=st.lists(names, max_size=2),
    attachments=st.lists(attachments, max_size=2, unique_by=lambda file: file.path),
    extra=st.dictionaries(
        st.sampled_from(("note", "isbn", "SN", "TY", "month", "type", "edition", "x-my.field+1")),
        texts,
        max_size=2,
    ),
    citekey=st.from_regex(r"[0-9]?[A-Za-z][A-Za-z0-9:_./+-]{0,9}", fullmatch=True),
).filter(tells_of_a_paper)


def _paper(record: Record, note: str, tags: list[str], **state: Any) -> Paper:
    return Paper(record=record, note=Update(note=note).state["note"], tags=tuple(tag_names(tags)), **state)  # type: ignore[arg-type]  # a note is text or None


papers = st.builds(
    _paper,
    records,
    note=texts.map(lambda text: text.replace("\u00a0", " ")),  # Zotero's notes have it where it means nothing
    tags=st.lists(words, max_size=3),
    status=st.sampled_from(Status),
    starred=st.booleans(),
    priority=st.integers(0, 3),
)


def key_of(paper: Paper) -> str:
    """What tells papers apart in a file: their citation keys, whatever the case."""
    return str(paper.record.citekey).casefold()
