"""Write the pages of docs/reference from the program itself: ``python docs/make_reference.py``."""  # noqa: INP001  a script

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from readlist import config, formats
from readlist.cli import root
from readlist.model import keypattern
from readlist.tui.commands import COMMANDS, commands_of
from readlist.tui.commands.key_maps import SETS
from readlist.tui.context import Command, Group, Place
from readlist.tui.keys import spelled
from readlist.tui.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

REFERENCE = Path(__file__).parent / "reference"
COLUMNS = 100
NOTICE = "<!-- Written by docs/make_reference.py; change the program, then run it again. -->"
PLACES: Mapping[Place, str] = {"list": "In the list", "reader": "In the reader"}

WHERE_SETTINGS_COME_FROM = """\
`readlist config` prints the effective settings, where each came from, and where the file lies; `readlist config --edit`
opens it. It is TOML: `theme = "readlist-light"`. What a flag says comes before the environment (`READLIST_LIBRARY`),
that before the file. `READLIST_CONFIG` names another file. A theme that is chosen in the app, and whether the
preview is shown, are remembered in the user's state folder, or where `READLIST_STATE` says; the file comes before that.
"""

HOW_KEYS_ARE_MADE = """\
A paper gets its key at its first export, or brings it along when it is imported, and keeps it; `readlist set QUERY
--new-key` makes it anew. The style `scholar` gives `vaswani2017attention`. Any other is a pattern: text with fields in
braces. Behind colons stand modifiers, which act one after the other: `2` takes two words, `3l` three letters of each,
`lower`, `upper`, `capitalize` and `camel` change the case, one of `- _ . + /` joins the words. Behind `|` stands what
is taken where there is no value: `{auth|editor|title:1:lower}{year}`.
"""


KEYS_OF_ONES_OWN = """\
In the table `[keys]` a command gets other keys than those of [keys.md](keys.md), which also has the names: one binding
as text, several in a list, none in an empty one. A binding is a sequence of keys parted by blanks, as `g i` or
`ctrl+d`; none may begin another. `set` takes a named set, which the other lines of the table change further:

```toml
[keys]
set = "mail"
skimmed = ","
snooze = ["b", "ctrl+b"]
page-up = "pageup"
text-page-up = "pageup"
```
"""


def pages() -> dict[Path, str]:
    """The text of each page of the reference."""
    texts = {"commands": commands(), "keys": keys(), "formats": notations(), "settings": settings()}
    found = {REFERENCE / f"{name}.md": f"{NOTICE}\n\n{text}" for name, text in texts.items()}
    return found | {REFERENCE / "readlist.1": manual()}


def commands() -> str:
    """What ``--help`` says of each subcommand."""
    above = _context(root, "readlist")
    parts = ["# Commands\n", "`readlist` alone opens the terminal app.\n", _help_of(above)]
    for name in root.list_commands(above):
        command = root.get_command(above, name)
        if command is not None:
            parts += [f"## readlist {name}\n", _help_of(_context(command, name, above))]
    return "\n".join(parts)


def manual() -> str:
    """The manual page, in the language of man."""
    above = _context(root, "readlist")
    named = [(name, command) for name in root.list_commands(above) if (command := root.get_command(above, name))]
    parts = [
        '.\\" Written by docs/make_reference.py; change the program, then run it again.',
        '.TH READLIST 1 "" "readlist" "User Commands"',
        ".SH NAME\nreadlist \\- a reading list for research papers",
        ".SH SYNOPSIS\n.B readlist\n[\\-\\-library FILE] [COMMAND [ARGUMENTS]]",
        ".SH DESCRIPTION",
        _roff(root.help or ""),
        ".PP\nAlone it opens the terminal app; press ? there for the keys.",
        ".SH COMMANDS",
    ]
    for name, command in named:
        parts += [f".SS readlist {name}", ".nf", _roff(_context(command, name, above).get_help()), ".fi"]
    parts += [
        ".SH ENVIRONMENT",
        ".TP\n.B READLIST_LIBRARY\nThe library file.",
        ".TP\n.B READLIST_CONFIG\nThe configuration file.",
        ".TP\n.B VISUAL, EDITOR\nThe editor for notes.",
        ".TP\n.B NO_COLOR\nNo colors, where it is set.",
        ".SH EXIT STATUS\n0 done, 1 failed, 2 wrong use, 130 interrupted.",
    ]
    return "\n".join(parts) + "\n"


