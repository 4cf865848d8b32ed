"""How the app looks: the preview, the theme, the settings."""

from __future__ import annotations

from difflib import get_close_matches

from readlist.errors import NotFound
from readlist.tui.commands._make import command
from readlist.tui.context import LIST, Context, Group
from readlist.tui.themes import NAMES, THEMES


@command("z p", label="preview on or off", group=Group.OTHER, places=LIST, hint="preview")
def preview(context: Context) -> None:
    """Show the preview, or hide it."""
    shown = not context.desk.settings.config.preview
    _choose(context, "preview", shown, f"preview {'on' if shown else 'off'}")


@command("z m", label="preview over the whole screen", group=Group.OTHER, places=LIST, hint="maximize")
def maximize(context: Context) -> None:
    """Give the preview the whole screen, or its part again."""
    context.stage.maximize_preview()


@command("z t", label="next theme", group=Group.OTHER, hint="theme")
def next_theme(context: Context) -> None:
    """Take the next of our themes."""
    _choose_theme(context, theme_after(context.desk.settings.config.theme, context.times))


def _names_of_themes(_: Context) -> list[str]:
    return list(NAMES)


@command(label="take a theme, by its name", group=Group.OTHER, arguments=_names_of_themes)
def theme(context: Context) -> None:
    """Take the theme of a name, which may be written without ``readlist-``; without one, show the settings."""
    if not context.argument:
        context.stage.visit("settings")
        return
    found = next((name for name in NAMES if name in {context.argument, f"readlist-{context.argument}"}), None)
    if found is None:
        near = get_close_matches(context.argument, [known.removeprefix("readlist-") for known in NAMES], n=1)
        raise NotFound(f"no theme named {context.argument!r}", f"did you mean {near[0]}?" if near else ":settings")
    _choose_theme(context, found)


@command(label="settings, and where they come from", group=Group.OTHER)
def settings(context: Context) -> None:
    """Show the settings."""
    context.stage.visit("settings")


def theme_after(name: str, steps: int = 1) -> str:
    """The theme that many steps behind another one; a theme of the toolkit's counts as the last.

    >>> theme_after("readlist-okabe"), theme_after("nord"), theme_after("readlist-dark", -1)
    ('readlist-dark', 'readlist-dark', 'readlist-okabe')
    """
    names = [known.name for known in THEMES]
    at = names.index(name) if name in names else -1
    return names[(at + steps) % len(names)]


def _choose_theme(context: Context, name: str) -> None:
    _choose(context, "theme", name, f"theme {name}")


def _choose(context: Context, name: str, value: str | bool, told: str) -> None:  # noqa: FBT001  a setting may be a boolean
    chosen = context.desk.settings
    chosen.choose(name, value)
    context.desk.tell(told, f"until you leave: it is set in {origin}" if (origin := chosen.decides(name)) else "")
