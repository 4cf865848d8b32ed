"""References to journals as authors write them for arXiv: what is understood is parted, anything else stays whole."""

from __future__ import annotations

import pytest

from readlist.formats._journal_reference import Published, published
from tests.pace import assert_linear

PARTED = {
    "Rev.Tidal.Dyn.D41:013777,2011": ("Rev.Tidal.Dyn.D", "41", "", "013777"),
    "JTID 0711:042,2007": ("JTID", "0711", "", "042"),
    "Rev. Tidal B 55, 195777 (2011)": ("Rev. Tidal B", "55", "", "195777"),
    "J. Tides: Shallow Water 12 (2009) 055777": ("J. Tides: Shallow Water", "12", "", "055777"),
    "J. Tides A: Mar. Theor. 40 No 7 (12 October 2011) 715-733": ("J. Tides A: Mar. Theor.", "40", "7", "715-733"),
    "Annals of Ebb 2012, Vol. 8, No. 3, 26-58": ("Annals of Ebb", "8", "3", "26-58"),
    "Comm. Ebb. 84 (2009), No. 2, pp. 59--96.": ("Comm. Ebb.", "84", "2", "59--96"),
    "Transactions on Ebb ( Volume: 65 , Issue: 4 , April 2019 )": ("Transactions on Ebb", "65", "4", ""),
    "Ebb, Flow and Foam, 35(2):e77, 2021": ("Ebb, Flow and Foam", "35", "2", "e77"),
    "Tidal Access, vol. 8, pp. 12-60, 2020, doi: 10.1000/tide.8": ("Tidal Access", "8", "", "12-60"),
    "2022 Conference on Ebb (CoE), 2022, pp. 6-33": ("2022 Conference on Ebb (CoE)", "", "", "6-33"),
    "J. Tides (2007) P05012": ("J. Tides", "", "", "P05012"),
    "TIDE 3 (2007), 055, 12 pages": ("TIDE", "3", "", "055"),
    "CoE 2019, 12-20": ("CoE 2019", "", "", "12-20"),
    "Tides 2019, 22(1), 45": ("Tides", "22", "1", "45"),
    "ETCS 35, 2010, pp. 1-16": ("ETCS", "35", "", "1-16"),
    "Rev.Tidal. D9 (2019) no.3, 034012": ("Rev.Tidal. D", "9", "3", "034012"),
    "Rev.Tidal.D7:034,2008; Erratum-ibid.D8:039,2008": ("Rev.Tidal.D", "7", "", "034"),
    "Tides. 2007 Jun 1;23(11):1396-7": ("Tides.", "23", "11", "1396-7"),
    "Advances in Ebb Systems 30 (2017)": ("Advances in Ebb Systems", "30", "", ""),
    r"Z. f\"ur Ebbe 5 (2001) 9": ("Z. für Ebbe", "5", "", "9"),
}
WHOLE = (
    "Conference on Ebb (CoE) 2019",
    "CoE '07, Lisbon, May 20-26, 2007",
    "Workshop on Ebb, 12-14 June 2007",
    "Ebb Letters A, 12 pages",
    "Technical Report 1234, Tidal Institute 2005",
    "eTide C1304143",
    "Working Paper 2007-12",
    "Vol. 5, 2009",
)


@pytest.mark.parametrize("told", PARTED)
def test_what_is_understood_is_parted(told: str) -> None:
    assert published(told) == Published(*PARTED[told])


@pytest.mark.parametrize("told", WHOLE)
def test_anything_else_is_all_venue(told: str) -> None:
    assert published(told) == Published(told)


def test_the_paper_itself_is_no_part_of_where_it_was_published() -> None:
    told = 'A. Bee, "Why the Tide is Late Again," in Journal of Ebb, 1(2):15, 2007.'
    place = Published("Journal of Ebb", "1", "2", "15")
    assert published(told, "Why the Tide is Late Again") == place
    assert (
        published("A. Bee. Why the tide is late again. Journal of Ebb 1(2):15", "Why the Tide is Late Again") == place
    )


@pytest.mark.parametrize("piece", ["12 ", "Jan ", "vol. ", "1-", "(2)", "2001 ", ";", "a1"])
def test_time_grows_with_the_length(piece: str) -> None:
    assert_linear(lambda size: published(piece * (size // 4)), piece)
