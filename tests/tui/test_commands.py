from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pytest

from readlist.editor import NoteDraft
from readlist.errors import ConfigError, LibraryError, ReadlistError
from readlist.library import Library
from readlist.model.fields import Order
from readlist.model.paper import Paper, Record, Status
from readlist.tui.commands import COMMANDS, commands_of, help_rows, hints
from readlist.tui.commands.key_maps import SETS, pairs, rebound
from readlist.tui.commands.transfer import address, link
from readlist.tui.context import Command, Context, Place
from readlist.tui.desk import Desk
from readlist.tui.keys import clashes
from readlist.tui.tally import Tally
from tests.tui.conftest import AtOnce

PLACES: tuple[Place, ...] = ("list", "reader")


class FakeStage:
    """A stage that notes what was asked, and answers with what it was given."""

    page = 10

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[object, ...]] = []

    def _note(self, *what: object) -> None:
        self.asked.append(what)

    def scroll(self, lines: int) -> None:
        self._note("scroll", lines)

    def open_reader(self) -> None:
        self._note("reader")

    def open_similar(self, number: int) -> None:
        self._note("similar", number)

    def leave(self) -> None:
        self._note("leave")

    def quit(self) -> None:
        self._note("quit")

    def open_filter(self) -> None:
        self._note("filter")

    def change_pane(self) -> None:
        self._note("pane")

    def center(self) -> None:
        self._note("center")

    def edit_note(self, paper: Paper, then: Callable[[str], None]) -> None:
        self._note("editor", paper.note)
        then(str(self.answers.pop(0)))

    def show_palette(self) -> None:
        self._note("palette")

    def maximize_preview(self) -> None:
        self._note("maximize")

    def ask_tags(
        self,
        tags: list[tuple[str, int]],
        present: tuple[str, ...],
        then: Callable[[tuple[str, ...]], None],
        *,
        removing: bool,
    ) -> None:
        self._note("tags", tags, present, removing)
        then(self.answers.pop(0))  # type: ignore[arg-type]

    def ask_note(self, paper: Paper, then: Callable[[str], None]) -> None:
        self._note("note", paper.note)
        then(str(self.answers.pop(0)))

    def ask_fields(self, paper: Paper, then: Callable[[dict[str, str]], None]) -> None:
        self._note("fields", paper.record.title)
        then(self.answers.pop(0))  # type: ignore[arg-type]

    def ask_line(
        self,
        label: str,
        then: Callable[[str], None],
        complete: Callable[[str], list[str]] | None = None,
        value: str = "",
    ) -> None:
        self._note("line", label, value, complete("") if complete else [])
        then(str(self.answers.pop(0)))

    def ask_path(self, label: str, then: Callable[[str], None], value: str = "") -> None:
        self._note("path", label, value)
        then(str(self.answers.pop(0)))

    def import_file(self, path: str) -> None:
        self._note("import", path)

    def import_clipboard(self) -> None:
        self._note("clipboard")

    def export(self, ids: Sequence[int], path: str) -> None:
        self._note("export", len(ids), path)

    def copy(self, text: str, what: str) -> None:
        self._note("copy", text, what)

    def open_outside(self, find: Callable[[], str]) -> None:
        self._note("open", find())

    def show_help(self) -> None:
        self._note("help")

    def run(self, name: str) -> None:
        self._note("run", name)

    def visit(self, name: str) -> None:
        self._note(name)

    @property
    def commands(self) -> Mapping[str, Command]:
        return commands_of("list")


@pytest.fixture
def desk(library: Library, thirty: tuple[int, ...]) -> Desk:
    assert thirty
    made = Desk(library, AtOnce(library), lambda: None)
    made.start()
    made.catch_up()
    return made


def run(desk: Desk, name: str, *answers: object, count: int | None = None, place: Place = "list") -> FakeStage:
    stage = FakeStage(*answers)
    commands_of(place)[name].run(Context(desk, stage, count))
    return stage


@pytest.mark.parametrize("place", PLACES)
def test_no_two_commands_share_a_key_in_one_place(place: Place) -> None:
    assert clashes(pairs(COMMANDS, place)) == []


