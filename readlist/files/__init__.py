"""The user's files: read text in whatever encoding and packing, replace a file whole or not at all."""

from __future__ import annotations

from readlist.files._encodings import decode
from readlist.files._replacing import followed, replace_file
from readlist.files._texts import LARGEST, Text, read_text, texts_in, texts_piped

__all__ = ["LARGEST", "Text", "decode", "followed", "read_text", "replace_file", "texts_in", "texts_piped"]
