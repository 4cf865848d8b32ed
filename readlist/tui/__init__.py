"""The terminal app."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.config import Config

_SECONDS = 0.5  # that a key waits for other processes


def run(config: Config) -> int:
    """Open the terminal app and stay in it until the user leaves; the exit code.

    Raises LibraryError where the library cannot be used, ConfigError for an unknown theme, ReadlistError without a
    terminal.
    """
    import gc  # noqa: PLC0415
    import os  # noqa: PLC0415
    import sys  # noqa: PLC0415
    from functools import cache, partial  # noqa: PLC0415

    from readlist.errors import ReadlistError  # noqa: PLC0415

    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not os.environ.get("TEXTUAL_DRIVER"):
        raise ReadlistError("the app needs a terminal", "`readlist --help` shows what can be done without one.")
    # Nothing of what is loaded now will ever be garbage; the app turns the collector on after its first frame.
    gc.disable()
    from readlist.library import Library  # noqa: PLC0415  slow to import, as is the toolkit
    from readlist.model.patience import LONG, Patience  # noqa: PLC0415
    from readlist.remembered import remember, state_path  # noqa: PLC0415
    from readlist.tui.app import ReadlistApp  # noqa: PLC0415
    from readlist.tui.settings import Settings  # noqa: PLC0415

    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    no_color = bool(os.environ.get("NO_COLOR"))
    waiting = partial(print, "another process is writing to the library: waiting until it is done", file=sys.stderr)
    with Library.open(config.library, key_style=config.citekey, patience=Patience(LONG, cache(waiting))) as library:
        library.hurry(_SECONDS)
        app = ReadlistApp(library, Settings(config, partial(remember, state_path())), ascii=not utf8, no_color=no_color)
        app.run(mouse=config.mouse)
    if app.crash is None:
        return app.return_code or 0
    from readlist.tui.crash import report  # noqa: PLC0415

    print(report(app.crash), file=sys.stderr)  # noqa: T201  the screen is gone by now
    return 1
