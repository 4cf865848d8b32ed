"""Everything in a Zotero is read from a copy of its database, while it runs."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from readlist import Library
from readlist.errors import InputError
from readlist.library.from_zotero import data_folder, zotero_text
from readlist.model.paper import Attachment, EntryType, Status
from tests.store import zotero_data


def test_a_running_zotero_is_read_whole_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "Zotero"
    with closing(zotero_data.make(folder)):
        before = {path: hashlib.sha256(path.read_bytes()).digest() for path in folder.iterdir()}
        text = zotero_text(folder)
        assert {path: hashlib.sha256(path.read_bytes()).digest() for path in folder.iterdir()} == before
    with Library.open(tmp_path / "library.db") as library:
        added = library.add(text, "Zotero")
        assert added.drafts[0].format == "zotero_json"
        maps, inns = library.papers(added.new)
    record = maps.record
    assert (record.title, str(record.date), record.arxiv) == ("Maps of Everything", "2023-06", "2306.01234")
    assert [name.display for name in record.authors] == ["Ada Moon", "The Atlas Group"]
    assert (record.entry_type, record.citekey) == (EntryType.PREPRINT, "moon2023maps")
    assert record.keywords == ("Cartography",)
    assert record.attachments == (Attachment(str(folder / "storage" / "FILE0001" / "maps.pdf"), "pdf"),)
    assert record.extra["zotero"] == "zotero://select/library/items/MAPS0001"
    assert (maps.status, maps.starred) == (Status.READING, True)
    assert set(maps.tags) == {"to discuss", "Thesis/Chapter 2"}
    assert maps.note == "Compare with Inns."
    assert [name.display for name in inns.record.editors] == ["Bo Lind"]
    assert inns.record.publisher == "Example & Sons"


def test_the_same_zotero_again_changes_nothing_and_a_better_one_improves(tmp_path: Path) -> None:
    with closing(zotero_data.make(tmp_path / "Zotero")) as zotero, Library.open(tmp_path / "library.db") as library:
        library.add(zotero_text(tmp_path / "Zotero"), "Zotero")
        again = library.add(zotero_text(tmp_path / "Zotero"), "Zotero")
        assert (again.new, again.improved) == ((), ())
        zotero.execute("INSERT INTO itemDataValues VALUES (20, '10.1000/maps')")
        zotero.execute("INSERT INTO itemData VALUES (1, 3, 20)")
        better = library.add(zotero_text(tmp_path / "Zotero"), "Zotero")
        assert (better.new, len(better.improved)) == ((), 1)
        assert library.papers(better.improved)[0].record.doi == "10.1000/maps"


def test_what_is_no_zotero_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no zotero\.sqlite in"):
        zotero_text(tmp_path)
    (tmp_path / "zotero.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(InputError, match="cannot be read"):
        zotero_text(tmp_path)
    with closing(zotero_data.make(tmp_path / "old")) as zotero:
        zotero.execute("UPDATE version SET version = 76")
        with pytest.raises(InputError, match="too old"):
            zotero_text(tmp_path / "old")
        zotero.execute("UPDATE version SET version = 129")
        zotero.execute("INSERT OR IGNORE INTO deletedItems SELECT itemID, '' FROM items")
        with pytest.raises(InputError, match="holds no papers"):
            zotero_text(tmp_path / "old")


def test_the_data_folder_is_where_zoteros_settings_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(InputError, match="no Zotero was found"):
        data_folder(tmp_path)
    zotero_data.make(tmp_path / "Zotero").close()
    assert data_folder(tmp_path) == tmp_path / "Zotero"
    elsewhere = tmp_path / 'a "quoted" folder'
    zotero_data.make(elsewhere).close()
    profile = tmp_path / ".zotero" / "zotero" / "x1.default"
    profile.mkdir(parents=True)
    named = str(elsewhere).replace('"', '\\"')
    (profile / "prefs.js").write_text(f'user_pref("a", 1);\nuser_pref("extensions.zotero.dataDir", "{named}");\n')
    assert data_folder(tmp_path) == elsewhere
