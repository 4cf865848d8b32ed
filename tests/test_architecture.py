"""The rules of the house: layers, lint, types, sizes, and what each entry point loads."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist import formats

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "readlist"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "check",
    [
        ("-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"),
        ("-m", "ruff", "check", "--no-cache", "."),
        ("-m", "ruff", "format", "--no-cache", "--check", "."),
        ("-m", "mypy"),
    ],
    ids=["import contracts", "lint", "layout", "types"],
)
def test_the_tools_find_nothing(check: tuple[str, ...]) -> None:
    done = run(*check)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_are_short_and_catch_what_they_name(path: Path) -> None:
    source = path.read_text()
    assert source.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name
        assert not isinstance(node, ast.Global)
        if isinstance(node, ast.ExceptHandler):
            for kind in _caught(node):
                assert kind not in {None, "Exception", "BaseException"}, f"line {node.lineno}"


def _caught(handler: ast.ExceptHandler) -> Iterator[str | None]:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    for kind in kinds:
        yield ast.unparse(kind) if kind is not None else None


def loaded_by(code: str) -> set[str]:
    """The modules that a piece of code has loaded when it ends."""
    done = run("-c", f"{code}\nimport sys, json; sys.stderr.write(json.dumps(sorted(sys.modules)))")
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_listing_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    run("-c", f"from readlist import Library; from pathlib import Path; Library.open(Path({str(library)!r})).close()")
    call = f"import sys; sys.argv = ['readlist', 'list', '--library', {str(library)!r}]"
    loaded = loaded_by(f"{call}\nfrom readlist.__main__ import main\nassert main() == 0")
    assert not loaded & {"textual", "rich", "numpy", "rapidfuzz", "sqlite_utils", "pyperclip"}


def test_the_app_loads_no_command_line() -> None:
    loaded = loaded_by("import readlist.tui.app, readlist.library")
    assert not loaded & {"click", "numpy", "sqlite_utils", "rapidfuzz", "pyperclip"}


def test_the_version_loads_nothing() -> None:
    loaded = loaded_by("import sys; sys.argv = ['readlist', '--version']\nfrom readlist.__main__ import main\nmain()")
    assert not loaded & {"click", "dataclasses", "sqlite3", "pysqlite3"}


@pytest.mark.parametrize("name", formats.names())
def test_a_format_bears_the_name_of_its_module(name: str) -> None:
    offers = [offer for offer in (formats.readers().get(name), formats.writers().get(name)) if offer is not None]
    assert offers
    assert {offer.name for offer in offers} == {name}


@pytest.mark.parametrize("path", sorted((PACKAGE / "formats").rglob("*.py")), ids=lambda path: path.stem)
def test_a_format_knows_no_other_format(path: Path) -> None:
    known = {f"readlist.formats.{name}" for name in formats.names() if path != PACKAGE / "formats" / f"{name}.py"}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert not known & {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            assert not known & {alias.name for alias in node.names}
