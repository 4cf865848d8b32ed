from __future__ import annotations

import base64
import plistlib
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readlist.formats import NO_EVIDENCE, WriteOptions
from readlist.formats._bibtex.names import people, write_names
from readlist.formats.bibtex import READER, WRITER
from readlist.model.names import Name
from readlist.model.paper import Attachment, Paper, Problem, Record
from readlist.model.text import clean


def found_in(text: str) -> list[Record | Paper | Problem]:
    return list(READER.read(text, NO_EVIDENCE))


def record_in(text: str) -> Record:
    (found,) = found_in(text)
    assert isinstance(found, Record | Paper)
    return found.record if isinstance(found, Paper) else found


@pytest.mark.parametrize(
    "text",
    [
        "@article{key,\n  title = {One}\n}",
        "% my papers\nSome words before.\n\n  @InProceedings { a:b/c ,\n title={x}}",
        "@string{acl = {ACL}}",
        "@comment{jabref-meta: databaseType:bibtex;}",
        "@misc(key, title = {x})",
        "@misc{title = {x}}",
        "@misc{key with blanks,\n title = {x}}",
        "@Misc{                  key,\n  title         = {x}\n}",
        "% Encoding: UTF-8\n",
    ],
)
def test_the_notation_is_known_by_an_entry(text: str) -> None:
    assert READER.recognize(text) > 0.9


@pytest.mark.parametrize(
    "text",
    [
        "@media screen {\n  a { color: red }\n}",
        "@dataclass(frozen=True)\nclass A: ...",
        "me@example.org {x}",
        "@app.route('/', methods=['GET'])",
        "@Test(expected = Wrong.class)",
        "%PDF-1.7",
    ],
)
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    assert READER.recognize(text) == 0


def test_an_entry_in_a_page_does_not_make_it_a_bibliography() -> None:
    assert READER.recognize("# Papers\n\n" + "A line of words.\n" * 20 + "\n@misc{a,\n title={x}}\n") < 0.9


def test_a_file_without_entries_says_so() -> None:
    assert found_in("@comment{jabref-meta: databaseType:bibtex;}") == [Problem((1, 1), "no entry in this BibTeX", "")]


def test_fields_that_a_record_has_no_place_for_are_kept() -> None:
    record = record_in("@misc{a, title = {x}, title = {y}, isbn = {1-2}, x-a+b = {c {\\'e}}}")
    assert record.extra == {"title": "y", "isbn": "1-2", "x-a+b": "c é"}


def test_macros_do_not_grow_without_end() -> None:
    macros = '@string{a0 = "' + "x" * 100 + '"}\n'
    macros += "".join(f"@string{{a{n} = a{n - 1} # a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))
    found = found_in(macros + "@misc{a, title = {x}}\n@misc{b, title = a59}\n")
    assert {problem.reason for problem in found if isinstance(problem, Problem)} == {"a value is too long"}
    assert next(item.title for item in found if isinstance(item, Record)) == "x"


def test_what_is_taken_from_others_is_bounded() -> None:
    parent = "@book{p, title = {P}, " + "".join(f"f{n} = {{{n}}}, " for n in range(5000)) + "}\n"
    ring = "".join(
        f"@misc{{k{n}, crossref = {{k{n + 1}}}, xdata = {{k{n + 1}, k{n + 2}}}, title = {{x}}}}\n" for n in range(200)
    )
    records = [
        item for item in found_in(parent + "@misc{c, crossref = {p}, title = {C}}" + ring) if isinstance(item, Record)
    ]
    assert len(records) == 202
    assert len(records[1].extra) < 100


GOOD = "@misc{good,\n  title = {A Good One},\n  author = {Ek, Dan},\n}\n"
HARD = (
    '@article{hard,\n  title = "A {Hard} \\"One\\"",\n  author = {Ek, Dan and {A and B}},\n  year = 2001 # {},\n'
    "  abstract = {With $x_{1}$ and \\{brackets\\}.},\n  month = jan,\n}\n"
)


@given(st.integers(0, len(HARD) - 2), st.sampled_from("{}\"'@,#=%()\\ \nx"), st.booleans())
def test_one_damaged_byte_costs_no_later_entry(place: int, put: str, inserted: bool) -> None:
    damaged = HARD[:place] + put + HARD[place + (not inserted) :]
    keys = [
        found.citekey
        for found in found_in(f"{damaged}\n{GOOD}\n@misc{{last, title = {{x}}}}\n")
        if isinstance(found, Record)
    ]
    assert keys[-2:] == ["good", "last"]


WORDS = st.text("abcdé{}\\'\"$%&#~-,. ", max_size=12).map(
    lambda text: text if text.count("{") == text.count("}") == 0 else ""
)


@given(
    st.lists(st.tuples(st.sampled_from(["title", "year", "volume", "note", "publisher", "author"]), WORDS), max_size=6),
    st.randoms(),
)
def test_how_an_entry_is_written_does_not_matter(fields: list[tuple[str, str]], chance: Random) -> None:
    kept = {name: value.replace('"', "").rstrip("\\") for name, value in fields}
    plain = "@misc{k,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in kept.items()) + "}\n"
    shuffled = list(kept.items())
    chance.shuffle(shuffled)
    written = ",\r\n".join(
        f'\t{name.upper()}  =  "{value}"' if chance.random() < 0.5 else f"{name}={{{value}}}"
        for name, value in shuffled
    )
    other = clean(f"\ufeff@MISC(k,\r\n{written}\r\n)\r\n")
    one, two = ([_without_source(item) for item in found_in(text)] for text in (plain, other))
    assert one == two


