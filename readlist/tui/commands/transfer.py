"""Papers in and out: import, export, copy; and the rest: command line, help, leaving."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from readlist.errors import ReadlistError
from readlist.formats import WriteOptions
from readlist.model.residue import plain
from readlist.tui.commands._make import command
from readlist.tui.context import LIST, READER, Command, Context, Group

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readlist.model.paper import Paper


@command("p", label="import the clipboard", group=Group.IN, places=LIST, hint="paste", rank=14)
def paste(context: Context) -> None:
    """Show what the clipboard holds before it is stored."""
    context.stage.import_clipboard()


@command("A", label="import a file", group=Group.IN, places=LIST, hint="add file", rank=15)
def add_file(context: Context) -> None:
    """Show what a file holds before it is stored."""
    context.stage.ask_path("import file", context.stage.import_file)


def _to_export(context: Context) -> Sequence[int]:
    """The selection, or else the whole view."""
    view = context.desk.view
    if not view.chosen and not view.complete:
        raise ReadlistError("the view is still being read; again in a moment")
    ids = view.targets() if view.chosen else view.ids
    if not ids:
        raise ReadlistError("no paper to export here")
    return ids


@command("b", label="export selection or view", group=Group.OUT, hint="export", rank=16)
def export(context: Context) -> None:
    """Write the selection, or else the whole view, to a file; its ending tells the format."""
    ids = _to_export(context)
    context.stage.ask_path(
        f"export {len(ids):,} papers to", partial(context.stage.export, ids), context.desk.exported or "papers.bib"
    )


@command("B", label="export again to the last file", group=Group.OUT)
def export_again(context: Context) -> None:
    """Write the selection, or else the whole view, to the file that was written last."""
    if context.desk.exported:
        context.stage.export(_to_export(context), context.desk.exported)
    else:
        export.run(context)


def _copy(what: str, text: Callable[[Paper], str], context: Context) -> None:
    """Copy a text of each paper, one a line."""
    texts = [found for paper in context.desk.papers(context.ids()) if (found := text(paper))]
    if not texts:
        raise ReadlistError(f"no {what} to copy here")
    context.stage.copy("\n".join(texts), what if len(texts) == 1 else f"{len(texts)} × {what}")


def address(paper: Paper) -> str:
    """The web page of a paper: its own, else those of its identifiers."""
    record = paper.record
    known = (
        record.url,
        *record.urls,
        record.doi and f"https://doi.org/{record.doi}",
        record.arxiv and f"https://arxiv.org/abs/{record.arxiv}",
    )
    return next(filter(None, known), "")


def link(paper: Paper) -> str:
    """A Markdown link to a paper; its title alone where it has no address."""
    title = plain(paper.record.heading).replace("[", "\\[").replace("]", "\\]")
    return f"[{title}]({found})" if (found := address(paper)) else title


COPIES = tuple(
    Command(name, (f"y {key}",), f"copy the {what}", Group.OUT, partial(_copy, what, text), hint=what)
    for name, key, what, text in (
        ("copy-title", "t", "title", lambda paper: plain(paper.record.heading)),
        ("copy-url", "u", "URL", address),
        ("copy-doi", "d", "DOI or arXiv", lambda paper: paper.record.doi or paper.record.arxiv or ""),
        ("copy-abstract", "a", "abstract", lambda paper: plain(paper.record.abstract or "")),
        ("copy-link", "m", "Markdown link", link),
    )
)


@command("o", label="open the web page", group=Group.OUT)
def open_page(context: Context) -> None:
    """Open the web page of the paper under the cursor."""
    from readlist.opening import web_address  # noqa: PLC0415  seldom needed

    page = web_address(address(context.this()))
    if not page:
        raise ReadlistError("no web page is known of this paper")
    context.stage.open_outside(lambda: page)


@command("O", label="open the PDF, or another file", group=Group.OUT)
def open_file(context: Context) -> None:
    """Open the first PDF of the paper under the cursor, or else its first other file."""
    from readlist.opening import place_of  # noqa: PLC0415  seldom needed

    paper = context.this()
    folders = context.desk.library.folders(paper.id or 0)
    context.stage.open_outside(lambda: place_of(paper.record.attachments, folders))


@command("y y", label="copy as BibTeX", group=Group.OUT, hint="BibTeX", rank=17)
def copy_bibtex(context: Context) -> None:
    """Copy the papers as BibTeX."""
    ids = _some(context)
    text = context.desk.library.export(ids, options=WriteOptions(context.desk.settings.preset))
    context.stage.copy(text, "BibTeX" if len(ids) == 1 else f"BibTeX of {len(ids)} papers")


@command("y k", label="copy the citation key", group=Group.OUT, hint="citation key")
def copy_key(context: Context) -> None:
    """Copy the citation keys, with commas between."""
    keys = context.desk.library.citekeys(_some(context))
    context.stage.copy(",".join(keys), "citation key" if len(keys) == 1 else f"{len(keys)} citation keys")


def _some(context: Context) -> Sequence[int]:
    ids = context.ids()
    if not ids:
        raise ReadlistError("no paper here")
    return ids


@command("?", label="the keys of this place", group=Group.OTHER, hint="keys", rank=9)
def show_help(context: Context) -> None:
    """Show the keys of this place."""
    context.stage.show_help()


@command("ctrl+p", label="find a command by what it does", group=Group.OTHER)
def palette(context: Context) -> None:
    """Find a command by what it does, and run it."""
    context.stage.show_palette()


@command(":", label="run a command by its name", group=Group.OTHER)
def command_line(context: Context) -> None:
    """Run a command that is typed by its name."""
    commands = context.stage.commands
    names = sorted(commands)

    def complete(typed: str) -> list[str]:
        name, blank, argument = typed.partition(" ")
        if blank:
            known = commands[name].arguments if name in commands else None
            return [f"{name} {found}" for found in _fitting(argument, known(context))] if known else []
        return _fitting(typed, names)

    context.stage.ask_line(":", context.stage.run, complete)


def _fitting(typed: str, words: Sequence[str]) -> list[str]:
    """The words that begin as typed, else those with it in them."""
    needle = typed.casefold()
    begun = [word for word in words if word.casefold().startswith(needle)]
    return begun or [word for word in words if needle in word.casefold()]


@command("q", label="back; from the list: leave", group=Group.OTHER, hint="leave", rank=18)
def back(context: Context) -> None:
    """Go back; from the list, leave."""
    context.stage.leave()


@command("escape", label="back to the list", group=Group.OTHER, places=READER)
def close_reader(context: Context) -> None:
    """Go back to the list."""
    context.stage.leave()


@command("ctrl+q", label="leave", group=Group.OTHER)
def leave(context: Context) -> None:
    """Leave, from wherever one is."""
    context.stage.quit()
