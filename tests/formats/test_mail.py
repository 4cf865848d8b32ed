"""Saved messages and mailboxes, quotations: what is inside them is read, the lines are those of the file."""

from __future__ import annotations

import base64
import quopri
import time

import pytest

from readlist import formats
from readlist.errors import UnknownFormat
from readlist.formats._mail import message, quotation
from readlist.model.paper import Problem, Record

HEADERS = "From: arXiv <no-reply@example.org>\nTo: me@example.org\nSubject: cs daily\nMIME-Version: 1.0\n"
DIGEST = """\
------------------------------------------------------------------------------
\\\\
arXiv:2411.90041
Date: Thu, 7 Nov 2024 02:49:53 GMT   (31kb)

Title: Laternen = Schatten: über das Gedächtnis der Räume, in denen niemand mehr
  wohnt
Authors: Mira Okonkwo and Jürgen Böhm
Categories: cs.CL
\\\\
  Shadows carry more identity than textures do.
\\\\ ( https://arxiv.org/abs/2411.90041 ,  31kb)
------------------------------------------------------------------------------
"""


def records(text: str) -> list[Record]:
    found = list(formats.recognize(text).read(text, formats.NO_EVIDENCE))
    assert not any(isinstance(item, Problem) for item in found)
    return [item for item in found if isinstance(item, Record)]


def encoded(encoding: str, charset: str = "utf-8") -> str:
    content = DIGEST.encode(charset)
    if encoding == "base64":
        return base64.encodebytes(content).decode("ascii")
    return quopri.encodestring(content).decode("ascii") if encoding == "quoted-printable" else DIGEST


@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "no-such-charset"])
def test_transfer_encodings_are_undone(encoding: str, charset: str) -> None:
    written = charset if charset != "no-such-charset" else "utf-8"
    text = (
        f'{HEADERS}Content-Type: text/plain; charset="{charset}"\nContent-Transfer-Encoding: {encoding}\n\n'
        + encoded(encoding, written)
    )
    [record] = records(text)
    assert record.title == "Laternen = Schatten: über das Gedächtnis der Räume, in denen niemand mehr wohnt"
    assert [name.display for name in record.authors] == ["Mira Okonkwo", "Jürgen Böhm"]


def test_the_lines_are_those_of_the_file() -> None:
    text = f"{HEADERS}Content-Transfer-Encoding: quoted-printable\n\n{encoded('quoted-printable')}"
    [record] = records(text)
    assert record.source
    lines = text.split("\n")
    assert lines[record.source.lines[0] - 1] == "arXiv:2411.90041"
    assert lines[record.source.lines[1] - 1].startswith("\\\\ (")


def multipart(plain: str, rich: str) -> str:
    return (
        f'{HEADERS}Content-Type: multipart/alternative;\n boundary="=_b"\n\npreamble\n--=_b\n'
        f"Content-Type: text/plain\n\n{plain}\n--=_b\nContent-Type: text/html\n\n{rich}\n--=_b--\nepilogue\n"
    )


def test_the_plain_part_is_taken_or_the_html_where_the_plain_one_says_nothing() -> None:
    taken = message(multipart(DIGEST, "<p>x</p>"))
    assert taken is not None
    assert "Title: Laternen" in taken.text
    assert "<p>" not in taken.text
    assert "epilogue" not in taken.text
    pointed = message(multipart("See the HTML.", "<p>Paper</p>"))
    assert pointed is not None
    assert pointed.text.strip() == "<p>Paper</p>"


def test_a_mailbox_gives_the_papers_of_all_its_messages() -> None:
    one = f"From arxiv@example.org Thu Nov  7 02:49:53 2024\n{HEADERS}\n{DIGEST}\n"
    assert len(records(one + one.replace("90041", "90042"))) == 2


@pytest.mark.parametrize("sign", ["> ", ">", "> > ", "  > "])
def test_a_quoted_page_is_read_as_the_page(sign: str) -> None:
    quoted = "On Thu, 7 Nov 2024, arXiv wrote:\n" + "".join(f"{sign}{line}\n" for line in DIGEST.split("\n"))
    [record] = records(quoted)
    assert record.arxiv == "2411.90041"
    assert record.source
    assert record.source.lines[0] == 4


@pytest.mark.parametrize(
    "text", ["", "Dear all,\n\nsee you.\n", "Title: One\nAuthor: Two\n\nThree\n", DIGEST, "key: a\n"]
)
def test_what_is_no_mail_is_left_alone(text: str) -> None:
    assert message(text) is None
    assert quotation(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "MIME-Version: 1.0\n\n" * 10_000,
        "> " * 50_000,
        (">" * 1000 + "\n") * 150,
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n" * 25_000,
        "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 2_500,
        "MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n" + "A" * 50_001,
        "MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n" + "=\n" * 50_000,
        "From a 2024\nMIME-Version: 1.0\n\n" * 5_000,
    ],
)
def test_hostile_mail_takes_linear_time(text: str) -> None:
    start = time.process_time()
    with pytest.raises(UnknownFormat):
        formats.recognize(text)
    assert time.process_time() - start < 2.5
