"""What papers say is shown, never obeyed: no markup is read, no control character reaches the terminal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import readlist.tui
from readlist.library import Library
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Record
from readlist.tui.app import ReadlistApp
from tests.tui.conftest import fill, screen_lines, settled

SOURCES = sorted(Path(readlist.tui.__file__).parent.rglob("*.py"))
READS_MARKUP = {"Static", "Label", "notify", "Button", "OptionList", "Option", "Markdown", "from_markup", "Link"}


def markup_calls(source: str) -> Iterator[int]:
    """The lines of calls that would read markup in a text that is not written out there."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args or isinstance(node.args[0], ast.Constant):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        plain = any(
            word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
            for word in node.keywords
        )
        if name in READS_MARKUP and not plain:
            yield node.lineno


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_markup_is_read(path: Path) -> None:
    assert list(markup_calls(path.read_text())) == []


def test_the_check_finds_what_it_looks_for() -> None:
    assert list(markup_calls("Static(title)\nself.notify(text, markup=False)\nStatic('[b]x[/b]')\nLabel(f'{x}')")) == [
        1,
        4,
    ]


PAYLOADS = (
    "[red]x[/red] [/] [@click=app.quit]y[/] [link=http://x.test]z[/link]",
    "\x1b]0;title\x07\x1b[31mred \x1b]52;c;cm0gLXJmIC8=\x1b\\ \x9b2J",
    "bidi \u202e\u2066 zero \u200b tag \U000e0041 nul \x00 bell \x07 back \x08 \x7f",
    "wide 日本語 ZWJ 👩\u200d🔬 combining e" + "\u0301" * 40,
    "line\nbreak\ttab\rreturn \u2028 separator",
    "x" * 2000,
)


def hostile(payload: str) -> Record:
    return Record(
        title=payload,
        authors=(Name(literal=payload), Name("Fam" + payload, payload)),
        affiliations=(payload,),
        date=PartialDate(2020),
        venue=payload,
        abstract=payload * 20,
        categories=(payload,),
        keywords=(payload,),
        doubts=(payload,),
        extra={"what": payload},
    )


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_hostile_papers_harm_no_screen(library: Library, size: tuple[int, int]) -> None:
    ids = fill(library, map(hostile, PAYLOADS))
    for id_, payload in zip(ids, PAYLOADS, strict=True):
        library.annotate(id_, payload)
        library.tag([id_], [payload[:60]])
    async with ReadlistApp(library).run_test(size=size) as pilot:
        for key in ["j", "/", "[", "r", "e", "d", "enter", "\\", "g", "a", "enter", *"]]]]]", "q", *"rlsdx", "U"]:
            await pilot.press(key)
            await settled(pilot)
            lines = screen_lines(pilot)
            assert not [sign for line in lines for sign in line if not sign.isprintable() and sign not in " \u200d"]
