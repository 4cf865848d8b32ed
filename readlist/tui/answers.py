"""What menus show, looked up in the background; knows no toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readlist.errors import ReadlistError
    from readlist.library.counted import Counted
    from readlist.library.facets import Facet
    from readlist.model.query import Query
    from readlist.model.query.completion import Completion
    from readlist.model.saved import SavedView
    from readlist.model.statistics import Statistics
    from readlist.model.tags import TagCount
    from readlist.tui.background import Background

COUNTED = (2_000, 100_000, None)
"""Papers whose values are counted, one number after the other; None for all."""


class Answers:
    """Numbers and completions, each handed to ``then`` when it is known; ``failed`` is told what goes wrong."""

    def __init__(self, background: Background, failed: Callable[[ReadlistError], None]) -> None:
        self._background = background
        self._failed = failed

    def facet(self, query: Query, facet: str, typed: str, then: Callable[[Facet], None]) -> None:
        """The values of a facet: at once those of the first papers, then those of more, in the end of all."""

        def count(first: int | None, more: tuple[int | None, ...]) -> None:
            def known(found: Facet) -> None:
                then(found)
                if found.papers is not None and more:
                    count(more[0], more[1:])

            self._background.ask(
                "facet", lambda library: library.facet(query, facet, typed, first=first), known, self._failed
            )

        self.stop_facet()
        count(COUNTED[0], COUNTED[1:])

    def stop_facet(self) -> None:
        """Count no more."""
        self._background.interrupt("facet")

    def views(self, views: Sequence[SavedView], then: Callable[[Counted], None]) -> None:
        """The numbers of papers of some views, one after the other."""
        from readlist.library.counted import counted  # noqa: PLC0415  the first frame does without it

        self.stop_views()
        if not views:
            return

        def known(found: Counted) -> None:
            then(found)
            self.views(views[1:], then)

        self._background.ask("views", lambda library: counted(library, views[0]), known, self._failed)

    def stop_views(self) -> None:
        """Count no more."""
        self._background.interrupt("views")

    def tags(self, then: Callable[[list[TagCount]], None]) -> None:
        """The tags with their numbers of papers, in the order of their tree."""
        self._background.ask("tags", lambda library: library.tag_tree(), then, self._failed)

    def stop_tags(self) -> None:
        """Count no more."""
        self._background.interrupt("tags")

    def statistics(self, weeks: int, then: Callable[[Statistics], None]) -> None:
        """The statistics of some weeks."""
        self._background.ask("stats", lambda library: library.statistics(weeks), then, self._failed)

    def stop_statistics(self) -> None:
        """Count no more."""
        self._background.interrupt("stats")

    def completions(self, line: str, cursor: int, then: Callable[[list[Completion]], None]) -> None:
        """What may stand where one types in a query."""
        self._background.ask("complete", lambda library: library.completions(line, cursor), then, self._failed)

    def stop_completions(self) -> None:
        """Complete nothing."""
        self._background.interrupt("complete")