@pytest.mark.parametrize("place", PLACES)
def test_no_two_commands_share_a_name_in_one_place(place: Place) -> None:
    names = Counter(command.name for command in COMMANDS if place in command.places)
    assert max(names.values()) == 1


@pytest.mark.parametrize("place", PLACES)
def test_every_command_stands_in_the_help_with_its_keys(place: Place) -> None:
    rows = help_rows(place)
    assert len(rows) == len(commands_of(place))
    assert all(group and keys and label for group, keys, label in rows)
    assert ("decide and go on", "x", "dropped") in rows


def test_the_hints_begin_with_the_decisions_and_end_with_the_help() -> None:
    assert [key for key, _ in hints("list")][:9] == ["r", "l", "s", "d", "x", "t", "u", "/", "?"]
    assert [key for key, _ in hints("reader")][:8] == ["r", "l", "s", "d", "x", "t", "u", "?"]


@pytest.mark.parametrize(
    ("name", "status"),
    [(status.value, status) for status in Status if status is not Status.INBOX],
)
def test_each_decision_sets_its_status(desk: Desk, library: Library, name: str, status: Status) -> None:
    run(desk, name, count=3)
    assert library.counts()[status] == 3
    assert len(desk.view.ids) == 27


def test_back_to_the_inbox(desk: Desk, library: Library) -> None:
    run(desk, "read")
    run(desk, "go-read")
    run(desk, "inbox")
    assert library.counts()[Status.INBOX] == 30


def test_a_decision_in_a_view_that_keeps_the_paper_steps_down(desk: Desk) -> None:
    run(desk, "go-all")
    run(desk, "skimmed", count=2)
    assert (desk.view.cursor, len(desk.view.ids)) == (2, 30)


def test_the_star_is_given_unless_all_have_one(desk: Desk, library: Library) -> None:
    run(desk, "star")
    run(desk, "star", count=2)
    assert [paper.starred for paper in library.papers(desk.view.ids[:3])] == [True, True, False]
    run(desk, "star", count=2)
    assert [paper.starred for paper in library.papers(desk.view.ids[:3])] == [False, False, False]


def test_the_priority_goes_up_to_three_and_down_to_none(desk: Desk, library: Library) -> None:
    run(desk, "raise-priority", count=9)
    assert library.papers(desk.view.ids[:1])[0].priority == 3
    run(desk, "lower-priority")
    assert library.papers(desk.view.ids[:1])[0].priority == 2
    assert desk.view.cursor == 0


def test_tags_are_added_to_the_selection_and_removed(desk: Desk, library: Library) -> None:
    run(desk, "select", count=3)
    stage = run(desk, "tag", ("vision", "to cite"))
    assert stage.asked == [("tags", [], (), False)]
    assert dict(library.tags()) == {"vision": 3, "to cite": 3}
    stage = run(desk, "untag", ("vision",))
    assert stage.asked == [("tags", [("to cite", 3), ("vision", 3)], ("to cite", "vision"), True)]
    assert dict(library.tags()) == {"to cite": 3}


def test_a_note_is_stored_and_is_not_repeated(desk: Desk, library: Library) -> None:
    run(desk, "star")
    run(desk, "note", "read it again")
    assert library.papers(desk.view.ids[:1])[0].note == "read it again"
    run(desk, "down")
    run(desk, "repeat")
    second = library.papers(desk.view.ids[1:2])[0]
    assert (second.starred, second.note) == (True, None)


def test_fields_and_the_citation_key_are_edited(desk: Desk, library: Library) -> None:
    run(desk, "edit", {"title": "Rooms, Again", "authors": "Mira Holm; Ann Berg"})
    run(desk, "citation-key", "holm2021rooms")
    record = library.papers(desk.view.ids[:1])[0].record
    assert (record.title, len(record.authors), record.citekey) == ("Rooms, Again", 2, "holm2021rooms")
    assert desk.paper is not None
    assert desk.paper.record.title == "Rooms, Again"


def test_delete_removes_and_undo_brings_back(desk: Desk, library: Library) -> None:
    run(desk, "delete", count=2)
    assert library.counts()[Status.INBOX] == 28
    run(desk, "undo")
    assert len(desk.view.ids) == 30


