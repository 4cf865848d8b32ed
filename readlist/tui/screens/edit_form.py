"""The fields of a record, one line each, checked before they are taken."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from readlist.errors import ReadlistError
from readlist.library.editing import parsed_fields
from readlist.model.names import Name
from readlist.model.residue import plain
from readlist.model.text import clean, squeeze
from readlist.tui.cells import cell
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.widgets.bars import Bar
from readlist.tui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.widget import Widget
    from textual.widgets import Input

    from readlist.model.paper import Record

EDITED = ("title", "authors", "year", "doi", "arxiv")
LONGEST = 20_000
"""Longer texts, in characters, are shown and not edited: a line of that length is slow to draw."""
_LABELS = {"doi": "DOI", "arxiv": "arXiv", "entry_type": "type", "citekey": "key"}


class EditForm(Dialog[dict[str, str] | None]):
    """Closes with the texts of the fields that were changed, as ``Library.edit`` takes them, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "store", "store", show=False)]
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("Enter", "next"), ("ctrl+s", "store"), ("ctrl+t", "split here"), ("Esc", "leave"),
    )  # fmt: skip

    def __init__(self, record: Record, typed: Mapping[str, str] = MappingProxyType({})) -> None:
        """``typed`` are texts that were put in the place of some fields, and not stored."""
        super().__init__("Edit")
        self._before = {field: field_text(record, field) for field in EDITED}
        self._typed = typed

    def body(self) -> Iterable[Widget]:
        """A line for each field, with room for what is wrong below it."""
        labels = Bar(id="labels", ascii=ascii_only(self.app))
        labels.show(*(line for name in self._before for line in (((_LABELS.get(name, name), "muted"),), ())))
        labels.styles.height = 2 * len(self._before)
        rows: list[Widget] = []
        for name, text in self._before.items():
            field = Field(self._typed.get(name, text), intercept=self.take_key, id=name)
            rows += [field, Bar(id=f"why-{name}", ascii=ascii_only(self.app))]
        yield VerticalScroll(Horizontal(labels, Vertical(*rows)), can_focus=False)

    def on_mount(self) -> None:
        """Begin with the first field that can be edited."""
        for name, field in self._fields().items():
            field.disabled = len(self._before[name]) > LONGEST
            field.cursor_position = 0
        self._step(0)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell at once that a mended field is good, and how authors are read."""
        name = str(event.input.id)
        if name == "authors" and event.value != self._before[name]:
            self._say(name, names_read(event.value), "muted")
        elif not self._reason_of(name, event.value):
            self._say(name, "")

    def action_store(self) -> None:
        """Close with the changed fields, or show what is wrong with them."""
        changed = self._changed()
        wrong = {name: reason for name, text in changed.items() if (reason := self._reason_of(name, text))}
        for name in self._before:
            self._say(name, wrong.get(name, ""))
        if wrong:
            self._fields()[next(iter(wrong))].focus()
        else:
            self.dismiss(changed)

    def take_key(self, key: str) -> bool:
        """Take the keys of this dialog."""
        fields = list(self._fields().values())
        last = self.focused is fields[-1]
        if key == "ctrl+s" or (key == "enter" and last):
            self.action_store()
        elif key in {"enter", "down", "tab"}:
            self._step(1)
        elif key in {"up", "shift+tab"}:
            self._step(-1)
        elif key == "ctrl+t":
            self._split()
        else:
            return super().take_key(key)
        return True

    def _step(self, by: int) -> None:
        fields = [field for field in self._fields().values() if not field.disabled]
        at = next((at for at, field in enumerate(fields) if field is self.focused), 0)
        if fields:
            fields[(at + by) % len(fields)].focus()

    def _split(self) -> None:
        fields = self._fields()
        if (
            self.focused not in (fields.get("title"), fields.get("authors"))
            or not {"title", "authors"} <= fields.keys()
        ):
            return
        title, authors = fields["title"], fields["authors"]
        if title.has_focus:
            title.value, authors.value = split_title(title.value, authors.value, title.cursor_position)
            authors.cursor_position = 0
        else:
            title.value, authors.value = split_authors(title.value, authors.value, authors.cursor_position)
            authors.cursor_position = 0

    def _fields(self) -> dict[str, Field]:
        return {str(field.id): field for field in self.query(Field)}

    def _changed(self) -> dict[str, str]:
        now = {name: field.value.strip() for name, field in self._fields().items() if not field.disabled}
        return {name: text for name, text in now.items() if text != self._before[name]}

    def _reason_of(self, name: str, text: str) -> str:
        try:
            parsed_fields({name: text})
        except ReadlistError as error:
            return cell(error.hint or error.message)
        return ""

    def _say(self, name: str, told: str, paint: str = "wrong") -> None:
        self.query_one(f"#why-{name}", Bar).show(((told, paint),))


def field_text(record: Record, field: str) -> str:
    """A field of a record as people edit it: the date as "2023-06-01", lists parted by semicolons.

    >>> from readlist.model.paper import Record
    >>> field_text(Record(authors=(Name("Moon", "Ada"), Name("Rey Sol", "Bo")), authors_complete=False), "authors")
    'Ada Moon; Rey Sol, Bo; et al.'
    """
    if field == "authors":
        text = "; ".join([*map(_name_text, record.authors), *(() if record.authors_complete else ("et al.",))])
    elif field in {"affiliations", "categories", "keywords"}:
        text = "; ".join(getattr(record, field))
    else:
        text = str(getattr(record, "date" if field == "year" else field) or "")
    return squeeze(plain(clean(text)))


def _name_text(name: Name) -> str:
    """The name as it is spoken; where that would be read as other parts, with the family name first."""
    if Name.parse(name.display) == name:
        return name.display
    inverted = ", ".join(filter(None, (f"{name.particle} {name.family}".strip(), name.suffix, name.given)))
    return inverted if Name.parse(inverted) == name else name.display


def names_read(text: str) -> str:
    """How an author list is read, to look at while it is typed.

    >>> names_read("Ada Moon; Rey Sol, Bo; et al.")
    '2 authors and others: Moon, Rey Sol'
    """
    found = parsed_fields({"authors": text})
    names = found["authors"]
    count = f"{len(names):,} author{'' if len(names) == 1 else 's'}{'' if found['authors_complete'] else ' and others'}"
    return cell(f"{count}: {', '.join(name.short for name in names[:20])}") if names else ""


def split_title(title: str, authors: str, at: int) -> tuple[str, str]:
    """Title and authors where all of the title from a place on belongs to the authors.

    >>> split_title("Sparse FieldsAda Moon", "Bo Li", 13)
    ('Sparse Fields', 'Ada Moon; Bo Li')
    """
    moved = title[at:].strip(" ,;").replace(", ", "; ")
    return title[:at].rstrip(" ,;"), "; ".join(filter(None, (moved, authors)))


def split_authors(title: str, authors: str, at: int) -> tuple[str, str]:
    """Title and authors where all of the authors up to a place belongs to the title.

    >>> split_authors("Sparse", "FieldsAda Moon; Bo Li", 6)
    ('Sparse Fields', 'Ada Moon; Bo Li')
    """
    return " ".join(filter(None, (title.rstrip(), authors[:at].strip(" ;")))), authors[at:].lstrip(" ,;")
