"""The smallest app of the toolkit: one Static. What the first frame of readlist is compared with."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class MinimalApp(App[None]):
    """Shows a word."""

    def compose(self) -> ComposeResult:
        yield Static("hello", markup=False)


if __name__ == "__main__":
    MinimalApp().run()
