"""Measure reading and writing of large files: python -m tests.benchmarks.formats [--entries N] [--snapshot FILE].

Each row is a run of ``readlist convert`` as a process of its own, its start included, its output thrown away. The .bib
is made by the sample files' make_bib.py, the snapshot of the same papers in the shape of arXiv's, unless a real one is
given. bibtexparser 2 reads a part of the .bib with names split and LaTeX decoded, in turn with readlist in the same run;
``--peer`` names a Python that has it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.conftest import SAMPLES

READLIST = str(Path(sys.executable).with_name("readlist"))
PEER = """
import sys, bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
decoding = [LatexDecodingMiddleware(), SeparateCoAuthors(), SplitNameParts()]
print(*("{}" for _ in bibtexparser.parse_file(sys.argv[1], append_middleware=decoding).entries), sep="\\n")
"""
WRITTEN = ("bibtex", "ris", "csl_json")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took: lines of output, seconds of processor time, bytes of memory at most."""

    lines: int
    seconds: float
    memory: int


def run(command: Sequence[str]) -> Run:
    """Run a command to its end."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdout is not None
        lines = sum(1 for _ in child.stdout)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} failed")
    return Run(lines, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def bibliography(folder: Path, entries: int) -> Path:
    """A .bib of so many real papers."""
    path = folder / f"{entries}.bib"
    if not path.exists():
        with path.open("wb") as file:
            subprocess.run([sys.executable, SAMPLES / "data" / "make_bib.py", str(entries)], stdout=file, check=True)
    return path


def snapshot(folder: Path, entries: int) -> Path:
    """The same papers as lines of arXiv's snapshot."""
    path = folder / f"{entries}.snapshot.jsonl"
    if not path.exists():
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=True) + "\n" for line in islice(_preprints(), entries))
    return path


def _preprints() -> Iterator[dict[str, object]]:
    with gzip.open(SAMPLES / "data" / "acl.jsonl.gz", "rt", encoding="utf-8") as lines:
        papers = (paper for paper in map(json.loads, lines) if paper.get("abstract"))
        for number, paper in enumerate(papers):
            month, serial = divmod(number, 20_000)
            people = [name.rpartition(" ") for name in paper["authors"]]
            yield {
                "id": f"{1501 + month}.{serial:05d}",
                "submitter": paper["authors"][0] if people else None,
                "authors": ", ".join(paper["authors"]),
                "title": paper["title"],
                "comments": "12 pages, 4 figures",
                "journal-ref": paper.get("venue"),
                "doi": paper.get("doi"),
                "report-no": None,
                "categories": "cs.CL cs.LG",
                "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
                "abstract": f"  {paper['abstract']}\n",
                "versions": [{"version": "v1", "created": "Thu, 1 Jan 2015 19:18:42 GMT"}],
                "update_date": "2015-01-02",
                "authors_parsed": [[family, given, ""] for given, _, family in people],
            }


def reading(path: Path, notation: str) -> str:
    """A row: what reading a file and writing JSON lines takes."""
    found = run([READLIST, "convert", str(path), "--from", notation, "--to", "jsonl"])
    megabytes = path.stat().st_size / 1e6
    return (
        f"| {notation} to jsonl | {found.lines:,} | {megabytes:.0f} | {found.seconds:.1f} "
        f"| {megabytes / found.seconds:.1f} | {found.memory / 1e6:.0f} |"
    )


def writing(path: Path, notation: str) -> str:
    """A row: what reading a .bib and writing a notation takes, which is read again before it is believed."""
    found = run([READLIST, "convert", str(path), "--from", "bibtex", "--to", notation])
    megabytes = path.stat().st_size / 1e6
    return (
        f"| bibtex to {notation} | | {megabytes:.0f} | {found.seconds:.1f} "
        f"| {megabytes / found.seconds:.1f} | {found.memory / 1e6:.0f} |"
    )


def beside_peer(path: Path, python: str) -> str:
    """A sentence: readlist beside bibtexparser 2 over the same file, in turn."""
    if subprocess.run([python, "-c", PEER.split("\n")[2]], stderr=subprocess.DEVNULL, check=False).returncode:
        return "bibtexparser 2 is not installed: not compared."
    own, peer, again = (run(command) for command in _in_turn(path, python))
    seconds = (own.seconds + again.seconds) / 2
    return (
        f"{own.lines:,} entries: readlist {seconds:.2f} s, bibtexparser 2 with names split and LaTeX decoded "
        f"{peer.seconds:.2f} s for {peer.lines:,}: {peer.seconds / seconds:.1f} times as long."
    )


def _in_turn(path: Path, python: str) -> tuple[list[str], list[str], list[str]]:
    own = [READLIST, "convert", str(path), "--from", "bibtex", "--to", "jsonl"]
    return own, [python, "-c", PEER, str(path)], own


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "readlist-benchmarks")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--snapshot", type=Path, help="a real snapshot, or a part of one")
    parser.add_argument("--peer", default=sys.executable, help="a Python with bibtexparser 2")
    parser.add_argument("--peer-entries", type=int, default=5_000, help="how many entries both read")
    arguments = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    arguments.folder.mkdir(exist_ok=True)
    entries = bibliography(arguments.folder, arguments.entries)
    lines = arguments.snapshot or snapshot(arguments.folder, min(arguments.entries, 50_000))
    out = sys.stdout
    out.write(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}.\n\n")
    out.write("| what | records | MB | CPU seconds | MB per CPU second | memory, MB |\n|---|---|---|---|---|---|\n")
    for row in (reading(entries, "bibtex"), reading(lines, "arxiv_snapshot")):
        out.write(row + "\n")
    for notation in WRITTEN:
        out.write(writing(entries, notation) + "\n")
    out.write("\n" + beside_peer(bibliography(arguments.folder, arguments.peer_entries), arguments.peer) + "\n")


if __name__ == "__main__":
    main()
