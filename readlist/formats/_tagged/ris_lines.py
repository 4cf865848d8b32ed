"""How a line of RIS begins, and how records of it are parted."""

from __future__ import annotations

from readlist.formats._tagged.entries import Layout
from readlist.model.regex import regex

_STRICT = regex(r"([A-Za-z][A-Za-z0-9])  -(?:[ \t]+(.*)|)")
# Other blanks, which only the tags of the notation are believed with: words of two capitals begin lines too.
_LENIENT = regex(r"[ \t]{0,4}([A-Z][A-Z0-9])[ \t]{0,4}-(?:[ \t]+(.*)|)|([A-Z][A-Z0-9])[ \t]{1,4}-(.*)")
_NAMED = regex(r"(DOI|PMID) - (.*)")  # as some call what has no tag
_KNOWN = frozenset(
    """
    A1 A2 A3 A4 A5 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP ER ET ID IS
    J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PU PY RI RN RP SE SN SP ST
    T1 T2 T3 T4 TA TI TT TY U1 U2 U3 U4 U5 UR VL VO Y1 Y2
    """.split()
)


def _tag(line: str) -> tuple[str, str] | None:
    strict = _STRICT.fullmatch(line)
    if strict is not None:
        return strict[1].upper(), strict[2] or ""
    named = _NAMED.fullmatch(line)
    if named is not None:
        return ("DO" if named[1] == "DOI" else named[1]), named[2]
    lenient = _LENIENT.fullmatch(line)
    if lenient is None:
        return None
    tag, value = lenient[1] or lenient[3], lenient[2] or lenient[4] or ""
    return (tag, value) if tag in _KNOWN else None


LAYOUT = Layout(
    tag=_tag,
    tells=frozenset({"TI", "T1", "AU", "A1"}),
    first=frozenset({"TY"}),
    last=frozenset({"ER"}),
)
