"""A library with something in it, and ways to damage it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from readlist.library import Library
from readlist.model.paper import Status
from readlist.store.driver import sqlite3

PAGE = 4096
PAPERS = 300


def furnish(path: Path, papers: int = PAPERS) -> None:
    """A library of papers, each with a tag; the seventh has a note, the ninth is read."""
    path.parent.mkdir(exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(_furnished(papers))


@cache
def _furnished(papers: int) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with Library.open(path) as library:
            library.add(lines(1, papers), "page.jsonl", tags=["maps"])
            library.annotate(7, "precious")
            library.mark([9], Status.READ)
        return path.read_bytes()


def lines(first: int, last: int) -> str:
    """JSON lines of papers, by numbers."""
    return "".join(
        f"{json.dumps({'title': f'Quiet maps, part {number}', 'authors': ['Ann Berg'], 'abstract': f'Text {number}. ' * 40})}\n"
        for number in range(first, last + 1)
    )


def checkpoint(path: Path) -> None:
    """Have everything in the library file itself."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()


def root_of(path: Path, table: str) -> int:
    """The page at which a table begins, from 0."""
    connection = sqlite3.connect(path)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    connection.close()
    return int(root) - 1


def overwrite(path: Path, at: int, content: bytes) -> None:
    """Put bytes over what stands at a place of a file."""
    with path.open("rb+") as file:
        file.seek(at)
        file.write(content)


def without_table(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE tagging")
    connection.commit()
    connection.close()


def without_an_inner_page(path: Path) -> None:
    """Overwrite a page with papers."""
    content = path.read_bytes()
    place = content.index(b"Quiet maps, part 150") // PAGE * PAGE
    overwrite(path, place, b"\xff" * PAGE)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "damaged header": lambda path: overwrite(path, 0, b"\xff" * 100),
    "zeroed header": lambda path: overwrite(path, 0, bytes(100)),
    "first page": lambda path: overwrite(path, 0, b"\xff" * PAGE),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "cut in a page": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size - PAGE - 100]),
    "inner page": without_an_inner_page,
    "root page": lambda path: overwrite(path, root_of(path, "paper") * PAGE, bytes(PAGE)),
    "0 bytes": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "text file": lambda path: path.write_bytes(b"a shopping list\n" * 1000),
    "missing table": without_table,
}
"""Ways to damage a library that nobody has open."""
SAVED: dict[str, range] = {
    "damaged header": range(PAPERS, PAPERS + 1),
    "zeroed header": range(PAPERS, PAPERS + 1),
    "truncated": range(100, PAPERS),
    "cut in a page": range(PAPERS - 1, PAPERS + 1),
    "inner page": range(PAPERS, PAPERS + 1),
    "root page": range(PAPERS, PAPERS + 1),
    "missing table": range(PAPERS, PAPERS + 1),
}
"""How many papers can be saved, if only those that the user's marks tell of; nothing of the others."""
