"""Papers into running reference managers, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats import WriteOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.library.exchange import Exchange
    from readlist.library.intake import Tell
    from readlist.store import Store

_FILE = "for-jabref.bib"


class Pushing:
    """What one reference manager, "zotero" or "jabref", was given of a library."""

    def __init__(self, store: Store, exchange: Exchange, program: str) -> None:
        self._store = store
        self._exchange = exchange
        self._program = program

    def fresh(self, ids: Sequence[int]) -> list[int]:
        """Those of these papers that it was not given yet."""
        given = self._store.pushed(self._program)
        return [id_ for id_ in ids if id_ not in given]

    def push(self, ids: Sequence[int], address: str | None, tell: Tell) -> str:
        """Give it papers and remember which; where they went, in words. PushError where it does not take them."""
        return self._to_zotero(ids, address, tell) if self._program == "zotero" else self._to_jabref(ids, address)

    def _to_zotero(self, ids: Sequence[int], address: str | None, tell: Tell) -> str:
        from readlist.push import zotero  # noqa: PLC0415  the network is loaded by who asks for it

        running = zotero.Zotero.find(address or zotero.ADDRESS)
        papers = self._exchange.with_citekeys(ids)
        for start in range(0, len(papers), zotero.BATCH):
            batch = papers[start : start + zotero.BATCH]
            running.add(batch)
            self._remember(ids[start : start + zotero.BATCH])
            tell((start + len(batch)) / len(papers))
        return f"Zotero {running.version}, {running.selected}"

    def _to_jabref(self, ids: Sequence[int], address: str | None) -> str:
        from readlist.push import jabref  # noqa: PLC0415  as above

        bibtex = self._exchange.export(ids, "bibtex", WriteOptions("jabref"))
        way = jabref.add(bibtex, self._store.path.with_name(_FILE), address or jabref.ADDRESS)
        self._remember(ids)
        return f"JabRef, by {way}"

    def _remember(self, ids: Sequence[int]) -> None:
        with self._store.write_targets() as targets:
            targets.remember_pushed(self._program, ids, self._store.clock())
