"""Notations that are known by sight and not read yet."""

from __future__ import annotations


def named_notation(text: str) -> str | None:
    """The name of a notation that this cleaned text is written in and that no reader reads yet, or None."""
    return "BibTeX" if text.lstrip().startswith("@") else None
