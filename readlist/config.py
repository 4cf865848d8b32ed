"""Settings: resolved once, at the edge, from defaults, what the app remembers, a file, the environment and flags."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlist.errors import ConfigError
from readlist.remembered import recall, state_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

APP = "readlist"
DEFAULT, REMEMBERED = "default", "remembered"
"""The origins of settings that nobody has written down: they give way to any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The effective settings; ``origins`` tells where each came from."""

    library: Path
    """The library file; without one, `library.db` in the user's data folder."""
    theme: str = "readlist-dark"
    """The colors of the terminal app."""
    ascii: bool = False
    """Draw with ASCII signs only."""
    mouse: bool = True
    """Let the terminal app use the mouse; off leaves selecting text to the terminal."""
    preview: bool = True
    """Show the paper under the cursor beside the list, or below it."""
    motion: bool = True
    """Let what scrolls glide; off moves it at once."""
    export_for: str = "zotero"
    """The reference manager that exports are written for: zotero, jabref or latex."""
    citekey: str = "scholar"
    """How citation keys are made: scholar, bbt, jabref, zotero, arxiv, or a pattern as below."""
    keys: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    """Keys of your own: `set = "vim"`, `"mail"` or `"emacs"`, and keys by the names of commands, as below."""
    origins: Mapping[str, str] = field(default_factory=dict)


_VARIABLES = {"library": "READLIST_LIBRARY"}
SETTINGS = tuple(setting.name for setting in fields(Config) if setting.name != "origins")


def config_path(environ: Mapping[str, str] = os.environ) -> Path | None:
    """Where the configuration file lies, whether it exists or not; None where there is no home folder."""
    if environ.get("READLIST_CONFIG"):
        return expanded(environ["READLIST_CONFIG"])
    from platformdirs import user_config_path  # noqa: PLC0415  not needed where the variable names the file

    try:
        return user_config_path(APP) / "config.toml"
    except RuntimeError:
        return None


def load(flags: Mapping[str, Any], environ: Mapping[str, str] = os.environ) -> Config:
    """The effective settings; flags that are None do not count. ConfigError names the file and the setting."""
    path = config_path(environ)
    values: dict[str, Any] = {}
    origins = dict.fromkeys(SETTINGS, DEFAULT)
    layers = (
        (REMEMBERED, recall(state_path(environ))),
        (str(path), _from_file(path) if path else {}),
        ("environment", {name: environ[variable] for name, variable in _VARIABLES.items() if environ.get(variable)}),
        ("option", {name: value for name, value in flags.items() if value is not None}),
    )
    for origin, found in layers:
        for name, value in found.items():
            values[name] = _checked(name, value, origin)
            origins[name] = origin
    library = values.pop("library", None)
    return Config(library=expanded(library) if library else _default_library(), **values, origins=origins)


def expanded(path: str | Path) -> Path:
    """A path with the home folder in place of ``~``; ConfigError where there is none."""
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise ConfigError(f"there is no home folder for {path}", "Write the path without ~.") from error


def _default_library() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415  not needed where a library is named

    try:
        path = user_data_path(APP) / "library.db"
    except RuntimeError:
        path = Path()
    if not path.is_absolute():
        raise ConfigError(
            "there is no home folder to keep the library in", "Name a file with --library or READLIST_LIBRARY."
        )
    return path


def _from_file(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}", "Check its permissions.") from error
    import tomllib  # noqa: PLC0415  not needed without a file

    try:
        return tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}", "`readlist config --edit` opens it.") from error


def _checked(name: str, value: Any, origin: str) -> Any:
    if name not in SETTINGS:
        from difflib import get_close_matches  # noqa: PLC0415  only a mistake pays for it

        near = get_close_matches(name, SETTINGS, n=1)
        raise ConfigError(
            f"{origin}: no setting named {name!r}",
            f"Did you mean {near[0]}?" if near else f"Known: {', '.join(SETTINGS)}.",
        )
    if not isinstance(value, _TYPES[name]):
        wanted = {bool: "true or false", dict: "a table, `[keys]`"}.get(_TYPES[name], "a text in quotes")
        raise ConfigError(f"{origin}: {name} cannot be {value!r}", f"Write {wanted}: `readlist config --edit`.")
    return _CHECKS[name](value, origin) if name in _CHECKS else value


def _preset(value: str, origin: str) -> str:
    from readlist.formats import PRESETS  # noqa: PLC0415  not needed where none is set

    if value not in PRESETS:
        raise ConfigError(f"{origin}: export_for cannot be {value!r}", f"Known: {', '.join(PRESETS)}.")
    return value


def _key_style(value: str, origin: str) -> str:
    from readlist.model.keypattern import key_maker  # noqa: PLC0415  not needed where none is set

    try:
        key_maker(value)
    except ConfigError as error:
        raise ConfigError(f"{origin}: citekey: {error.message}", error.hint) from error
    return value


def _keys(value: Mapping[str, Any], origin: str) -> Mapping[str, Any]:
    for name, keys in value.items():
        if not all(isinstance(one, str) for one in (keys if isinstance(keys, list) else [keys])):
            raise ConfigError(f"{origin}: keys.{name} cannot be {keys!r}", 'Write "g n", or ["g n", "ctrl+n"].')
    return value


_TYPES: dict[str, Any] = {
    **{setting.name: bool if isinstance(setting.default, bool) else str for setting in fields(Config)},
    "library": (str, Path),
    "keys": dict,
}
_CHECKS: dict[str, Callable[[Any, str], Any]] = {"export_for": _preset, "citekey": _key_style, "keys": _keys}
