"""What papers say is shown, never obeyed: no markup is read, no control character reaches the terminal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

import readlist.tui
from readlist.library import Library
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Record
from tests.tui import scenes
from tests.tui.conftest import fill, settled

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
def test_p9_no_markup_is_read(path: Path) -> None:
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


def enormous() -> Record:
    return Record(
        title="A " * 5000,
        authors=tuple(Name(f"Family{number}", "Ann") for number in range(450)),
        abstract="word " * 200_000,
        keywords=tuple(f"keyword {number}" for number in range(500)),
    )


EMPTY = Record(title=None, abstract="שלום \u200f مرحبا بالعالم ﷽ abc")
PASTED = "@misc{a, title = {\x1b[31m[red]x[/red]}, author = {\u202e日本 语}, abstract = {" + "e\u0301" * 5000 + "}}\n"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_p9_hostile_papers_harm_no_screen(
    library: Library, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On every screen, no control character reaches the terminal, and every row is as wide as the screen."""
    monkeypatch.setattr(scenes, "PASTED", PASTED)
    ids = fill(
        library, [*map(hostile, PAYLOADS), enormous(), EMPTY, Record(title=" ", authors=(Name(""),))], PAYLOADS[0]
    )
    for id_, payload in zip(ids, PAYLOADS, strict=False):
        library.annotate(id_, payload)
        library.tag([id_], [payload[:60]])
        library.save_view(payload[:60] + str(id_), "title:x")
    async with scenes.opened(library, size) as pilot:
        for scene in scenes.SCENES:
            await scenes.play(pilot, scene)
            check(pilot, scene)
            await scenes.back(pilot)
        await pilot.press("g", "a", "enter")
        for key in ["J", "G", *"]]]]]]]]]"]:
            await pilot.press(key)
            await settled(pilot)
            check(pilot, key)


def check(pilot: Pilot[None], scene: str) -> None:
    """Nothing on the screen acts on a terminal, and nothing is moved by the width of what stands before it."""
    strips = scenes.strips_of(pilot)
    assert {strip.cell_length for strip in strips} == {pilot.app.size.width}, scene
    for strip in strips:
        assert cell_len(strip.text) == pilot.app.size.width, (scene, strip.text)
    signs = {sign for strip in strips for sign in strip.text}
    assert {sign for sign in signs if not sign.isprintable() and sign not in " \u200d"} == set(), scene
