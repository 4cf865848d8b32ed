"""Move, select, find, go to other views."""

from __future__ import annotations

from functools import partial
from itertools import count

from readlist.errors import ReadlistError
from readlist.model.fields import SORTABLE, Order
from readlist.model.paper import Status
from readlist.model.planning import NEXT_UP
from readlist.model.saved import place_of
from readlist.tui.commands._make import command
from readlist.tui.context import LIST, READER, Command, Context, Group
from readlist.tui.view import ALL, tag_query

_STRIDE = 200


def _move(rows: int, context: Context) -> None:
    context.desk.show(context.desk.view.moved(rows * context.times))


def _move_pages(halves: int, context: Context) -> None:
    rows = max(1, context.stage.page * abs(halves) // 2)
    context.desk.show(context.desk.view.moved((rows if halves > 0 else -rows) * context.times))


def _scroll(lines: int, context: Context) -> None:
    context.stage.scroll(lines * context.times)


def _scroll_pages(halves: int, context: Context) -> None:
    context.stage.scroll(halves * context.times * max(1, context.stage.page // 2))


MOTIONS = (
    Command("down", ("j", "down"), "down", Group.MOVE, partial(_move, 1), LIST),
    Command("up", ("k", "up"), "up", Group.MOVE, partial(_move, -1), LIST),
    Command("half-page-down", ("ctrl+d",), "half a page down", Group.MOVE, partial(_move_pages, 1), LIST),
    Command("half-page-up", ("ctrl+u",), "half a page up", Group.MOVE, partial(_move_pages, -1), LIST),
    Command("page-down", ("pagedown", "ctrl+f"), "a page down", Group.MOVE, partial(_move_pages, 2), LIST),
    Command("page-up", ("pageup", "ctrl+b"), "a page up", Group.MOVE, partial(_move_pages, -2), LIST),
    Command("next-paper", ("]",), "next paper", Group.MOVE, partial(_move, 1), READER, "next", 11),
    Command("previous-paper", ("[",), "previous paper", Group.MOVE, partial(_move, -1), READER, "previous", 10),
    Command("scroll-down", ("J",), "scroll the text down", Group.MOVE, partial(_scroll, 1)),
    Command("scroll-up", ("K",), "scroll the text up", Group.MOVE, partial(_scroll, -1)),
    Command("text-down", ("j", "down"), "scroll down", Group.MOVE, partial(_scroll, 1), READER),
    Command("text-up", ("k", "up"), "scroll up", Group.MOVE, partial(_scroll, -1), READER),
    Command("text-half-page-down", ("ctrl+d",), "half a page down", Group.MOVE, partial(_scroll_pages, 1), READER),
    Command("text-half-page-up", ("ctrl+u",), "half a page up", Group.MOVE, partial(_scroll_pages, -1), READER),
    Command(
        "text-page-down", ("pagedown", "ctrl+f", "space"), "a page down", Group.MOVE, partial(_scroll_pages, 2), READER
    ),
    Command("text-page-up", ("pageup", "ctrl+b"), "a page up", Group.MOVE, partial(_scroll_pages, -2), READER),
)


@command("g g", "home", label="first paper (7gg: the 7th)", group=Group.MOVE, places=LIST)
def first(context: Context) -> None:
    """Go to the first paper, or to the row of the count."""
    context.desk.show(context.desk.view.at(context.times - 1))


@command("G", "end", label="last paper (7G: the 7th)", group=Group.MOVE, places=LIST)
def last(context: Context) -> None:
    """Go to the last paper, or to the row of the count."""
    view = context.desk.view
    context.desk.show(view.at((context.count or len(view.ids)) - 1))


@command("g g", "home", label="begin of the text", group=Group.MOVE, places=READER)
def text_begin(context: Context) -> None:
    """Scroll to the begin of the text."""
    context.stage.scroll(-1_000_000)


@command("G", "end", label="end of the text", group=Group.MOVE, places=READER)
def text_end(context: Context) -> None:
    """Scroll to the end of the text."""
    context.stage.scroll(1_000_000)


@command("n", label="next undecided", group=Group.MOVE)
def next_undecided(context: Context) -> None:
    """Go to the next paper that is undecided."""
    _to_undecided(context, 1)


@command("N", label="previous undecided", group=Group.MOVE)
def previous_undecided(context: Context) -> None:
    """Go to the previous paper that is undecided."""
    _to_undecided(context, -1)


def _to_undecided(context: Context, step: int) -> None:
    view, library = context.desk.view, context.desk.library
    for distance in count(0, _STRIDE):
        begin = view.cursor + step * (1 + distance)
        rows = [row for row in range(begin, begin + step * _STRIDE, step) if 0 <= row < len(view.ids)]
        if not rows:
            raise ReadlistError("no undecided paper that way")
        undecided = library.matches("is:undecided", [view.ids[row] for row in rows])
        found = next((row for row in rows if view.ids[row] in undecided), None)
        if found is not None:
            context.desk.show(view.at(found))
            return


@command("m {letter}", label="set a mark here", group=Group.MOVE, places=LIST, hint="mark", arguments=lambda _: [])
def mark(context: Context) -> None:
    """Set a mark on the paper under the cursor."""
    context.desk.marks.put(context.argument, context.desk.view)
    context.desk.tell(f"mark {context.argument} set", f"'{context.argument} comes back")


@command(
    "' {letter}", label="go to a mark ('' where you were)", group=Group.MOVE, places=LIST, hint="go to mark",
    arguments=lambda _: [],
)  # fmt: skip
def jump(context: Context) -> None:
    """Go back to a mark, in the view where it was set."""
    context.desk.jump(context.argument)


@command("z z", label="row in the middle", group=Group.MOVE, places=LIST, hint="center")
def center(context: Context) -> None:
    """Show the row of the cursor in the middle."""
    context.stage.center()


@command("tab", label="move in the other pane", group=Group.MOVE, hint="pane")
def pane(context: Context) -> None:
    """Let the keys move in the other pane."""
    context.stage.change_pane()


@command("enter", label="read the paper alone", group=Group.MOVE, places=LIST, hint="open", rank=11)
def open_reader(context: Context) -> None:
    """Show the paper under the cursor alone."""
    context.stage.open_reader()


@command("space", label="select, and step", group=Group.SELECT, places=LIST, hint="select", rank=13)
def select(context: Context) -> None:
    """Take the paper into the selection, or out of it, and step on."""
    context.desk.show(context.desk.view.toggled(context.count))


@command("v", label="select a range", group=Group.SELECT, places=LIST)
def select_range(context: Context) -> None:
    """Begin a range here, or end it here."""
    view = context.desk.view
    context.desk.show(view.range_begun() if view.anchor is None else view.range_ended())


@command("V", label="select all in the view", group=Group.SELECT, places=LIST)
def select_all(context: Context) -> None:
    """Select every paper of the view."""
    view = context.desk.view
    if not view.complete:
        raise ReadlistError("the view is still being read; again in a moment")
    context.desk.show(view.all_chosen())
    context.desk.tell(f"{len(view.ids):,} papers selected", "Esc clears", passing=True)


@command("escape", label="select nothing", group=Group.SELECT, places=LIST)
def select_nothing(context: Context) -> None:
    """Clear the selection."""
    context.desk.show(context.desk.view.unselected())


@command("/", label="filter as you type", group=Group.FIND, places=LIST, hint="filter", rank=8)
def filter_papers(context: Context) -> None:
    """Let the filter be typed."""
    context.stage.open_filter()


@command("\\", label="clear the filter", group=Group.FIND, places=LIST)
def clear_filter(context: Context) -> None:
    """Show the whole view again."""
    context.desk.refilter("")


@command("f", label="narrow by tag, year, author and more", group=Group.FIND, places=LIST, hint="facets", rank=13)
def facets(context: Context) -> None:
    """Narrow the view by what its papers have."""
    context.stage.visit("facets")


@command("F", label="saved views", group=Group.FIND, places=LIST, hint="views", rank=13)
def views(context: Context) -> None:
    """Choose a saved view, or change them."""
    context.stage.visit("views")


def _names_of_views(context: Context) -> list[str]:
    return [view.name for view in context.desk.library.views()]


@command(label="look at a saved view, by its name", group=Group.FIND, places=LIST, arguments=_names_of_views)
def view(context: Context) -> None:
    """Look at the saved view of a name."""
    if not context.argument:
        context.stage.visit("views")
        return
    known = context.desk.library.views()
    context.desk.open_saved(known[place_of(known, context.argument)])


@command(label="save this view under a name", group=Group.FIND, places=LIST, arguments=_names_of_views)
def save(context: Context) -> None:
    """Save what is looked at under a name."""

    def saved(name: str) -> None:
        found = context.desk.save_view(name)
        context.desk.tell(f"saved as “{found.name}”", "F views")

    if context.argument:
        saved(context.argument)
    else:
        context.stage.ask_line("save this view as", saved)


def _sort(field: str, context: Context) -> None:
    context.desk.sort(field)


SORTS = tuple(
    Command(f"sort-{field}", (f"S {key}",), f"sort by {field}", Group.FIND, run, LIST)
    for key, field, run in (
        ({"author": "u"}.get(field, field[0]), field, partial(_sort, field)) for field in SORTABLE if field != "changed"
    )
)


@command("S r", label="turn the order round", group=Group.FIND, places=LIST)
def reverse_order(context: Context) -> None:
    """Sort the other way round."""
    context.desk.sort(context.desk.view.order.field)


def _go(base: str, context: Context) -> None:
    context.desk.open(base)


VIEWS = tuple(
    Command(f"go-{name}", (f"g {key}",), label, Group.GO, partial(_go, base), places)
    for name, key, label, base, places in (
        *(
            (status.value, key, status.value, f"status:{status}", LIST)
            for status, key in (
                (Status.INBOX, "i"),
                (Status.LATER, "l"),
                (Status.READING, "r"),
                (Status.SKIMMED, "s"),
                (Status.READ, "d"),
                (Status.DROPPED, "x"),
            )
        ),
        ("all", "a", "all papers", ALL, LIST),
    )
)


@command("g n", label="next up", group=Group.GO, places=LIST, hint="next up")
def go_next(context: Context) -> None:
    """Look at what to read next: by priority, star and age."""
    context.desk.open(NEXT_UP, Order("next"))


@command("g t", label="tags: their papers, rename, delete, color", group=Group.GO, places=LIST)
def tags(context: Context) -> None:
    """Choose a tag, or change them."""
    context.stage.visit("tags")


def _names_of_tags(context: Context) -> list[str]:
    return [tag for tag, _ in context.desk.tally.most_used()]


@command(label="papers of a tag, by its name", group=Group.GO, places=LIST, arguments=_names_of_tags)
def go_tag(context: Context) -> None:
    """Look at the papers of a tag; without a name, choose one."""
    if context.argument:
        context.desk.open(tag_query(context.argument))
    else:
        context.stage.visit("tags")


@command("g S", label="statistics", group=Group.GO, places=LIST)
def stats(context: Context) -> None:
    """Show how the library is worked on."""
    context.stage.visit("stats")


def _open_similar(number: int, context: Context) -> None:
    context.stage.open_similar(number)


SIMILAR = tuple(
    Command(f"similar-{number}", (f"g {number}",), f"similar paper {number}", Group.GO, run, READER)
    for number, run in ((number, partial(_open_similar, number)) for number in range(1, 6))
)


@command("g p", label="pairs that look like one paper, or the two selected", group=Group.GO, places=LIST)
def duplicates(context: Context) -> None:
    """Merge papers that are one, or tell them apart."""
    context.stage.visit("duplicates")
