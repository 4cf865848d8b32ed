"""What the app remembers by itself: choices made while it runs, in a small file in the user's state folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlist.errors import ConfigError, ExportError

if TYPE_CHECKING:
    from collections.abc import Mapping

CHOICES: Mapping[str, type] = {"theme": str, "preview": bool}
"""The settings that may be remembered, and what their values are."""
LARGEST = 10_000  # bytes


def state_path(environ: Mapping[str, str] = os.environ) -> Path | None:
    """Where the file lies, whether it exists or not; None where there is no home folder."""
    try:
        if environ.get("READLIST_STATE"):
            return Path(environ["READLIST_STATE"]).expanduser()
        from platformdirs import user_state_path  # noqa: PLC0415  not needed where the variable names the file

        return user_state_path("readlist") / "choices.json"
    except RuntimeError:
        return None


def recall(path: Path | None) -> dict[str, Any]:
    """The choices that the file holds; none where it is missing, and what is broken in it does not count."""
    try:
        if path is None or path.stat().st_size > LARGEST:
            return {}
        content = path.read_bytes()
    except OSError:
        return {}
    import json  # noqa: PLC0415  not needed without a file

    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    known = found if isinstance(found, dict) else {}
    return {name: known[name] for name, kind in CHOICES.items() if isinstance(known.get(name), kind)}


def remember(path: Path | None, name: str, value: str | bool) -> None:  # noqa: FBT001  a setting may be a boolean
    """Hold a choice in the file, for the user alone to read; ConfigError where it cannot be written."""
    import json  # noqa: PLC0415  a start does without it

    from readlist.files import replace_file  # noqa: PLC0415  the same

    if path is None:
        raise ConfigError("there is no home folder to remember this in", "Name a file with READLIST_STATE.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, f"{json.dumps({**recall(path), name: value}, indent=1, sort_keys=True)}\n", mode=0o600)
    except (OSError, ExportError) as error:
        raise ConfigError(f"cannot remember this in {path}", "READLIST_STATE names another file.") from error
