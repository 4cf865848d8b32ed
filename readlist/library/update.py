"""What a user can change of papers in one step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readlist.errors import ReadlistError
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from readlist.model.paper import Status

PRIORITIES = range(4)
OWN_FIELDS = frozenset({"title", "doi", "arxiv", "citekey", "abstract"})
"""Fields whose value no two papers share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Changes to make in one step; None and empty mean: leave as it is. ``fields`` are bibliographic, as text.

    ``snoozed`` is the day (ISO date) on which the papers wake up, or empty: at once, as do those whose status is set.
    ``new_key`` asks for the citation keys that the papers would get today.
    """

    status: Status | None = None
    starred: bool | None = None
    priority: int | None = None
    note: str | None = None
    snoozed: str | None = None
    add_tags: Sequence[str] = ()
    remove_tags: Sequence[str] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    new_key: bool = False

    @property
    def state(self) -> dict[str, object]:
        """The reading state to set; ReadlistError for a priority that does not exist."""
        if self.priority is not None and self.priority not in PRIORITIES:
            raise ReadlistError(f"priority {self.priority} is not one of 0 to 3", "Give 0, 1, 2 or 3.")
        note = None if self.note is None else clean(self.note).rstrip()
        told = {"status": self.status, "starred": self.starred, "priority": self.priority}
        values: dict[str, object] = {name: value for name, value in told.items() if value is not None}
        if note is not None:
            values["note"] = note or None
        if self.snoozed is not None or self.status is not None:
            values["snoozed"] = self.snoozed or None
        return values

    def verb(self, added: Sequence[str], removed: Sequence[str]) -> str:
        """What the step is called, with the tags as they are kept."""
        words = [str(self.status)] if self.status else []
        words += [] if self.starred is None else ["star" if self.starred else "unstar"]
        words += [] if self.priority is None else [f"priority {self.priority}"]
        words += [] if self.note is None else ["note"]
        words += [] if self.snoozed is None else [f"snooze until {self.snoozed}" if self.snoozed else "wake up"]
        words += [f"edit {', '.join(self.fields)}"] if self.fields else []
        words += ["new citation key"] if self.new_key else []
        words += (
            [" ".join(("tag", *(f"+{tag}" for tag in added), *(f"-{tag}" for tag in removed)))]
            if added or removed
            else []
        )
        return ", ".join(words)


def tag_names(tags: Iterable[str]) -> list[str]:
    """Tags as they are kept: without a leading #, blanks squeezed, no comma or semicolon, which part them."""
    names = (squeeze(clean(tag).lstrip("# ").replace(",", " ").replace(";", " ")).strip(" /") for tag in tags)
    return [name for name in dict.fromkeys(names) if name]
