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
_SIGN = regex(r"\{(\\[_%&#$~ ])\}")
# An escaped sign; the colon of an address or a drive; what parts the parts of a file, and files.
_MARK = regex(
    r"\\([\\:;,_%&#${}~ ])|(?P<kept>://|(?<![^\s:;])[A-Za-z]\\?:(?=[\\/]))|(?P<part>:)|(?P<file>;\s*|,\s+(?=:))"
)
_TYPE = regex(r"[A-Za-z0-9][\w.+/ -]{0,80}\Z")
_LARGEST = 1 << 20  # letters of an alias in base64
_PLACE = frozenset({"relativePath", "path", "filename"})


def attachments(value: str) -> Iterator[Attachment]:
    r"""The files in a field of JabRef, Zotero, Mendeley or Calibre: "description:path:type" or a path, parted by ";".

    >>> list(attachments(r":C\:\\a b\;c.pdf:PDF;Snapshot:files/1/x.html:text/html"))
    [Attachment(path='C:\\a b;c.pdf', type='pdf'), Attachment(path='files/1/x.html', type='html')]
    """
    value = _SIGN.sub(r"\1", _BACKSLASH.sub(r"\\\\", value)).replace("{", "").replace("}", "")
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
    """The path in a property list: by its name, or in an archive of objects that name one another by number."""
    if not isinstance(content, dict):
        return ""
    for name in _PLACE & content.keys():
        path = content[name]
        if isinstance(path, str):
            return path
    objects = content.get("$objects")
    if isinstance(objects, list):
        for held in objects:
            if (
                isinstance(held, dict)
                and isinstance(held.get("NS.keys"), list)
                and isinstance(held.get("NS.objects"), list)
            ):
                pairs = zip(held["NS.keys"], held["NS.objects"], strict=False)
                path = _path({_named(objects, key): _named(objects, value) for key, value in pairs})
                if path:
                    return path
    return ""


def _named(objects: list[Any], number: Any) -> Any:
    at = number.data if isinstance(number, plistlib.UID) else -1
    found = objects[at] if 0 <= at < len(objects) else None
    return found if isinstance(found, str) else None
