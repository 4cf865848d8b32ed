"""Citation keys by style and by pattern."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import ConfigError
from readlist.model import citekey
from readlist.model.dates import PartialDate
from readlist.model.keypattern import FIELDS, SCHOLAR, STYLES, key_maker
from readlist.model.names import Name
from readlist.model.paper import Record

MAPS = Record(
    title="All the Maps Are Wrong: a Survey",
    authors=(Name.parse("Ashild Østergård"), Name.parse("Bo Li"), Name.parse("The Atlas Collaboration")),
    editors=(Name.parse("Ann Rey"),),
    date=PartialDate(2009, 3, 4),
    venue="Annals of Rain",
    doi="10.1000/x(1)",
    arxiv="math/0309136",
    pages="e17–e20",
)


@pytest.mark.parametrize(
    ("style", "key"),
    [
        ("scholar", "ostergard2009maps"),
        ("bbt", "ostergardAllMapsAre2009"),
        ("jabref", "Ostergard2009"),
        ("zotero", "ostergard_all_2009"),
        ("arxiv", "math/0309136"),
    ],
)
def test_the_known_styles(style: str, key: str) -> None:
    assert key_maker(style)(MAPS) == key


def test_the_known_styles_give_the_keys_that_their_programs_give() -> None:
    record = Record(
        title="Attention Is All You Need",
        authors=(Name.parse("Ashish Vaswani"), Name.parse("Noam Shazeer")),
        date=PartialDate(2017, 6, 12),
        arxiv="1706.03762",
    )
    assert {style: key_maker(style)(record) for style in (SCHOLAR, *STYLES)} == {
        "scholar": "vaswani2017attention",
        "bbt": "vaswaniAttentionAllYou2017",
        "jabref": "Vaswani2017",
        "zotero": "vaswani_attention_2017",
        "arxiv": "1706.03762",
    }


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{auth}{auths:2}", "OstergardOstergardLi"),
        ("{auths:1l:lower}{yy}", "ola09"),
        ("{auths:+}.{year}", "Ostergard+Li+AtlasCollaboration.2009"),
        ("{editor:upper}/{page}", "REY/e17"),
        ("{venue}{month}", "AR03"),
        ("{doi}", "10.1000/x1"),
        ("x:{shorttitle:2:camel}", "x:allMaps"),
        ("{title:-:lower}", "maps-wrong-survey"),
        (" {auth} ".strip(), "Ostergard"),
        ("{ auth | year }", "Ostergard"),
    ],
)
def test_patterns(pattern: str, key: str) -> None:
    assert key_maker(pattern)(MAPS) == key


@pytest.mark.parametrize(
    ("style", "record", "key"),
    [
        ("zotero", Record(title="Maps", date=PartialDate(2020)), "maps_2020"),
        ("zotero", Record(title="Maps", authors=(Name.parse("Ana van der Berg"),)), "van_der_berg_maps"),
        ("jabref", Record(title="the maps", date=PartialDate(2020)), "Maps2020"),
        ("jabref", Record(title="x", editors=(Name.parse("Ann Rey"),)), "Rey"),
        ("arxiv", Record(title="Maps", authors=(Name.parse("Ann Rey"),)), "reymaps"),
        ("bbt", Record(title="学习", authors=(Name.parse("李 飞飞"),), date=PartialDate(2020), arxiv="2001.00001"), "2001.00001"),
        ("bbt", Record(title="学习", date=PartialDate(2020)), "paper2020"),
        ("{auth:lower}--{month}-{title:1}", Record(title="Maps", authors=(Name.parse("Ann Rey"),)), "rey-Maps"),
        ("-{auth}", Record(title="Maps", authors=(Name.parse("Ann Rey"),)), "Rey"),
    ],
)  # fmt: skip
def test_what_is_not_known_leaves_no_trace(style: str, record: Record, key: str) -> None:
    assert key_maker(style)(record) == key


@pytest.mark.parametrize(
    "style",
    ["", "google", "{year}", "{auth", "auth}", "{author}", "{auth:}", "{auth:loud}", "{auth:100}", "{auth:2l3}", "{}",
     "{auth} {year}", "{auth},", "ü{auth}", "{auth|}", "{{auth}}"],
)  # fmt: skip
def test_what_is_no_style_is_told_with_what_is(style: str) -> None:
    with pytest.raises(ConfigError) as caught:
        key_maker(style)
    assert caught.value.hint


TEXTS = st.none() | st.text(max_size=30)
NAMES = st.lists(st.builds(Name, st.text(max_size=9), st.text(max_size=9), st.text(max_size=5)), max_size=2).map(tuple)
RECORDS = st.builds(
    Record,
    title=TEXTS,
    authors=NAMES,
    editors=NAMES,
    venue=TEXTS,
    doi=TEXTS,
    arxiv=TEXTS,
    pages=TEXTS,
    date=st.none() | st.just(PartialDate(2020, 2)),
)
PATTERNS = st.lists(
    st.sampled_from(
        ["-", "x", ":", *(f"{{{field}{rest}}}" for field in FIELDS for rest in ("", ":2l:_", ":camel|title:1"))]
    ),
    max_size=5,
).map(lambda parts: "".join((*parts, "{auth}")))


@given(RECORDS, PATTERNS | st.sampled_from([SCHOLAR, *STYLES]))
def test_every_record_gets_a_legal_key_in_every_style(record: Record, style: str) -> None:
    assert citekey.is_valid(key_maker(style)(record))
