"""Patterns that are compiled late are right all the same."""

from __future__ import annotations

import gc
import pkgutil
import re
from importlib import import_module

import readlist
from readlist.model.regex import _Regex, regex


def test_every_pattern_of_the_program_compiles() -> None:
    for module in pkgutil.walk_packages(readlist.__path__, "readlist."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    gc.unfreeze()  # what an app that was started here before had frozen
    patterns = [found for found in gc.get_objects() if isinstance(found, _Regex)]
    assert len(patterns) > 100
    for found in patterns:
        assert found.findall is not None


def test_it_is_as_a_compiled_one() -> None:
    late, compiled = regex(r"(?P<year>\d{4})", re.IGNORECASE), re.compile(r"(?P<year>\d{4})", re.IGNORECASE)
    assert late.pattern == compiled.pattern
    assert late.flags == compiled.flags
    assert late.groupindex == compiled.groupindex
    assert late.sub("x", "in 2031") == compiled.sub("x", "in 2031")
