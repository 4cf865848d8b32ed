from __future__ import annotations

import gzip
import json
import random
import re
import time
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from readlist.formats._page.joint import Glued, Joint, take_apart
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SHOWN = 3  # authors that a listing shows


def nobody(name: str) -> bool:
    return False


def apart(text: str, abstract: str = "", *elsewhere: str) -> Joint:
    return take_apart([Glued(text, abstract), *(Glued(line) for line in elsewhere)], nobody)[0]


# Title, authors, abstract: invented, one or more for each way in which a title meets a name.
JOINTS = {
    "lower-upper": ("Slow Tides in Shallow Bays", "Mira Holt, Jon Vey, Ana Ruiz", "Tides in shallow bays are slow."),
    "seen twice": ("Tides of the Northern Sea", "Mira Holt, Jon Vey", ""),
    "question": ("Do Gulls Sleep at Sea?", "Tomas Brandt, Lea Ostrow", "We ask whether gulls sleep."),
    "bracket": ("Large Tide Models (LTMs)", "Tomas Brandt, Lea Ostrow", "Large tide models are large."),
    "quotation": ('Lessons from Sailing "Ropes"', "Jun Arata, Ying Osman", "We learn lessons from ropes."),
    "acronym": ("Forecasting the Tides with a GAN", "Petra Lind, Omar Reyes", "A GAN forecasts the tides."),
    "unseen acronym": ("Forecasting the Tides with QXR", "Petra Lind, Omar Reyes", "We forecast the tides."),
    "plural acronym": ("Solving Harbour MDPs", "Petra Lind, Omar Reyes", "We solve the MDPs of harbours."),
    "digit": ("Harbour Images with TideNet2", "Petra Lind, Omar Reyes", "TideNet2 makes harbour images."),
    "version": ("Open-Source Tide Tables with Ebb 1.0", "Petra Lind, Omar Reyes", "Ebb makes tide tables."),
    "camel title": ("TideNet: Shallow Water for PageRank", "Petra Lind, Omar Reyes", "TideNet beats PageRank."),
    "camel end": ("Inverting the Waves of StyleTide", "Petra Lind, Omar Reyes", "We invert StyleTide."),
    "comma title": ("Ropes, Sails, and Masts: A Survey of Rigging", "Petra Lind, Omar Reyes", "We survey rigging."),
    "comma end": ("Ships under Wind, Current, and Tide", "Petra Lind, Omar Reyes, Ida Berg", "Current and tide."),
    "hyphenated name": ("Buoys without Chains", "Wei-Lun Chou, Min-Jae Park", "Chains of buoys."),
    "initials": ("How Ropes Fail", "R. T. Halloran, S. Quist", "We show how ropes fail."),
    "initial after acronym": ("A Survey of LIDAR", "K. Halloran, S. Quist", "We survey LIDAR."),
    "Mc": ("Mooring with GPUs", "Fiona McAdden, Ian MacRae", "GPUs for mooring."),
    "De": ("Mooring at Night", "Harm DeVoss, Lars VanHolt", "Mooring by night."),
    "apostrophe": ("Mooring at Night", "Niamh O’Daly, Ugo D'Anna", "Mooring by night."),
    "particle": ("Charts of Shoals", "Koen van der Veer, Rosa de la Mar", "Shoals are charted."),
    "suffix": ("A Theory of Anchors", "Walter Penn Jr., Ida Berg III", "A theory of anchors."),
    "not ascii": ("Weather from Sails", "Åsa Öberg, Łukasz Żak, Émile Çelik", "Sails show the weather."),
    "other script": ("Теория приливов", "Иван Петров, Анна Белова", ""),
    "one author": ("Sounding the Deep with Lead", "Agnes Holm", "Sounding with lead."),
    "one name": ("Sounding the Deep with Lead", "Suparna, Agnes Holm", "Sounding with lead."),
    "double name": ("Sounding the Deep with Lead", "XiaoMing Zhou, Agnes Holm", "Sounding with lead."),
    "lower name": ("Zero-Shot Steering of Tugs", "haoyu lin, Agnes Holm", "We steer tugs zero-shot."),
    "lower name after acronym": ("Fast Images of Ships with SAR", "haoyu lin, Agnes Holm", "SAR shows ships."),
    "lower title": ("ships at rest stay at rest", "Agnes Holm, Jon Vey", "Ships stay at rest."),
}


