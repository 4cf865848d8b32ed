"""Code fences, in which the answers of assistants, issues and notes have a bibliography."""

from __future__ import annotations

from readlist.formats._kinds import Unwrapped
from readlist.model.regex import regex

_FENCE = regex(r"[ \t]{0,9}(`{3,20})[ \t]{0,9}[\w+-]{0,20}[ \t]{0,99}")
_NO_PROSE = regex(
    r"\s{0,99}(?:[-*+]{1,3}(?:\s|$)|\d{1,3}[.)]\s|[|@#]|\w[\w -]{0,30}:\s{1,99}\S)"
    r"|.{0,2000}(?:://|\]\(|\b10\.\d{4}|\[\^?\d)"
)


def fenced(text: str) -> Unwrapped | None:
    """The text between code fences, where it is more than the prose around them; None for any other text.

    What stands around them is no prose where it has items, headings, fields or addresses.
    """
    if "```" not in text:
        return None
    inside: list[tuple[int, str]] = []
    around: list[str] = []
    opened = ""
    for number, line in enumerate(text.split("\n"), 1):
        fence = _FENCE.fullmatch(line)
        if fence is None or (opened and not fence[1].startswith(opened)):
            inside += [(number, line)] if opened else []
            around += [] if opened else [line]
        else:
            inside.append((number, ""))
            opened = "" if opened else fence[1]
    if sum(map(len, around)) > sum(len(line) for _, line in inside) or any(map(_NO_PROSE.match, around)):
        return None
    return Unwrapped("\n".join(line for _, line in inside), [number for number, _ in inside])
