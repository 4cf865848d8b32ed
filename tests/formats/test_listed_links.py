"""Habits of those who list papers: a link called by the place of print, subjects behind a number, glossaries."""

from __future__ import annotations

import pytest

from readlist.formats._venues import venue
from readlist.model.paper import Record
from tests.formats.reading import found_in, told

PLACES = [
    ("bioRxiv 2031.06.21.545880", "10.1101/2031.06.21.545880v2", 2031),
    ("Nature Communications 15.1 (2031)", "10.1038/s41467-031-1", 2031),
    ("EMBO Rep(2031)", "10.1038/s44319-031-1", 2031),
    ("Quiet Reports 14.1 (2031)", "10.1038/s41598-031-1", 2031),
    ("J. Quiet Inf. Model. 2031, 61, 123-130", "10.1021/quiet.1", 2031),
    ("Quietinformatics, 2031;, btad027", "10.1093/quiet/btad027", 2031),
    ("Rest 2031; 12(3): 45-67", "10.1093/rest/1", 2031),
    ("arXiv (2031)", "10.48550/arXiv.3101.00001", 2031),
    ("Nat Quiet 13, 7151 (2031)", "10.1038/s41467-031-2", 2031),
    ("NeurIPS 2031", "10.5555/1", 2031),
]


@pytest.mark.parametrize(("place", "doi", "year"), PLACES)
def test_a_link_in_brackets_may_be_called_by_the_place_of_print(place: str, doi: str, year: int) -> None:
    text = f"""*Papers last week*:
+   Telling quiet proteins apart by their rest
    + [[{place}](https://doi.org/{doi})] • [[code](https://github.com/hush/rest)]
+   Sleep enzymes at rest
    + [[{place}](https://doi.org/{doi})]
"""
    assert told(text) == [
        ("Telling quiet proteins apart by their rest", [], year),
        ("Sleep enzymes at rest", [], year),
    ]


@pytest.mark.parametrize(("place", "doi", "year"), PLACES)
def test_the_line_below_title_and_authors_may_begin_with_a_link_to_the_place_of_print(
    place: str, doi: str, year: int
) -> None:
    text = f"""## Quiet sets

**HUSH: Tasks of rest for quiet proteins**{"  "}
Ada B Quill, Ben Rook, Carl Dov{"  "}
[{place}](https://doi.org/{doi}) • [website](https://hush.example/) • [code](https://github.com/hush/hush)

**SleepGym: Large-scale rest of nets**{"  "}
Eve Finch, Gil I. Hawk{"  "}
[arXiv:3109.09955](https://arxiv.org/abs/3109.09955) • [OpenRest](https://github.com/hush/rest)
"""
    assert told(text) == [
        ("HUSH: Tasks of rest for quiet proteins", ["Ada B Quill", "Ben Rook", "Carl Dov"], year),
        ("SleepGym: Large-scale rest of nets", ["Eve Finch", "Gil I. Hawk"], None),
    ]
    first, second = (item for item in found_in(text) if isinstance(item, Record))
    assert (first.doi or first.arxiv) is not None
    assert str(second.arxiv) == "3109.09955"


def test_titles_with_their_year_are_no_places_of_print() -> None:
    text = """## Papers

- [Quiet Nets (2031)](https://arxiv.org/abs/3101.00001)
- [Quiet Nets 2.0 (2032)](https://arxiv.org/abs/3201.00001)
- Kinds of rest
  - [Sleeping Nets (2030)](https://arxiv.org/abs/3001.00001)
  - [Dreaming Nets (2031)](https://arxiv.org/abs/3101.00002)

**Some that are linked**
[Quiet Rest in Trees (2031)](https://arxiv.org/abs/3101.00005)
[Hushed Rest in Trees (2032)](https://arxiv.org/abs/3201.00005)
"""
    titles = [title for title, _, _ in told(text)]
    assert titles[:2] == ["Quiet Nets", "Quiet Nets 2.0"]
    assert titles[-4:] == ["Sleeping Nets", "Dreaming Nets", "Quiet Rest in Trees", "Hushed Rest in Trees"]


