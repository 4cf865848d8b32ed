"""How people and programs write BibTeX where the notation leaves it open, or where they do not keep to it."""

from __future__ import annotations

import pytest

from readlist.formats._bibtex.names import people
from readlist.model.names import Name


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("family=Ek, given=Bo, given-i={{B}}, useprefix=true", [Name("Ek", "Bo")]),
        ("given-i=B, prefix=van, family-i={v E}, family=Ek, given=Bo", [Name("Ek", "Bo", "van")]),
        ("Ek Jr, Bo A and Dorn, Carl", [Name("Ek", "Bo A", suffix="Jr"), Name("Dorn", "Carl")]),
        ("Ek, B. A. Jr. and Dorn, Carl", [Name("Ek", "B. A.", suffix="Jr."), Name("Dorn", "Carl")]),
        ("Ek{,} Jr., Bo and Bo {Dorn III}", [Name("Ek", "Bo", suffix="Jr."), Name("Dorn", "Bo", suffix="III")]),
        ("Ek, II and Dorn, C", [Name("Ek", "II"), Name("Dorn", "C")]),
        ("Anna B. Berg, Carl Dorn", [Name("Berg", "Anna B."), Name("Dorn", "Carl")]),
        ("Anna Berg, Carl D. Dorn", [Name("Berg", "Anna"), Name("Dorn", "Carl D.")]),
        ("Berg Dorn, Carl D.", [Name("Berg Dorn", "Carl D.")]),
        ("Berg Dorn, C. Dan", [Name("Berg Dorn", "C. Dan")]),
        ("А.Б.Ежова and C.Dorn", [Name("Ежова", "А.Б."), Name("Dorn", "C.")]),
        ("lamps.example.org", [Name(literal="lamps.example.org")]),
        ("Team, Lamp Core and Dorn, Carl", [Name(literal="Lamp Core Team"), Name("Dorn", "Carl")]),
        ("Consortium, the LAMP", [Name(literal="the LAMP Consortium")]),
        ("Collaboration, LAMP", [Name(literal="LAMP Collaboration")]),
    ],
)
def test_names(written: str, names: list[Name]) -> None:
    assert people(written) == (tuple(names), True)


@pytest.mark.parametrize(
    "written",
    [
        "Berg, Anna and al.",
        "Anna Berg, u.a.",
        "Berg, Anna u. a.",
        "Berg, Anna и др.",
        "Berg, Anna and m.fl.",
        "Berg, Anna and 等",
        "Anna Berg y otros",
        "Anna Berg ve ark.",
    ],
)
def test_a_list_of_names_goes_on_in_any_language(written: str) -> None:
    assert people(written) == ((Name("Berg", "Anna"),), False)
