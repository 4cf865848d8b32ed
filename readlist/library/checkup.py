"""A library examined: its file, what lies around it, what was made of it; and what can be made anew."""

from __future__ import annotations

from contextlib import closing, suppress
from os import W_OK, access
from pathlib import Path
from typing import TYPE_CHECKING

from readlist import search as engine
from readlist.errors import LibraryError
from readlist.library.backups import Backups
from readlist.library.place import check_backups, check_place, close_to_others
from readlist.library.search_index import SearchIndex
from readlist.model.finding import FIX, Finding, Level, note, problem
from readlist.model.patience import LONG, Patience
from readlist.model.text import counted
from readlist.store import Store
from readlist.store.checking import check_engine, check_file
from readlist.store.mending import mend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.model.target import Target


def examined(path: Path, *, thorough: bool = False) -> Iterator[Finding]:
    """What is found about a library, which is not changed."""
    yield check_engine()
    if not path.exists():
        yield note("library", f"there is none at {path}", "`readlist add FILE` begins one.")
        return
    try:
        yield from check_place(path)
    except OSError as error:
        yield problem("library", f"{path}: {error.strerror}", "Check the permissions of its folder.")
    inside = list(check_file(path, thorough=thorough))
    yield from inside
    try:
        yield from _of_backups(Backups(path))
    except LibraryError as error:
        yield problem("backups", error.message, error.hint)
    with suppress(LibraryError), closing(Store(path, create=False, read_only=True)) as store:
        yield check_index(SearchIndex(store))
        yield from map(check_target, store.targets())


def _of_backups(backups: Backups) -> Iterator[Finding]:
    """What is found of the backups, and of the newest of them."""
    yield check_backups(backups)
    for newest in backups.all()[:1]:
        yield _of_backup(check_file(backups.path(newest)), newest.name)


def _of_backup(findings: Iterable[Finding], name: str) -> Finding:
    """What counts of a backup: whether anything is wrong with it."""
    wrong = next((one for one in findings if one.level is Level.PROBLEM), None)
    if wrong is None:
        return Finding("backups", "the newest is whole")
    return problem("backups", f"{name}: {wrong.about}: {wrong.text}", "`readlist backup` makes a new one.")


def check_index(index: SearchIndex) -> Finding:
    """Whether the file of the search index can be used."""
    about = "search index"
    if index.path.exists():
        try:
            engine.verify(index.path)
        except (engine.UnusableIndex, OSError, ValueError, KeyError) as error:
            return problem(about, str(error), FIX, mend=True)
    if index.is_behind():
        return note(about, "it is not there, or behind", "The app makes it, and so does --fix.", mend=True)
    return Finding(about, "it follows the library" if index.path.exists() else "a small library needs none")


def check_target(target: Target) -> Finding:
    """Whether a file that is kept current can be."""
    about = "kept current"
    path = Path(target.path)
    if target.trouble:
        return problem(about, f"{path}: {target.trouble}", "`readlist targets --help` tells what can be done.")
    if not path.exists():
        advice = "`readlist targets --refresh` writes it again, --remove forgets it."
        return problem(about, f"{path} is not there", advice)
    if not (access(path, W_OK) and access(path.parent, W_OK)):
        return problem(about, f"{path} cannot be written", "Check its permissions and those of its folder.")
    return Finding(about, f"{path}{': paused' if target.paused else ''}")


def mended(path: Path, findings: Iterable[Finding]) -> Iterator[str]:
    """Make anew what can be of what was found; a line for each. Nothing is written into a damaged library."""
    found = list(findings)
    abouts = {finding.about for finding in found if finding.mend}
    if "permissions" in abouts:
        close_to_others(path)
        yield "permissions: the files are for you alone"
    is_damaged = any(finding.level is Level.PROBLEM and finding.about in {"library", "file"} for finding in found)
    inside = abouts - {"permissions", "search index"}
    if is_damaged or abouts <= {"permissions"}:
        return
    with closing(Store(path, create=False, patience=Patience(LONG))) as store:
        if inside:
            change = mend(store, inside)
            back = f"; {counted(len(change.ids))} brought back" if change.ids else ""
            yield f"made anew: {', '.join(sorted(inside))}{back}"
        if "search index" in abouts:
            index = SearchIndex(store)
            index.path.unlink(missing_ok=True)
            for _ in index.build():
                pass
            yield "made anew: search index"