@pytest.mark.parametrize(
    ("behind", "categories"),
    [
        ("arXiv:3103.14575 [hep-lat, physics:hep-ph, stat], 2031.", ("hep-lat", "hep-ph", "stat")),
        ("arXiv:3103.14575 [physics], 2031.", ("physics",)),
        ("arXiv:3103.14575 [cs, q-bio, q-fin.ST], 2031.", ("cs", "q-bio", "q-fin.ST")),
        ("arXiv:3103.14575v2 [cs.LG; stat.ML] (2031).", ("cs.LG", "stat.ML")),
        ("arXiv:3103.14575 [cs.LG]. March 2031.", ("cs.LG",)),
        ("arXiv:3103.14575, 2031.", ()),
        ("arXiv:3103.14575 (2031)", ()),
    ],
)
@pytest.mark.parametrize("link", ["[[paper](https://arxiv.org/pdf/3103.14575)]", "[[paper]()][[code]()]", ""])
def test_subjects_and_a_date_may_stand_behind_a_number_of_arxiv(
    behind: str, categories: tuple[str, ...], link: str
) -> None:
    text = f"""# Papers

1. **Hush: a quiet solver of rest**, *Ada B. Quill, Ben Rook*, {behind} {link}
2. **SleepNet: nets that sleep in turns**, *Eve Finch, Gil Hawk*, {behind} {link}
"""
    assert told(text) == [
        ("Hush: a quiet solver of rest", ["Ada B. Quill", "Ben Rook"], 2031),
        ("SleepNet: nets that sleep in turns", ["Eve Finch", "Gil Hawk"], 2031),
    ]
    first = next(item for item in found_in(text) if isinstance(item, Record))
    assert (str(first.arxiv), first.categories) == ("3103.14575", categories)


@pytest.mark.parametrize("last", ["Lu Wu", "Zhe Gan", "Ming Li", "Carl Page", "Xi Gan", "Bert Dov", "Eve Finch"])
@pytest.mark.parametrize(
    "behind",
    ["ACM TACO 2031.", "arXiv 2031.", "Quiet HPC Workshop, 2031.", "bioRxiv, 2031", "IEEE Access, 2031", "ICML'31"],
)
def test_a_short_name_may_end_the_authors_before_the_venue(last: str, behind: str) -> None:
    text = f"""# Papers

- [Tuning the rest of nets](https://arxiv.org/abs/3101.00001) - Ada Quill, Ben Rook, {last}. {behind}
- [Sleep in turns and in rows](https://arxiv.org/abs/3101.00002). Ada Quill, {last}, Ben Rook. {behind}
"""
    assert told(text) == [
        ("Tuning the rest of nets", ["Ada Quill", "Ben Rook", last], 2031),
        ("Sleep in turns and in rows", ["Ada Quill", last, "Ben Rook"], 2031),
    ]


def test_names_like_words_stand_among_many() -> None:
    text = """# Papers

- [Tuning the rest of nets](https://arxiv.org/abs/3101.00001) - Ada Quill, Ben Rook, Lin Gan, Carl Page, Deep Dov, IEEE Transactions on Rest, 2031
- [Sleep in turns](https://arxiv.org/abs/3101.00002) - Ada Quill, Lin Gan, CCF Transactions on Rest, 2031
- [Rest of GANs](https://arxiv.org/abs/3101.00003) - Deep GAN, 2031
"""
    assert told(text) == [
        ("Tuning the rest of nets", ["Ada Quill", "Ben Rook", "Lin Gan", "Carl Page", "Deep Dov"], 2031),
        ("Sleep in turns", ["Ada Quill", "Lin Gan"], 2031),
        ("Rest of GANs", [], 2031),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://quiet.example.edu/cgi/viewcontent.cgi?article=2402&context=rest_diss",
        "https://dspace.quiet.example/bitstream/handle/1721.1/123/45-MIT.pdf;sequence=1",
        "https://repo.quiet.example/bitstreams/0a1b2c3d/download",
        "http://quiet.example/~quill/rest.ps.gz",
        "http://quiet.example/~quill/rest.ps",
        "https://pubs.quiet.example/doi/abs/10.1021/acs.rest.1c00001",
        "https://journals.quiet.example/rest/abstract/10.1103/Rest.100.160501",
        "https://www.quiet.example/handle/20.500.11850/123456",
        "https://theses.quiet.example/tel-01234567/document",
    ],
)
def test_addresses_of_documents_in_repositories_lead_to_papers(address: str) -> None:
    text = f"""# Papers

- [Rest of Files with Quiet Algorithms]({address})
- [Tests of Sleep for Nets](https://arxiv.org/abs/3101.00001)
- [Hushed Tools](https://hush.example/tools)
"""
    assert [title for title, _, _ in told(text)] == ["Rest of Files with Quiet Algorithms", "Tests of Sleep for Nets"]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("ACM Transactions on Rest and Sleep, TORS", "https://dl.acm.org/journal/tors"),
        ("Journal of Quiet Nets", "https://www.springer.com/journal/12345"),
        ("Quiet Nets and Rest", "https://link.springer.com/journal/12345"),
        ("Journal of Rest", "https://www.sciencedirect.com/journal/journal-of-rest"),
        ("IEEE Transactions on Rest", "https://ieeexplore.ieee.org/xpl/RecentIssue.jsp?punumber=123"),
        ("Symposium on Rest", "https://ieeexplore.ieee.org/xpl/conhome/1000/proceeding"),
        ("Conference on Quiet Computing", "https://dl.acm.org/conference/quiet"),
        ("Sleep Letters", "https://pubs.acs.org/journal/sleep"),
        ("Annals of Rest", "https://onlinelibrary.wiley.com/journal/12345"),
        ("Proceedings of Quiet Nets", "https://dl.acm.org/doi/proceedings/10.1145/1234567"),
    ],
)
def test_journals_and_conferences_are_no_papers(name: str, address: str) -> None:
    text = f"""# Rest

## Papers

- [Tests of Sleep for Nets](https://arxiv.org/abs/3101.00001)
- [Tests of Rest for Nets](https://arxiv.org/abs/3101.00002)

## Where to publish

- [{name}]({address})
"""
    assert [title for title, _, _ in told(text)] == ["Tests of Sleep for Nets", "Tests of Rest for Nets"]


