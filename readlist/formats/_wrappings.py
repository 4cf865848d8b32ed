"""What a text may be wrapped in: each wrapping gives the text inside, or None where the text is not wrapped so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._html_text import as_markdown, as_pasted
from readlist.formats._mail import message, quotation

if TYPE_CHECKING:
    from collections.abc import Callable

    from readlist.formats._kinds import Unwrapped

ENVELOPES: tuple[Callable[[str], Unwrapped | None], ...] = (message,)
"""Wrappings that change the text inside, so that they are taken off before any notation is looked for."""

WRAPPINGS: tuple[Callable[[str], Unwrapped | None], ...] = (quotation, as_pasted, as_markdown)
