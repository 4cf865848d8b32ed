"""Words that Zotero's formats share: types of items, and the fields that people keep in "Extra"."""

from __future__ import annotations

from readlist.model.paper import EntryType
from readlist.model.regex import regex

# Zotero's types of items and the classes of bibliographic vocabularies, in small letters.
_KINDS = {
    EntryType.ARTICLE: """
        journalarticle magazinearticle newspaperarticle article academicarticle scholarlyarticle review
    """,
    EntryType.CONFERENCE: "conferencepaper inproceedings",
    EntryType.THESIS: "thesis",
    EntryType.REPORT: "report standard",
    EntryType.BOOK: "book editedbook",
    EntryType.CHAPTER: "booksection chapter encyclopediaarticle dictionaryentry",
    EntryType.PREPRINT: "preprint",
    EntryType.SOFTWARE: "computerprogram software softwaresourcecode softwareapplication",
    EntryType.DATASET: "dataset data",
    EntryType.WEB: "webpage blogpost forumpost website",
    EntryType.MISC: """
        manuscript document presentation patent map letter email interview film artwork image case statute bill hearing
        audiorecording videorecording podcast radiobroadcast tvbroadcast instantmessage legislation legalcasedocument
        recording slideshow unpublished note bookreview
    """,
}
KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
"""The type of entry for a type of item in small letters."""

_LABELED = regex(r"([A-Za-z][\w .-]{0,40}?)\s?:(?!//)\s*(\S.*)")


def own_fields(text: str, rest: str) -> dict[str, str]:
    r"""The lines of Zotero's field "Extra": labeled ones by their label, the others under the name ``rest``.

    >>> own_fields("arXiv: 2306.01234 [cs.CV]\nto print", "extra")
    {'arXiv': '2306.01234 [cs.CV]', 'extra': 'to print'}
    """
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.split("\n"))):
        labeled = _LABELED.fullmatch(line[:2000])
        name, held = labeled.groups() if labeled else (rest, line)
        found[name] = f"{found[name]}; {held}" if name in found else held
    return found
