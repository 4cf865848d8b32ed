"""What a text may be wrapped in: each wrapping gives the text inside, or None where the text is not wrapped so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from readlist.formats._kinds import Unwrapped

WRAPPINGS: tuple[Callable[[str], Unwrapped | None], ...] = ()
