from __future__ import annotations

import pytest

from readlist.formats import NO_EVIDENCE
from readlist.formats.bibtex import READER
from readlist.model.paper import Paper, Problem, Record


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