def _roff(text: str) -> str:
    """A text in which nothing is a command of roff."""
    escaped = text.replace("\\", "\\(rs").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in escaped.splitlines())


def _context(command: click.Command, name: str, above: click.Context | None = None) -> click.Context:
    return click.Context(command, above, name, terminal_width=COLUMNS, **command.context_settings)


def _help_of(context: click.Context) -> str:
    return f"```text\n{context.get_help()}\n```\n"


def keys() -> str:
    """The keys of each place of the app."""
    parts = ["# Keys\n", "`?` shows this in the app. A number before a key repeats it: `5j`, `3x`.\n"]
    for place in get_args(Place):
        parts.append(f"## {PLACES[place]}\n")
        known = [command for group in Group for command in commands_of(place).values() if command.group is group]
        rows = [(one.group.value, _keys_of(one), one.label, f"`{one.name}`") for one in known]
        parts.append(_table(("for", "keys", "what they do", "name"), _grouped(rows)))
    return "\n".join(parts)


def _keys_of(command: Command) -> str:
    return "  ".join(f"`{spelled(keys)}`" for keys in command.keys) or f"`:{command.name}`"


def _grouped(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows, each group named in its first one only."""
    before = ["", *(row[0] for row in rows)]
    return [("" if row[0] == last else row[0], *row[1:]) for last, row in zip(before, rows, strict=False)]


def notations() -> str:
    """What can be read and written."""
    readers, writers = formats.readers(), formats.writers()
    rows = [
        (
            f"`{name}`",
            (readers.get(name) or writers[name]).label,
            "yes" if name in readers else "",
            f"`{writers[name].suffix}`" if name in writers else "",
        )
        for name in sorted(readers | writers)
    ]
    introduction = """\
What is pasted or added is recognized by itself; `--from NAME` names it. `--to NAME` writes it, and so does the ending
of the file; `notes` fill a folder.
"""
    return "\n".join(["# Formats\n", introduction, _table(("name", "what it is", "read", "written"), rows)])


def settings() -> str:
    """The settings of the configuration file, from the texts below the fields of ``Config``."""
    told = _texts_below_fields(config.Config)
    rows = [
        (f"`{setting.name}`", _default(setting.default), told[setting.name])
        for setting in fields(config.Config)
        if setting.name in told
    ]
    table = _table(("name", "default", "what it is"), rows)
    names = ", ".join(f"`{theme.name}`" for theme in THEMES)
    themes = f"Themes: {names}, and those of Textual.\n"
    return "\n".join(["# Settings\n", WHERE_SETTINGS_COME_FROM, table, themes, *own_keys(), *citation_keys()])


def own_keys() -> list[str]:
    """How keys are changed, and what the named sets have."""
    labels = {command.name: command.label for command in COMMANDS}
    rows = [
        (f"`{named}`", f"`{name}`", "  ".join(f"`{spelled(one)}`" for one in bindings), labels[name])
        for named, own in SETS.items()
        for name, bindings in own.items()
    ]
    return ["## Keys of your own\n", KEYS_OF_ONES_OWN, _table(("set", "name", "keys", "what they do"), rows)]


def citation_keys() -> list[str]:
    """The named styles of citation keys, and the fields of patterns."""
    styles = [(f"`{name}`", f"`{pattern}`") for name, pattern in keypattern.STYLES.items()]
    meanings = [(f"`{name}`", field.meaning) for name, field in keypattern.FIELDS.items()]
    return [
        "## Citation keys\n",
        HOW_KEYS_ARE_MADE,
        _table(("style", "pattern"), styles),
        _table(("field", "what it stands for"), meanings),
    ]


def _default(value: object) -> str:
    if not isinstance(value, str | bool | int):
        return "none"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _texts_below_fields(kind: type) -> dict[str, str]:
    """The text below each field of a class, by the field's name."""
    (body,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(body, ast.ClassDef)  # noqa: S101  the source of a class
    found = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            found[ast.unparse(field.target)] = str(text.value.value)
    return found


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    """Write the pages that are not current."""
    REFERENCE.mkdir(exist_ok=True)
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
