"""The settings as they are at the moment: those the app was opened with, and what was chosen since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from readlist.config import DEFAULT, REMEMBERED, SETTINGS, Config

if TYPE_CHECKING:
    from collections.abc import Callable

    Remember = Callable[[str, str | bool], None]


UNTIL_LEFT = "until you leave"


class Setting(NamedTuple):
    """A setting, its value as people write it, and where that came from."""

    name: str
    value: str
    origin: str


class Settings:
    """The settings in force; ``remember`` holds a choice for the next time, where it is given."""

    def __init__(self, config: Config | None = None, remember: Remember | None = None) -> None:
        self.config = config or Config(library=Path())
        self._remember = remember
        self._origins = self.config.origins

    @property
    def preset(self) -> str:
        """The reference manager that exports are written for."""
        return self.config.export_for

    def choose(self, name: str, value: str | bool) -> None:  # noqa: FBT001  a setting may be a boolean
        """Take another value; ConfigError where it cannot be remembered: it counts until the app is left."""
        origin = UNTIL_LEFT if self.decides(name) else REMEMBERED
        # Any value is of the type of its setting: those that can be chosen are the themes, and yes or no.
        self.config = replace(self.config, **{name: value}, origins={**self.config.origins, name: origin})  # type: ignore[arg-type]
        if self._remember is not None:
            self._remember(name, value)

    def decides(self, name: str) -> str:
        """Where a setting is written down, so that a choice counts until the app is left; nothing if it is not."""
        origin = self._origins.get(name, DEFAULT)
        return "" if origin in {DEFAULT, REMEMBERED} else origin

    def rows(self) -> list[Setting]:
        """Every setting, in the order of the documentation."""
        origins = self.config.origins
        return [Setting(name, _written(getattr(self.config, name)), origins.get(name, DEFAULT)) for name in SETTINGS]


def _written(value: object) -> str:
    """A value as it is written in the configuration file, without quotation marks.

    >>> _written(True), _written({"set": "mail", "down": ["n", "j"]})
    ('true', 'set = mail, down = n j')
    """
    if isinstance(value, dict):
        return ", ".join(f"{name} = {_written(part)}" for name, part in value.items())
    if isinstance(value, list):
        return " ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
