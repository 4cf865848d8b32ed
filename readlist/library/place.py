"""Where a library lies: who can read it, how much room there is, what kind of file system, which backups."""

from __future__ import annotations

import os
import shutil
import stat
from datetime import datetime
from typing import TYPE_CHECKING

from readlist.library.backups import Backups
from readlist.model.finding import Finding, Level, note, problem
from readlist.model.text import counted, sized
from readlist.store.connection import BESIDE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROOM = 50_000_000  # bytes
_DAYS_OLD = 8
_OTHERS = 0o077
_OTHERS_MAY_WRITE = 0o022
_IN_THE_NET = frozenset(
    """
    9p afs beegfs ceph cifs davfs fuse.davfs2 fuse.ceph fuse.gcsfuse fuse.glusterfs fuse.rclone fuse.s3fs fuse.sshfs
    glusterfs gpfs lustre ncpfs nfs nfs4 orangefs smb3 smbfs
    """.split()
)
_MOUNTS = "/proc/mounts"


def beside(path: Path, suffix: str) -> Path:
    """What lies beside a library under its name and an ending."""
    return path.with_name(path.name + suffix)


def check_place(path: Path) -> Iterator[Finding]:
    """What is found around a library that is there."""
    yield check_permissions(path)
    yield check_room(path)
    yield check_file_system(path, mounts())


def open_to_others(path: Path) -> list[Path]:
    """The files of a library, and the folder of its backups, that not the user alone may read."""
    backups = Backups(path)
    copies = backups.folder.glob("*")
    own = [path, *(beside(path, suffix) for suffix in (*BESIDE, ".search")), backups.folder, *copies]
    return [one for one in own if os.name == "posix" and one.exists() and stat.S_IMODE(one.stat().st_mode) & _OTHERS]


def check_permissions(path: Path) -> Finding:
    """Whether others may read the library, or replace it."""
    about = "permissions"
    if found := open_to_others(path):
        advice = "`readlist doctor --fix` takes that right away."
        return problem(about, f"others may read {', '.join(one.name for one in found[:3])}", advice, mend=True)
    folder = path.resolve().parent
    mode = folder.stat().st_mode
    if os.name == "posix" and mode & _OTHERS_MAY_WRITE and not mode & stat.S_ISVTX:
        return problem(about, f"others may change what lies in {folder}", f"`chmod go-w '{folder}'` takes that away.")
    return Finding(about, "the library is for you alone")


def close_to_others(path: Path) -> None:
    """Leave the files of a library to the user alone."""
    for one in open_to_others(path):
        one.chmod(0o700 if one.is_dir() else 0o600)


def check_room(path: Path) -> Finding:
    """Whether the disk has room for what a library needs: once more its size, for a backup or a new version."""
    free, size = shutil.disk_usage(path.resolve().parent).free, path.stat().st_size
    text = f"{sized(free)} are free, the library has {sized(size)}"
    if free < _ROOM:
        return problem("disk", text, "Free some space: what cannot be written is not stored.")
    if free < 2 * size:
        return note("disk", text, "Free some space: a backup needs as much as the library.")
    return Finding("disk", text)


def check_file_system(path: Path, mounted: str) -> Finding:
    """Whether a library lies in the net; ``mounted`` is what the system tells of its file systems."""
    kind = file_system(path, mounted)
    if kind in _IN_THE_NET:
        return note(
            "file system",
            f"{kind}: the library lies in the net, where locks may not hold",
            "Use it on one machine at a time, or keep it on a disk of this one.",
        )
    return Finding("file system", kind or "not told by this system")


def hint_of_place(path: Path) -> Finding | None:
    """What is worth knowing of where a library lies, before it is worked with."""
    found = check_file_system(path, mounts())
    return found if found.level is Level.NOTE else None


def file_system(path: Path, mounted: str) -> str:
    r"""The kind of the file system that a path lies on.

    >>> from pathlib import Path
    >>> file_system(Path("/home/ann/library.db"), "/dev/a / ext4 rw 0 0\nserver:/x /home nfs4 rw 0 0\n")
    'nfs4'
    """
    best, kind = "", ""
    place = str(path.resolve())
    for line in mounted.splitlines():
        words = line.split(" ")
        where = words[1].replace(r"\040", " ").rstrip("/") if len(words) > 2 else None
        if where is not None and f"{place}/".startswith(f"{where}/") and len(where) >= len(best):
            best, kind = where, words[2]
    return kind


def mounts() -> str:
    """What the system tells of its file systems; nothing where it does not."""
    try:
        with open(_MOUNTS, encoding="utf-8", errors="replace") as file:  # noqa: PTH123  no path of a user
            return file.read()
    except OSError:
        return ""


def check_backups(backups: Backups) -> Finding:
    """When a library was last copied."""
    found = backups.all()
    if not found:
        return note("backups", "there is none", "`readlist backup` makes one.")
    days = (datetime.now().astimezone() - found[0].made).days
    text = f"{counted(len(found), 'backup')}, the newest {found[0].name}, {counted(days, 'day')} old"
    return note("backups", text, "`readlist backup` makes a new one.") if days > _DAYS_OLD else Finding("backups", text)
