"""Files that reference managers name in the fields of an entry."""

from __future__ import annotations

import base64
import plistlib
from typing import TYPE_CHECKING, Any

from readlist.model.paper import Attachment
from readlist.model.regex import regex
from readlist.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_BACKSLASH = regex(r"\$\\backslash\$|\\textbackslash(?:\{\})?\s?")
_ESCAPE = regex(r"\$\\backslash\$(?=[:;,])")  # how Mendeley writes the one before a sign
_SIGN = regex(r"\{(\\[_%&#$~ ])\}")
# An escaped sign; the colon of an address or a drive; what parts the parts of a file, and files.
_MARK = regex(
    r"\\([\\:;,_%&#${}~ ])|(?P<kept>://|(?<![^\s:;])[A-Za-z]\\?:(?=[\\/]))|(?P<part>:)|(?P<file>;\s*|,\s+(?=:))"
)
_TYPE = regex(r"[A-Za-z0-9][\w.+/ -]{0,80}\Z")
_LARGEST = 1 << 20  # letters of an alias in base64
_PLACES = ("relativePath", "path", "filename")
_HOMES = ("Users/", "home/")


def attachments(value: str) -> Iterator[Attachment]:
    r"""The files in a field of JabRef, Zotero, Mendeley or Calibre: "description:path:type" or a path, parted by ";".

    >>> list(attachments(r":C\:\\a b\;c.pdf:PDF;Snapshot:files/1/x.html:text/html"))
    [Attachment(path='C:\\a b;c.pdf', type='pdf'), Attachment(path='files/1/x.html', type='html')]
    """
    value = _SIGN.sub(r"\1", _BACKSLASH.sub(r"\\\\", _ESCAPE.sub(r"\\", value))).replace("{", "").replace("}", "")
    parts = [""]
    start = 0
    for mark in _MARK.finditer(value):
        parts[-1] += value[start : mark.start()]
        start = mark.end()
        if mark["part"]:
            parts.append("")
        elif mark["file"]:
            yield from _attachment(parts)
            parts = [""]
        else:
            parts[-1] += mark["kept"].replace("\\:", ":") if mark["kept"] else mark[1]
    parts[-1] += value[start:]
    yield from _attachment(parts)


def _attachment(parts: list[str]) -> Iterator[Attachment]:
    parts = [part.strip() for part in parts]
    if len(parts) > 2:
        path, kind = ":".join(parts[1:-1]), parts[-1]
    elif len(parts) == 2 and _is_type(parts[1]) and "." in parts[0]:
        path, kind = parts
    else:
        path, kind = parts[-1], ""
    if path.startswith(_HOMES):  # Mendeley leaves the first sign of a path out
        path = f"/{path}"
    if path or (path := parts[0]):
        yield Attachment(path, kind.rpartition("/")[2].lower())


def _is_type(text: str) -> bool:
    return _TYPE.match(text) is not None and "." not in text


def alias(value: str) -> Attachment | None:
    """The file in a field of BibDesk's, a property list in base64; None where it names none."""
    try:
        content = plistlib.loads(base64.b64decode("".join(value[:_LARGEST].split()), validate=True))
        path = clean(_path(content))
    except (ValueError, RecursionError):  # property lists that are none raise a kind of ValueError
        return None
    return Attachment(path, path.rpartition(".")[2].lower() if "." in path else "") if path else None


def _path(content: Any) -> str:
    """The path in a property list: by its name, there or in an archive of objects that name one another by number."""
    objects = content.get("$objects") if isinstance(content, dict) else None
    told = _mappings(objects) if isinstance(objects, list) else [content] if isinstance(content, dict) else []
    found = (mapping.get(name) for mapping in told for name in _PLACES)
    return next((path for path in found if isinstance(path, str)), "")


def _mappings(objects: list[Any]) -> Iterator[dict[Any, Any]]:
    """The mappings of an archive, keys and values of each as the objects that they name."""
    for held in objects:
        keys, values = (held.get(name) if isinstance(held, dict) else None for name in ("NS.keys", "NS.objects"))
        if isinstance(keys, list) and isinstance(values, list):
            yield dict(zip(_named(objects, keys), _named(objects, values), strict=False))


def _named(objects: list[Any], numbers: list[Any]) -> list[Any]:
    """The texts that have these numbers in an archive, None for what is none."""
    at = [number.data if isinstance(number, plistlib.UID) else -1 for number in numbers]
    found = (objects[number] if 0 <= number < len(objects) else None for number in at)
    return [text if isinstance(text, str) else None for text in found]