def test_undo_and_redo_take_a_count(desk: Desk, library: Library) -> None:
    for _ in range(3):
        run(desk, "read")
    run(desk, "undo", count=3)
    assert library.counts()[Status.READ] == 0
    run(desk, "redo", count=2)
    assert library.counts()[Status.READ] == 2


def test_motions(desk: Desk) -> None:
    def after(name: str, count: int | None = None) -> int:
        run(desk, name, count=count)
        return desk.view.cursor

    assert [after("down"), after("down", 5), after("up", 2)] == [1, 6, 4]
    assert [after("half-page-down"), after("page-down"), after("page-up"), after("half-page-up")] == [9, 19, 9, 4]
    assert [after("last"), after("first"), after("last", 7), after("first", 3)] == [29, 0, 6, 2]


def test_the_next_undecided_is_found_in_any_view(desk: Desk) -> None:
    run(desk, "down")
    run(desk, "read", count=5)
    run(desk, "go-all")
    run(desk, "next-undecided")
    assert desk.view.cursor == 6
    run(desk, "previous-undecided")
    assert desk.view.cursor == 0


def test_a_range_and_everything_are_selected(desk: Desk) -> None:
    run(desk, "select-range")
    run(desk, "down", count=3)
    run(desk, "select-range")
    assert desk.view.chosen == 4
    run(desk, "select-all")
    assert desk.message.text == "30 papers selected"
    run(desk, "select-nothing")
    assert desk.view.chosen == 0


def test_views_are_gone_to(desk: Desk) -> None:
    run(desk, "go-dropped")
    assert len(desk.view.ids) == 0


def test_papers_are_exported_and_copied(desk: Desk) -> None:
    assert run(desk, "export", "out.bib").asked[-1] == ("export", 30, "out.bib")
    run(desk, "select", count=2)
    assert run(desk, "export", "out.bib").asked[-1] == ("export", 2, "out.bib")
    assert run(desk, "copy-title").asked == [
        ("copy", "Quiet Pixels, Part 1\nA Grammar for Shopping Lists, Part 2", "2 × title")
    ]
    run(desk, "select-nothing")
    assert run(desk, "copy-doi").asked == [("copy", "2301.00003", "DOI or arXiv")]
    assert run(desk, "copy-key").asked[0][2] == "citation key"


def test_a_link_does_not_break_on_brackets() -> None:
    paper = Paper(record=Record(title="[Re] Lottery", doi="10.1/x"))
    assert link(paper) == r"[\[Re\] Lottery](https://doi.org/10.1/x)"
    assert address(Paper(record=Record(title="x", arxiv="2301.1"))) == "https://arxiv.org/abs/2301.1"


def test_what_belongs_to_the_screen_is_asked_of_the_screen(desk: Desk) -> None:
    asked = {
        "open-reader": "reader", "filter-papers": "filter", "paste": "clipboard", "show-help": "help",
        "history": "history", "settings": "settings", "maximize": "maximize", "back": "leave", "leave": "quit",
        "pane": "pane", "center": "center", "palette": "palette", "facets": "facets", "views": "views",
        "tags": "tags", "stats": "stats",
    }  # fmt: skip
    assert {name: run(desk, name).asked[0][0] for name in asked} == asked
    assert run(desk, "command-line", "delete").asked[-1] == ("run", "delete")
    assert run(desk, "add-file", "x.bib").asked[-1] == ("import", "x.bib")
    assert run(desk, "text-down", count=4, place="reader").asked == [("scroll", 4)]


def test_snoozed_papers_leave_the_views_until_their_day(desk: Desk, library: Library) -> None:
    first, second = desk.view.ids[:2]
    desk.tally = Tally.of(library)
    run(desk, "snooze", "2w")
    assert desk.view.paper == second
    assert first not in desk.view.ids
    assert desk.message.text.startswith("snooze until 20")
    assert desk.tally == Tally.of(library)
    assert desk.tally.statuses[Status.INBOX] == 29
    assert list(library.ids("is:snoozed")) == [first]
    run(desk, "repeat")
    assert list(library.ids("is:snoozed")) == [first, second]
    desk.undo()
    desk.undo()
    assert desk.view.paper == first
    run(desk, "snooze", "friday  Fri 09 May")
    library.mark([first], Status.LATER)
    assert library.papers([first])[0].snoozed is None
    with pytest.raises(ReadlistError, match="'yesterday' is no day"):
        run(desk, "snooze", "yesterday")


