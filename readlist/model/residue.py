r"""What LaTeX leaves in texts that were never set."""

from __future__ import annotations


def plain(text: str) -> str:
    r"""The text as people read it: no commands, escapes or ties; formulas and unknown commands stay as they are.

    >>> print(plain(r"an {\em image-conditioned} model~\citep{rossi2021}, 12\% better (\eg for M\"uller's ``data'')"))
    an image-conditioned model [rossi2021], 12% better (e.g. for Müller's “data”)
    """
    if not (
        "\\" in text or "{" in text or "~" in text or "''" in text or "(cid:1" in text or "$<$" in text or "$>$" in text
    ):
        return text
    from readlist.model._markup import tidied  # noqa: PLC0415  slow to load, and most texts do without

    return tidied(text)
