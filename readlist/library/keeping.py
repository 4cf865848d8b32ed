"""Keep files current: written anew after each change, what others wrote in them kept, nothing of theirs overwritten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from readlist import formats
from readlist.errors import ExportError, NotFound, ReadlistError
from readlist.files import followed, replace_file
from readlist.model.query import parse
from readlist.model.target import Outcome, Target
from readlist.model.text import digest

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from readlist.formats import Part, WriteOptions
    from readlist.library.exchange import Exchange
    from readlist.model.target import Marks
    from readlist.store import Store

_NAMED = 3  # keys that a message names


class Kept(NamedTuple):
    """A target, and what became of its file."""

    target: Target
    outcome: Outcome


class Keeping:
    """The files that are kept current with a library."""

    def __init__(self, store: Store, exchange: Exchange) -> None:
        self._store = store
        self._exchange = exchange

    def keep(self, path: Path, query: str, to: str, options: WriteOptions) -> Kept:
        """Write the papers of a query to a file and keep it current from now on; ExportError if it cannot be written.

        Entries that stand in the file already and have the key of none of the papers stay as they are.
        """
        parse(query)
        if formats.writer(to).file_name:
            raise ExportError(f"{to} is a folder of files, which is not kept current", "Name a file, such as refs.bib.")
        place = str(followed(path))
        target = Target(
            path=place, query=query, format=formats.writer(to).name, preset=options.preset, ascii=options.ascii
        )
        _, entries = self._write(target, insist=True)
        target = replace(target, entries=entries, written=self._store.clock())
        self._put(target)
        return Kept(target, Outcome.WRITTEN)

    def refresh(self) -> list[Kept]:
        """Write every target that is not paused, if it would change; what happened to each."""
        return [
            Kept(target, Outcome.PAUSED) if target.paused else self._written(target) for target in self._store.targets()
        ]

    def overwrite(self, path: Path) -> Kept:
        """Write a target though its entries were edited in the file; what was edited there is lost."""
        return self._written(self._find(path), insist=True)

    def pause(self, path: Path, *, paused: bool) -> Kept:
        """Leave a target alone for a while, or go on with it."""
        target = replace(self._find(path), paused=paused, trouble=None)
        self._put(target)
        return Kept(target, Outcome.PAUSED) if paused else self._written(target)

    def forget(self, path: Path) -> Target:
        """Keep a file current no longer; the file stays."""
        target = self._find(path)
        with self._store.write_targets() as targets:
            targets.remove(target.path)
        return target

    def _find(self, path: Path) -> Target:
        place = str(followed(path))
        found = next((target for target in self._store.targets() if target.path == place), None)
        if found is None:
            raise NotFound(f"{path} is not kept current", "`readlist targets` lists the files that are.")
        return found

    def _written(self, target: Target, *, insist: bool = False) -> Kept:
        try:
            changed, entries = self._write(target, insist=insist)
        except ReadlistError as error:
            kept = Kept(replace(target, trouble=error.message), Outcome.TROUBLE)
        else:
            written = self._store.clock() if changed else target.written
            kept = Kept(
                replace(target, entries=entries, written=written, trouble=None),
                Outcome.WRITTEN if changed else Outcome.UNCHANGED,
            )
        if kept.target != target:
            self._put(kept.target)
        return kept

    def _write(self, target: Target, *, insist: bool) -> tuple[bool, dict[str, Marks]]:
        """Write a target's file; whether it changed, and the fingerprints of what is ours in it.

        What the file may hold then is noted before: who is killed meanwhile still knows what is ours.
        """
        writer = formats.writer(target.format)
        ids = self._store.ids(parse(target.query), "added", reverse=False, limit=None)
        text = self._exchange.export(ids, target.format, formats.WriteOptions(target.preset, target.ascii))
        cut = writer.parts or _as_one
        own = _entries(cut(text))
        path = Path(target.path)
        if (found := _text_of(path)) is not None:
            old = cut(found)
            if not insist:
                _check(_entries(old), own, target.entries)
            text = merged(old, own, target.entries) if writer.parts else text
        entries: dict[str, Marks] = {key: (digest(entry),) for key, entry in own.items()}
        if target.written is not None and found != text:
            self._put(replace(target, entries=_either(target.entries, entries)))
        return replace_file(path, text), entries

    def _put(self, target: Target) -> None:
        with self._store.write_targets() as targets:
            targets.put(target)


def _as_one(text: str) -> list[Part]:
    """A text that is written as a whole."""
    return [formats.Part("", text)]


def _entries(parts: Sequence[Part]) -> dict[str, str]:
    """The entries among some passages by their keys in lower case, without the blank lines behind them."""
    return {part.key.casefold(): part.text.rstrip("\n") for part in parts if part.key is not None}


def _text_of(path: Path) -> str | None:
    """What stands in a file; None where there is none. ExportError where it cannot be kept as it is."""
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ExportError(f"{path} is not UTF-8, so its other entries cannot be kept", "Name another file.") from error
    except OSError as error:
        raise ExportError(f"cannot read {path}: {error.strerror}", "Check its permissions.") from error


def _either(old: Mapping[str, Marks], new: Mapping[str, Marks]) -> dict[str, Marks]:
    """The fingerprints in a file that holds one of two texts.

    >>> _either({"a": (1,), "b": (2,)}, {"b": (3,), "c": (4,)})
    {'a': (1, None), 'b': (2, 3), 'c': (None, 4)}
    """
    nothing: Marks = (None,)
    return {
        key: tuple(dict.fromkeys((*old.get(key, nothing), *new.get(key, nothing))))
        for key in dict.fromkeys((*old, *new))
    }


def _check(found: Mapping[str, str], own: Mapping[str, str], known: Mapping[str, Marks]) -> None:
    """Nothing where a file holds what was last written of ours; ExportError where somebody else has changed that."""
    edited = [
        key
        for key, text in found.items()
        if key in own.keys() | known and text != own.get(key) and digest(text) not in known.get(key, ())
    ]
    edited += [key for key, marks in known.items() if key not in found and None not in marks]
    if edited:
        named = f": {', '.join(edited[:_NAMED])}{'…' * (len(edited) > _NAMED)}" if any(edited) else ""
        raise ExportError(f"edited outside of readlist{named}", "See `readlist targets --help`.")


def merged(old: Sequence[Part], own: Mapping[str, str], known: Container[str]) -> str:
    r"""A file's passages with our entries in their places: ``own`` are they by key, ``known`` the keys of last time.

    What is not ours stays as it is; a new entry stands before the first of ours that has a greater key.

    >>> from readlist.formats import Part
    >>> merged([Part("x", "@misc{x}\n\n"), Part("c", "@misc{c}\n")], {"b": "@misc{b}"}, {"c"})
    '@misc{x}\n\n@misc{b}\n'
    """
    parts: list[tuple[str | None, str]] = []  # those of ours by their keys, others by None
    for part in old:
        key = part.key.casefold() if part.key is not None else None
        if key is not None and key in own:
            parts.append((key, own[key] + part.text[len(part.text.rstrip("\n")) :]))
        elif key is None or key not in known:
            parts.append((None, part.text))
    for key in sorted(own.keys() - {key for key, _ in parts}):
        at = next((at for at, (other, _) in enumerate(parts) if other is not None and other > key), len(parts))
        if at and not parts[at - 1][1].endswith("\n\n"):
            before = parts[at - 1]
            parts[at - 1] = (before[0], before[1].rstrip("\n") + "\n\n")
        parts.insert(at, (key, own[key] + "\n\n"))
    text = "".join(text for _, text in parts)
    return text.rstrip("\n") + "\n" if parts and parts[-1][0] is not None else text
