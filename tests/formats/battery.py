"""Hard cases that are written: papers, each with what the texts must hold, or must not, by writer and preset.

The numbers are those of the battery; what is tested of each beyond this stands in ``test_battery``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from readlist.formats._record import make_record
from readlist.library.update import Update, tag_names
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Paper, Status
from readlist.model.text import clean

Texts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Written:
    """A case: ``holds`` and ``lacks`` have the texts by the writer's name, maybe with a preset and "ascii" behind it."""

    number: int
    name: str
    papers: tuple[Paper, ...]
    holds: Texts = field(default_factory=dict)
    lacks: Texts = field(default_factory=dict)


def paper(title: str | None = "A Map of Nets", *, state: Mapping[str, Any] | None = None, **fields: Any) -> Paper:
    """A paper as a reader makes it of these fields, with a key."""
    fields.setdefault("citekey", "key2020a")
    told = dict(state or {})
    told["tags"] = tuple(tag_names(told.get("tags", ())))
    told["note"] = Update(note=told.get("note", "")).state["note"]
    return Paper(record=make_record("test", (1, 1), title=title, **fields), **told)


def _by(*authors: str | Name, **fields: Any) -> tuple[Paper, ...]:
    return (paper(authors=[Name.parse(clean(one)) if isinstance(one, str) else one for one in authors], **fields),)


