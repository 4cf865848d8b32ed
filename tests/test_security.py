"""What the code can do to a machine, found in the code itself: each power stands in the few places that need it.

A place that is not named here and takes one of these powers fails; it is named here with a reason, or does without.
"""

from __future__ import annotations

import ast
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import readlist
from readlist import opening

PACKAGE = Path(readlist.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))

WRITERS: Mapping[str, frozenset[str]] = {
    "store/connection.py": frozenset({"mkdir", "os.open"}),  # a new library
    "files/_replacing.py": frozenset({"open", "os.open"}),  # exports, choices: whole or not at all
    "search/_build.py": frozenset({"mkstemp", "os.fdopen", "SpooledTemporaryFile"}),  # the search index
    "remembered.py": frozenset({"mkdir"}),  # the folder of choices made in the app
    "store/backups.py": frozenset({"mkdir", "mkstemp", "open"}),  # backups
    "store/salvage.py": frozenset(
        {"TemporaryDirectory", "copyfile", "open"}
    ),  # a copy of a library without a beginning
    "clipboard.py": frozenset({"NamedTemporaryFile"}),  # what no clipboard takes
    "push/jabref.py": frozenset({"mkdir", "touch", "write_text"}),  # what JabRef is given
    "tui/crash.py": frozenset({"mkdir", "touch", "write_text"}),  # the log of a mistake
    "store/zotero_database.py": frozenset({"TemporaryDirectory", "copyfile"}),  # a copy of Zotero's database
    "cli/commands/add.py": frozenset({"TemporaryDirectory"}),  # an empty library to compare with
    "cli/commands/demo.py": frozenset({"TemporaryDirectory"}),  # a throw-away library
    "cli/commands/config.py": frozenset({"mkdir", "touch"}),  # the configuration file
    "cli/commands/export.py": frozenset({"mkdir"}),  # a folder that the user has named
    "cli/__init__.py": frozenset({"os.open"}),  # nowhere, for output that nobody reads
    "__main__.py": frozenset({"os.open", "os.fdopen"}),  # nowhere, for streams that are closed
}
FOLDERS_OF_THE_USER = {"cli/commands/export.py"}
WRITING = frozenset(
    """
    write_text write_bytes touch mkdir makedirs mknod mkfifo symlink_to hardlink_to copyfile copytree copymode copystat
    mkstemp mkdtemp NamedTemporaryFile TemporaryFile TemporaryDirectory SpooledTemporaryFile
    """.split()
)
NETWORK = {
    "push/_http.py": {"urllib.error", "urllib.request"},  # a reference manager on this machine
    "serving.py": {"aiohttp", "textual_serve.server"},  # the app in a browser, on this machine
}
OF_THE_NETWORK = re.compile(
    r"(socket|socketserver|ssl|select|http|urllib\.(request|error|robotparser)|ftplib|smtplib|poplib|imaplib|nntplib"
    r"|telnetlib|xmlrpc|asyncore|aiohttp|requests|httpx|urllib3|websockets|textual_serve|webbrowser)(\.|$)"
)
PROGRAMS = {
    "library/apart.py",  # this program itself
    "opening.py",  # the system's opener, with an address or a document
    "editor.py",  # the user's editor
    "push/jabref.py",  # JabRef
    "cli/machine.py",  # tmux is asked for a setting
}
RUNS_TEXT = frozenset(
    """
    eval exec compile __import__ os.system os.popen os.execv os.execvp os.execl os.execlp os.spawnv os.spawnl pty.spawn
    subprocess.getoutput subprocess.getstatusoutput
    """.split()
)
UNPACKS_CODE = re.compile(r"(pickle|cPickle|marshal|shelve|dill|joblib|code|codeop|runpy|ctypes|cffi)(\.|$)")


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """The calls of a file, each with what is called."""
    return ((ast.unparse(node.func), node) for node in nodes(path) if isinstance(node, ast.Call))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return found


def is_write(called: str, call: ast.Call) -> str:
    """The name of a call that can write a file or make a folder; empty for another one."""
    last = called.rpartition(".")[2]
    if last in WRITING and called != "touch":  # a function of the journal
        return last
    if called in {"os.open", "os.fdopen"}:
        return called
    modes = [*call.args, *(word.value for word in call.keywords if word.arg == "mode")]
    opens = last == "open" and any(
        isinstance(mode, ast.Constant)
        and isinstance(mode.value, str)
        and re.fullmatch(r"[rbt]*[wax+][wbt+]*", mode.value)
        for mode in modes
    )
    return "open" if opens else ""


def found_in(look: Callable[[Path], set[str]]) -> dict[str, set[str]]:
    """What is found in the files in which something is."""
    return {name_of(path): found for path in SOURCES if (found := look(path))}


def test_p16_files_are_written_in_few_places() -> None:
    found = found_in(lambda path: {kind for called, call in calls(path) if (kind := is_write(called, call))})
    assert found == WRITERS