@pytest.mark.parametrize("kind", JOINTS)
def test_a_title_is_parted_from_its_first_author(kind: str) -> None:
    title, authors, abstract = JOINTS[kind]
    joint = apart(title + authors, abstract)
    assert (joint.title, ", ".join(joint.authors)) == (title, authors)


def test_a_suffix_behind_a_comma_belongs_to_the_name_before_it() -> None:
    assert apart("A Theory of AnchorsWalter Penn, Jr., Ida Berg").authors == ("Walter Penn Jr.", "Ida Berg")


def test_a_word_of_the_own_abstract_ends_the_title() -> None:
    line = "Fast Pose from a Single Imagechan dorje, Ida Berg"
    assert apart(line, "A pose is found from one image.").authors[0] == "chan dorje"
    assert apart(line, "Poses from imagechan, our tool.").authors != ("chan dorje", "Ida Berg")


AMBIGUOUS = "Soft Robots for TidePoolKelp Moran, Ida Berg"


def test_a_name_that_stands_nowhere_else_leaves_a_doubt() -> None:
    assert not apart(AMBIGUOUS).certain


def test_an_author_in_the_library_decides() -> None:
    [joint] = take_apart([Glued(AMBIGUOUS)], {"Kelp Moran"}.__contains__)
    assert joint == Joint("Soft Robots for TidePool", ("Kelp Moran", "Ida Berg"), certain=True)


def test_an_author_elsewhere_on_the_page_decides() -> None:
    joint = apart(AMBIGUOUS, "", "Tugs in FogAda Brown, Kelp Moran")
    assert joint == Joint("Soft Robots for TidePool", ("Kelp Moran", "Ida Berg"), certain=True)


@pytest.mark.parametrize("text", ["", "A", "Ropes, Sails, and Masts at Sea", "The preface", "…", ", , ,", "蛙"])
def test_a_line_without_authors_is_a_title_in_doubt(text: str) -> None:
    assert apart(text, "Ropes and masts at sea.") == Joint(text, (), certain=False)


def test_names_that_could_begin_at_two_places_are_a_doubt() -> None:
    assert not apart("Phones and Tabletshan wu, Ida Berg", "A tablet is no phone, tablets are.").certain


def test_no_page_is_no_joint() -> None:
    assert take_apart([], nobody) == []


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "Aa" * 50_000, "A b" * 30_000, ".A" * 50_000, '"' * 100_000, ", " * 10_000, "aB cD, " * 10_000],
    ids=["lower", "camel", "words", "points", "quotes", "commas", "camel parts"],
)
def test_a_hostile_line_costs_little(text: str) -> None:
    start = time.perf_counter()
    apart(text, "a b c")
    assert time.perf_counter() - start < 0.5


@dataclass(frozen=True)
class Known:
    """A glued line and what it truly says."""

    line: Glued
    title: str
    authors: tuple[str, ...]

    @classmethod
    def of(cls, paper: dict[str, Any]) -> Known:
        names = tuple(", ".join(paper["authors"][:SHOWN]).split(", "))
        text = clean(paper["title"] + ", ".join(names))
        return cls(Glued(text, clean(paper["abstract"])), paper["title"], names)

    def matches(self, joint: Joint) -> bool:
        return flat(joint.title, *joint.authors) == flat(self.title, *self.authors)


