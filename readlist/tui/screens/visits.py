"""Screens that open over the list or the reader, by name: what each is given, and what is done with its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from readlist.tui.desk import Desk

    Visit = tuple[Screen[Any], Callable[[Any], None]]


def _facets(desk: Desk) -> Visit:
    from readlist.tui.screens.facet_menu import FacetMenu  # noqa: PLC0415  each screen is loaded when it is opened

    return FacetMenu(desk.view, desk.answers), desk.refilter


def _views(desk: Desk) -> Visit:
    from readlist.tui.screens.view_menu import ViewMenu  # noqa: PLC0415

    return ViewMenu(desk), desk.open_saved


def _history(desk: Desk) -> Visit:
    from readlist.tui.screens.history import History  # noqa: PLC0415

    return History(desk), _nothing


def _tags(desk: Desk) -> Visit:
    from readlist.tui.screens.tag_menu import TagMenu  # noqa: PLC0415

    return TagMenu(desk), desk.open


def _stats(desk: Desk) -> Visit:
    from readlist.tui.screens.stats import Stats  # noqa: PLC0415

    return Stats(desk), _nothing


def _duplicates(desk: Desk) -> Visit:
    from readlist.tui.screens.duplicates import Duplicates  # noqa: PLC0415

    chosen = desk.papers(desk.view.targets()) if desk.view.chosen == 2 else ()
    return Duplicates(desk, chosen), _nothing


def _settings(desk: Desk) -> Visit:
    from readlist.tui.screens.settings import SettingsScreen  # noqa: PLC0415

    return SettingsScreen(desk), _nothing


def _nothing(_: object) -> None:
    """The screen has no answer."""


VISITS: dict[str, Callable[[Desk], Visit]] = {
    "facets": _facets,
    "views": _views,
    "history": _history,
    "tags": _tags,
    "stats": _stats,
    "duplicates": _duplicates,
    "settings": _settings,
}
