from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from readlist.library import Library
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Record
from readlist.tui.app import ReadlistApp
from readlist.tui.screens.completion import closest, complete_path
from readlist.tui.screens.edit_form import EditForm, field_text
from readlist.tui.screens.line_prompt import LinePrompt
from readlist.tui.screens.note_editor import NoteEditor
from readlist.tui.screens.tag_prompt import TagPrompt
from readlist.tui.widgets.field import Field
from tests.tui.conftest import settled
from tests.tui.host import HOSTILE, Host, assert_safe, text_of, until

TAGS = [
    ("vision", 40),
    ("to-read", 30),
    ("audio", 20),
    ("video", 9),
    ("ssl", 8),
    ("a", 7),
    ("b", 6),
    ("c", 5),
    ("d", 4),
    ("rare", 1),
]
RECORD = Record(
    title="Sparse FieldsAda Moon",
    authors=(Name("Li", "Bo"), Name("Rey Sol", "Ann")),
    authors_complete=False,
    date=PartialDate(2023, 6),
    arxiv="2301.00001",
)


async def answer(screen: Screen[Any], *keys: str, size: tuple[int, int] = (80, 24)) -> object:
    """What a dialog closes with after these keys."""
    app = Host(screen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await until(pilot, lambda: app.results)
    return app.results[0]


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


# Tags


@pytest.mark.parametrize(
    ("keys", "tags"),
    [
        (("1",), ("vision",)),
        (("9",), ("d",)),
        (("v", "i", "d", "tab", "enter"), ("video",)),
        (("n", "e", "w", "enter"), ("new",)),
        (("space", "3", "d", "enter"), ("3d",)),
        (("s", "s", "tab", "comma", "r", "a", "tab", "enter"), ("ssl", "rare")),
        (("number_sign", "x", "comma", "x", "comma", "enter"), ("x",)),
        (("v", "down", "down", "enter"), ("video",)),
        (("v", "1", "enter"), ("v1",)),
        (("escape",), None),
        (("enter",), ()),
    ],
)
async def test_tags_are_chosen_with_these_keys(keys: tuple[str, ...], tags: object) -> None:
    assert await answer(TagPrompt(TAGS, ("audio",)), *keys) == tags


@pytest.mark.parametrize(
    ("keys", "tags"),
    [
        (("2",), ("ssl",)),
        (("v", "i", "enter"), ("vision",)),
        (("r", "a", "r", "e", "enter"), ()),
        (("0", "escape"), None),
    ],
)
async def test_only_tags_that_are_there_are_removed(keys: tuple[str, ...], tags: object) -> None:
    assert await answer(TagPrompt(TAGS, ("vision", "ssl"), removing=True), *keys) == tags


async def test_the_nine_most_used_are_numbered_and_those_set_are_named() -> None:
    async with Host(TagPrompt(TAGS, ("audio",))).run_test() as pilot:
        await pilot.pause()
        shown = text_of(pilot)
    assert "9 d" in shown
    assert "rare" not in shown
    assert "set" in shown


def test_a_beginning_is_closer_than_a_part_and_a_part_closer_than_letters() -> None:
    assert closest("se", ["sparse", "nlp/search", "sequence"]) == ["sequence", "nlp/search", "sparse"]


# A note


async def test_escape_stores_the_note_and_enter_begins_a_line() -> None:
    assert await answer(NoteEditor("A paper", "old"), "enter", "n", "e", "w", "escape") == "old\nnew"


async def test_ctrl_c_discards_the_note() -> None:
    assert await answer(NoteEditor("A paper", "old"), "x", "ctrl+c") is None


async def test_a_pasted_note_is_cleaned_and_goes_nowhere_else() -> None:
    app = Host(NoteEditor("A paper", ""))
    async with app.run_test() as pilot:
        await pilot.pause()
        await paste(pilot, "one\n\x1b[31mtwo")
        assert_safe(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: app.results)
    assert app.results == ["one\ntwo"]
    assert app.pastes == []


# Fields


async def test_only_the_changed_fields_come_back() -> None:
    assert await answer(EditForm(RECORD), "tab", "tab", "end", "minus", "0", "2", "ctrl+s") == {"year": "2023-06-02"}


async def test_enter_goes_from_field_to_field_and_stores_after_the_last() -> None:
    assert await answer(EditForm(RECORD), *["enter"] * 5) == {}


async def test_escape_changes_nothing() -> None:
    assert await answer(EditForm(RECORD), "x", "escape") is None


async def test_a_bad_value_is_shown_with_its_reason_and_not_taken() -> None:
    app = Host(EditForm(RECORD))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("tab", "tab", "end", "x", "tab", "b", "a", "d", "ctrl+s")
        await pilot.pause()
        shown = text_of(pilot)
        assert "Write 2023, 2023-06 or 2023-06-01" in shown
        assert "A DOI begins with 10." in shown
        assert not app.results
        await pilot.press("backspace")
        await pilot.pause()
        assert "Write 2023" not in text_of(pilot)


async def test_ctrl_t_splits_the_title_from_the_authors_at_the_cursor() -> None:
    keys = ("end", *["left"] * len("Ada Moon"), "ctrl+t", "ctrl+s")
    assert await answer(EditForm(RECORD), *keys) == {
        "title": "Sparse Fields",
        "authors": "Ada Moon; Bo Li; Rey Sol, Ann; et al.",
    }


async def test_ctrl_t_gives_the_title_what_stands_before_the_cursor_in_the_authors() -> None:
    record = Record(title="Sparse", authors=(Name("Moon", "FieldsAda"),))
    keys = ("tab", "home", *["right"] * len("Fields"), "ctrl+t", "ctrl+s")
    assert await answer(EditForm(record), *keys) == {"title": "Sparse Fields", "authors": "Ada Moon"}


async def test_it_is_told_how_authors_are_read() -> None:
    async with Host(EditForm(RECORD)).run_test() as pilot:
        await pilot.pause()
        await pilot.press("tab", "home", *"Mia Holm; ")
        await pilot.pause()
        assert "3 authors and others: Holm, Li, Rey Sol" in text_of(pilot)


async def test_a_text_too_long_for_a_line_is_left_alone() -> None:
    record = Record(title="word " * 200_000, authors=(Name("Moon", "Ada"),))
    assert await answer(EditForm(record), "end", "x", "ctrl+s") == {"authors": "Ada Moonx"}


def test_names_that_would_be_read_otherwise_are_written_with_the_family_first() -> None:
    names = (Name("Beethoven", "Ludwig", "van"), Name("García Márquez", "Gabriel"), Name(literal="The Field Team"))
    assert (
        field_text(Record(authors=names), "authors") == "Ludwig van Beethoven; García Márquez, Gabriel; The Field Team"
    )


# A line


async def test_a_line_is_typed_over_the_old_one() -> None:
    assert await answer(LinePrompt("Key", "moon2020"), *["backspace"] * 4, "2", "1", "enter") == "moon21"
    assert await answer(LinePrompt("Key", "moon2020"), "escape") is None


async def test_tab_completes_paths_as_far_as_they_agree(tmp_path: Path) -> None:
    for name in ("papers.bib", "papers.ris", "other", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "pages").mkdir()
    prompt = LinePrompt("Import", f"{tmp_path}/pa", complete_path)
    app = Host(prompt)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "pages/" in text_of(pilot)
        await pilot.press("p", "tab")
        assert pilot.app.screen.query_one(Field).value == f"{tmp_path}/papers."
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.results)
    assert app.results == [f"{tmp_path}/papers.ris"]


