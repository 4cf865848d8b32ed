"""Columns of names that give family names only, between which a comma is not the one of "Last, First"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._name_lists import ET_AL
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

_OTHERS = regex(rf"[\s,]{{0,3}}{ET_AL}\Z", re.IGNORECASE)
_BETWEEN = regex(r",? (?:and|&) |, ")
FAMILY = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e[nrl]?|[Dd][aio]s?|[Ll][ae]|[Tt]e[nr]) ){0,2}"
    r"(?:[OD]['’])?[^\W\d_a-z][^\W\d_]{1,29}(?:[-'’][^\W\d_]{1,30}){0,2}"
)
"""The pattern of what may be a family name."""

_FAMILY = regex(FAMILY)
_FEW = 2  # cells that tell by chance


def tell_families(cells: Iterable[str]) -> bool:
    """Whether cells give family names only: as many names as are no pairs, as of one before "et al.", tell that.

    >>> tell_families(["Moon et al.", "Heath & Lark", "Oak, Reed"]), tell_families(["Moon, Ada", "Oak et al."])
    (True, False)
    """
    sure = doubtful = 0
    for cell in cells:
        bare = _OTHERS.sub("", cell)
        names = _BETWEEN.split(bare)
        if not all(map(_FAMILY.fullmatch, names)) or cell == names[0]:
            continue
        told = len(names) % 2 or (len(names) == 2 and "," not in bare)
        sure, doubtful = sure + bool(told), doubtful + (not told)
    return sure >= max(_FEW, doubtful)


def parted_families(cell: str) -> str:
    """Family names with semicolons between them, where a cell holds several and nothing else.

    >>> parted_families("Moon, Heath, et al."), parted_families("Moon, A."), parted_families("Oak & Reed")
    ('Moon; Heath et al.', 'Moon, A.', 'Oak; Reed')
    """
    bare = _OTHERS.sub("", cell)
    names = _BETWEEN.split(bare)
    if len(names) < 2 or not all(map(_FAMILY.fullmatch, names)):
        return cell
    return "; ".join(names) + (" et al." if bare != cell else "")
