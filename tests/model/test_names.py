from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.model.names import Name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Ng", Name("Ng", "Ana")),
        ("  Ana   Maria Ng ", Name("Ng", "Ana Maria")),
        ("Ng, Ana Maria", Name("Ng", "Ana Maria")),
        ("Laurens van der Maaten", Name("Maaten", "Laurens", "van der")),
        ("van der Maaten, Laurens", Name("Maaten", "Laurens", "van der")),
        ("Charles de la Vallée Poussin", Name("Vallée Poussin", "Charles", "de la")),
        ("de Freitas", Name("Freitas", "", "de")),
        ("Hugo Van den Bosch", Name("Van den Bosch", "Hugo")),
        ("Carlo Da Riva Alta", Name("Da Riva Alta", "Carlo")),
        ("Da Li", Name("Li", "Da")),
        ("Hien Van Nguyen", Name("Nguyen", "Hien Van")),
        ("Manuel Montes y Gómez", Name("Montes y Gómez", "Manuel")),
        ("Sabine Schulte im Walde", Name("Schulte im Walde", "Sabine")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", "", "Jr.")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", "", "Jr.")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", "", "Jr.")),
        ("Martin Luther King, Jr.", Name("King", "Martin Luther", "", "Jr.")),
        ("von Hicks, III, Michael", Name("Hicks", "Michael", "von", "III")),
        ("Vaibhav", Name(literal="Vaibhav")),
        ("李飞飞", Name(literal="李飞飞")),
        ("静木 純一", Name("静木", "純一")),
        ("小明 王", Name("王", "小明")),
        ("藤田 恵", Name("藤田", "恵")),
        ("김 철수", Name("김", "철수")),
        ("ジョン スミス", Name("スミス", "ジョン")),
        ("The ATLAS Collaboration", Name(literal="The ATLAS Collaboration")),
        ("Example, Inc.", Name(literal="Example, Inc.")),
        ("Ng, Rossi, Smith, Silva", Name(literal="Ng, Rossi, Smith, Silva")),
        ("Ana Ng, Ben Rossi, Carla Smith", Name(literal="Ana Ng, Ben Rossi, Carla Smith")),
        (", Jr.", Name(literal="Jr.")),
        (", ,", Name()),
        ("", Name()),
    ],
)
def test_names_are_taken_apart(text: str, name: Name) -> None:
    assert Name.parse(text) == name


def test_display_and_short_form() -> None:
    name = Name("King", "Martin Luther", "de", "Jr.")
    assert name.display == "Martin Luther de King Jr."
    assert name.short == "de King"
    assert Name(literal="Vaibhav").display == Name(literal="Vaibhav").short == "Vaibhav"


@given(
    st.lists(
        st.sampled_from(["Ana", "van", "de", "Le", "Ng", "y", "Jr.", "II", "bin", "O’Neil-Ross", "李"]), min_size=1
    )
)
def test_no_word_of_a_spoken_name_is_lost(words: list[str]) -> None:
    name = Name.parse(" ".join(words))
    assert name.display == " ".join(words)
    assert Name.parse(name.display) == name


@given(st.text() | st.lists(st.sampled_from(["Ana", ",", ", ", " ", "Jr.", "van", "II"])).map("".join))
def test_any_text_is_a_name(text: str) -> None:
    assert all(part == " ".join(part.split()) for part in Name.parse(text))
