from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from readlist.library import Library
from readlist.library.update import Update
from readlist.model.paper import Status
from readlist.tui.app import ReadlistApp
from readlist.tui.screens.main import MainScreen
from tests.tui.conftest import AtOnce, fill, record, screen_lines, settled

BREAKPOINTS = [(120, 40), (80, 24), (60, 16), (200, 60)]


def main_of(pilot: Pilot[None]) -> MainScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


async def press(pilot: Pilot[None], keys: Iterable[str]) -> None:
    for key in keys:
        await pilot.press(key)
    await settled(pilot)


async def test_the_inbox_is_shown_with_the_paper_under_the_cursor(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        lines = screen_lines(pilot)
        assert "Inbox 30" in lines[0]
        assert lines[1].startswith("▌ ○   Quiet Pixels, Part 1")
        assert "│ Quiet Pixels, Part 1" in lines[1]
        assert "Abstract number 1." in "\n".join(lines)
        assert "Inbox  1 of 30" in lines[-2]
        assert "r reading  l later  s skim" in lines[-1]


@pytest.mark.parametrize("size", BREAKPOINTS)
async def test_every_size_has_aligned_rows(library: Library, thirty: tuple[int, ...], size: tuple[int, int]) -> None:
    library.edit(thirty[3], {"title": "日本語の要約のための大規模データセット"})
    async with ReadlistApp(library).run_test(size=size) as pilot:
        await settled(pilot)
        papers = main_of(pilot).papers
        strips = [papers.render_line(y) for y in range(min(12, papers.size.height))]
        assert {strip.cell_length for strip in strips} == {papers.size.width}
        ends = {cell_len(strip.text.rpartition("  20")[0]) for strip in strips}
        assert len(ends) == 1


async def test_layouts_follow_the_width(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(90, 30)) as pilot:
        main = main_of(pilot)
        await settled(pilot)
        assert main.papers.region.width == main.preview.region.width == 90
        assert main.preview.region.y > main.papers.region.y
        await pilot.resize_terminal(120, 30)
        await settled(pilot)
        assert (main.papers.region.width, main.preview.region.width) == (66, 54)
        assert not main.query("#side")
        await pilot.resize_terminal(170, 30)
        await settled(pilot)
        assert main.side.region.width == 24
        assert "Dropped" in "\n".join(screen_lines(pilot))
        await pilot.resize_terminal(120, 18)
        await settled(pilot)
        assert not main.preview.display
        await pilot.resize_terminal(39, 18)
        await settled(pilot)
        assert screen_lines(pilot)[0].strip() == "terminal too small"
        await pilot.resize_terminal(80, 9)
        await settled(pilot)
        assert screen_lines(pilot)[0].strip() == "terminal too small"
        await pilot.resize_terminal(60, 16)
        await settled(pilot)
        assert "Quiet Pixels, Part 1" in "\n".join(screen_lines(pilot))


async def test_a_decision_moves_on_and_undo_comes_back(library: Library, thirty: tuple[int, ...]) -> None:
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await press(pilot, "jx")
        assert library.papers(thirty[1:2])[0].status is Status.DROPPED
        lines = screen_lines(pilot)
        assert "Inbox 29" in lines[0]
        assert lines[2].startswith("▌ ○   Lazy Experts, Part 3")
        assert "dropped: A Grammar for Shopping Lists, Part 2  u undo" in lines[-2]
        assert "1 decided today" in lines[-2]
        await press(pilot, "u")
        assert screen_lines(pilot)[2].startswith("▌ ○   A Grammar for Shopping Lists, P…")
        assert library.papers(thirty[1:2])[0].status is Status.INBOX


async def test_a_count_is_shown_while_it_is_typed(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await press(pilot, "3")
        assert screen_lines(pilot)[-1].startswith(" 3…")
        await press(pilot, "x")
        assert library.counts()[Status.DROPPED] == 3
        await press(pilot, "g")
        assert "i inbox" in screen_lines(pilot)[-1]
        await press(pilot, ["escape"])
        assert "r reading" in screen_lines(pilot)[-1]


async def test_the_selection_is_marked_and_counted(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await press(pilot, ["space", "space", "j"])
        lines = screen_lines(pilot)
        assert [line[:3] for line in lines[1:5]] == [" »○", " »○", "  ○", "▌ ○"]
        assert "2 selected" in lines[-2]
        await press(pilot, "l")
        assert library.counts()[Status.LATER] == 2
        assert "selected" not in screen_lines(pilot)[-2]


async def test_the_filter_narrows_while_it_is_typed(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await press(pilot, "/quiet")
        lines = screen_lines(pilot)
        assert "Inbox  1 of 6" in lines[-2]
        assert lines[-3].startswith(" /quiet")
        await press(pilot, " autor:x")
        lines = screen_lines(pilot)
        assert lines[-4].startswith(" /quiet autor:x")
        assert lines[-3].startswith("        ~~~~~ no field named 'autor'")
        await press(pilot, ["ctrl+w", "enter"])
        assert "\\ clears" in screen_lines(pilot)[-3]
        await press(pilot, "x")
        assert library.counts()[Status.DROPPED] == 1
        await press(pilot, "\\")
        assert "of 29" in screen_lines(pilot)[-2]
        assert not main_of(pilot).query_line.display


async def test_esc_drops_the_filter(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await press(pilot, ["j", "j", "/", "l", "a", "z", "y", "down", "escape"])
        assert "Inbox  3 of 30" in screen_lines(pilot)[-2]


async def test_views_say_what_to_do_when_they_are_empty(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = "\n".join(screen_lines(pilot))
        assert "Your reading list is empty." in shown
        for word in ("paste", "A  add a file", "readlist demo", "?  all keys"):
            assert word in shown
    fill(library, [record(1)])
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        shown = "\n".join(screen_lines(pilot))
        assert "Inbox clear. 1 decided today." in shown
        assert "gr  1 to read now" in shown
        await press(pilot, "gx")
        assert "Nothing in Dropped." in "\n".join(screen_lines(pilot))


async def test_the_preview_scrolls_hides_and_fills_the_screen(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        main = main_of(pilot)
        await settled(pilot)
        await press(pilot, "JJ")
        assert main.preview.top == 2
        await press(pilot, "K")
        assert main.preview.top == 1
        await press(pilot, "j")
        assert main.preview.top == 0
        await press(pilot, "zp")
        assert not main.preview.display
        await press(pilot, "zm")
        assert main.preview.region.height == 21
        assert not main.papers.display
        await press(pilot, "zm")
        assert main.papers.display


async def test_a_mistake_is_told_in_the_status_line(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await press(pilot, "T")
        assert "no tags here to remove" in screen_lines(pilot)[-2]


async def test_without_unicode_every_sign_of_ours_is_ascii(library: Library, thirty: tuple[int, ...]) -> None:
    library.star(thirty[:1], True)
    library.prioritize(thirty[1:2], 2)
    async with ReadlistApp(library, ascii=True).run_test(size=(170, 40)) as pilot:
        await press(pilot, ["j", "space", "2", "x", "g", "a"])
        main = main_of(pilot)
        widgets = main.query("#papers, #side, #foot, #preview")
        drawn = [widget.render_line(y).text for widget in widgets for y in range(widget.size.height)]
        assert all(line.isascii() for line in drawn)
        assert any(line.startswith(">") for line in drawn)


async def test_a_click_moves_the_cursor_and_a_second_one_opens(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await pilot.click("#papers", offset=(20, 4))
        await settled(pilot)
        assert main_of(pilot).desk.view.cursor == 4
        await pilot.click("#papers", offset=(20, 4), times=2)
        await settled(pilot)
        assert len(pilot.app.screen_stack) == 2


async def test_q_and_ctrl_q_leave(library: Library) -> None:
    for key in ("q", "ctrl+q"):
        app = ReadlistApp(library)
        async with app.run_test() as pilot:
            await pilot.press(key)
            await pilot.pause()
        assert app.return_code == 0


async def test_keys_typed_while_papers_are_looked_for_are_kept(library: Library, thirty: tuple[int, ...]) -> None:
    app = ReadlistApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        slow = AtOnce(library, held=True)
        app.desk._background = slow
        for key in ["/", *"gossip", "enter", "x"]:
            await pilot.press(key)
        assert "still reading" in screen_lines(pilot)[-2]
        assert library.counts()[Status.DROPPED] == 0
        slow.run()
        await pilot.pause()
        assert [paper.status for paper in library.papers(library.ids("gossip"))][-1] is Status.DROPPED
        await pilot.press("\\", "j", "escape")
        assert not app.desk.waiting
        assert "still reading" not in screen_lines(pilot)[-2]


async def test_the_words_that_were_meant_are_marked_in_list_and_preview(
    library: Library, thirty: tuple[int, ...]
) -> None:
    app = ReadlistApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("/", *"pixles", "enter")
        await settled(pilot)
        assert any("/pixles  taken for pixels" in line for line in screen_lines(pilot))
        screen = cast("MainScreen", app.screen)
        row = screen.papers.render_line(0)
        assert {segment.text for segment in row if segment.style and segment.style.underline} == {"Pixels"}
        abstract = [screen.preview.render_line(y) for y in range(12)]
        marked = {
            segment.text.casefold()
            for line in abstract
            for segment in line
            if segment.style and segment.style.underline
        }
        assert marked == {"pixels"}
        await pilot.press("\\")
        await settled(pilot)
        assert not any(segment.style and segment.style.underline for segment in screen.papers.render_line(0))


async def test_the_keys_move_in_the_preview_until_there_is_none(library: Library, thirty: tuple[int, ...]) -> None:
    async with ReadlistApp(library).run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await pilot.press("tab", "j", "j")
        await settled(pilot)
        assert (main.place, main.desk.view.cursor, main.preview.top) == ("reader", 0, 2)
        await pilot.press("g", "1")
        assert "reader only" in main.desk.message.text
        await pilot.resize_terminal(100, 16)
        await settled(pilot)
        assert main.place == "list"
        await pilot.press("j")
        await settled(pilot)
        assert main.desk.view.paper == thirty[1]
        await pilot.press("tab")
        await settled(pilot)
        assert (main.place, main.desk.message.text) == ("list", "no preview here")


async def test_a_mistake_is_told_until_the_next_key_and_what_was_done_stays(
    library: Library, thirty: tuple[int, ...]
) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, ["ctrl+r"])
        assert "nothing to redo" in screen_lines(pilot)[-2]
        await press(pilot, "k")
        assert "nothing to redo" not in screen_lines(pilot)[-2]
        await press(pilot, ["ctrl+c"])
        assert "q leaves" in screen_lines(pilot)[-2]
        await press(pilot, "--")
        assert "nothing changed" in screen_lines(pilot)[-2]
        await press(pilot, "V")
        assert "30 papers selected  Esc clears" in screen_lines(pilot)[-2]
        await press(pilot, ["escape"])
        assert "selected" not in screen_lines(pilot)[-2]
        await press(pilot, "sj")
        assert "skimmed: " in screen_lines(pilot)[-2]


async def test_a_screen_that_grew_below_the_reader_has_its_side_bar(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(60, 16)) as pilot:
        await press(pilot, ["enter"])
        await pilot.resize_terminal(38, 9)
        await pilot.resize_terminal(200, 60)
        await press(pilot, "q")
        assert "Inbox            30" in screen_lines(pilot)[1]


async def test_rows_above_the_cursor_follow_what_another_process_changes(
    library: Library, thirty: tuple[int, ...]
) -> None:
    library.mark(thirty[:3], Status.LATER)
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await press(pilot, "jjjj")
        before = screen_lines(pilot)
        with library.reopened() as other:
            other.undo()
            other.update([thirty[4]], Update(starred=True))
        main_of(pilot).desk.look_again()
        await settled(pilot)
        shown = [line[:30] for line in screen_lines(pilot)[1:9]]
        assert shown[3:] != [line[:30] for line in before[4:9]]
        main_of(pilot).papers.repaint()
        await settled(pilot)
        assert shown == [line[:30] for line in screen_lines(pilot)[1:9]]
        assert "★" in shown[4]


@pytest.mark.parametrize("keys", ["GV*", "jjV*jju", "jjV*uu"])
async def test_every_row_shows_what_was_done_to_it(library: Library, thirty: tuple[int, ...], keys: str) -> None:
    library.delete(thirty[9:])
    library.update(thirty[:9], Update(priority=1))
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await press(pilot, keys)
        shown = screen_lines(pilot)[1:10]
        main_of(pilot).papers.repaint()
        await settled(pilot)
        assert shown == screen_lines(pilot)[1:10]
