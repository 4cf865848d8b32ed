"""What each subcommand does, prints and returns."""

from __future__ import annotations

import json
import pkgutil
from pathlib import Path

import pytest

from readlist.cli import commands
from readlist.clipboard import TERMINAL_LIMIT, copy
from tests.cli.conftest import PAGE, Program

NAMES = [module.name for module in pkgutil.iter_modules(commands.__path__)]


@pytest.mark.parametrize("name", NAMES)
def test_every_subcommand_explains_itself_with_an_example(program: Program, name: str) -> None:
    done = program(name, "--help")
    assert done.code == 0
    assert f"Example: readlist {name}" in " ".join(done.out.split())


def test_the_program_tells_its_version_and_commands(program: Program) -> None:
    assert program("--version").out.startswith("readlist ")
    listed = program("--help").out
    assert all(name in listed for name in NAMES)


@pytest.mark.parametrize("words", [["none"], ["add", "--bogus"], ["set", "x"], ["list", "--limit", "many"], ["show"]])
def test_wrong_use_is_exit_2(program: Program, words: list[str]) -> None:
    done = program(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_adding_reports_and_adding_again_changes_nothing(program: Program, page: Path) -> None:
    done = program("add", page)
    assert done.code == 0
    assert done.out.startswith("page.txt: listing, 3 found: 3 new, 0 improved, 0 unchanged")
    assert "add 3 papers from page.txt" in done.err
    before = program("list", "--format", "jsonl").out
    report = json.loads(program("add", "--json", page).out)
    assert report == {
        "files": [
            {"name": "page.txt", "format": "listing", "confidence": report["files"][0]["confidence"], "found": 3, "new": 0,
             "improved": 0, "unchanged": 3, "doubts": report["files"][0]["doubts"], "problems": []}
        ],
        "step": None,
    }  # fmt: skip
    assert program("list", "--format", "jsonl").out == before
    assert len(program("history").out.splitlines()) == 1


def test_standard_input_and_dry_run(program: Program, tmp_path: Path) -> None:
    done = program("add", "--dry-run", "-", given=PAGE.encode())
    assert "dry run: nothing was stored" in done.err
    assert "3 new" in done.out
    assert not (tmp_path / "library.db").exists()
    assert "standard input: listing, 3 found" in program("add", given=PAGE.encode("utf-16")).out
    assert len(program("list").out.splitlines()) == 3


def test_one_bad_file_and_nothing_is_added(program: Program, page: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("just one line\n")
    done = program("add", page, bad)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("readlist: bad.txt: ")
    assert not (tmp_path / "library.db").exists()


def test_lists_in_every_format(program: Program, page: Path) -> None:
    program("add", page, "--tag", "first", "--status", "later")
    rows = [line.split("\t") for line in program("list").out.splitlines()]
    assert rows[0] == ["1", "later", "Quiet Pixels: Learning to Look Away", "Holm+", "2023", "#first"]
    assert program("list", "--format", "keys").out == "1\n2\n3\n"
    assert program("list", "--format", "csv", "--fields", "title,year", "--limit", "1").out.splitlines() == [
        "title,year", "Quiet Pixels: Learning to Look Away,2023",
    ]  # fmt: skip
    years = program("list", "--sort", "year", "--reverse", "--fields", "year").out.split()
    assert years == ["2024", "2023", "2022"]
    records = [json.loads(line) for line in program("list", "--format", "jsonl", "author:ruiz").out.splitlines()]
    assert [record["title"].split(":")[0] for record in records] == ["Quiet Pixels", "Rooms that Remember"]
    assert records[0]["source"] == {"name": "page.txt", "format": "listing", "lines": [1, 3]}
    assert (records[0]["status"], records[0]["tags"], records[0]["authors_complete"]) == ("later", ["first"], False)
    assert program("list", "--fields", "mood").code == 1
    assert program("list", "titel:x").err.splitlines() == ["readlist: no field named 'titel'", "  Did you mean title?"]


def test_showing_setting_and_annotating(program: Program, page: Path) -> None:
    program("add", page)
    assert program("set", "1", "--status", "read", "--tag", "+a,b", "--star", "--priority", "2").code == 0
    assert program("note", "1", "-", given=b"# Mine\n\nvery good\n").code == 0
    assert program("note", "1").out == "# Mine\n\nvery good\n"
    record = json.loads(program("show", "1", "--json").out)
    assert (record["status"], record["tags"], record["starred"], record["priority"]) == ("read", ["a", "b"], True, 2)
    shown = program("show", "1").out
    assert "Quiet Pixels: Learning to Look Away" in shown
    assert "very good" in shown
    assert program("set", "1", "--tag", "+to read", "-a", "--field", "venue=Some Venue").code == 0
    assert json.loads(program("show", "1", "--json").out)["tags"] == ["b", "to read"]
    assert json.loads(program("show", "1", "--json").out)["venue"] == "Some Venue"
    assert program("show", "none").code == 1


def test_a_word_is_excluded_as_the_query_line_has_it(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page)
    assert program("list", "-echo", "-author:ito", "--fields", "id").out == "1\n"
    assert program("export", "-echo", "-o", tmp_path / "refs.bib", "holm").code == 0
    assert (tmp_path / "refs.bib").read_text().count("@misc{") == 2
    assert program("set", "-echo", "holm", "--tag", "+a", "-b", "--yes").code == 0
    assert program("list", "tag:a", "--fields", "id").out == "1\n3\n"
    assert program("delete", "--", "-echo", "grammar").code == 0
    assert "Usage:" in program("list", "-h").out
    assert program("list", "--nope").code == 2


def test_a_number_that_is_no_id_is_not_looked_for_elsewhere(program: Program, page: Path) -> None:
    program("add", page)
    program("note", "3", "1 99 2")
    assert program("delete", "1", "99", "2", "--yes").err.startswith("readlist: no paper with the id 99\n")
    assert program("set", "1", "1", "--star").code == 0


def test_addresses_and_notes_are_shown_as_they_are(program: Program, tmp_path: Path) -> None:
    page = tmp_path / "one.jsonl"
    page.write_text(json.dumps({"title": "A {\\em B} title", "authors": ["Ann Berg"], "url": "https://x.org/~ann/{a}"}))
    program("add", page)
    program("note", "1", "use {x}~y\n\n    and \\% code")
    shown = program("show", "1").out
    assert "https://x.org/~ann/{a}\n" in shown
    assert shown.endswith("Note:\nuse {x}~y\n\n    and \\% code\n")
    assert shown.startswith("A B title\n")


def test_several_papers_are_asked_about(program: Program, page: Path) -> None:
    program("add", page)
    done = program("set", "status:inbox", "--status", "dropped")
    assert (done.code, done.err.splitlines()) == (1, ["readlist: Change 3 papers: not confirmed", "  Add --yes."])
    assert program("set", "status:inbox", "--status", "dropped", "--yes").code == 0
    assert len(program("history").out.splitlines()) == 2
    assert program("delete", "year:<2024", "--yes").code == 0
    assert len(program("list").out.splitlines()) == 1
    assert program("undo", "2").err.splitlines() == ["undone: delete: 2 papers", "undone: dropped: 3 papers"]
    assert program("redo").err == "done again: dropped: 3 papers\n"
    assert "(undone)" in program("history").out


def test_tags_are_listed_renamed_and_deleted(program: Program, page: Path) -> None:
    program("add", page, "--tag", "cv", "--tag", "cv/video")
    assert program("tags", "--rename", "cv", "vision").code == 0
    assert program("tags").out == "3\tvision\n3\tvision/video\n"
    assert program("tags", "--color", "vision", "red").err == "vision: red\n"
    assert program("tags", "--color", "vision", "pink").code == 1
    asked = program("tags", "--delete", "VISION")
    assert (asked.code, asked.err.splitlines()[0]) == (1, "readlist: Take VISION from 3 papers: not confirmed")
    assert program("tags", "--delete", "vision", "--yes").err == "delete tag vision\n"
    assert program("tags").out == "3\tvision\tred\n3\tvision/video\n"
    assert json.loads(program("tags", "--json").out.splitlines()[0]) == {
        "tag": "vision", "papers": 3, "own": 0, "color": "red",
    }  # fmt: skip
    assert "only tags below it" in program("tags", "--delete", "vision").err
    assert program("tags", "--delete", "vision", "--below", "--yes").code == 0
    assert program("tags").out == ""
    assert program("tags", "--delete", "none").code == 1
    assert len(program("history").out.splitlines()) == 4


def test_a_single_step_is_undone_and_redone(program: Program, page: Path) -> None:
    program("add", page)
    program("set", "1", "--status", "read")
    program("set", "2", "--star")
    step = program("history").out.splitlines()[1].split("\t")[0]
    assert program("undo", "--step", step).err.startswith("undone: read: ")
    assert json.loads(program("show", "1", "--json").out)["status"] == "inbox"
    assert "is undone already" in program("undo", "--step", step).err
    assert program("redo", "--step", step).code == 0
    assert "cannot be undone while" in program("undo", "--step", "1").err
    assert program("undo", "2", "--step", step).code == 2
    assert program("undo", "--step", "99").code == 1


def test_statistics_are_told(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page, "--tag", "rooms")
    program("set", "1", "--status", "read")
    found = json.loads(program("stats", "--weeks", "3", "--json").out)
    assert [week["added"] for week in found["weeks"]] == [0, 0, 3]
    assert found["weeks"][2] == {"start": found["weeks"][2]["start"], "added": 3, "decided": 1, "read": 1}
    assert (found["statuses"]["inbox"], found["tags"]) == (2, [{"tag": "rooms", "papers": 3}])
    assert (found["inbox_shrinks_by"], found["weeks_to_empty"]) == (-0.5, None)
    shown = program("stats").out
    assert "inbox: 2 papers, grows by 0.5 a week\ndecided after: 0.0 days (median)\n" in shown
    assert shown.splitlines()[12].endswith("      3 ████████████      1 ████████████      1 ████████████")
    (tmp_path / "config.toml").write_text("ascii = true")
    assert "      3 ############" in program("stats").out
    assert program("stats").out.isascii()


def test_exporting_is_stable_and_atomic(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page)
    target = tmp_path / "refs.bib"
    assert program("export", "-o", target).code == 0
    content = target.read_bytes()
    assert program("export", "-o", target).err == f"3 papers: {target} (unchanged)\n"
    assert program("export").out.encode() == content
    assert content.count(b"@misc{") == 3
    keys = program("list", "--format", "keys").out.split()
    assert len(set(keys)) == 3
    assert not any(key.isdecimal() for key in keys)
    assert program("show", keys[0].upper()).code == 0
    assert program("export", "--for", "latex", "--ascii").out.isascii()
    assert program("export", "-o", tmp_path / "none" / "refs.bib").code == 1


def test_converting_needs_no_library(program: Program, page: Path, tmp_path: Path) -> None:
    records = [json.loads(line) for line in program("convert", page, page).out.splitlines()]
    assert len(records) == 6
    assert records[0]["source"]["name"] == "page.txt"
    assert "id" not in records[0]
    assert program("convert", page, "--to", "bibtex", "-o", tmp_path / "page.bib").code == 0
    assert (tmp_path / "page.bib").read_text().count("@misc{") == 3
    assert program("convert", page, "--to", "problems").out == ""
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"title": "A"}\n{"title": "B"}\n{"x": 1}\n')
    assert (
        program("convert", page, bad).err == 'bad.jsonl: line 3: no title, author, abstract or identifier: {"x": 1}\n'
    )
    assert program("convert", page, "--to", "none").code == 1
    assert not (tmp_path / "library.db").exists()


def test_formats_and_settings_are_told(program: Program, tmp_path: Path) -> None:
    rows = {row["name"]: row for row in json.loads(program("formats", "--json").out)}
    assert rows["jsonl"]["read"]
    assert rows["jsonl"]["write"]
    assert not rows["listing"]["write"]
    (tmp_path / "config.toml").write_text('export_for = "jabref"\n')
    told = program("config").out
    assert f"library = {tmp_path / 'library.db'}\t(environment)" in told
    assert f"export_for = jabref\t({tmp_path / 'config.toml'})" in told
    (tmp_path / "config.toml").write_text('thema = "dark"\n')
    done = program("config")
    assert (done.code, "Did you mean theme?" in done.err) == (1, True)


def test_near_pairs_are_listed_with_their_evidence(program: Program, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("A Grammar for Shopping Lists", "The Grammar of Shopping Lists"))
    program("add", page, other)
    assert len(program("list").out.splitlines()) == 4
    assert program("duplicates").out.splitlines()[0] == "abstracts alike (100%), other titles"
    assert json.loads(program("duplicates", "--json").out)["papers"] == [3, 4]


def test_a_pair_is_merged_or_told_apart(program: Program, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("A Grammar for Shopping Lists", "The Grammar of Shopping Lists"))
    program("add", page, other)
    done = program("merge", "4", "3", "--field", "title=3", "--field", "year=4")
    assert done.err == "merge: The Grammar of Shopping Lists (`readlist undo` parts them again)\n"
    assert program("list", "--fields", "id,title", "grammar").out == "4\tA Grammar for Shopping Lists\n"
    assert "0 new, 0 improved, 3 unchanged" in program("add", page).out
    assert "0 new, 0 improved, 3 unchanged" in program("add", other).out
    program("undo")
    assert program("duplicates", "--apart", "3", "4").err == "not a duplicate: A Grammar for Shopping Lists\n"
    assert program("duplicates", "--apart", "4", "3").err.startswith("nothing changed")
    assert program("duplicates").err == "no pair of papers looks like one\n"
    program("undo")
    assert len(program("duplicates").out.splitlines()) == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["merge", "1"], 2),
        (["merge", "1", "2", "--field", "title"], 2),
        (["merge", "1", "1"], 1),
        (["merge", "1", "99"], 1),
        (["merge", "1", "2", "--field", "mood=2"], 1),
        (["merge", "1", "2", "--field", "title=3"], 1),
        (["duplicates", "--apart", "1"], 2),
        (["duplicates", "--apart", "1", "1"], 1),
    ],
)
def test_what_cannot_be_merged_is_told(program: Program, page: Path, words: list[str], code: int) -> None:
    program("add", page)
    done = program(*words)
    assert (done.code, done.out) == (code, "")
    assert done.err
    assert len(program("list").out.splitlines()) == 3


