"""How many papers there are by status and tag, and how many were decided today; kept up with each change.

And the colors of tags, which are drawn wherever a tag is.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from readlist.model.moments import day_of, midnight
from readlist.model.paper import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from readlist.library import Library
    from readlist.model.paper import Paper


class Tally(NamedTuple):
    """Numbers of papers by status, by tag, of decisions since midnight, and of those snoozed, uncounted above.

    ``colors`` are those of tags, by casefolded names.
    """

    statuses: Mapping[Status, int] = {}
    tags: Mapping[str, int] = {}
    decided: int = 0
    snoozed: int = 0
    colors: Mapping[str, str] = {}

    @classmethod
    def of(cls, library: Library) -> Tally:
        """Count everything anew; slow for a large library."""
        decided = library.decided_since(midnight(library.today))
        snoozed = library.find("is:snoozed", limit=0).total
        return cls(library.counts(), dict(library.tags()), decided, snoozed, library.tag_colors())

    @property
    def total(self) -> int:
        """All papers."""
        return sum(self.statuses.values()) + self.snoozed

    def changed(self, pairs: Iterable[tuple[Paper | None, Paper | None]], kind: Literal["do", "undo", "redo"]) -> Tally:
        """The tally after papers changed, given as (before, after); None for one that is not there."""
        statuses, tags, decided = Counter(self.statuses), Counter(self.tags), self.decided
        snoozed = self.snoozed
        today = day_of(datetime.now(UTC)).isoformat()
        for before, after in pairs:
            for paper, number in ((before, -1), (after, 1)):
                if paper is not None:
                    sleeps = paper.sleeps(today)
                    snoozed += sleeps * number
                    statuses[paper.status] += (not sleeps) * number
                    tags.update(dict.fromkeys(paper.tags, number))
            if before is not None and after is not None and before.status is not after.status:
                decision = before if kind == "undo" else after
                if decision.status is not Status.INBOX:
                    decided += -1 if kind == "undo" else 1
        used = {tag: number for tag, number in tags.items() if number > 0}
        return Tally(statuses, used, max(decided, 0), snoozed, self.colors)

    def most_used(self) -> list[tuple[str, int]]:
        """The tags with their numbers of papers, most used first.

        >>> Tally(tags={"vision": 2, "audio": 5, "nlp": 2}).most_used()
        [('audio', 5), ('nlp', 2), ('vision', 2)]
        """
        return sorted(self.tags.items(), key=lambda pair: (-pair[1], pair[0].casefold()))