def _without_source(item: Record | Paper | Problem) -> object:
    if isinstance(item, Problem):
        return item.reason.split(",")[0].rsplit(" ", 1)[0] if "tells" in item.reason else item.reason
    record = item.record if isinstance(item, Paper) else item
    return replace(record, source=None, extra=dict(sorted(record.extra.items())))


PARTS = st.text("abcxyz", min_size=1, max_size=5).map(str.capitalize)
PEOPLE = st.builds(
    Name,
    family=st.lists(PARTS, min_size=1, max_size=2).map(" ".join),
    given=st.lists(PARTS, min_size=1, max_size=2).map(" ".join),
    particle=st.sampled_from(["", "", "van", "van der", "de la"]),
    suffix=st.sampled_from(["", "", "Jr.", "III"]),
    literal=st.just(""),
) | st.sampled_from([Name(literal="Barnes and Noble"), Name(literal="Others, And"), Name(literal="Cher")])


@given(st.lists(PEOPLE, min_size=1, max_size=4), st.booleans(), st.booleans())
@example(names=[Name("<*", "$")], others=False, ascii=False)
@example(names=[Name("$ <*>", "A* $*$")], others=False, ascii=True)
def test_names_that_are_written_are_read_again(names: list[Name], others: bool, ascii: bool) -> None:  # noqa: A002
    assert people(write_names(names, others=others, ascii=ascii)) == (tuple(names), not others)


def test_quotation_marks_around_a_whole_name_alone_are_left_out() -> None:
    found, _ = people('"Ana Ng" and Ng, "Bo" and 0, "" and "Cole, Di"')
    assert [name.display for name in found] == ["Ana Ng", '"Bo" Ng', '"" 0', "Di Cole"]


def test_blocks_give_what_the_whole_text_gives() -> None:
    text = (GOOD + HARD + "words\n@misc{open, title = {x}\n\n") * 50 + "@misc{c, crossref = {hard}}\n"
    lines = text.splitlines(keepends=True)
    blocks = ["".join(lines[at : at + 7]) for at in range(0, len(lines), 7)]
    assert READER.stream is not None
    assert list(READER.stream(blocks, NO_EVIDENCE)) == found_in(text)


def test_an_entry_that_swallows_others_is_told() -> None:
    text = "@misc{a,\n title = {Open {,\n}\n\n@misc{b,\n title = {In}\n}\n\n@misc{c,\n title = {Closes}\n}\n} },\n}\n"
    swallowing, *others = found_in(text)
    assert isinstance(swallowing, Problem)
    assert (swallowing.lines, swallowing.reason) == ((1, 3), "a brace is not closed")
    assert [item.citekey for item in others if isinstance(item, Record)] == ["b", "c"]


def test_the_path_of_a_file_in_base64_holds_no_sign_that_acts_on_a_terminal() -> None:
    alias = base64.b64encode(plistlib.dumps({"relativePath": "a\u202e\x07.pdf"}, fmt=plistlib.FMT_BINARY)).decode()
    assert record_in(f"@misc{{a, title = {{b}}, bdsk-file-1 = {{{alias}}}}}").attachments == (
        Attachment("a.pdf", "pdf"),
    )


