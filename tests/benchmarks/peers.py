"""What one edit may cost: readlist beside coBib and papis, on the same papers, when the disk is full or it is killed.

    python -m tests.benchmarks.peers [--papers N] [--faults N] [--folder DIR] [PROGRAM ...]

Each program is installed into a place of its own (pip, from the package index) and edits one paper of its library under
strace, which makes a write to the library's files fail with ENOSPC from then on, or kills the program there. The faults
fall on as many of the writes of that edit, evenly. Counted is how many papers are left with title and abstract as they
were. The table of docs/reliability.md is what this prints.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from readlist.library import Library
from tests.reliability.script import page

Texts = dict[str, str | None]  # the abstract of each paper by its title
WRITES = "write,pwrite64,writev,pwritev"
SECONDS = 300
SOURCE = "source.db"  # the library that all programs get their papers of
COBIB = """from cobib.config import config
config.database.file = {file!r}
config.database.cache = None
config.logging.logfile = {log!r}
config.logging.version = None
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program: the packages to install, what begins its library, what edits the first paper, and what it holds.

    ``files`` are those that the edit writes, ``held`` reads what is left.
    """

    name: str
    package: str
    begin: Callable[[Path, Path], list[list[str]]]
    edit: Callable[[Path], list[str]]
    files: Callable[[Path], list[Path]]
    held: Callable[[Path], Texts]


def cobib_begun(bib: Path, home: Path) -> list[list[str]]:
    """The calls that make a library of a BibTeX file."""
    config = home / "config.py"
    config.write_text(COBIB.format(file=str(home / "library.yaml"), log=str(home / "log")))
    return [["cobib", "-c", str(config), "init"], ["cobib", "-c", str(config), "add", "--bibtex", str(bib)]]


def cobib_held(home: Path) -> Texts:
    """The entries that stand whole in coBib's file, the last of which may be cut."""
    documents = re.findall(
        r"^---\n(.*?)^\.\.\.$", (home / "library.yaml").read_text("utf-8", "replace"), re.DOTALL | re.MULTILINE
    )
    entries = [entry for document in documents for entry in yaml.load(document, yaml.CSafeLoader).values()]
    return {entry["title"]: entry.get("abstract") for entry in entries}


def papis_begun(bib: Path, home: Path) -> list[list[str]]:
    """The same for papis, whose papers are laid in their folders as it writes them: its import takes minutes."""
    with Library.open(bib.with_name(SOURCE), create=False) as library:
        papers = library.papers(library.ids())
    for paper in papers:
        key = paper.record.citekey or ""
        entry = {"ref": key, "papis_id": key.rjust(32, "0"), "type": "misc", "title": paper.record.title}
        (home / "papers" / key).mkdir(parents=True)
        text = yaml.safe_dump(entry | {"abstract": paper.record.abstract}, sort_keys=True)
        (home / "papers" / key / "info.yaml").write_text(text)
    (home / "papis").mkdir()
    (home / "papis" / "config").write_text(f"[settings]\ndefault-library = papers\n[papers]\ndir = {home / 'papers'}\n")
    return [["papis", "list", "--all"]]


def papis_files(home: Path) -> list[Path]:
    """The file of the paper that is edited."""
    return [home / "papers" / "paper0" / "info.yaml"]


def papis_held(home: Path) -> Texts:
    """The papers whose files can be read."""
    held: Texts = {}
    for path in home.glob("papers/*/info.yaml"):
        try:
            entry = yaml.load(path.read_text("utf-8", "replace"), yaml.CSafeLoader)
        except yaml.YAMLError:
            continue
        if isinstance(entry, Mapping) and entry.get("title"):
            held[entry["title"]] = entry.get("abstract")
    return held


def readlist_held(home: Path) -> Texts:
    """The papers of a library."""
    with Library.open(home / "library.db", create=False) as library:
        papers = library.papers(library.ids())
    return {paper.record.title or "": paper.record.abstract for paper in papers}


PEERS = (
    Peer(
        "readlist", "",
        lambda bib, home: [["readlist", "add", "--library", str(home / "library.db"), str(bib)]],
        lambda home: ["readlist", "note", "--library", str(home / "library.db"), "1", "changed"],
        lambda home: [home / f"library.db{end}" for end in ("", "-wal", "-shm")],
        readlist_held,
    ),
    Peer(
        "coBib", "cobib==6.*", cobib_begun,
        lambda home: ["cobib", "-c", str(home / "config.py"), "modify", "-s", "note:changed", "--", "paper0"],
        lambda home: [home / "library.yaml"], cobib_held,
    ),
    Peer(
        "papis", "papis==0.16.*", papis_begun,
        lambda _: ["papis", "update", "--set", "note", "changed", "ref:paper0"], papis_files, papis_held,
    ),
)  # fmt: skip


