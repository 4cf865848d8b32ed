"""Text from outside cannot act on the terminal: nothing that a subcommand prints has a control character."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from readlist import formats
from readlist.library import Library
from readlist.model.draft import Draft, Entry, Verdict
from readlist.model.names import Name
from readlist.model.paper import Record, Source
from tests.cli.conftest import Program

PAYLOADS = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;owned\x07",
    "\x1b]52;c;cm0gLXJmIC8=\x1b\\",
    "\x1b[?1049lfake prompt $ ",
    "\x1b[c\x1b[6n",
    "\x9b31mC1",
    "\x9d0;title\x9c",
    "a\x00b\x08c\x7f",
    "\u202eright to left\u202c",
    "\u2066isolate\u2069",
    "zero\u200bwidth\ufeff",
    "lone \ud800 surrogate",
    "two\r\nlines\u2028and\u2029more",
    "[red]markup[/red] [@click=app.quit]x[/] [/nothing]",
    "日本語の題名 with wide signs",
    "e" + "\u0301" * 300,
    "tag\U000e0041\U000e007f",
)
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A library that was filled past every cleaning, as a file from somebody else may be."""
    path = tmp_path / "library.db"
    records = [
        Record(
            title=payload,
            authors=(Name.parse(f"Ann {payload}") if "," not in payload else Name(literal=payload),),
            affiliations=(payload,),
            venue=payload,
            abstract=" ".join([payload] * 20),
            categories=(payload,),
            keywords=(payload,),
            doubts=(payload,),
            url=f"https://example.org/{payload}",
            extra={"x": payload},
            source=Source(payload, "listing", (number, number)),
        )
        for number, payload in enumerate(_storable(), start=1)
    ]
    entries = tuple(Entry(record, Verdict.NEW) for record in records)
    with Library.open(path) as library:
        added = library.accept(Draft("a\x1b[31mb", "listing", 1.0, "\x1b[31mtext", entries, ()))
        for id_, payload in zip(added.new, _storable(), strict=False):
            connection = library._store._connection
            connection.execute("UPDATE reading SET note = ? WHERE paper = ?", (payload, id_))
            connection.execute("INSERT OR IGNORE INTO tag (name, folded) VALUES (?, ?)", (payload, payload))
            connection.execute("INSERT INTO tagging SELECT ?, id FROM tag WHERE name = ?", (id_, payload))
            connection.execute("UPDATE step SET label = ?", (payload,))
    return path


def _storable() -> list[str]:
    """The payloads that can be in a database at all."""
    return [payload for payload in PAYLOADS if not re.search("[\ud800-\udfff]", payload)]


COMMANDS = [
    ["list"],
    ["list", "--fields", "id,key,title,author,authors,venue,category,tags,url,note,doubts"],
    ["list", "--format", "csv"],
    ["list", "--format", "jsonl"],
    ["list", "--format", "keys"],
    ["tags"],
    ["history"],
    ["duplicates"],
    ["merge", "1", "2"],
    ["note", "1"],
    ["export"],
    ["export", "--for", "latex", "--ascii"],
    ["set", "1", "--status", "read"],
    ["undo"],
    ["redo"],
    ["delete", "2"],
    ["show", "\x1b[31m"],
    ["list", "titel\x1b[31m:x"],
    ["add", "\x1b]0;x\x07"],
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words).encode("ascii", "replace").decode())
def test_p9_no_command_prints_a_control_character(program: Program, hostile: Path, words: list[str]) -> None:
    assert hostile.exists()
    done = program(*words)
    assert CONTROL.findall(done.out + done.err) == []
    assert "Traceback" not in done.err


@pytest.mark.parametrize("notation", formats.writers())
def test_no_file_has_a_control_character(program: Program, hostile: Path, tmp_path: Path, notation: str) -> None:
    assert hostile.exists()
    done = program("export", "--to", notation, "-o", tmp_path / "out")
    assert done.code == 0, done.err
    files = [tmp_path / "out"] if (tmp_path / "out").is_file() else list((tmp_path / "out").iterdir())
    assert CONTROL.findall("".join(file.read_text(encoding="utf-8") for file in files)) == []


@pytest.mark.parametrize("number", range(1, len(_storable()) + 1))
def test_showing_a_hostile_paper(program: Program, hostile: Path, number: int) -> None:
    assert hostile.exists()
    for words in (["show", str(number)], ["show", str(number), "--json"]):
        done = program(*words)
        assert done.code == 0
        assert CONTROL.findall(done.out + done.err) == []


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload[:8].encode("ascii", "replace").decode())
def test_what_a_user_types_is_cleaned(program: Program, page: Path, payload: str) -> None:
    program("add", page)
    program("set", "1", "--tag", f"+{payload}", "--field", f"title={payload}")
    program("note", "1", "-", given=payload.encode("utf-8", "surrogatepass"))
    done = program("show", "1", "--json")
    assert CONTROL.findall(done.out + done.err) == []