def test_paths_are_completed_folders_first_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.bib", ".hidden", "bad\x1b[31m", "a.bib"):
        (tmp_path / name).touch()
    (tmp_path / "z").mkdir()
    assert complete_path(f"{tmp_path}/") == [f"{tmp_path}/{name}" for name in ("z/", "a.bib", "b.bib")]
    assert complete_path(f"{tmp_path}/.") == [f"{tmp_path}/.hidden"]


@pytest.mark.parametrize("text", ["/no/such/folder/", "~nobody-here/x", "a\0b/", "\ud800/"])
def test_a_path_that_leads_nowhere_has_no_completion(text: str) -> None:
    assert complete_path(text) == []


# Typing ahead


@pytest.mark.usefixtures("thirty")
async def test_keys_typed_faster_than_dialogs_open_and_close_are_taken_in_their_turn(library: Library) -> None:
    app = ReadlistApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for key in [*"tnew", "enter", *"jt1jafirst", "enter", *"second", "escape", "j"]:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: library.papers([3])[0].note)
        await settled(pilot)
        assert app.desk.view.cursor == 3
    assert list(library.ids("tag:new")) == [1, 2]
    assert library.papers([3])[0].note == "first\nsecond"


# All of them


def both(text: str, typed: str) -> list[str]:
    """A text is offered beside whatever is typed."""
    return [typed, text]


@pytest.mark.parametrize("size", [(40, 10), (80, 24)])
async def test_hostile_texts_are_shown_and_do_nothing(size: tuple[int, int]) -> None:
    async with Host(Screen()).run_test(size=size) as pilot:
        for text in HOSTILE:
            dialogs: list[Screen[Any]] = [
                TagPrompt([(text, 3)], (text,)),
                NoteEditor(text, text),
                EditForm(Record(title=text, authors=(Name.parse(text),))),
                LinePrompt(text, text, partial(both, text)),
            ]
            for dialog in dialogs:
                await pilot.app.push_screen(dialog)
                await pilot.pause()
                assert pilot.app.screen is dialog
                await paste(pilot, text)
                assert_safe(pilot)
                assert {strip.cell_length for strip in dialog._compositor.render_strips()} == {size[0]}
                await pilot.app.pop_screen()


@pytest.mark.parametrize(
    ("keys", "typed", "told"),
    [
        ("c", "no key{}", "is not a citation key"),
        ("zs", "some day", "is no day"),
        ("A", "none.txt", "cannot read none.txt"),
        (":", "redo", "nothing to redo"),
    ],
)
async def test_a_line_that_will_not_do_is_asked_again(
    library: Library, thirty: tuple[int, ...], keys: str, typed: str, told: str
) -> None:
    assert thirty
    app = ReadlistApp(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press(*keys)
        await until(pilot, lambda: isinstance(app.screen, LinePrompt))
        app.screen.query_one(Field).value = typed
        await pilot.press("enter")
        await until(pilot, lambda: told in app.desk.message.text)
        await pilot.pause()
        if keys == ":":  # a command is there, and can be called again
            assert not isinstance(app.screen, LinePrompt)
        else:
            await until(pilot, lambda: isinstance(app.screen, LinePrompt))
            assert app.screen.query_one(Field).value == typed
            await pilot.press("escape")
            assert not isinstance(app.screen, LinePrompt)


@pytest.mark.parametrize("complete", [None, lambda typed: [typed]])
async def test_a_prompt_offers_to_complete_where_it_can(complete: Callable[[str], list[str]] | None) -> None:
    async with Host(LinePrompt("a key", "moon", complete)).run_test() as pilot:
        await pilot.pause()
        assert ("Tab complete" in text_of(pilot)) is (complete is not None)