def installed(peer: Peer, folder: Path) -> Path:
    """The folder of a peer's programs, made on demand."""
    if not peer.package:
        return Path(sys.executable).parent
    place = folder / peer.name
    if not (place / "bin" / peer.name.lower()).exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run(
            [place / "bin" / "pip", "install", "--quiet", peer.package], check=True, stderr=subprocess.DEVNULL
        )
    return place / "bin"


def version_of(program: Path) -> str:
    """What a program says of its version."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return said.split()[-1]


def run(bin_: Path, words: Sequence[str], home: Path, before: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run a program at home in a folder."""
    places = {
        name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    }
    command = [*before, str(bin_ / words[0]), *words[1:]]
    return subprocess.run(
        command,
        env=os.environ | places,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def traced(peer: Peer, home: Path, *inject: str) -> list[str]:
    """strace over the writes to a library's files."""
    paths = [word for path in peer.files(home) for word in ("-P", str(path))]
    told = home / "told"
    return ["strace", "-f", "-qq", "-o", str(told), *paths, "-e", f"trace={WRITES}", *inject]


def fault_places(writes: int, most: int) -> list[int]:
    """Which of so many writes fail, from 1: at most so many, evenly."""
    count = min(writes, most)
    return sorted({1 + round(number * (writes - 1) / max(count - 1, 1)) for number in range(count)})


def faults(writes: int, most: int) -> Iterator[tuple[str, list[str]]]:
    """What happens to an edit of so many writes."""
    for place in fault_places(writes, most):
        yield "disk full", ["-e", f"inject={WRITES}:error=ENOSPC:when={place}+"]
        yield "SIGKILL", ["-e", f"inject={WRITES}:signal=KILL:when={place}"]


def compared(peer: Peer, bin_: Path, bib: Path, folder: Path, most: int) -> Iterator[tuple[str, int, int, int]]:
    """For each kind of fault: how many there were, the fewest papers left, and how many faults cost a paper."""
    home = folder / f"{peer.name} home"
    home.mkdir()
    for words in peer.begin(bib, home):
        done = run(bin_, words, home)
        assert done.returncode == 0, done.stdout[-500:] + done.stderr[-500:]
    whole = peer.held(home)
    kept = folder / "kept"
    shutil.copytree(home, kept)
    done = run(bin_, peer.edit(home), home, traced(peer, home))
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-500:]
    writes = (home / "told").read_text().count("(")
    left: dict[str, list[int]] = {}
    for kind, inject in faults(writes, most):
        shutil.rmtree(home)
        shutil.copytree(kept, home)
        run(bin_, peer.edit(home), home, traced(peer, home, *inject))
        held = peer.held(home)
        left.setdefault(kind, []).append(sum(held.get(title) == abstract for title, abstract in whole.items()))
    shutil.rmtree(kept)
    for kind, counts in left.items():
        yield kind, len(counts), min(counts), sum(count < len(whole) for count in counts)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="*", help="readlist, coBib, papis; all without")
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--faults", type=int, default=6, help="of each kind, for each program")
    parser.add_argument("--folder", type=Path, help="where the programs are installed, to be used again")
    asked = parser.parse_args()
    if shutil.which("strace") is None:
        raise SystemExit("strace is needed, which fails the writes (apt-get install strace)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bib = folder / "papers.bib"
        with Library.open(folder / SOURCE) as library:
            ids = library.accept(page("maps", range(asked.papers), words=150)).new
            for id_, number in zip(ids, range(asked.papers), strict=True):
                library.rekey(id_, f"paper{number}")
            bib.write_text(library.export(ids))
        print(
            f"| program | fault in one edit of {asked.papers:,} papers | tried | cost papers | fewest left |",
            "|---|---|---|---|---|",
            sep="\n",
        )
        for peer in (one for one in PEERS if not asked.program or one.name in asked.program):
            bin_ = installed(peer, asked.folder or folder)
            called = f"{peer.name} {version_of(bin_ / peer.name.lower())}"
            for kind, tried, fewest, cost in compared(peer, bin_, bib, folder, asked.faults):
                print(f"| {called} | {kind} | {tried} | {cost} | {fewest:,} |", flush=True)


if __name__ == "__main__":
    main()
