"""Hard cases that are read: texts as others write them, each with what must be read of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Read(NamedTuple):
    """A case: a text in BibTeX, the fields of each of its records, the lines and reasons of its problems."""

    number: int
    name: str
    text: str
    records: tuple[Mapping[str, Any], ...]
    problems: tuple[tuple[tuple[int, int], str], ...] = ()
    lacks: tuple[str, ...] = ()  # what is not in the BibTeX that is written of them


READ = (
    Read(5, "a preprint of Google Scholar",
         "@article{ng2023map,\n  title={A map},\n  author={Ng, Ana and others},\n  journal={arXiv preprint arXiv:2306.01234},\n  year={2023}\n}\n",
         ({"arxiv": "2306.01234", "entry_type": "preprint", "venue": None, "authors_complete": False},), lacks=("journal", "howpublished")),
    Read(6, "a preprint of DBLP",
         "@article{DBLP:journals/corr/abs-2306-01234,\n  author       = {Ana Ng and\n                  Bo Ek},\n  title        = {A map},\n"
         "  journal      = {CoRR},\n  volume       = {abs/2306.01234},\n  year         = {2023},\n  doi          = {10.48550/ARXIV.2306.01234},\n"
         "  eprinttype    = {arXiv},\n  eprint       = {2306.01234},\n}\n",
         ({"arxiv": "2306.01234", "entry_type": "preprint", "venue": None, "volume": None, "doi": None},), lacks=("CoRR", "volume")),
    Read(65, "years that are none",
         "@misc{one, title={One}, year={2019--2020}, month=foo}\n@misc{two, title={Two}, year={n.d.}}\n@misc{three, title={Three}, date={2019/2020}}\n",
         ({"year": 2019}, {"year": None, "extra": {"year": "n.d."}}, {"year": 2019}), lacks=("foo,", "n.d.")),
    Read(66, "a month that is none", "@misc{one, title={One}, date={2026-13}}\n", ({"year": 2026, "date": "2026", "extra": {"date": "2026-13"}},), lacks=("13",)),
    Read(69, "keys that no program takes", "@misc{müller:2020/x, title={One}}\n@misc{o'brien#1, title={Two}}\n@misc{, title={Three}}\n",
         ({"citekey": "müller:2020/x"}, {"citekey": "o'brien#1"}, {"citekey": None})),
    Read(70, "keys and fields that occur twice",
         "@misc{one, title={One}, note={a}, note={b}}\n@misc{one, title={Two}}\n@misc{One, title={Three}}\n",
         ({"citekey": "one", "extra": {"note": "a; b"}}, {"citekey": "one", "title": "Two"}, {"citekey": "One", "title": "Three"})),
    Read(71, "names for texts, joined",
         '@string{jm = "Journal of " # {Maps}}\n@string(bo = {Ek, Bo})\n@article{one, title = "A" # { map } # "of " # 12, journal = jm, author = bo # " and Ng, Ana",\n'
         '  month = jun # "~12", year = 2020}\n',
         ({"title": "A map of 12", "venue": "Journal of Maps", "authors": ["Bo Ek", "Ana Ng"], "date": "2020-06-12"},)),
    Read(72, "a child before its parent",
         "@inproceedings{child, title={A map}, author={Ng, Ana}, crossref={parent}, pages={1--2}}\n"
         "@proceedings{parent, title={Proceedings of Maps}, booktitle={Proceedings of Maps}, year={2020}, publisher={Example & Sons}, editor={Ek, Bo}}\n",
         ({"title": "A map", "venue": "Proceedings of Maps", "year": 2020, "publisher": "Example & Sons", "pages": "1–2"},
          {"citekey": "parent", "title": "Proceedings of Maps"})),
    Read(73, "groups of JabRef",
         "@misc{one, title={One}, groups={Nets, To do}}\n@misc{two, title={Two}}\n\n@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n"
         "1 StaticGroup:Nets\\;0\\;1\\;\\;\\;\\;;\n1 StaticGroup:To do\\;0\\;1\\;\\;\\;\\;;\n}\n",
         ({"title": "One", "tags": ["Nets", "To do"]}, {"title": "Two"})),
    Read(74, "fields of others", "@misc{one, title={One}, x-my.field+1 = {50\\% é}, mendeley-tags={nets}}\n",
         ({"extra": {"x-my.field+1": "50% é"}, "tags": ["nets"]},)),
    Read(75, "an entry that is never closed",
         "@misc{one, title={One}}\n\n@article{broken,\n  title = {Open {brace},\n  year = 2020\n\n@misc{two, title={Two}}\n",
         ({"title": "One"}, {"title": "Two"}), (((3, 5), "@article{broken,\n  title = {Open {brace},\n  year = 2020"),)),
    Read(76, "commas left out, comments, values without delimiters",
         "@article{one,\n  title = {A map}\n  % a comment, with = signs\n  year = 2020\n  pages = 1--2,\n  number = 007\n  volume = {3} % its end\n}\n",
         ({"title": "A map", "year": 2020, "pages": "1–2", "number": "007", "volume": "3"},)),
)  # fmt: skip

ENCODED = "@article{müller2020,\n  title = {Über Karten – „eins“},\n  author = {Müller, Zoë},\n}\n\n@misc{two,\n  title = {Zwei},\n}\n"
ENCODINGS = {
    "UTF-8": ENCODED.encode(),
    "UTF-8 with a mark": ENCODED.encode("utf-8-sig"),
    "UTF-16": ENCODED.encode("utf-16"),
    "Windows-1252": ENCODED.encode("cp1252"),
    "CRLF": ENCODED.replace("\n", "\r\n").encode(),
    "CR": ENCODED.replace("\n", "\r").encode(),
}
