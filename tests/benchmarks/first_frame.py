"""Start an app here and write the processor time until its first frame: first_frame.py OUT minimal|LIBRARY."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

OUT, WHAT = sys.argv[1:3]
if WHAT != "minimal":
    gc.disable()  # as the program does, first of all

from textual.app import App  # noqa: E402  what is measured begins above


def main() -> None:
    """Run the app; it is left at once after its first frame."""
    app_class: type[App[None]]
    start: Callable[[], object]
    if WHAT == "minimal":
        from tests.benchmarks.minimal_app import MinimalApp

        app_class, start = MinimalApp, lambda: MinimalApp().run()
    else:
        from readlist.config import load
        from readlist.tui import run
        from readlist.tui.app import ReadlistApp

        app_class, start = ReadlistApp, lambda: run(load({"library": WHAT}))

    def on_ready(app: App[None]) -> None:
        Path(OUT).write_text(str(time.process_time()))
        app.exit()

    setattr(app_class, "on_ready", on_ready)  # noqa: B010  the toolkit finds it by its name
    start()


main()
