"""Every key of the screens that open over the list is pressed; what changes papers is undone and redone whole.

The keys of the list and of the reader are pressed in test_every_key.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest
from textual.pilot import Pilot

from readlist.library import Library
from readlist.tui import screens
from readlist.tui.app import ReadlistApp
from readlist.tui.view import INBOX
from readlist.tui.widgets.key_line import Key
from tests.holdings import assert_undone_and_redone, holdings
from tests.tui.conftest import settled
from tests.tui.test_every_key import typed

OPENED = {
    "duplicates": ("j", "space", "j", "j", "space", "g", "p"),
    "history": ("U",),
    "import_keys": ("p",),
    "tag_menu": ("g", "t"),
    "view_menu": ("F",),
}
"""What is pressed to open the screen whose keys stand in a module."""
CHANGING: dict[tuple[str, str], tuple[str, ...]] = {
    ("duplicates", "merge"): (),
    ("duplicates", "tell_apart"): (),
    ("import_keys", "accept"): (),
    ("tag_menu", "rename"): ("ctrl+u", *typed("elder")),
    ("tag_menu", "delete"): (),
}
"""The keys that change papers, with what is typed behind them."""
UNDOING = frozenset({("history", "turn"), ("tag_menu", "undo")})


def modules() -> dict[str, tuple[Key, ...]]:
    """The keys of the screens, by their modules."""
    found: dict[str, tuple[Key, ...]] = {}
    for module in pkgutil.iter_modules(screens.__path__):
        keys = getattr(import_module(f"{screens.__name__}.{module.name}"), "KEYS", ())
        if keys and isinstance(keys[0], Key) and keys not in found.values():  # those of another module are only used
            found[module.name] = keys
    return found


def test_every_screen_with_keys_is_opened() -> None:
    assert modules().keys() - {"rescue"} == OPENED.keys()  # where that one opens, there is no library
    actions = {(name, key.action) for name, keys in modules().items() for key in keys}
    assert CHANGING.keys() | UNDOING <= actions


@pytest.mark.parametrize("name", sorted(OPENED))
async def test_what_a_key_changes_is_undone_and_redone(
    library: Library, thirty: tuple[int, ...], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("readlist.clipboard.paste", lambda: '{"title": "Pasted", "doi": "10.1000/p"}\n')
    monkeypatch.setattr("readlist.clipboard.copy", lambda *_: "copied")
    library.tag(thirty[:5], ["old"])
    library.save_view("mine", "tag:old")
    library.citekeys(thirty)
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        for key in modules()[name]:
            before, steps = holdings(library), library.history(1)[0].id
            await anew(pilot)
            for pressed in (*OPENED[name], key.key.split(",")[0], *CHANGING.get((name, key.action), ())):
                await pilot.press(pressed)
                await settled(pilot)
            if (name, key.action) in CHANGING:
                assert_undone_and_redone(library, before)
                library.undo()
            elif (name, key.action) in UNDOING:
                library.redo()
                assert holdings(library) == before
            else:
                assert (holdings(library), library.history(1)[0].id) == (before, steps), key


async def anew(pilot: Pilot[None]) -> None:
    """The app at the first paper of the inbox, whatever was done before."""
    app = pilot.app
    assert isinstance(app, ReadlistApp)
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.desk._papers.clear()
    app.desk.open(INBOX)
    app.desk.show(app.desk.view.unselected())
    await settled(pilot)