def _author(value: str, **others: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    line = f"  author = {{{value}}},\n"
    return {"bibtex": (line,), "biblatex": (line,), **others}


def _titled(number: int, name: str, title: str, value: str, **others: tuple[str, ...]) -> Written:
    line = f"  title = {{{value}}},\n"
    return Written(number, name, (paper(title),), {"bibtex": (line,), "biblatex": (line,), **others})


PREPRINT: dict[str, Any] = {"arxiv": "2306.01234", "categories": ("cs.CV", "cs.LG"), "entry_type": EntryType.PREPRINT}
_NOTE = "Read *again*:\n\n- 50% of A&B\n  - C:\\maps & {x}\n- $5, #2, a_b"
_URL = "https://example.org/a_b(c)?d=50%25&e=f~g#h_i"
_OLD_DOI = "10.1002/(SICI)1097-0258(19980815/30)17:15<1661::AID-SIM968>3.0.CO;2-#"

RECORDS = (
    Written(
        1, "an arXiv preprint", (paper(**PREPRINT, date="2023-06-12"),),
        {
            "bibtex": ("@misc{", "  doi = {10.48550/arXiv.2306.01234},\n", "  eprint = {2306.01234},\n  archiveprefix = {arXiv},\n",
                       "  primaryclass = {cs.CV},\n  eprinttype = {arxiv},\n", "  url = {https://arxiv.org/abs/2306.01234},\n"),
            "biblatex": ("@online{", "  eprintclass = {cs.CV},\n  eprinttype = {arxiv},\n  pubstate = {prepublished},\n", "  date = {2023-06-12},\n"),
            "ris": ("TY  - UNPD\n", "AN  - arXiv:2306.01234 [cs.CV, cs.LG]\n", "DA  - 2023/06/12/\n"),
            "csl_json": ('"type": "article"', '"archive": "arXiv"', '"number": "arXiv:2306.01234"', "[[2023, 6, 12]]"),
        },
        {"biblatex": ("archiveprefix", "primaryclass"), "bibtex latex": ("eprinttype",)},
    ),
    Written(2, "an old arXiv identifier", (paper(arxiv="math.GT/0309136", categories=("math.GT",)),),
            {"bibtex": ("  eprint = {math/0309136},\n", "  primaryclass = {math.GT},\n"), "ris": ("AN  - arXiv:math/0309136 [math.GT]\n",)}),
    Written(3, "a version", (paper(**PREPRINT | {"arxiv": "2306.01234v7"}),),
            {"bibtex": ("  doi = {10.48550/arXiv.2306.01234},\n",), "ris": ("arXiv:2306.01234v7",), "csl_json": ("arXiv:2306.01234v7",)},
            {"bibtex": ("v7",), "biblatex": ("v7",)}),
    Written(4, "arXiv and published", (paper(**PREPRINT | {"entry_type": EntryType.ARTICLE}, venue="Journal of Maps", doi="10.1000/x_y"),),
            {"bibtex": ("@article{", "  doi = {10.1000/x_y},\n", "  eprint = {2306.01234},\n"), "biblatex": ("@article{", "  doi = {10.1000/x_y},\n")},
            {"bibtex": ("10.48550",), "biblatex": ("10.48550",)}),
    Written(7, "pages in proceedings", (paper(entry_type=EntryType.CONFERENCE, venue="Proc. of NETS", pages="770–778"),),
            {"bibtex": ("@inproceedings{", "  booktitle = {Proc. of {NETS}},\n", "  pages = {770--778},\n"), "ris": ("SP  - 770\nEP  - 778\n",)}),
    Written(8, "an article with a number", (paper(entry_type=EntryType.ARTICLE, venue="J. of Maps", volume="3", number="4", extra={"eid": "e12"}),),
            {"bibtex": ("  journal = {J. of Maps},\n  volume = {3},\n  number = {4},\n", "  eid = {e12},\n"),
             "biblatex": ("  journaltitle = {J. of Maps},\n", "  eid = {e12},\n"), "ris": ("T2  - J. of Maps\nVL  - 3\nIS  - 4\n",)}),
    Written(9, "a title only", (paper("A Title", citekey="a-title"),), {"bibtex": ("@misc{a-title,\n  title = {A Title},\n}\n",)},
            {"bibtex": ("author",), "biblatex": ("author",), "ris": ("AU",)}),
    Written(10, "an abstract only", (paper(None, abstract="We map all nets there are."),),
            {"bibtex": ("  title = {[untitled] We map all nets there are.},\n",), "ris": ("TI  - [untitled] We map all nets there are.\n",),
             "markdown": ("\\[untitled\\] We map",), "html": ("[untitled] We map",), "jsonl": ('"title": null', '"no title"')},
            {"bibtex": ("title = {}",), "csl_json": ('"title": ""',)}),
)  # fmt: skip

NAMES = (
    Written(11, "a list of authors that goes on", _by("Ana Ng", "Bo Ek", "Cy Oz", authors_complete=False),
            {"bibtex latex": ("  author = {Ng, Ana and Ek, Bo and Oz, Cy and others},\n",), "bibtex": ("  keywords = {authors-incomplete},\n",),
             "markdown": ("Cy Oz et al. (",), "ris": ("KW  - authors-incomplete\n",)},
            {"bibtex": ("others",), "bibtex jabref": ("others",), "bibtex latex": ("authors-incomplete",)}),
    Written(12, "a single name", _by("Vaibhav"), _author("{Vaibhav}", ris=("AU  - Vaibhav\n",), csl_json=('{"literal": "Vaibhav"}',))),
    Written(13, "two given names", _by("Xiaoqing Ellen Tan"), _author("Tan, Xiaoqing Ellen", ris=("AU  - Tan, Xiaoqing Ellen\n",))),
    Written(14, "a particle", _by("Laurens van der Maaten"),
            _author("van der Maaten, Laurens", csl_json=('"family": "Maaten", "given": "Laurens", "non-dropping-particle": "van der"',))),
    Written(15, "two particles, two family names", _by("Charles de la Vallée Poussin"), _author("de la Vallée Poussin, Charles")),
    Written(16, "a suffix", _by("King, Jr., Martin Luther"), _author("King, Jr., Martin Luther", ris=("AU  - King, Martin Luther, Jr.\n",))),
    Written(17, "a group", _by("The ATLAS Collaboration"), _author("{The ATLAS Collaboration}", csl_json=('{"literal": "The ATLAS Collaboration"}',))),
    Written(18, "a company with an and", _by(Name(literal="Barnes and Noble"), "Ana Ng"), _author("{Barnes and Noble} and Ng, Ana")),
    Written(19, "a person called And Others", _by("Ana Ng", Name("Others", "And")), _author("Ng, Ana and Others, {And}"),
            {"bibtex": ("authors-incomplete",)}),
    Written(20, "letters with accents", _by("Łukasz Erdős", "Ana Đoković", "Bo Ångström", "Cy Þórsson", "Di Weiß", "El İnce"),
            {**_author("Erdős, Łukasz and Đoković, Ana and Ångström, Bo and Þórsson, Cy and Weiß, Di and İnce, El"),
             "bibtex zotero ascii": (r"Erd{\H o}s, {\L}ukasz and {\DJ}okovi{\'c}, Ana and {\r A}ngstr{\"o}m, Bo and {\TH}{\'o}rsson, Cy",
                                     r"and Wei{\ss}, Di and {\.I}nce, El")}),
    Written(21, "names without spaces", _by(Name(literal="李飞飞"), Name("金", "日"), title="日本語の題", citekey="2306.01234"),
            _author("{李飞飞} and 金, 日", ris=("TI  - 日本語の題\n",))),
    Written(22, "scripts of both directions", _by("Омар Гельфанд", "عمر \u202eخيام\u202c", "עדה \u200fלוי"),
            _author("Гельфанд, Омар and خيام, عمر and לוי, עדה")),
    Written(23, "two accents on a letter", _by("Nguyễn Thị Ánh"),
            _author("Ánh, Nguyễn Thị") | {"bibtex zotero ascii": (r"{\'A}nh, Nguy{\~{\^e}}n Th{\d i}",)}),
    Written(24, "decomposed letters", _by("Ana Pe\u0301rez", title="Cafe\u0301s"), _author("Pérez, Ana", ris=("TI  - Cafés\n",), jsonl=("Cafés",))),
)  # fmt: skip

LATEX = (
    _titled(25, "per cent", "50% of all", r"50\% of all", ris=("TI  - 50% of all\n",)),
    _titled(26, "and, sharp, underscore", "A&B in C# and a_b", r"{A\&B} in {C\#} and a\_b", html=("A&amp;B",)),
    _titled(27, "a dollar", "A map for $5", r"A map for \$5"),
    _titled(28, "two dollars", "From $5 to $6", r"From \$5 to \$6"),
    _titled(29, "a token between angles", "The <EOS> token", r"The $<${EOS}$>$ token", html=("&lt;EOS&gt;",)),
    _titled(30, "less than, and a dollar", "x < 5 & costs $3", r"x {\textless} 5 \& costs \$3"),
    _titled(31, "braces", "The {x} set", r"The \{x\} set"),
    Written(32, "a brace alone", (paper("A { alone", citekey="one"), paper("Its neighbour", citekey="two")),
            {"bibtex": (r"{A {\textbraceleft} alone}", "@misc{two,\n")}),
    Written(33, "a backslash at the end", (paper("Ends with \\", citekey="one"), paper("Its neighbour", citekey="two")),
            {"bibtex": (r"{Ends with {\textbackslash}},", "@misc{two,\n")}, {"bibtex": ("\\}\n", "\\},\n")}),
    _titled(34, "a path", "On C:\\new paths", r"On C:{\textbackslash}new paths"),
    _titled(35, "tilde and circumflex", "From ~/data to 2^n", r"From {\textasciitilde}/data to 2{\textasciicircum}n"),
    _titled(36, "quotation marks", 'The "quoted" and “curly”', 'The "quoted" and “curly”', csv=('"The ""quoted"" and “curly”"',)),
    _titled(37, "hyphens in a row", "The --flag of a -- b", "The -{}-flag of a -{}- b"),
    _titled(38, "quotes of TeX's", "A `code` and a '' mark", "A `code` and a '{}' mark"),
    _titled(39, "a formula", r"Sorting in $O(n \log n)$", r"Sorting in {$O(n \log n)$}"),
    _titled(40, "half a formula", "Broken $x", r"Broken \$x"),
    Written(41, "Greek and signs", (paper("An ε, α-ReLU, × and ²"),),
            {"bibtex": ("{An ε, {α-ReLU}, × and ²}",), "bibtex latex ascii": (r"\ensuremath{\varepsilon}", r"\ensuremath{\alpha}", r"{\texttwosuperior}")}),
    _titled(42, "an emoji", "Maps 😀 smile", "Maps 😀 smile", jsonl=("😀",)),
    Written(43, "emphasis that was never set", (paper(abstract="An {\\em image-conditional} map."),),
            {"bibtex": ("  abstract = {An image-conditional map.},\n",)}, {"bibtex": ("\\em",), "biblatex": ("\\em",)}),
    Written(44, "a citation that was never set", (paper(abstract="As \\citet{ng2020maps} says."),),
            {"bibtex": ("  abstract = {As [ng2020maps] says.},\n",)}, {"bibtex": ("\\cite",), "biblatex": ("\\cite",)}),
    Written(45, "per cent that is escaped", (paper(abstract="It is 7.5\\% better."),), {"bibtex": ("  abstract = {It is 7.5\\% better.},\n",)}),
    Written(46, "three paragraphs", (paper(abstract="One.\n\nTwo\tis\there.\n \nThree."),),
            {"bibtex": ("  abstract = {One.\n\nTwo is here.\n\nThree.},\n",), "ris": ("AB  - One. Two is here. Three.\n",)}),
    Written(47, "an entry within an abstract", (paper(abstract="We cite\n@article{fake, title={x}}\nand more.\n\n@misc{fake,\n title={y}}"),),
            {}, {"bibtex": ("\n@article", "\n@misc{fake"), "biblatex": ("\n@article",)}),
    Written(48, "an abstract of 100 kB", (paper(abstract="All maps are nets. " * 5300),), {}, {"bibtex": ("nets.\n All",)}),
    Written(49, "signs that nobody sees", (paper("A\u200b map\ufeff of\x00 \x1b[31mnets", abstract="In\u2060 \x1b]0;x\x07full\u202e."),),
            {"bibtex": ("{A map of nets}", "{In full.}"), "csv": ("A map of nets",), "markdown": ("**A map of nets**",)}),
    _titled(50, "words with capitals", "GPT-4, ImageNet, DINOv2, U-Net, BERT, 3D and mRNA in Nets",
            "{GPT-4}, {ImageNet}, {DINOv2}, {U-Net}, {BERT}, {3D} and {mRNA} in Nets"),
    _titled(51, "all in capitals", "ALL CAPS IN A TITLE", "ALL CAPS IN A TITLE"),
    _titled(52, "a colon", "Nets: A Map", "Nets: A Map"),
    _titled(53, "hyphens in a word", "The State-of-the-Art of Nets", "The State-of-the-Art of Nets"),
)  # fmt: skip

PLACES = (
    Written(54, "an address with special signs", (paper(url=_URL),),
            {"bibtex": (f"  url = {{{_URL}}},\n",), "biblatex": (f"  url = {{{_URL}}},\n",), "ris": (f"UR  - {_URL}\n",), "csl_json": (_URL,),
             "csv": (_URL,), "html": (_URL.replace("(", "%28").replace(")", "%29").replace("&", "&amp;"),)}),
    Written(55, "an address with braces and a blank", (paper(url="https://example.org/{a} b"),), {"bibtex": ("  url = {https://example.org/%7Ba%7D%20b},\n",)}),
    Written(56, "an old DOI", (paper(doi=_OLD_DOI),),
            {"bibtex": (f"  doi = {{{_OLD_DOI}}},\n",), "biblatex": (f"  doi = {{{_OLD_DOI}}},\n",), "ris": (f"DO  - {_OLD_DOI}\n",), "csl_json": (_OLD_DOI,)}),
    Written(57, "a DOI as an address", (paper(doi="https://doi.org/10.1000/AB_c", citekey="one"), paper(doi="doi: 10.1000/AB_d", citekey="two")),
            {"bibtex": ("{10.1000/AB_c}", "{10.1000/AB_d}"), "ris": ("DO  - 10.1000/AB_c\n", "DO  - 10.1000/AB_d\n")}, {"bibtex": ("doi.org",)}),
    Written(58, "tags with signs that part", (paper(state={"tags": ("nets, maps", "a;b", "{x} & y", "#top", "vision/ssl"), "status": Status.LATER}),),
            {"bibtex": (r"  keywords = {nets maps, a b, x \& y, top, vision/ssl, status/later},",), "ris": ("KW  - nets maps\n", "KW  - {x} & y\n", "KW  - top\n")}),
    Written(59, "every status", tuple(paper(citekey=f"key{status}", state={"status": status}) for status in Status),
            {"bibtex": ("status/later", "status/reading", "status/dropped", "  keywords = {status/read},\n  readstatus = {read},\n",
                        "  keywords = {status/skimmed},\n  readstatus = {skimmed},\n"), "markdown": ("- [x] ", "- [ ] ")},
            {"bibtex": ("{later}", "{reading}", "{dropped}", "status/inbox"), "bibtex latex": ("status",)}),
    Written(60, "a star and a priority", (paper(state={"starred": True, "priority": 3}),),
            {"bibtex jabref": ("  priority = {prio1},\n  ranking = {rank5},\n",), "bibtex": ("starred, priority/3",)}),
    Written(61, "a note in lines", (paper(state={"note": _NOTE}),),
            {"bibtex": ("  annote = {Read *again*:\n\n- 50\\% of A\\&B\n  - C:{\\textbackslash}maps \\& \\{x\\}\n- \\$5, \\#2, a\\_b},\n",),
             "ris": ("N1  - <p>Read *again*:</p><p>- 50% of A&amp;B<br/>",)}, {"bibtex latex": ("Read",)}),
    Written(62, "a file of Windows", (paper(attachments=(Attachment("C:\\Users\\a b;c:d.pdf", "pdf"),)),),
            {"bibtex": (r"  file = {:C\:\\Users\\a b\;c\:d.pdf:PDF},",), "ris": ("L1  - C:\\Users\\a b;c:d.pdf\n",)}),
    Written(63, "two files", (paper(attachments=(Attachment("a.pdf", "pdf"), Attachment("b.html", "html"))),), {"bibtex": ("  file = {:a.pdf:PDF;:b.html:html},",)}),
    Written(64, "a month and a day", (paper(date="2017-06", citekey="one"), paper(date="2017-06-12", citekey="two")),
            {"bibtex": ("  year = {2017},\n  month = jun,\n",), "biblatex": ("  date = {2017-06},\n", "  date = {2017-06-12},\n"),
             "ris": ("PY  - 2017\nDA  - 2017/06//\n", "DA  - 2017/06/12/\n"), "jsonl": ('"date": "2017-06"',)}),
    Written(65, "a year, or no date", (paper(date=PartialDate(2017), citekey="one"), paper(date="n.d.", citekey="two")),
            {"bibtex": ("  year = {2017},\n}",), "biblatex": ("  date = {2017},\n}",), "markdown": ("(n.d.)",)}, {"bibtex": ("month", "n.d.")}),
    Written(74, "fields of others", (paper(extra={"x-my.field+1": "50% {x}", "9": "no name", "": "none", "edition": "Third"}),),
            {"bibtex": ("  x-my-field-1 = {50\\% \\{x\\}},\n", "  edition = {Third},\n"), "jsonl": ('"x-my.field+1": "50% {x}"',)}, {"bibtex": ("no name",)}),
    Written(83, "what acts in other notations", (paper("=cmd()|' /C calc'!A0", abstract="<script>alert(1)</script>", venue="a | b", state={"note": "+1\n<b>x</b>"}),),
            {"csv": ("'=cmd()",), "tsv": ("'=cmd()",), "html": ("&lt;script&gt;", "&lt;b&gt;"), "markdown": ("a \\| b",)},
            {"csv": (",=cmd",), "html": ("<script", "<b>"), "markdown": ("a | b",)}),
    Written(84, "a record of RIS within a note", (paper(abstract="a\nTY  - JOUR\nER  - ", state={"note": "b\nER  - \nTY  - JOUR\nTI  - evil"}),),
            {"ris": ("TY  - UNPD\n",)}, {"ris": ("\nTY  - JOUR", "\nTI  - evil")}),
)  # fmt: skip

WRITTEN = (*RECORDS, *NAMES, *LATEX, *PLACES)
