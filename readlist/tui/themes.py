"""The colors of the app, as themes of the toolkit."""

from __future__ import annotations

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="readlist-dark",
    dark=True,
    background="#15171c",
    surface="#1d2027",
    panel="#262a34",
    foreground="#d3d7df",
    primary="#7fa6dc",
    secondary="#74b3b4",
    accent="#e2b86b",
    success="#8fc07d",
    warning="#e2b86b",
    error="#e58080",
    variables={
        "text": "#d3d7df",
        "strong": "#f2f4f8",
        "text-muted": "#98a0b0",
        "text-disabled": "#a0a8b8",
        "muted": "#98a0b0",
        "faint": "#949cae",
        "rule": "#353b49",
        "row-cursor": "#2a3140",
        "row-chosen": "#20263a",
    },
)
LIGHT = Theme(
    name="readlist-light",
    dark=False,
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#e6e3da",
    foreground="#2a2d33",
    primary="#2a5da8",
    secondary="#1c6568",
    accent="#8a5a00",
    success="#2f6b28",
    warning="#8a5a00",
    error="#b02a2a",
    variables={
        "text": "#2a2d33",
        "strong": "#000000",
        "text-muted": "#565c66",
        "text-disabled": "#585e68",
        "muted": "#565c66",
        "faint": "#585e68",
        "rule": "#cdc8bb",
        "row-cursor": "#e3e1d6",
        "row-chosen": "#dfe6f2",
    },
)
CONTRAST = Theme(
    name="readlist-contrast",
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    foreground="#ffffff",
    primary="#9ccbff",
    secondary="#7fe3e3",
    accent="#ffd75f",
    success="#9dff8a",
    warning="#ffd75f",
    error="#ffb8b8",
    variables={
        "text": "#ffffff",
        "strong": "#ffffff",
        "text-muted": "#e0e0e0",
        "text-disabled": "#c8c8c8",
        "muted": "#e0e0e0",
        "faint": "#c8c8c8",
        "rule": "#a0a0a0",
        "row-cursor": "#002c70",
        "row-chosen": "#3a2a00",
    },
)
OKABE = Theme(
    name="readlist-okabe",
    dark=True,
    background="#101216",
    surface="#171a20",
    panel="#20242c",
    foreground="#e4e6ea",
    primary="#56b4e9",
    secondary="#f0e442",
    accent="#e09000",
    success="#00c795",
    warning="#e09000",
    error="#e47240",
    variables={
        "text": "#e4e6ea",
        "strong": "#ffffff",
        "text-muted": "#a9aeb8",
        "text-disabled": "#9da3ae",
        "muted": "#a9aeb8",
        "faint": "#9298a4",
        "rule": "#3a404c",
        "row-cursor": "#222b37",
        "row-chosen": "#2b2616",
    },
)
"""Colors that people who see red and green alike tell apart, after Masataka Okabe and Kei Ito, "Color Universal Design"
(2008); some are a little lighter or darker, to be read on a dark ground and to stay apart from the gray."""
THEMES = (DARK, LIGHT, CONTRAST, OKABE)
NAMES = (*(theme.name for theme in THEMES), *BUILTIN_THEMES)
"""What may be chosen: our own themes, and those of the toolkit."""


def fallbacks(theme: Theme) -> dict[str, str]:
    """What our own variables are in a theme of the toolkit's, which does not know them."""
    foreground = Color.parse(theme.foreground or ("#e0e0e0" if theme.dark else "#202020"))
    background = Color.parse(theme.background or ("#121212" if theme.dark else "#efefef"))
    if foreground.ansi is not None or background.ansi is not None:
        return dict.fromkeys(("strong", "muted", "faint", "rule"), "ansi_default") | dict.fromkeys(
            ("row-cursor", "row-chosen"), "ansi_bright_black"
        )
    shares = {"strong": 0.0, "muted": 0.3, "faint": 0.45, "rule": 0.75, "row-cursor": 0.85, "row-chosen": 0.92}
    return {name: foreground.blend(background, share).hex for name, share in shares.items()}
