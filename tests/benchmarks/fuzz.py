"""Give every reader damaged texts: python -m tests.benchmarks.fuzz [--seconds N] [--reader NAME]... [--seed S] [--corpus DIR].

The texts are the golden files (`tests/formats/*/*`) and, when given, the files of a folder, each with the reader that
recognizes it; `mutations.py` damages them. Each is read in a process of its own with limits of time and memory. Findings:

* error: an exception, in the reader, in recognition, or where the same text is read in blocks;
* hang: over five seconds, and over ten times what the reader takes for its undamaged texts, by letters and lines;
* memory: over a gigabyte;
* lines: those of a record or problem are not in the text, or come before those of the one that precedes it;
* control: a field with a sign in it that acts on a terminal;
* stream: the text read in blocks gives something else;
* lost: a line in which no record and no problem lies. Readers pass over what is plain structure (the frame of an XML
  document, the header of a table, the buttons of a page), so that a line counts as lost only where it stands as it is in
  an undamaged text of the notation, has twelve letters or more, is no mere tag (nor several that hold but a class, nor
  a property of an HTML page itself), and lies in a record or problem wherever it stands there; and only in a text that
  the reader recognizes: a user who is asked for a format has lost nothing.
  Pasted pages (PAGES) have words of all kinds around their papers: there a line counts only where those around it that
  nothing tells of read like an abstract. XML tells records by their tags, and what stands in none is the frame, whose
  head has elements of the same names: there no line before the first record counts, nor in JSON with an envelope, in
  whose other members settings stand. In XML and on pages no text counts in which passages have been moved. Between the
  fences of Markdown stands code. Text outside of BibTeX's entries is a comment: there only lines count that begin an
  entry or a field, and none behind a `@comment`, which may hold whole entries, nor in an `@xdata`, whose fields those
  entries tell that refer to it. Around the items of a LaTeX bibliography commands stand.

Each finding is made smaller, line by line, and kept in `--folder` with what was found in it. Readers import on demand:
run it on a checkout that nobody changes meanwhile.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import json
import multiprocessing
import re
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import NamedTuple

from readlist import formats
from readlist.errors import ReadlistError
from readlist.files import decode
from readlist.formats import Found, Recognition
from readlist.formats._page.academic import reads_academic
from readlist.model.paper import Paper, Problem
from readlist.model.text import clean, hides
from tests.benchmarks.mutations import damaged, tokens

GOLDEN = Path(__file__).resolve().parents[1] / "formats"
LETTERS = 12
RECOGNIZED = 4  # one text in so many is given to all readers to be recognized
SLOW = 5.0  # seconds
MUCH_SLOWER = 10
LINE = 50  # letters that take a reader as long as a line by itself
MEMORY = 1 << 30
WINDOW = 30_000  # letters of a text of a corpus
KEPT = 2  # findings of one kind and place
SHRINKING = 10.0  # seconds
PAGES = frozenset(
    """
    abstracts acl_anthology acl_paper arxiv_abstract arxiv_listing arxiv_mail dblp_page hf_markdown huggingface identifiers
    listing markdown nep openreview pubmed_article pubmed_text references researchr scholar scholar_profile
    """.split()
)

FRAMED = re.compile(r"</|\A\s*(?:<|\{[^{}]*:\s*[{\[])")
FENCED = re.compile(r"^[ \t]*(```|~~~).*?^[ \t]*\1", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"@comment", re.IGNORECASE)
SHARED = re.compile(r"^[ \t]*@xdata\b.*?(?=^[ \t]*@|\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE)
PROPERTY = r"<meta\s+property=[^<>]*>(?:</\w+>)?"
TAG = re.compile(rf"<(?!meta\b)[^<>]*>|{PROPERTY}|(?:<\w+(?:\s+class=\"[^\"<>]*\")?\s*(?:>\s*|$))+")
OF_ENTRY = {"bibtex": re.compile(r"@|[\w-]+\s*="), "bibitem": re.compile(r"[^\\{}%]|\\(?:bibitem|newblock)\b")}


class Finding(NamedTuple):
    """What is wrong: the kind and the place by which it is told from others, and what it looks like."""

    kind: str
    place: str
    detail: str


class Outcome(NamedTuple):
    """What became of a text: what is wrong, and the processor time that it took."""

    findings: list[Finding]
    seconds: float


@dataclass(slots=True)
class Material:
    """The undamaged texts of a reader, the lines that lie in its records and problems there, and its usual pace."""

    texts: list[str] = field(default_factory=list)
    covered: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    pace: float = 0.0


def lines_of(found: Found) -> tuple[int, int]:
    """The first and last line that a record or problem is made of; none of a record without a source."""
    if isinstance(found, Problem):
        return found.lines
    source = (found.record if isinstance(found, Paper) else found).source
    return source.lines if source else (0, -1)


def weight(text: str | bytes) -> int:
    """How much there is to read: the letters, and the lines in letters."""
    return len(text) + LINE * (text.count("\n") if isinstance(text, str) else text.count(b"\n"))


def lying(text: str, found: Sequence[Found]) -> tuple[dict[int, str], dict[int, str]]:
    """The lines with letters enough of a text: those in a record or problem, and the others."""
    told = {line for item in found for line in range(lines_of(item)[0], lines_of(item)[1] + 1)}
    lines = {n: line.strip() for n, line in enumerate(text.split("\n"), 1) if sum(map(str.isalpha, line)) >= LETTERS}
    return {n: line for n, line in lines.items() if n in told}, {n: line for n, line in lines.items() if n not in told}


def gathered(corpus: Path | None) -> dict[str, Material]:
    """The texts of the golden files and of a folder, by the reader that recognizes them."""
    material: dict[str, Material] = {}
    paths = [path for path in GOLDEN.glob("*/*") if path.parent.name in formats.names() and path.suffix != ".py"]
    for path in sorted(paths) + sorted(corpus.rglob("*") if corpus else ()):
        if path.is_file() and not path.name.endswith(".expected.json"):
            with contextlib.suppress(ReadlistError, OSError):
                with path.open("rb") as file:
                    content = file.read(1 << 20)
                text = _windowed(clean(decode(content, path.name)))
                _add(material.setdefault(formats.recognize(text).reader.name, Material()), text)
    return material


def _windowed(text: str) -> str:
    return text if len(text) < WINDOW else text[: text.rfind("\n", 0, WINDOW) + 1] or text[:WINDOW]


def _add(material: Material, text: str) -> None:
    start = time.process_time()
    found = list(formats.recognize(text).read(text, formats.NO_EVIDENCE))
    covered, passed = lying(text, found)
    material.pace = max(material.pace, (time.process_time() - start) / (weight(text) + 1000))
    material.texts.append(text)
    material.covered.update(covered.values())
    material.passed.update(passed.values())


def examined(name: str, content: bytes, material: Material) -> list[Finding]:
    """What is wrong with how a reader takes a file."""
    try:
        text = clean(decode(content, "x"))
    except ReadlistError:
        return []
    if len(content) % RECOGNIZED == 0:
        with contextlib.suppress(ReadlistError):
            formats.recognize(text)
    best = formats.recognize(text, name)
    found = list(best.read(text, formats.NO_EVIDENCE))
    return [
        *_misplaced(text, found),
        *_uncleaned(found),
        *_streamed(best, text, found),
        *(_lost(name, text, found, material) if best.reader.recognize(text) >= formats.SURE else ()),
    ]


def _misplaced(text: str, found: Sequence[Found]) -> Iterator[Finding]:
    last, before = text.count("\n") + 1, 1
    for item in found:
        first, end = lines_of(item)
        if not before <= first <= end <= last:
            yield Finding("lines", type(item).__name__, f"{first}-{end} of {last}, after {before}")
        before = max(before, first)


def _uncleaned(found: Sequence[Found]) -> Iterator[Finding]:
    for item in found:
        if not isinstance(item, Problem):
            record = item.record if isinstance(item, Paper) else item
            fields = {**vars(item), **vars(record)}
            if names := [name for name, value in fields.items() if _hides(value)]:
                yield Finding("control", ", ".join(names), repr(item))


def _hides(value: object) -> bool:
    if isinstance(value, str):
        return hides(value)
    if isinstance(value, Mapping):
        return any(_hides(key) or _hides(held) for key, held in value.items())
    return any(map(_hides, value)) if isinstance(value, tuple) else False


def _streamed(best: Recognition, text: str, found: Sequence[Found]) -> Iterator[Finding]:
    if best.streams:
        lines = text.splitlines(keepends=True)
        blocks = ["".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
        again = list(best.stream(blocks, formats.NO_EVIDENCE))
        if again != found:
            difference = next(
                (pair for pair in zip(found, again, strict=False) if pair[0] != pair[1]), (len(found), len(again))
            )
            yield Finding("stream", "blocks", repr(difference))


def _lost(name: str, text: str, found: Sequence[Found], material: Material) -> Iterator[Finding]:
    if name == "markdown":
        text = FENCED.sub(_blank, text)
    elif name == "bibtex":
        text = SHARED.sub(_blank, COMMENT.split(text, maxsplit=1)[0])
    passed = lying(text, found)[1]
    records = [item for item in found if not isinstance(item, Problem)] or found
    head = min((lines_of(item)[0] for item in records), default=0) if name not in PAGES and FRAMED.search(text) else 0
    for number, line in passed.items():
        if number <= head or TAG.fullmatch(line) or (name in OF_ENTRY and not OF_ENTRY[name].match(line)):
            continue
        if line in material.covered and line not in material.passed:
            around = " ".join(passed.get(near, "") for near in range(number - 2, number + 3))
            if name not in PAGES or reads_academic(around) >= formats.SURE:
                yield Finding("lost", "line", f"{number}: {line}")


def _blank(passage: re.Match[str]) -> str:
    return "\n" * passage[0].count("\n")


def worker(name: str, material: Material, pipes: tuple[Connection, Connection], stack: str) -> None:
    """Examine each file that comes through the pipe; the process ends where one takes too long."""
    theirs, pipe = pipes
    theirs.close()  # so that this process ends with the other
    resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY, 2 * MEMORY))
    with Path(stack).open("w", encoding="utf-8") as out, contextlib.suppress(EOFError):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        faulthandler.register(signal.SIGPROF, out, all_threads=False, chain=True)
        while content := pipe.recv_bytes():
            signal.setitimer(signal.ITIMER_PROF, max(SLOW, MUCH_SLOWER * material.pace * weight(content)))
            start = time.process_time()
            try:
                findings = examined(name, content[1:], material)
            except BaseException as error:  # noqa: BLE001  whatever it is, it is what is looked for
                findings = [_raised(error)]
            signal.setitimer(signal.ITIMER_PROF, 0)
            pipe.send(Outcome(findings, time.process_time() - start))


def _raised(error: BaseException) -> Finding:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    kind = "memory" if isinstance(error, MemoryError) else "error"
    return Finding(
        kind,
        f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}",
        "".join(traceback.format_exception(error)),
    )


class Examiner:
    """A process that reads texts, made anew where one ends it."""

    def __init__(self, name: str, material: Material, folder: Path) -> None:
        self._name, self._material, self._stack = name, material, folder / f"{name}.stack"
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("fork").Process(
            target=worker, args=(self._name, self._material, (self._pipe, theirs), str(self._stack)), daemon=True
        )
        self._process.start()
        theirs.close()

    def ask(self, content: bytes) -> Outcome:
        """What becomes of a file."""
        self._pipe.send_bytes(b"+" + content)
        try:
            if self._pipe.poll(600):
                outcome: Outcome = self._pipe.recv()
                return outcome
        except EOFError:
            pass
        self.close()
        stack = self._stack.read_text(encoding="utf-8")
        self._start()
        frames = [
            line.split('"')[1].rpartition("/")[2] + line.partition('"')[2].partition('"')[2]
            for line in stack.splitlines()
            if '"' in line
        ]
        place = next((frame for frame in frames if "readlist" in stack), "unknown")
        return Outcome([Finding("hang", place, stack)], SLOW)

    def close(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def shrunk(examiner: Examiner, content: bytes, finding: Finding) -> bytes:
    """A smaller file in which the same is found, some of its lines taken out."""
    until = time.monotonic() + SHRINKING
    size = content.count(b"\n") // 2 + 1
    while size and time.monotonic() < until:
        at = 0
        lines = content.split(b"\n")
        while at < len(lines) and time.monotonic() < until:
            fewer = b"\n".join(lines[:at] + lines[at + size :])
            if any(found[:2] == finding[:2] for found in examiner.ask(fewer).findings):
                lines = fewer.split(b"\n")
                content = fewer
            else:
                at += size
        size //= 2
    return content


def fuzz(
    name: str, material: Material, others: Sequence[str], seconds: float, dice: Random, folder: Path
) -> Counter[tuple[str, str]]:
    """Give a reader damaged texts for so long, and tell what was found how often."""
    known = tokens(material.texts)
    examiner = Examiner(name, material, folder)
    found: Counter[tuple[str, str]] = Counter()
    spent, count = 0.0, 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        content, moved = damaged(
            dice.choice(material.texts), material.texts if dice.random() < 0.8 else others, known, dice
        )
        outcome = examiner.ask(content)
        count += 1
        spent += outcome.seconds
        for finding in {finding[:2]: finding for finding in outcome.findings}.values():
            plain = content.replace(b"\0", b"").lower()  # of any encoding
            is_frame = name in PAGES or b"</" in plain
            if finding.kind == "lost" and is_frame and moved:
                continue
            found[finding[:2]] += 1
            if found[finding[:2]] <= KEPT:
                small = content if finding.kind == "lost" and is_frame else shrunk(examiner, content, finding)
                _keep(folder / name, small, finding, found[finding[:2]])
    examiner.close()
    print(f"{name:17} {seconds:5.0f} s {spent:6.0f} s CPU {count:7} texts  {_summary(found)}", flush=True)
    return found


def _summary(found: Counter[tuple[str, str]]) -> str:
    return "; ".join(f"{count} {kind} ({place})" for (kind, place), count in found.most_common(12)) or "nothing found"


def _keep(folder: Path, content: bytes, finding: Finding, number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    place = "".join(sign if sign.isalnum() else "-" for sign in finding.place)[:60]
    path = folder / f"{finding.kind}-{place}-{number}"
    path.with_suffix(".txt").write_bytes(content)
    path.with_suffix(".json").write_text(json.dumps(finding._asdict(), indent=1), encoding="utf-8")


def main() -> int:
    """Run the command; 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600, help="for each reader (default: 600)")
    parser.add_argument("--reader", action="append", help="a reader's name; several are allowed (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="a folder of further texts")
    parser.add_argument("--folder", type=Path, default=Path("fuzz-findings"), help="where findings are kept")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    material = gathered(given.corpus)
    every = [text for one in material.values() for text in one.texts]
    found: Counter[tuple[str, str]] = Counter()
    for name in given.reader or sorted(formats.readers()):
        if name in material:
            found += fuzz(name, material[name], every, given.seconds, Random(f"{given.seed} {name}"), given.folder)
        else:
            print(f"{name:17} no text that it reads")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
