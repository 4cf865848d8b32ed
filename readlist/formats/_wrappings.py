"""What a text may be wrapped in: each wrapping gives the text inside, or None where the text is not wrapped so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._fences import fenced
from readlist.formats._html.markdown import as_markdown
from readlist.formats._html.text import as_pasted
from readlist.formats._lone_bullets import behind_bullets
from readlist.formats._mail import message, quotation
from readlist.formats._rows_in_json import rows_in_json
from readlist.formats._rst import plain
from readlist.formats._venues_first import behind_papers

if TYPE_CHECKING:
    from collections.abc import Callable

    from readlist.formats._kinds import Unwrapped

ENVELOPES: tuple[Callable[[str], Unwrapped | None], ...] = (message, fenced)
"""Wrappings that change the text inside, so that they are taken off before any notation is looked for."""

WRAPPINGS: tuple[Callable[[str], Unwrapped | None], ...] = (
    quotation,
    plain,
    as_pasted,
    as_markdown,
    rows_in_json,
    behind_bullets,
    behind_papers,
)
