"""Habits of those who list papers: names behind "by", a venue right behind a title in quotes or behind names."""

from __future__ import annotations

import pytest

from readlist.formats._kinds import NO_EVIDENCE
from readlist.formats._name_lists import name_list
from readlist.formats._venues import appears, venue
from readlist.formats.markdown import read
from readlist.model.paper import Problem, Record
from tests.formats.reading import found_in, told


def records(text: str) -> list[Record]:
    """The papers of a text; problems are left out."""
    return [item for item in found_in(text) if isinstance(item, Record)]


@pytest.mark.parametrize("title", ["[{}](https://arxiv.org/abs/3101.00001)", '"{}"', "**{}**"])
@pytest.mark.parametrize("around", ["{}", "<{}>", "〈{}〉"])
@pytest.mark.parametrize(
    ("behind", "names"),
    [
        ("by Ada Quill, Ben Rook, and Carl Dov, 2031.", ["Ada Quill", "Ben Rook", "Carl Dov"]),
        ("by Ada Quill and Ben Rook, 2031", ["Ada Quill", "Ben Rook"]),
        ("by Ada Quill, 2031.", ["Ada Quill"]),
        ("by Ada Quill (2031)", ["Ada Quill"]),
        ("written by Ada Quill, 2031.", ["Ada Quill"]),
        ("by Quill, Ada and Rook, Ben F and Dov, Carl, 2031.", ["Ada Quill", "Ben F Rook", "Carl Dov"]),
        ("by Quill A, Rook B F, Dov C, et al. AAMAS, 2031.", ["A Quill", "B F Rook", "C Dov"]),
        ("by Quill A, Rook B F, Dov C. ICML, 2031.", ["A Quill", "B F Rook", "C Dov"]),
    ],
)
def test_authors_stand_behind_by(title: str, around: str, behind: str, names: list[str]) -> None:
    item = around.format(title.format("Quiet exploration by resting networks"))
    assert told(f"# Papers on rest\n\n* {item} {behind}\n") == [("Quiet exploration by resting networks", names, 2031)]


@pytest.mark.parametrize(
    "title", ["A class of resting automata at sea", "Big nets that rest and their sleep", "Table games of resting nets"]
)
@pytest.mark.parametrize("label", ["", "[REST] ", "**[REST]** "])
def test_a_title_in_angle_brackets_is_no_element(title: str, label: str) -> None:
    assert told(f"* {label}<{title}> by Ada V. Quill, 2031.\n") == [(title, ["Ada V. Quill"], 2031)]


def test_elements_in_an_item_stay_elements() -> None:
    text = '* <b>Nets that rest at sea</b> <details open>by Ada Quill</details> <a href="https://arxiv.org/abs/3101.00001">pdf</a>\n'
    assert [record.title for record in records(text)] == ["Nets that rest at sea"]


@pytest.mark.parametrize("years", ["(1990-2031)", "(1990–2031)", "(1990 to present)", "[1990-2031]"])
def test_a_span_of_years_is_a_part_of_the_title(years: str) -> None:
    text = f"* [Theories of Rest and Sleep {years}](https://arxiv.org/abs/3101.00001) by Ada Quill, 2032.\n"
    assert told(text) == [(f"Theories of Rest and Sleep {years}", ["Ada Quill"], 2032)]


@pytest.mark.parametrize("label", ["", "HUSH: ", "HUSH:", "**HUSH**: ", "HushNet: "])
@pytest.mark.parametrize("quotes", ['"{}"', "“{}”", "《{}》"])
@pytest.mark.parametrize("place", ["ICCV", "CVPR 2031", "TPAMI", "IEEE Access"])
@pytest.mark.parametrize("said", ["", "  \n  用于静息的网络首次引入，负样本不足和存在过拟合", "  \n  将静息网络引入"])
def test_a_venue_may_stand_right_behind_a_quoted_title(label: str, quotes: str, place: str, said: str) -> None:
    title = "Hushed: Quiet Networks for Resting Objects"
    item = f"* {label}{quotes.format(title)} {place}. [[Paper]](https://arxiv.org/abs/3101.00001){said}\n"
    (record,) = records(f"## 2031\n{item}")
    assert (record.title, record.authors, str(record.date)) == (title, (), "2031")
    assert record.venue == place.removesuffix(" 2031")


