"""The program as started by a shell that gives it odd streams, names, places and amounts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from readlist import Library, config, files
from readlist.errors import ConfigError, ExportError
from readlist.formats import WriteOptions
from tests.cli.conftest import Program
from tests.cli.test_bad_input import clear


def started(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a shell says of a command in which $readlist is the program."""
    environ = os.environ | {
        "readlist": f"{sys.executable} -m readlist",
        "READLIST_LIBRARY": str(folder / "library.db"),
        "READLIST_CONFIG": str(folder / "config.toml"),
    }
    return subprocess.run(["sh", "-c", command], env=environ, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_one_line(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page)
    done = started("$readlist list >/dev/full", tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr


@pytest.mark.parametrize("times", [1, 40])
def test_a_reader_that_leaves_early_is_no_error(page: Path, tmp_path: Path, times: int) -> None:
    done = started(f"{{ $readlist convert {f'{page.name} ' * times}; echo $? >&2; }} | true", tmp_path)
    assert done.stderr == "0\n"


@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_may_be_closed(program: Program, page: Path, tmp_path: Path, streams: str) -> None:
    program("add", page)
    for words in ("list", "add", "set author:berg --status later"):
        done = started(f"$readlist {words} {streams}", tmp_path)
        assert "Traceback" not in done.stdout + done.stderr
    assert len(program("list").out.splitlines()) == 3


def test_the_library_may_be_named_before_the_command(program: Program, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    assert program("--library", other, "add", page).code == 0
    assert len(program("list", "--library", other).out.splitlines()) == 3
    assert program("list").code == 1


@pytest.mark.parametrize("words", [["show", "9" * 5000], ["list", "a" * 60_000], ["list", " ".join(["word"] * 6000)]])
def test_words_too_many_or_too_long(program: Program, page: Path, words: list[str]) -> None:
    program("add", page)
    assert clear(program(*words))


def test_a_name_that_is_no_text(program: Program, page: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xffd\nname.txt"))
    odd.write_bytes(page.read_bytes())
    done = program("add", odd)
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert program("history").out.count("\n") == 1


def test_files_that_are_no_files(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(ExportError):
        files.replace_file(loop, "text")
    assert loop.is_symlink()
    with Library.open(tmp_path / "library.db") as library, pytest.raises(ExportError):
        library.keeping.keep(loop, "", "bibtex", WriteOptions())
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert files.replace_file(pipe, "text")
    assert os.read(reader, 99) == b"text"
    assert pipe.is_fifo()
    os.close(reader)


def test_no_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_: object) -> str:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_config_path", homeless)
    monkeypatch.setattr("platformdirs.user_data_path", homeless)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert config.load({"library": "/x.db"}, {}).library == Path("/x.db")
    with pytest.raises(ConfigError, match="home folder"):
        config.load({}, {})
    with pytest.raises(ConfigError, match="home folder"):
        config.load({}, {"READLIST_LIBRARY": "~/x.db"})


def test_settings_that_cannot_be_edited(program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("READLIST_CONFIG", str(tmp_path / "file" / "config.toml"))
    assert clear(program("config", "--edit"))


def test_a_byte_that_is_not_utf_8_spoils_no_other() -> None:
    assert files.decode("Poincaré – ".encode() + "naïve".encode("cp1252"), "page") == "Poincaré – naïve"
    assert files.decode("Müller “x”".encode("cp1252"), "page") == "Müller “x”"
    assert files.decode("Müller".encode("utf-16") + b"\0", "page").startswith("Müller")


UNKNOWN = 54321  # a user that the system has no entry for


@pytest.mark.parametrize(
    ("environ", "where"),
    [
        ({}, None),
        ({"HOME": ""}, None),
        ({"HOME": "{folder}", "XDG_DATA_HOME": "relative/data"}, "{folder}/.local/share/readlist/library.db"),
        ({"HOME": "{folder}", "XDG_DATA_HOME": "{folder}/data"}, "{folder}/data/readlist/library.db"),
        ({"HOME": "{folder}/nowhere/at/all"}, "{folder}/nowhere/at/all/.local/share/readlist/library.db"),
    ],
    ids=["no HOME", "an empty HOME", "a relative XDG_DATA_HOME", "XDG_DATA_HOME", "a HOME that is not there"],
)
@pytest.mark.skipif(not sys.platform.startswith("linux") or os.getuid() != 0, reason="needs root, to be somebody else")
def test_homes_that_are_odd(tmp_path: Path, environ: dict[str, str], where: str | None) -> None:
    """Who has no entry and no home is asked for a place; nothing is ever begun in the folder one is in."""
    package = Path(config.__file__).parent
    if not all(folder.stat().st_mode & 0o005 == 0o005 for folder in (package, *package.parents)):
        pytest.skip("somebody else cannot read readlist here")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == "root" and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    tmp_path.chmod(0o777)
    page = tmp_path / "page.jsonl"
    page.write_text('{"title": "Sparse Maps"}')
    # Once before, since that user may not read the modules of this Python.
    code = f"""if True:
        import os, sys
        from readlist.__main__ import main
        words = ["readlist", "add", {str(page)!r}]
        sys.argv = [*words, "--library", {str(tmp_path / "before")!r}]
        assert main() == 0
        import platformdirs.unix, pwd, readlist.errors
        os.setuid({UNKNOWN})
        sys.argv = words
        sys.exit(main())
    """
    given = {name: value.format(folder=tmp_path) for name, value in environ.items()}
    given |= {"PATH": os.environ["PATH"], "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=given, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    begun = [str(file) for file in tmp_path.rglob("library.db")]
    if where is None:
        assert (done.returncode, begun) == (1, [])
        assert "--library" in done.stderr
    else:
        assert begun == [where.format(folder=tmp_path)], done.stderr
    assert not (tmp_path / "~").exists()