def test_copying_tells_the_way_it_went(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    remote = {"SSH_TTY": "/dev/pts/1"}
    assert copy("some text", sent.append, remote) == "sent to the terminal's clipboard"
    assert sent == ["\x1b]52;c;c29tZSB0ZXh0\x1b\\"]
    told = copy("x" * (TERMINAL_LIMIT + 1), sent.append, remote)
    assert Path(told.rpartition(" ")[2]).read_text() == "x" * (TERMINAL_LIMIT + 1)
    Path(told.rpartition(" ")[2]).unlink()


def test_signs_that_nobody_sees_are_taken_out_and_told(program: Program, tmp_path: Path) -> None:
    page = tmp_path / "hidden.txt"
    page.write_text(PAGE.replace("Look AwayMira", "Look Away\u200bMira").replace("Every room", "Every\u200b room"))
    records = [json.loads(line) for line in program("convert", page).out.splitlines()]
    assert records[0]["title"] == "Quiet Pixels: Learning to Look Away"
    assert [len(record["doubts"]) for record in records] == [1, 0, 0]


def test_attachments_are_listed_and_shown(program: Program, tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_text(
        '{"title": "Maps", "attachments": [{"path": "files/maps.pdf", "type": "pdf"}, "two  blanks.html"]}\n'
        '{"title": "Bare"}\n'
    )
    assert program("add", tmp_path / "list.jsonl").code == 0
    assert program("list", "has:pdf", "--fields", "title").out == "Maps\n"
    assert "files/maps.pdf (pdf)" in program("show", "1").out
    assert program("set", "2", "--field", "attachments=bare.pdf").code == 0
    assert program("list", "has:pdf", "--fields", "title").out == "Maps\nBare\n"


def test_citation_keys_follow_the_configuration_and_are_made_anew(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page)
    assert program("export", "--to", "bibtex", "author:ruiz", "year:2022").out.startswith("@misc{ruiz2022rooms,")
    (tmp_path / "config.toml").write_text('citekey = "bbt"\n')
    assert "citekey = bbt" in program("config").out
    assert (
        program("set", "ruiz2022rooms", "--new-key").err
        == "new citation key: Rooms that Remember: Echoes as Self-Supervised Targets\n"
    )
    assert program("list", "year:2022", "--format", "keys").out == "ruizRoomsThatRemember2022\n"
    assert program("set", "ruizRoomsThatRemember2022", "--new-key").err.startswith("nothing changed")
    (tmp_path / "config.toml").write_text('citekey = "{author}"\n')
    done = program("config")
    assert (done.code, "no field of citation keys is named 'author'" in done.err) == (1, True)


def test_an_import_of_known_papers_gives_them_tags_and_says_so(program: Program, page: Path) -> None:
    program("add", page)
    assert "tag +audio +to read: 3 papers from page.txt (" in program("add", page, "--tag", "audio, to read").err
    assert program("tags").out.splitlines() == ["3\taudio", "3\tto read"]


def test_what_can_no_longer_be_redone_is_not_called_by_the_name_of_a_status(program: Program, page: Path) -> None:
    program("add", page)
    program("set", "1", "--status", "dropped")
    program("undo")
    program("set", "1", "--star")
    assert "\tdropped: Quiet Pixels: Learning to Look Away (past redo)\n" in program("history").out


def test_a_note_is_given_or_edited(program: Program, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program("add", page)
    monkeypatch.setenv("VISUAL", "false")
    assert program("note", "1", "a thought", "--edit").code == 2


def test_a_command_that_is_mistyped_is_guessed(program: Program) -> None:
    done = program("exprot")
    assert (done.code, "Did you mean export?" in done.err) == (2, True)
    assert "Did you mean" not in program("zzz").err