def test_names_may_stand_right_behind_a_quoted_title() -> None:
    text = '* "Quiet Networks for Resting Objects" Ada Quill, Ben Rook. ICML 2031\n'
    assert told(text) == [("Quiet Networks for Resting Objects", ["Ada Quill", "Ben Rook"], 2031)]


def test_words_in_quotes_may_begin_a_title() -> None:
    text = '* "Let it rest awhile" nets that ponder and sleep [[Paper]](https://arxiv.org/abs/3101.00001)\n'
    ((title, _, _),) = told(text)
    assert title == '"Let it rest awhile" nets that ponder and sleep'


@pytest.mark.parametrize(
    "said", ["提出了颜色直方图作为补充学习特征，增强跟踪效果", "SVM 与 CF 结合，多模式目标检测方法，提出指标优化模型"]
)
def test_what_is_said_in_chinese_is_no_list_of_names(said: str) -> None:
    assert name_list(said) is None


def test_names_in_chinese_and_japanese_are_some() -> None:
    for names in ("张伟，李娜", "欧阳明月，李娜", "佐々木健太郎、山田太郎"):
        found = name_list(names)
        assert found is not None
        assert len(found.names) == 2


@pytest.mark.parametrize("title", ["A Quiet Policy Gradient", "An Idle Network", "A Hush Gradient"])
def test_a_title_that_begins_with_an_article_is_no_name(title: str) -> None:
    text = f"### {title} [[NIPS 2031]](https://arxiv.org/pdf/3101.00001)\n  - Shows that log p(a;s) rests\n  - Proves that sleep is the steepest descent\n"
    assert [record.title for record in records(text)] == [title]


@pytest.mark.parametrize(
    ("below", "place"),
    [
        ("B. Quill et al. *IEEE Access.*", "IEEE Access"),
        ("B. Quill et al. *IEEE TSG.*", "IEEE TSG"),
        ("B. Quill et al. *Energies of Rest*", "Energies of Rest"),
        ("B. Quill et al. *Springer Quiet Computing and Applications.*", "Springer Quiet Computing and Applications"),
        ("B. Quill et al. 2031 IEEE ISQT.", "IEEE ISQT"),
        ("B. Quill et al. *DFHS Workshop.*", "DFHS Workshop"),
        ("B. Quill, C. Dov. *Quiet Intelligence Review*, 2031", "Quiet Intelligence Review"),
        ("B. Quill and C. Dov _Quiet Letters_", "Quiet Letters"),
    ],
)
@pytest.mark.parametrize(
    "links", ["[[pdf]](https://arxiv.org/abs/3101.00001)", "[[pdf]]() [[code]](https://github.com/hush/a)"]
)
def test_below_a_title_stand_its_authors_and_venue(below: str, place: str, links: str) -> None:
    (record,) = records(f"- **Nets That Rest at Sea.** (2031). {links}\n  - {below}\n")
    assert record.title == "Nets That Rest at Sea"
    assert record.authors[0].display == "B. Quill"
    assert (record.venue, str(record.date)) == (place, "2031")


@pytest.mark.parametrize(
    "below",
    [
        "  - B. Quill et al. *Nets that sleep.* [[pdf]](https://arxiv.org/abs/3101.00002)\n",
        "  - B. Quill et al. *Nets that sleep.*\n  - C. Dov et al. *Nets that doze.*\n",
    ],
)
def test_papers_nested_below_a_paper_stay_papers(below: str) -> None:
    text = f"- **Nets That Rest at Sea.** (2031). [[pdf]](https://arxiv.org/abs/3101.00001)\n{below}"
    assert [record.title for record in records(text)][:2] == ["Nets That Rest at Sea", "Nets that sleep"]


def test_papers_nested_below_a_topic_stay_papers() -> None:
    text = "- **Rest at sea**\n  - B. Quill et al. *Nets that sleep.* ICML 2031\n  - C. Dov et al. *Nets that doze.* ICML 2030\n"
    assert [record.title for record in records(text)] == ["Nets that sleep", "Nets that doze"]