@dataclass(frozen=True)
class Score:
    """Shares of the right joints, and of the doubts among the right and the wrong ones."""

    right: float
    doubts_on_right: float
    doubts_on_wrong: float

    @classmethod
    def of(cls, pages: Iterable[list[Known]]) -> Score:
        found: list[tuple[bool, bool]] = []
        for page in pages:
            joints = take_apart([known.line for known in page], nobody)
            found += [(known.matches(joint), not joint.certain) for known, joint in zip(page, joints, strict=True)]
        right = [doubt for fits, doubt in found if fits]
        wrong = [doubt for fits, doubt in found if not fits]
        return cls(len(right) / len(found), sum(right) / len(right), sum(wrong) / len(wrong) if wrong else 1.0)


def flat(*texts: str) -> list[str]:
    return [squeeze(clean(text)).casefold() for text in texts]


def page_of(text: Path, truth: Path) -> list[Known]:
    lines = clean(text.read_text(encoding="utf-8")).split("\n")
    page = []
    for record, glued, abstract in zip(json.loads(truth.read_bytes()), lines[1::3], lines[2::3], strict=True):
        tail = (" et al." if record["et_al"] else "") + (
            " · " + ", ".join(record["affiliations"]) if record["affiliations"] else ""
        )
        assert glued.endswith(tail)
        page.append(Known(Glued(glued.removesuffix(tail), abstract), record["title"], tuple(record["authors"])))
    return page


def test_every_joint_of_the_real_listing_is_right(shared: Path) -> None:
    [text] = (shared / "seeds").glob("003*.txt")
    assert Score.of([page_of(text, shared / "seeds" / "truth" / "003.json")]).right == 1


@pytest.mark.parametrize(("name", "bar"), [("glued_random", 0.995), ("glued_hard", 0.93)])
def test_joints_of_rendered_listings_are_right(shared: Path, name: str, bar: float) -> None:
    text = shared / "data" / "seed_formats" / f"{name}.txt"
    score = Score.of([page_of(text, text.with_name(f"{name}.txt.expected.json"))])
    assert score.right >= bar
    assert score.doubts_on_right <= 0.05
    assert score.doubts_on_wrong >= 0.5


@pytest.fixture(scope="module")
def papers(shared: Path) -> list[Known]:
    """Every tenth paper on machine learning of the collection, about 10,000."""
    with gzip.open(shared / "data" / "acl.jsonl.gz", "rt", encoding="utf-8") as lines:
        ours = islice((line for line in lines if '"source": "mlanthology"' in line), 7, None, 10)
        records = [json.loads(line) for line in ours]
    return [Known.of(record) for record in records if record["title"] and record["authors"] and record["abstract"]]


def pages(papers: list[Known], seed: int) -> Iterator[list[Known]]:
    """Pages of 30 to 400 lines."""
    chosen = random.Random(seed)
    rest = papers.copy()
    chosen.shuffle(rest)
    while rest:
        size = chosen.randint(30, 400)
        yield rest[:size]
        del rest[:size]


def is_hard(known: Known) -> bool:
    """No lower-case letter before a capital, or a name or title of a rarer kind; the commonest kinds thinned out."""
    first = known.authors[0]
    return (
        not (known.title[-1].islower() and first[0].isupper())
        or " " not in first
        or re.search(r"[a-z][A-Z]|^\w{1,2}\.| (?:van|von|de|der|di|la) ", first) is not None
        or any(re.search(r" (?:Jr\.?|II|III|IV)$", name) for name in known.authors)
        or (", " in known.title and len(known.title) % 3 == 0)
    )


def test_joints_of_random_pages_are_right(papers: list[Known]) -> None:
    score = Score.of(pages(papers[:7000], seed=19))
    assert score.right >= 0.993
    assert score.doubts_on_right <= 0.05
    assert score.doubts_on_wrong >= 0.5


def test_hard_joints_are_mostly_right(papers: list[Known]) -> None:
    hard = [known for known in papers if is_hard(known)]
    assert len(hard) > 300
    score = Score.of(pages(hard, seed=23))
    assert score.right >= 0.88
    assert score.doubts_on_right <= 0.05
    assert score.doubts_on_wrong >= 0.5