def test_what_is_next_comes_by_priority_star_and_age(desk: Desk, library: Library) -> None:
    ids = list(desk.view.ids[:5])
    library.mark(ids[:4], Status.LATER)
    library.mark(ids[4:], Status.READING)
    library.prioritize([ids[3]], 2)
    library.star([ids[2]], starred=True)
    library.snooze([ids[0]], "2999-01-01")
    run(desk, "go-next")
    assert desk.view.name == "Next up"
    assert list(desk.view.ids) == [ids[3], ids[2], ids[1], ids[4]]
    run(desk, "go-inbox")
    assert desk.view.order == Order()


def test_marks_lead_back_to_a_paper_in_its_view(desk: Desk) -> None:
    desk.show(desk.view.at(7))
    paper = desk.view.paper
    commands = commands_of("list")
    commands["mark"].run(Context(desk, FakeStage(), None, "a"))
    run(desk, "go-all")
    commands["jump"].run(Context(desk, FakeStage(), None, "a"))
    assert (desk.view.base, desk.view.paper) == ("status:inbox", paper)
    commands["jump"].run(Context(desk, FakeStage(), None, "'"))
    assert desk.view.base == ""
    with pytest.raises(ReadlistError, match="no mark q"):
        commands["jump"].run(Context(desk, FakeStage(), None, "q"))


def test_the_note_goes_through_the_editor(desk: Desk, library: Library) -> None:
    paper = desk.view.paper or 0
    run(desk, "note-outside", "read **twice**")
    assert library.papers([paper])[0].note == "read **twice**"


def test_a_note_that_cannot_be_stored_is_a_draft_until_it_is(
    desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = desk.view.paper or 0
    draft = NoteDraft(library.path, paper, "").path

    def refused(*_: object) -> None:
        raise LibraryError("the library cannot grow: the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(library, "annotate", refused)
        with pytest.raises(LibraryError):
            run(desk, "note", "a long thought")
    assert draft.read_text() == "a long thought"
    assert library.papers([paper])[0].note is None
    run(desk, "note", "a long thought, and more")
    assert library.papers([paper])[0].note == "a long thought, and more"
    assert not draft.exists()


def test_the_last_file_is_written_again(desk: Desk) -> None:
    assert run(desk, "export-again", "refs.bib").asked == [
        ("path", "export 30 papers to", "papers.bib"), ("export", 30, "refs.bib"),
    ]  # fmt: skip
    desk.exported = "refs.bib"
    run(desk, "select", count=2)
    assert run(desk, "export-again").asked == [("export", 2, "refs.bib")]


def test_keys_of_ones_own(desk: Desk) -> None:
    known = {
        command.name: command.keys for command in rebound(COMMANDS, {"read": "ctrl+k", "down": ["j", "e"], "edit": []})
    }
    assert (known["read"], known["down"], known["edit"]) == (("ctrl+k",), ("j", "e"), ())
    for named in SETS:
        assert {command.name for command in rebound(COMMANDS, {"set": named})} == {one.name for one in COMMANDS}
    mail = {command.name: command.keys for command in rebound(COMMANDS, {"set": "mail", "read": "M"})}
    assert (mail["read"], mail["dropped"]) == (("M",), ("#", "x"))


@pytest.mark.parametrize(
    ("wishes", "message", "hint"),
    [
        ({"set": "nano"}, "no set of keys named 'nano'", "Known: vim, mail, emacs."),
        ({"skimed": "e"}, "no command named 'skimed'", "Did you mean skimmed?"),
        ({"read": "x"}, "'x' is read and dropped", "another key"),
        ({"read": "g"}, "begins 'g", "another key"),
        ({"read": "5"}, "is no key, or a count", "another key"),
    ],
)
def test_keys_that_cannot_be_are_told(wishes: dict[str, str], message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        rebound(COMMANDS, wishes)
    assert message in caught.value.message
    assert hint in caught.value.hint
