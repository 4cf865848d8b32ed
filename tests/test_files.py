"""Texts in all encodings and packings, and archives that are made to do harm."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from readlist.errors import ExportError, InputError
from readlist.files import decode, read_text, replace_file, texts_in, texts_piped

TEXT = "% naïve “maps” – Poincaré\n\n@article{a,\n  title = {Über die Maße},\n}\n"
# What can be written in all of the old encodings.
OLD = TEXT.replace("“", '"').replace("”", '"').replace("–", "-")


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
    ],
    ids=["UTF-8", "with mark", "UTF-16", "LE mark", "BE mark", "LE", "BE", "UTF-32", "Windows-1252"],
)
def test_text_in_every_encoding(content: bytes) -> None:
    assert decode(content, "x") == TEXT


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("% Encoding: windows-1252\n", "cp1252"),
        ("% Encoding: ISO8859_1\n", "latin-1"),
        ("% Encoding: Cp1250\n", "cp1250"),
        ("%% Saved with string encoding Western (Mac OS Roman) \n", "mac_roman"),
        ("@comment{x-encoding: iso-8859-2}\n", "iso8859-2"),
        ('<?xml version="1.0" encoding="ISO-8859-15"?>\n', "iso8859-15"),
        ('<meta charset="windows-1252">\n', "cp1252"),
        ("# -*- coding: latin-1 -*-\n", "latin-1"),
        ("% Encoding: UTF-8\n", "utf-8"),
        ("% Encoding: UTF-8\n", "cp1252"),
        ("% Encoding: windows-1252\n", "utf-8"),
        ("% Encoding: no-such-thing\n", "cp1252"),
        ("% Encoding: rot13\n", "cp1252"),
    ],
)
def test_a_declared_encoding(declaration: str, encoding: str) -> None:
    text = declaration + "é ü ß ö ç\n"
    assert decode(text.encode(encoding), "x") == text


def test_letters_of_other_alphabets_are_read_where_they_are_declared() -> None:
    assert decode("% Encoding: windows-1251\nМетоды".encode("cp1251"), "x").endswith("Методы")
    assert decode("% Encoding: GBK\n李飞飞".encode("gbk"), "x").endswith("李飞飞")


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        ("author = {王, 小明}, title = {关于慢水潮汐的账本研究}, journal = {潮汐学报}", ["gbk", "gb18030"]),
        ("author = {王, 小明}, title = {關於慢水潮汐的帳本研究}, journal = {潮汐學報}", ["big5"]),
        ("author = {潮, 静か}, title = {ゆるやかな水の帳簿について}", ["shift_jis", "euc_jp", "iso2022_jp"]),
        ("author = {김, 철수}, title = {느린 물의 조석에 관한 연구}", ["euc_kr", "cp949"]),
        ("author = {Тихов, А. И.}, title = {О медленной воде и её приливах}", ["cp1251", "koi8-r"]),
        ("author = {Ήσυχος, Νίκος}, title = {Παλίρροιες και λογιστικά}", ["cp1253"]),
        ("author = {Żółkiew, Łukasz}, title = {Źródła pływów w Wiśle}", ["cp1250", "iso8859-2"]),
        (
            "author = {Müller, André}, title = {Über die Gezeiten, à la plage, piñón, Åse}",
            ["cp1252", "mac_roman", "cp850"],
        ),
        ("title = {Été}", ["cp1252"]),
        ("title = {Nets in C# and R&D – “quoted” by Łoś of 50 €}", ["utf-8"]),
    ],
)
def test_an_encoding_that_nothing_declares_is_told_from_its_words(text: str, encodings: list[str]) -> None:
    entry = f"@article{{a,\n  {text},\n  year = 2001\n}}\n"
    assert {decode(entry.encode(encoding), "x") for encoding in encodings} == {entry}


@pytest.mark.parametrize("before", range((1 << 16) - 4, (1 << 16) + 1))
def test_a_letter_far_within_a_text_is_what_it_is_wherever_it_stands(before: int) -> None:
    text = "a" * before + "深度学习\n"
    assert decode(text.encode(), "x") == text


def test_a_text_of_an_old_macintosh() -> None:
    assert decode(OLD.replace("\n", "\r").encode("mac_roman"), "x") == OLD.replace("\n", "\r")


@pytest.mark.parametrize(
    ("line_end", "encoding"),
    [*product(["\n", "\r\n"], ["utf-8", "utf-16", "cp1252"]), *product(["\r"], ["utf-8", "utf-16", "mac_roman"])],
)
def test_blocks_hold_whole_lines_and_letters(tmp_path: Path, line_end: str, encoding: str) -> None:
    text = "né" * 501 + line_end
    path = tmp_path / "x"
    path.write_bytes((text * 1000).encode(encoding))
    (given,) = texts_in(path, "x")
    blocks = list(given)
    assert len(blocks) > 2
    assert "".join(blocks) == text * 1000 == given.whole()
    assert all(block.endswith(line_end) for block in blocks)


def test_binary_is_no_text() -> None:
    for content in (bytes(range(256)) * 40, b"\0" * 100, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(1000)):
        with pytest.raises(InputError, match="binary"):
            decode(content, "x")


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_a_packed_text(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "papers"
    path.write_bytes(pack(TEXT.encode()))
    assert read_text(path) == TEXT
    path.write_bytes(pack(TEXT.encode())[:-12])
    with pytest.raises(InputError, match="papers"):
        read_text(path)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_each_text_of_an_archive_is_read(tmp_path: Path) -> None:
    members = {
        "a.bib": TEXT.encode(),
        "sub/b.txt": TEXT.encode("utf-16"),
        "x.png": bytes(500),
        ".DS_Store": b"x",
        "sub/": b"",
    }
    texts = texts_in(zipped(tmp_path / "all.zip", members), "all.zip")
    assert [(text.name, text.whole()) for text in texts] == [("all.zip/a.bib", TEXT), ("all.zip/sub/b.txt", TEXT)]
    with pytest.raises(InputError, match="holds 2 files"):
        read_text(tmp_path / "all.zip")
    with pytest.raises(InputError, match="holds no text"):
        texts_in(zipped(tmp_path / "none.zip", {"x.png": bytes(500)}), "none.zip")


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_p10_a_bomb_is_refused(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(pack(b"a" * (1 << 26)))
    with pytest.raises(InputError, match="far more than texts"):
        read_text(path)


def test_an_archive_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="far more than texts"):
        texts_in(zipped(tmp_path / "bomb.zip", {"a": b"a" * (1 << 26)}), "bomb.zip")


def test_a_pipe_is_read_as_often_as_a_file() -> None:
    for content in (TEXT.encode(), gzip.compress(TEXT.encode())):
        (text,) = texts_piped(io.BytesIO(content), "standard input")
        assert [text.whole(), "".join(text), "".join(text)] == [TEXT] * 3


def test_a_file_is_replaced_by_pieces_or_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "out"
    assert replace_file(path, iter(["one\n", "two\n"]))
    assert not replace_file(path, iter(["one\ntwo\n"]))

    def broken() -> object:
        yield "three\n"
        raise OSError(28, "no space left")

    with pytest.raises(ExportError, match="no space left"):
        replace_file(path, broken())  # type: ignore[arg-type]  # what it gives is text
    assert path.read_text() == "one\ntwo\n"
    assert [file.name for file in tmp_path.iterdir()] == ["out"]
