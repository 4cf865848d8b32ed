"""The terminal app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readlist.config import Config
    from readlist.errors import DamagedLibrary
    from readlist.tui.messages import Message
    from readlist.tui.painted import Painted

_SECONDS = 0.5  # that a key waits for other processes


def run(config: Config) -> int:
    """Open the terminal app and stay in it until the user leaves; the exit code.

    Of a damaged library it shows the ways back first. Raises LibraryError where the library cannot be used, ConfigError
    for an unknown theme, ReadlistError without a terminal.
    """
    import gc  # noqa: PLC0415
    import os  # noqa: PLC0415
    import sys  # noqa: PLC0415

    from readlist.errors import DamagedLibrary, ReadlistError  # noqa: PLC0415

    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not os.environ.get("TEXTUAL_DRIVER"):
        raise ReadlistError("the app needs a terminal", "`readlist --help` shows what can be done without one.")
    # Nothing of what is loaded now will ever be garbage; the app turns the collector on after its first frame.
    gc.disable()
    looks = {
        "ascii": (sys.stdout.encoding or "").lower().replace("-", "") != "utf8",
        "no_color": bool(os.environ.get("NO_COLOR")),
    }
    told = None
    while True:
        try:
            return _run_app(config, looks, told)
        except DamagedLibrary as error:
            told = _rescued(config, looks, error)
            if told is None:
                raise
            print(told.text, file=sys.stderr)  # noqa: T201  where the damaged library went, for after the app was left


def _run_app(config: Config, looks: Mapping[str, bool], told: Message | None) -> int:
    """Open the app on the library; DamagedLibrary where it is, or turns out to be, damaged."""
    import sys  # noqa: PLC0415
    from functools import cache, partial  # noqa: PLC0415

    from readlist.errors import DamagedLibrary  # noqa: PLC0415
    from readlist.library import Library  # noqa: PLC0415  slow to import, as is the toolkit
    from readlist.model.patience import LONG, Patience  # noqa: PLC0415
    from readlist.remembered import remember, state_path  # noqa: PLC0415
    from readlist.tui.app import ReadlistApp  # noqa: PLC0415
    from readlist.tui.settings import Settings  # noqa: PLC0415

    waiting = partial(print, "another process is writing to the library: waiting until it is done", file=sys.stderr)
    with Library.open(config.library, key_style=config.citekey, patience=Patience(LONG, cache(waiting))) as library:
        library.hurry(_SECONDS)
        app = ReadlistApp(library, Settings(config, partial(remember, state_path())), **looks)
        app.desk.message = told or app.desk.message
        app.run(mouse=config.mouse)
    if isinstance(app.crash, DamagedLibrary):
        raise app.crash
    return _code(app)


def _rescued(config: Config, looks: Mapping[str, bool], error: DamagedLibrary) -> Message | None:
    """Ask what is to become of a damaged library; what was done, None if nothing."""
    from readlist.library.backups import Backups  # noqa: PLC0415
    from readlist.tui.rescue import RescueApp  # noqa: PLC0415

    app = RescueApp(Backups(config.library), error, config, **looks)
    app.run(mouse=config.mouse)
    _code(app)
    return app.return_value


def _code(app: Painted[Any]) -> int:
    """The exit code of an app; what is left after a mistake of ours is told."""
    import sys  # noqa: PLC0415

    if app.crash is None:
        return app.return_code or 0
    from readlist.tui.crash import report  # noqa: PLC0415

    print(report(app.crash), file=sys.stderr)  # noqa: T201  the screen is gone by now
    return 1