@pytest.mark.parametrize("name", sorted(WRITERS.keys() - FOLDERS_OF_THE_USER))
def test_p16_what_is_made_is_for_the_user_alone(name: str) -> None:
    for called, call in calls(PACKAGE / name):
        words = {word.arg: ast.unparse(word.value) for word in call.keywords}
        if called.endswith(".mkdir"):
            assert words.get("mode") == "448", f"{name}:{call.lineno}"
        if called.endswith(".touch"):
            assert words.get("mode") == "384", f"{name}:{call.lineno}"
        if called == "os.open" and "O_CREAT" in ast.unparse(call.args[1]):
            assert ast.unparse(call.args[2]) in {"384", "mode"}, f"{name}:{call.lineno}"


@pytest.mark.skipif(os.name != "posix", reason="needs permissions")
def test_p16_everything_that_a_session_leaves_is_for_the_user_alone(tmp_path: Path) -> None:
    page = tmp_path / "papers.jsonl"
    page.write_text('{"title": "Sparse Maps"}\n')
    environ = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "EDITOR": "cp -n /dev/null", "LANG": "C.UTF-8"}
    sessions = (["add", str(page)], ["set", "1", "--star"], ["note", "1", "--edit"], ["config", "--edit"], ["doctor"])
    for words in sessions:
        code = "import os, sys; os.umask(0); from readlist.__main__ import main; sys.exit(main())"
        done = subprocess.run([sys.executable, "-c", code, *words], env=environ, capture_output=True, check=False)
        assert b"Traceback" not in done.stderr
    held = "import os, time; from pathlib import Path; os.umask(0); from readlist.library import Library\n"
    held += "library = Library.open(next(Path.home().rglob('library.db'))); library.star([1], False); print(1, flush=True)\n"
    held += "time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", held], env=environ, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    own = [file for folder in tmp_path.rglob("readlist") for file in (folder, *folder.rglob("*"))]
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in own}
    process.kill()
    process.communicate()
    assert {"library.db", "library.db-wal", "library.db-shm", "config.toml"} <= modes.keys()
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}


def test_p16_the_network_is_known_to_few() -> None:
    found = found_in(lambda path: {module for module in imports(path) if OF_THE_NETWORK.match(module)})
    assert found.keys() == NETWORK.keys()
    for name, modules in found.items():
        assert {one for one in modules if not any(f"{one}.".startswith(f"{two}.") for two in NETWORK[name])} == set()


def test_p16_the_network_is_this_machine() -> None:
    from readlist.errors import PushError
    from readlist.push._http import checked

    for address in (
        "http://example.org:23119",
        "http://127.0.0.1.example.org",
        "https://10.0.0.1",
        "file:///etc/passwd",
    ):
        with pytest.raises(PushError):
            checked(address)
    assert 'HOST = "127.0.0.1"' in (PACKAGE / "serving.py").read_text()


def test_p16_nothing_unpacks_code_and_no_text_is_run() -> None:
    assert found_in(lambda path: {module for module in imports(path) if UNPACKS_CODE.match(module)}) == {}
    assert found_in(lambda path: {called for called, _ in calls(path) if called in RUNS_TEXT}) == {}
    loaders = found_in(lambda path: {called for called, _ in calls(path) if called.startswith("yaml.")})
    assert loaders == {"formats/_yaml.py": {"yaml.BaseLoader"}}  # which makes texts, and nothing else


def test_p12_programs_are_started_in_few_places_and_by_no_shell() -> None:
    assert found_in(lambda path: imports(path) & {"subprocess"}).keys() == PROGRAMS
    assert found_in(lambda path: {called for called, _ in calls(path) if "create_subprocess" in called}) == {}
    assert (
        found_in(lambda path: {"shell" for _, call in calls(path) for word in call.keywords if word.arg == "shell"})
        == {}
    )


def test_the_checks_find_what_they_look_for(tmp_path: Path) -> None:
    source = tmp_path / "source.py"
    source.write_text(
        "open(p, 'w')\np.open(mode='ab')\nopen(p)\nos.open(p, 1)\np.write_text('')\nos.system('x')\nimport http.client"
    )
    found = [is_write(called, call) for called, call in calls(source)]
    assert found == ["open", "open", "", "os.open", "write_text", ""]
    assert "os.system" in {called for called, _ in calls(source)}
    assert [module for module in imports(source) if OF_THE_NETWORK.match(module)]


@pytest.mark.parametrize(
    "address",
    """
    file:///etc/passwd javascript:alert(1) smb://x/y data:text/html,x vbscript:x ftp://x.org/y about:blank --help
    -P/tmp /etc/passwd http:///x http://[ HTTP://[:: \\\\host\\share mailto:a@b view-source:http://x
    """.split(),
)  # fmt: skip
def test_p12_only_addresses_of_the_web_are_opened(address: str) -> None:
    assert opening.web_address(address) == ""


@pytest.mark.parametrize(
    "address", ["https://a.org/x y\n--help", "http://a.org/\x1b]0;x\x07", "https://a.org/`id`$(id);id|id"]
)
def test_p12_an_address_is_one_word_and_no_option(address: str) -> None:
    found = opening.web_address(address)
    assert re.fullmatch(r"https?://[^\s\x00-\x1f\x7f`|]*", found)