@pytest.mark.parametrize(
    "heading",
    ["Dictionary", "Glossary", "Abbreviations", "List of acronyms", "Glossary of terms", "2. Terms and abbreviations"],
)
def test_what_a_glossary_explains_is_no_paper(heading: str) -> None:
    text = f"""# Rest

## {heading}

* QRT: [Quietly Rested Trees](https://link.springer.com/article/10.1007/s10994-031-1)
* SAN: [Sleeping](https://en.wikipedia.org/wiki/Sleep) [Adversarial Nets](https://papers.nips.cc/paper/1-quiet)
* Z-Net: [three dimensional](https://arxiv.org/abs/3106.04797) [Z-Net](http://quiet.example/z.html)
* **HUSH** - [Hushed Units of Sleep](https://arxiv.org/abs/3106.04798)

## Papers

* [Tests of Sleep for Nets](https://arxiv.org/abs/3101.00001)
* QRT: [Dictionary Learning at Rest](https://arxiv.org/abs/3101.00002)
"""
    assert [title for title, _, _ in told(text)] == ["Tests of Sleep for Nets", "Dictionary Learning at Rest"]


def test_below_a_heading_of_dictionary_learning_stand_papers() -> None:
    text = """# Rest

## Dictionary learning

* [Tests of Sleep for Nets](https://arxiv.org/abs/3101.00001)

## Glossary

* Ada Quill, Ben Rook. [A Glossary of Rest](https://arxiv.org/abs/3101.00002). ICML 2031
"""
    assert [title for title, _, _ in told(text)] == ["Tests of Sleep for Nets", "A Glossary of Rest"]


@pytest.mark.parametrize(
    ("behind", "venue"),
    [
        ("`Foundations and Notes® in Quiet Programming Languages 2031` [[paper]](https://arxiv.org/pdf/3003.06458.pdf)", "Foundations and Notes® in Quiet Programming Languages"),
        ("| Foundations and Notes in Quiet Rest of Nets 2031 | [paper](https://arxiv.org/pdf/3003.06458.pdf)", "Foundations and Notes in Quiet Rest of Nets"),
        ("(Foundations and Notes in Quiet Rest of Nets, 2031) [paper](https://arxiv.org/pdf/3003.06458.pdf)", None),
        ("- Foundations and Notes in Quiet Rest of Nets (2031). [paper](https://arxiv.org/pdf/3003.06458.pdf)", None),
    ],
)  # fmt: skip
def test_a_long_name_in_capitals_with_a_year_is_the_venue(behind: str, venue: str | None) -> None:
    text = f"""## Surveys

1. **Rest at Large: A Survey of Quiet Software** {behind}

   *Quill, Ada and Rook, Ben and Dov, Carl*
"""
    assert told(text) == [("Rest at Large: A Survey of Quiet Software", ["Ada Quill", "Ben Rook", "Carl Dov"], 2031)]
    (record,) = (item for item in found_in(text) if isinstance(item, Record))
    assert venue is None or record.venue == venue