@pytest.mark.parametrize("address", ["link-to-pdf", "link", "url", "PAPER_URL", "your_link_here"])
def test_an_item_that_shows_how_one_is_written_is_no_paper(address: str) -> None:
    text = f"""- **This is a title.** (2031). [[pdf]]({address})
  - Main Quill et al. *Acronym of conference or journal*

# Papers

- **Nets That Rest at Sea.** (2031). [[pdf]](https://arxiv.org/abs/3101.00001)
"""
    assert [record.title for record in records(text)] == ["Nets That Rest at Sea"]


@pytest.mark.parametrize(
    "place",
    [
        "ACL 2031 Outstanding paper",
        "ICML 2031 best paper award",
        "CHI 2031 (honorable mention)",
        "Workshop on QUIET 2031 at IEEE REST 2031",
        "Symposium on Quiet Nets and Their Long Sleep 2031",
        "KDD 2031 Best Student Paper Runner-up",
    ],
)
def test_the_linked_venue_below_title_and_names_may_tell_an_award_or_a_workshop(place: str) -> None:
    text = f"""**Quiet Charts: A Benchmark for Restful Captions**{"  "}
Ada V. Quill, Ben Rook, Carl Dov{"  "}
[{place}](https://aclanthology.org/3031.acl-long.401.pdf) • [Code](https://github.com/hush/a)

**Silent Charts for Restful Nets**{"  "}
Eve Finch, Gil Hawk{"  "}
[ACL 2031](https://aclanthology.org/3031.acl-long.402.pdf)
"""
    assert told(text) == [
        ("Quiet Charts: A Benchmark for Restful Captions", ["Ada V. Quill", "Ben Rook", "Carl Dov"], 2031),
        ("Silent Charts for Restful Nets", ["Eve Finch", "Gil Hawk"], 2031),
    ]


def test_societies_call_their_journals_and_conferences_by_acronyms() -> None:
    for name in ("IEEE TSG", "ACM TOSEM 2031", "2031 IEEE ISQT", "IEEE VIS '31"):
        found = venue(name)
        assert found is not None
        assert found.known
    assert venue("IEEE MAC Protocol Analysis") is None
    assert not appears("ACM SIG members")


@pytest.mark.parametrize(
    "sentence",
    [
        "All proofs are in [a separate document]({})",
        "Builds on [the longer report]({})",
        "See [their first paper]({}) for more",
    ],
)
def test_what_a_note_below_a_paper_leads_to_is_no_other(sentence: str) -> None:
    text = f"""### Quiet Policy Gradient Methods [[ICML 2031]](https://arxiv.org/pdf/3101.00001)
  - Ada Quill, Ben Rook, Carl Dov
  - {sentence.format("http://quiet.example/papers/rest-supp.pdf")}
  - Derives a gradient for quiet policies
"""
    assert told(text) == [("Quiet Policy Gradient Methods", ["Ada Quill", "Ben Rook", "Carl Dov"], 2031)]


@pytest.mark.parametrize("label", ["Quiet R-CNN :", "Hush Net :", "Rest GAN:", "Quiet R-CNN:"])
def test_what_a_title_begins_with_is_no_author(label: str) -> None:
    text = f"- {label} Towards General Rest for Resting Nets (ICCV 2031) [[Paper]](https://arxiv.org/pdf/3101.00001)\n"
    assert told(text) == [(f"{label} Towards General Rest for Resting Nets", [], 2031)]


def test_an_item_without_a_paper_is_told_of() -> None:
    text = "- **Nets That Rest at Sea.** (2031). [[pdf]](link-to-pdf)\n- Hush [[pdf]]() [[code]](https://github.com/hush/a)\n"
    found = list(read(text, NO_EVIDENCE))
    assert [item.lines for item in found if isinstance(item, Problem)] == [(1, 1), (2, 2)]
    assert len(found) == 2


def test_papers_nested_below_a_link_that_leads_nowhere_stay_papers() -> None:
    text = "- **Rest at sea** [[code]](link)\n  - [Nets that sleep at sea](https://arxiv.org/abs/3101.00001)\n  - [Nets that doze](https://arxiv.org/abs/3101.00002)\n"
    assert [record.title for record in records(text)] == ["Nets that sleep at sea", "Nets that doze"]