def test_the_path_of_a_file_stands_in_an_archive_of_objects_too() -> None:
    uid = plistlib.UID
    mapping = {"NS.keys": [uid(3), uid(4), uid(9)], "NS.objects": [uid(5), uid(6)], "$class": uid(7)}
    objects = ["$null", {"NS.keys": [uid(2)]}, mapping, "bookmark", "relativePath", b"book", "papers/gil.pdf", {}]
    alias = base64.b64encode(plistlib.dumps({"$objects": objects}, fmt=plistlib.FMT_BINARY)).decode()
    assert record_in(f"@misc{{a, title = {{b}}, bdsk-file-1 = {{{alias}}}}}").attachments == (
        Attachment("papers/gil.pdf", "pdf"),
    )


@pytest.mark.parametrize("content", ["a text", {"$objects": [{"NS.keys": [], "NS.objects": []}]}, {"path": 1}])
def test_a_property_list_without_a_path_is_kept_as_it_is(content: Any) -> None:
    alias = base64.b64encode(plistlib.dumps(content)).decode()
    record = record_in(f"@misc{{a, title = {{b}}, bdsk-file-1 = {{{alias}}}}}")
    assert (record.attachments, record.extra) == ((), {"bdsk-file-1": alias})


@pytest.mark.parametrize(
    ("value", "files"),
    [
        ("files/a.pdf", [Attachment("files/a.pdf")]),
        ("files/a.pdf:PDF", [Attachment("files/a.pdf", "pdf")]),
        ("Full text:files/a.pdf", [Attachment("files/a.pdf")]),
        ("a.pdf:", [Attachment("a.pdf")]),
        (":", []),
    ],
)
def test_a_file_is_told_with_less_than_its_three_parts(value: str, files: list[Attachment]) -> None:
    assert list(record_in(f"@misc{{a, title = {{b}}, file = {{{value}}}}}").attachments) == files


@pytest.mark.parametrize("note", ["a\n    code", "a\n\n        code\n    code", "- a\n    - b", "a\n  b"])
def test_a_note_keeps_the_blanks_before_its_lines(note: str) -> None:
    text = "".join(WRITER.write([Paper(record=Record(title="A", citekey="a"), note=note)], WriteOptions("jabref")))
    (found,) = found_in(text)
    assert isinstance(found, Paper)
    assert found.note == note


@pytest.mark.parametrize("value", ["One\n\t\ttwo\n\t\tthree", "\n      One\n      two\n      three\n  "])
def test_the_layout_of_an_entry_is_no_part_of_a_note(value: str) -> None:
    (found,) = found_in(f"@misc{{a, title = {{b}}, annote = {{{value}}}}}")
    assert isinstance(found, Paper)
    assert found.note == "One\ntwo\nthree"


def test_initials_behind_a_particle_are_no_degree() -> None:
    names, _ = people("van Dijk, MD and De Souza, R.N. and Van Bee, PhD")
    assert [(name.given, name.suffix) for name in names] == [("MD", ""), ("R.N.", ""), ("Van", "PhD")]


def test_what_a_venue_says_beside_an_identifier_joins_the_note() -> None:
    record = record_in("@misc{a, title={T}, journal={arXiv:2001.01234, submitted}, note={Best paper}}")
    assert (record.arxiv, record.extra["note"]) == ("2001.01234", "Best paper; submitted")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Anna Berg, Carl Dorn and Eva Falk", ["Anna Berg", "Carl Dorn", "Eva Falk"]),
        ("Le Guin, Ursula Kroeber and Carl Dorn", ["Ursula Kroeber Le Guin", "Carl Dorn"]),
        ("Peyton Jones, Simon L. and Carl Dorn", ["Simon L. Peyton Jones", "Carl Dorn"]),
        ("Peyton Jones, Simon and Carl Dorn", ["Simon Peyton Jones", "Carl Dorn"]),
    ],
)
def test_a_comma_stands_between_people_where_it_can_stand_in_no_name(written: str, shown: list[str]) -> None:
    assert [name.display for name in people(written)[0]] == shown
