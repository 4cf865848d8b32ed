"""What is taken for a page of papers, what is named, and what is left alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from readlist import formats
from readlist.errors import UnknownFormat
from readlist.model.paper import Record
from readlist.model.text import clean
from tests.formats.reading import found_in

ABSTRACT = (
    "We study how often papers are read. Using a novel dataset of 2,000 readers, we show that existing methods "
    "overestimate reading by a factor of two, and propose a model that predicts it with an accuracy of 91%. "
    "Experiments with three communities demonstrate that the results hold across fields."
)
PROSE = (
    "It rained on the morning of the market, and the baker's boy came late with the bread. He said that the bridge was "
    "under water again. My aunt, who never believed him, put on her boots and went to look for herself.\n\n"
    "When she came back she was laughing. You should see it, she said, there is a boat tied to the church door, and "
    "the mayor is shouting at the ducks. We ate the bread and waited for the water to go down."
)
SHOPPING = "Milk\nTwo loaves of bread\nButter\nApples (red)\nWashing powder\nBatteries\nStamps"
SOURCE_CODE = Path(formats.__file__ or "").read_text(encoding="utf-8")
NOTES = "# Meeting\n\n* call the printer\n* book a room\n\n## Later\n\nAsk Jo about the keys and the projector.\n"

NO_PAPERS = {
    "prose": PROSE,
    "a list of things to buy": SHOPPING,
    "source code": SOURCE_CODE,
    "notes": NOTES,
    "one line": "Attention is all you need",
    "a word": "hello",
    "nothing": "",
    "blank lines": "\n\n \n\t\n",
    "numbers": "\n".join(map(str, range(500))),
    "random letters": "".join(random.Random(1).choices("abcdefgh \n", k=5000)),
    "binary": random.Random(2).randbytes(20_000).decode("utf-8", "replace"),
    "dates without papers": "CVJun 1, 2023Code\n" * 50,
    "another page of the site": "Hugging Face\nModels\nDatasets\nSpaces\nDocs\nPricing\nLog In\nSign Up\n"
    + "".join(f"quiet/River-{size}B-Chat\nText Generation\nUpdated May {size}\n{size}00k\n" for size in range(1, 20)),
    "YAML of other things": "web:\n  type: web\n  port: 80\nqueue:\n  type: worker\n",
    "JSON in one line": '{"results": [{"text": "' + ABSTRACT + '"}]}',
}

NAMED = {
    "a list of tagged fields": [
        "TI- Rain and ledgers\nAU- Moon, Ada\nAU- Li, B.\nPU- Bern : Example Press\nPY- 1972\n\nTI- Rain\nPY- 1977\n",
        "\nTI:  Rain and ledgers\nDT: journal\nAU:   Moon-A; Li-B\nSO:  J-Rain 1993 Jun 40(6): 529-40\nPY: 1993\n",
    ],
    "JSON": ['[\n  {"a": 1}\n]', '{\n  "a": 1\n}'],
}


@pytest.mark.parametrize("kind", NO_PAPERS)
def test_what_holds_no_papers_is_no_known_format(kind: str) -> None:
    with pytest.raises(UnknownFormat):
        formats.recognize(clean(NO_PAPERS[kind]))


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in NAMED.items() for text in texts])
def test_notation_that_is_not_read_yet_is_named(name: str, text: str) -> None:
    with pytest.raises(UnknownFormat, match="recognised, not read") as error:
        formats.recognize(clean(text))
    assert error.value.message.startswith(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Reading Habits of Readers\n{ABSTRACT}", "huggingface"),
        (f"{ABSTRACT}\n{ABSTRACT}", "abstracts"),
        (ABSTRACT, "abstracts"),
        ("@article{one, title = {A}, doi = {10.1000/one}}\n@misc{two, title = {B}, doi = {10.1000/two}}", "bibtex"),
        (f"CVMay 3, 2021\nReading Habits of ReadersAnna Bell, Carl Dorn\n{ABSTRACT}", "listing"),
    ],
)
def test_the_smallest_pages_are_recognized(text: str, name: str) -> None:
    assert formats.recognize(text).reader.name == name


def test_a_text_of_several_layouts_is_recognized_by_the_one_that_holds_most() -> None:
    listed = f"CVMay 3, 2021\nReading Habits of ReadersAnna Bell, Carl Dorn\n{ABSTRACT}\n"
    best = formats.recognize(listed * 3 + f"Writing Habits of Writers\n{ABSTRACT}\n" + f"{ABSTRACT}\n" * 2)
    assert best.reader.name == "listing"
    assert best.confidence > formats.SURE


@pytest.mark.parametrize("link", ["See `our code <https://example.org/code>`_.", ".. [1] See `our code`."])
def test_a_link_of_restructuredtext_in_an_abstract_changes_nothing(shared: Path, link: str) -> None:
    text = clean((shared / "data" / "seed_formats" / "glued_hard.txt").read_text(encoding="utf-8"))
    lines = text.split("\n")
    lines.insert(next(at for at, line in enumerate(lines) if at > len(lines) // 2 and len(line) > 200) + 1, link)
    assert formats.recognize("\n".join(lines)).reader is formats.recognize(text).reader


@pytest.mark.parametrize("archive", ["q-bio", "q-alg", "hep-th", "cs", "math.AG", "q-bio.NC"])
def test_old_identifiers_of_arxiv_are_known_in_lists_and_listings(archive: str) -> None:
    identifier = f"{archive.partition('.')[0]}/0309001"
    listing = (
        f"arXiv:{archive}/0309001\nTitle: Quiet Nets of Rest\nAuthors: Ada Quill, Ben Rook\nSubjects: Rest (cs.AI)\n"
    )
    other = listing.replace("0309001", "0309002").replace("Rest\n", "Sleep\n")
    for text in (f"{archive}/0309001\n{archive}/0309002\n", f"{listing}\n{other}"):
        first, second = (item for item in found_in(text) if isinstance(item, Record))
        assert (first.arxiv, second.arxiv) == (identifier, identifier.replace("001", "002"))