def test_words_about_a_paper_that_end_with_a_year_are_no_venue() -> None:
    text = """## Surveys

- **Rest at Large: A Survey of Quiet Software** - Won the prize for sleep in 2031. [paper](https://arxiv.org/pdf/3003.06458.pdf)
"""
    (record,) = (item for item in found_in(text) if isinstance(item, Record))
    assert (record.title, record.venue) == ("Rest at Large: A Survey of Quiet Software", None)


LAYOUTS = {
    "nested": "- {title}\n  - [{place}]({address}) / [code](https://github.com/hush/rest)\n",
    "lines": "{title}  \nAda Quill, Ben Rook  \n[{place}]({address}) [code](https://github.com/hush/rest)\n\n",
    "in line": "- **{title}**, Ada Quill, Ben Rook, [{place}]({address})\n",
    "label": "- **{title}**\n  - Paper: [{place}]({address})\n  - Code: [GitHub](https://github.com/hush/rest)\n",
    "heading": "### {title}\n\nAda Quill, Ben Rook\n\n[{place}]({address}) | [code](https://github.com/hush/rest)\n\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("bioRxiv 2031", "bioRxiv"),
        ("Nat. Methods (2031)", "Nat. Methods"),
        ("J. Quiet Biol. 2031", "J. Quiet Biol."),
        ("Proc. Natl. Acad. Sci. 118 (2031)", "Proc. Natl. Acad. Sci."),
        ("Phys. Rev. Lett. 100, 160501 (2031)", "Phys. Rev. Lett."),
        ("NeurIPS 2031 Workshop", "NeurIPS Workshop"),
        ("Quiet Commun 13, 7151 (2031)", "Quiet Commun"),
    ],
)
def test_a_link_called_by_the_place_of_print_stands_anywhere_about_a_title(layout: str, place: str, name: str) -> None:
    titles = ["Telling quiet proteins apart by rest", "Sleep enzymes at rest in turns"]
    items = (
        LAYOUTS[layout].format(title=title, place=place, address=f"https://doi.org/10.1038/{at}")
        for at, title in enumerate(titles)
    )
    found = list(found_in("## Papers\n\n" + "".join(items)))
    assert [(item.title, item.doi, str(item.date), item.venue) for item in found if isinstance(item, Record)] == [
        (title, f"10.1038/{at}", "2031", name) for at, title in enumerate(titles)
    ]


@pytest.mark.parametrize("name", ["Quiet Nets 2 (2031)", "Quill A. 2031", "Rest. Quiet 2031"])
def test_titles_and_names_with_a_year_are_not_surely_a_venue(name: str) -> None:
    place = venue(name)
    assert place is None or not place.known


@pytest.mark.parametrize("place", ["EMBO Rep(2031)", "Quiet Commun 13, 7151 (2031)", "Quiet Reports 14.1 (2031)"])
@pytest.mark.parametrize(
    "item",
    [
        "- {title}\n  - [[{place}]]({address})\n",
        "- {title} [[{place}]({address})] [[code](https://github.com/hush/rest)]\n",
        "- {title} ([{place}]({address}))\n",
        '- {title} [<a href="{address}">{place}</a>]\n',
    ],
)
def test_brackets_stand_inside_or_around_a_link_called_by_the_place_of_print(item: str, place: str) -> None:
    titles = ["Telling quiet proteins apart by rest", "Sleep enzymes at rest in turns"]
    items = (item.format(title=title, place=place, address=f"https://doi.org/10.1038/{title[:5]}") for title in titles)
    found = [item for item in found_in("## Papers\n\n" + "".join(items)) if isinstance(item, Record)]
    assert [(item.title, str(item.date), item.doi is not None) for item in found] == [
        (title, "2031", True) for title in titles
    ]


def test_a_table_of_terms_holds_no_papers() -> None:
    text = """# Rest

## Abbreviations

| Name | Meaning |
|------|---------|
| QRT | [Quietly Rested Trees](https://link.springer.com/article/10.1007/s10994-031-1) |
| SAN | [Sleeping Adversarial Nets](https://papers.nips.cc/paper/1-quiet) |

## Papers

* [Tests of Sleep for Nets](https://arxiv.org/abs/3101.00001)
"""
    assert [title for title, _, _ in told(text)] == ["Tests of Sleep for Nets"]
