"""Everything in a Zotero on this machine, as a text that an import can read: an item a line."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import InputError
from readlist.model.regex import regex
from readlist.store.zotero_database import FILE, zotero_items

if TYPE_CHECKING:
    from collections.abc import Iterator


_DATA_FOLDER = regex(r'user_pref\("extensions\.zotero\.dataDir", "((?:[^"\\]|\\.){1,4000})"\)')
_PROFILES = {
    "darwin": "Library/Application Support/Zotero/Profiles",
    "win32": "AppData/Roaming/Zotero/Zotero/Profiles",
}


def zotero_text(folder: Path | None) -> str:
    """The items of the Zotero whose data lie in a folder, or where its settings say, in Zotero's JSON.

    InputError where they cannot be read.
    """
    place = folder or data_folder()
    items = zotero_items(place)
    if not items:
        raise InputError(f"the Zotero in {place} holds no papers", "Name another data folder.")
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def data_folder(home: Path | None = None) -> Path:
    """Where Zotero keeps its data: the folder named in its settings, else the usual one; InputError where none is."""
    try:
        home = home or Path.home()
    except RuntimeError as error:
        raise InputError("there is no home folder to look for Zotero in", "Name its data folder.") from error
    candidates = [*_named_folders(home / _PROFILES.get(sys.platform, ".zotero/zotero")), home / "Zotero"]
    found = next((folder for folder in candidates if (folder / FILE).is_file()), None)
    if found is None:
        raise InputError("no Zotero was found on this machine", "Name its data folder: --from-zotero DIR.")
    return found


def _named_folders(profiles: Path) -> Iterator[Path]:
    for settings in sorted(profiles.glob("*/prefs.js")):
        try:
            named = _DATA_FOLDER.search(settings.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
        if named:
            yield Path(re.sub(r"\\(.)", r"\1", named[1]))
