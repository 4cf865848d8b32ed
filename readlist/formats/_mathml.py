"""Formulas in MathML as TeX, raised and lowered signs as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.formats._xml import Element

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")

# How many parts an element has, and how they are written; one with another number of them is written as a row.
_FORMS = {
    "msup": (2, "{0}^{{{1}}}"),
    "msub": (2, "{0}_{{{1}}}"),
    "msubsup": (3, "{0}_{{{1}}}^{{{2}}}"),
    "mfrac": (2, r"\frac{{{0}}}{{{1}}}"),
    "mroot": (2, r"\sqrt[{1}]{{{0}}}"),
    "mover": (2, r"\overset{{{1}}}{{{0}}}"),
    "munder": (2, r"\underset{{{1}}}{{{0}}}"),
    "munderover": (3, "{0}_{{{1}}}^{{{2}}}"),
}
_LEFT_OUT = frozenset(("annotation", "annotation-xml", "mprescripts", "none"))
_BETWEEN = {"mtr": " & ", "mtable": r" \\ ", "matrixrow": " & ", "matrix": r" \\ ", "apply": " "}


def tex(math: Element) -> str:
    """A formula as TeX between dollar signs; one that needs no TeX is plain text."""
    given = next((note for note in math.within("annotation") if "tex" in note.attributes.get("encoding", "")), None)
    found = " ".join((given.text if given else _row(math)).split())
    return f"${found}$" if any(sign in found for sign in "\\^_{") else found


def raised(text: str) -> str:
    """A text written above the line, as signs that are above it where there are such.

    >>> raised("-3"), raised("th")
    ('⁻³', 'th')
    """
    return _moved(text, _RAISED)


def lowered(text: str) -> str:
    """A text written below the line, as signs that are below it where there are such."""
    return _moved(text, _LOWERED)


def _moved(text: str, signs: dict[int, int]) -> str:
    return text.translate(signs) if all(ord(sign) in signs for sign in text) else text


def _row(element: Element) -> str:
    return element.text.strip() + "".join(_part(child) + child.tail.strip() for child in element.children)


def _part(element: Element) -> str:
    if element.name in _LEFT_OUT:
        return ""
    parts = [_part(child) for child in element.children]
    count, form = _FORMS.get(element.name, (0, ""))
    if count == len(parts) and form:
        return form.format(*parts)
    if element.name == "msqrt":
        return rf"\sqrt{{{_row(element)}}}"
    if element.name == "mfenced":
        between = element.attributes.get("separators", ",")[:1]
        opening, closing = (element.attributes.get(side, sign) for side, sign in (("open", "("), ("close", ")")))
        return opening + between.join(parts) + closing
    if element.name in _BETWEEN:
        return _BETWEEN[element.name].join(parts)
    return " " if element.name == "mspace" else _row(element)
