"""References in the styles of many disciplines and languages: what each part of one is told to be."""

from __future__ import annotations

from typing import Any

import pytest

from readlist import formats
from readlist.formats import references
from readlist.model.paper import EntryType, Record
from readlist.model.text import clean

ARTICLE, BOOK, CHAPTER = EntryType.ARTICLE, EntryType.BOOK, EntryType.CHAPTER
STYLES: dict[str, tuple[str, dict[str, Any]]] = {
    "physicists name no title": (
        "A. B. Oak, C. Elm, and D. von Ash, Rev. Mod. Phys. 74, 145 (2002), and references therein.",
        {"title": None, "authors": "A. B. Oak; C. Elm; D. von Ash", "venue": "Rev. Mod. Phys.", "volume": "74",
         "pages": "145", "year": 2002},
    ),
    "nor do they where the year stands before the pages": (
        "A. B. Oak and C. Elm, Prog. Part. Nucl. Phys. 88 (2016) 1-9",
        {"title": None, "authors": "A. B. Oak; C. Elm", "venue": "Prog. Part. Nucl. Phys.", "pages": "1-9"},
    ),
    "an identifier of old stands for a journal": (
        "A. B. Oak and C. Elm, quant-ph/0408079.",
        {"title": None, "authors": "A. B. Oak; C. Elm", "arxiv": "quant-ph/0408079",
         "entry_type": EntryType.PREPRINT},
    ),
    "brackets touch a DOI": (
        "A. Oak and C. Elm, Nucl. Phys. B 462, 249 (1996) doi:10.5555/0550-3213(96)00021-1[hep-ph/9509320]",
        {"doi": "10.5555/0550-3213(96)00021-1", "arxiv": "hep-ph/9509320"},
    ),
    "physicians name no title": (
        "Oak AB, Elm C, et al. The Herb. 2021;398(10305):1053–1064.",
        {"title": None, "authors": "A. B. Oak; C. Elm", "venue": "The Herb", "volume": "398", "number": "10305",
         "pages": "1053–1064"},
    ),
    "a study group names no title": (
        "HEDGE Research Group. New Wales Journal of Herbs. 2015;373(22):2103–2116.",
        {"title": None, "authors": "HEDGE Research Group", "venue": "New Wales Journal of Herbs"},
    ),
    "a book in emphasis is one part": (
        ("Oak, Anna, 2014, “Elms and truth”, in *Green Adventures: Essays in Honor of Carl M. Dorn*, edited by Eva Ash, "
        "London: Fern Press."),
        {"title": "Elms and truth", "venue": "Green Adventures: Essays in Honor of Carl M. Dorn", "editors": "Eva Ash"},
    ),
    "editors stand behind their book": (
        ("Oak, A. 2010. “Leaves and Links,” in Link Herbs: Models, Methods, and Meadows, P. S. Yew, J. Hay, and C. Fern "
        "(eds.), New York: Quay, pp. 337-357."),
        {"title": "Leaves and Links", "venue": "Link Herbs: Models, Methods, and Meadows", "publisher": "Quay",
         "editors": "P. S. Yew; J. Hay; C. Fern", "pages": "337-357"},
    ),
    "a colon parts volume and issue in brackets": (
        "Oak, A., and Elm, B. 2006. “Rain in Groups,” Journal of Quiet Communication (11:3), Article 3.",
        {"venue": "Journal of Quiet Communication", "volume": "11", "number": "3"},
    ),
    "a mark ends a title without authors": (
        "Oak Gateway Documentation[EB/OL]. https://docs.example.org/gateway/.",
        {"title": "Oak Gateway Documentation", "authors": ""},
    ),
    "a mark ends a title with points": (
        ("Anna Oak, Bo Elm. Quiet Rain vs. Big Rain: Making a Choice[C]. Oslo: Proceedings of the Rain Conference, "
        "2008: 805-814."),
        {"title": "Quiet Rain vs. Big Rain: Making a Choice", "authors": "Anna Oak; Bo Elm"},
    ),
    "two strokes end a title with points": (
        "Дубова Е.К., Вязов С.Н. К вопросу о модели Л.Н. Кленова // Вестник леса. 2015. Т. 15. № 2. С. 21-23.",
        {"title": "К вопросу о модели Л.Н. Кленова", "venue": "Вестник леса", "pages": "21-23"},
    ),
    "who is responsible is told before two strokes": (
        ("Дубов, И. А. Обоснование способа защиты сети от дождя [Электронный ресурс] / И. А. Дубов, А. В. Вязов // "
        "Вестник леса. — 2019. — 2(16). — С. 71—79."),
        {"title": "Обоснование способа защиты сети от дождя", "authors": "И. А. Дубов", "venue": "Вестник леса"},
    ),
    "place and house behind a title in emphasis": (
        "Roble, B. & Pino, C. (2001). *Olmo: enfoque verde.* Caracas: Encina.",
        {"title": "Olmo: enfoque verde", "venue": None, "publisher": "Encina", "entry_type": BOOK},
    ),
    "a house named as a company": (
        "Anna Oak and Bo Elm. *The system of leaves*. Fern Publishing Co., Inc., Reading, Massachusetts, 1994.",
        {"venue": None, "publisher": "Fern Publishing Co., Inc.", "entry_type": BOOK},
    ),
    "an edition tells of a book": (
        "Anna Oak and Geert Jan Elm. Quiet Noncooperative Meadow Theory. Fern for Applied Mathematics, 2nd edition, 1998.",
        {"venue": None, "publisher": "Fern for Applied Mathematics", "entry_type": BOOK},
    ),
    "the edition beside the year": (
        "Roble, Eva; Pino, Ana (2009, 2.ª ed.). *Metodología del Bosque*. Madrid: CIS.",
        {"title": "Metodología del Bosque", "year": 2009, "edition": "2.ª ed."},
    ),
    "the edition behind the title in Spanish": (
        "Roble, R., & Pino, P. (2014). Metodología del bosque (6.ª ed.). México: Encina.",
        {"title": "Metodología del bosque", "edition": "6.ª ed."},
    ),
    "the extent in French": (
        "Chêne, Régis, 1991, *Cours de forêt générale*, Paris, Gallimard, 396 p. [Bibliothèque des arbres]",
        {"title": "Cours de forêt générale", "publisher": "Gallimard", "volume": None},
    ),
    "a visit and months in Portuguese": (
        ("CARVALHO, Rogério Lima. A cidade de Olmo: contribuições para o estudo. Revista Verde, n. 32, jan./abr. 2016, "
        "p. 1-20. Disponível em: <http://revistas.example.br/28747>. Acesso em: 04 jul. 2018."),
        {"venue": "Revista Verde", "number": "32", "pages": "1-20", "year": 2016},
    ),
    "a year is no page": (
        'A. Oak, B. Elm, "Analysis of the Leaves," Indian Journal Of Herbs, 81(1), 2019, doi: 10.5555/herbs.1.',
        {"volume": "81", "number": "1", "pages": None, "year": 2019},
    ),
    "names in capitals end where the title begins": (
        "OAK, Werner; ELM, Gunther. Atlas de florestas. 1. Generalidades. De Oslo a Bergen. Madrid: Encina, 1984.",
        {"title": "Atlas de florestas", "authors": "Werner OAK; Gunther ELM"},
    ),
    "a dash ends names in capitals": (
        "CARVALHO, Eduardo Brito – A Floresta Turística. Entre o mar e a serra. Lisboa, Colibri, 1996.",
        {"authors": "Eduardo Brito CARVALHO", "year": 1996},
    ),
    "names of a book's editors in capitals": (
        "CARVALHO, Juan. Olmo y ritual. In: PINO NIETO, Jorge. Bosque y ritual en el norte. Málaga: UMA, 2002.",
        {"title": "Olmo y ritual", "venue": "Bosque y ritual en el norte", "editors": "Jorge PINO NIETO"},
    ),
    "three given names before a colon": (
        "Eiche, Georg Wilhelm Friedrich: Wissenschaft der Wälder. Frankfurt am Main: Suhrkamp, 1986.",
        {"title": "Wissenschaft der Wälder", "authors": "Georg Wilhelm Friedrich Eiche"},
    ),
    "Russian initials end where the title begins": (
        "Дуб Г., Вяз Дж., Клен А. Язык UML. Руководство. — 2-е изд. — Москва : Лес, 2018. — 496 с.",
        {"title": "Язык UML", "publisher": "Лес"},
    ),
    "a remark stands behind": (
        "[1] Niklas Oak. Waldbau[M]. Stuttgart: Teubner, 1976. (the origin of this language)",
        {"title": "Waldbau", "publisher": "Teubner", "pages": None},
    ),
    "the original stands behind": (
        "Oak Z H. Herb Learning. Beijing: Rain University Press, 2016 [周树. 机器学习. 北京: 清华大学出版社, 2016]",
        {"title": "Herb Learning", "publisher": "Rain University Press"},
    ),
    "two figures behind an acronym are the year": (
        "Oak, L., Elm, R. (1982). *Principal leaf-schemes for trees*. POPL 82.",
        {"venue": "POPL", "volume": None, "entry_type": EntryType.CONFERENCE},
    ),
    "a version of a package": (
        "Oak A & Elm H (2016). PoisOak: Generation of Herbs. R package version 1.1. https://cran.example/PoisOak",
        {"title": "PoisOak: Generation of Herbs", "venue": None, "volume": None},
    ),
    "a house and its place": (
        "Oak, R. E. and Elm, F. (1981). *Quiet Theory of Reliable Herbs*. SIAM, Philadelphia.",
        {"title": "Quiet Theory of Reliable Herbs", "publisher": "SIAM", "venue": None, "entry_type": BOOK},
    ),
    "a book of several volumes": (
        "Oak, Anna / Carl de La Fern (1838), *Manuel complet des forêts*, Bd. 2, Paris: Roret.",
        {"volume": "2", "publisher": "Roret", "venue": None, "entry_type": BOOK},
    ),
    "a thesis in German": (
        "Eiche, Volkhardt (1991), *Die Lehre des Waldes im Unterricht*, Diplomarbeit, Hochschule für Wald Hamburg.",
        {"venue": "Hochschule für Wald Hamburg", "entry_type": EntryType.MASTERS_THESIS},
    ),
    "a book of the same author": (
        "Eiche, Hugo (1901a), „Waldische Logik“, in: ders. *Präludien und Studien III*, Leipzig: Birke, 1–22.",
        {"title": "Waldische Logik", "venue": "Präludien und Studien III", "pages": "1–22"},
    ),
    "a day behind the venue": (
        "Oak, B. (2022) ‘Don’t let warm banks become vital, charities urge’, *The Fernian*, 12 October.",
        {"venue": "The Fernian", "volume": None, "date": "2022-10-12"},
    ),
    "a day in brackets": (
        'Oak, Steve (25 January 2018). "The Origins of Rain". rain.example. Retrieved 6 May 2019.',
        {"title": "The Origins of Rain", "authors": "Steve Oak", "date": "2018-01-25"},
    ),
    "pages within articles": (
        "Anna Oak, Bo Elm. Classifying convex leaves. In 37th Symposium on Leaves (SoL 2021), pages 3:1--3:16, 2021.",
        {"pages": "3:1–3:16", "volume": None},
    ),
    "the number of an article stands for pages": (
        'Oak, C.J. et al. (2019). "New tolerance of leaves." *Sci. Herbs* 5, eaav0693.',
        {"volume": "5", "pages": "eaav0693"},
    ),
    "the number of an article stands alone": (
        'Oak, X. et al. (2025). "Stepwise Screening of Leaves." *Adv. Herb Mater.* 2502026.',
        {"venue": "Adv. Herb Mater.", "volume": None, "pages": "2502026"},
    ),
    "blanks that were lost in copying": (
        ("Henry Oak and Anna Elm. 2007.A review of quiet leaves. InProceedings of the Workshop on Rain: The Next "
        "Drop, volume 5, pages 1–6."),
        {"title": "A review of quiet leaves", "venue": "Proceedings of the Workshop on Rain: The Next Drop"},
    ),
    "a thesis without a title": (
        "Oak, D. H. 1985, PhD thesis, Rain Univ., Berkeley.",
        {"title": None, "year": 1985, "entry_type": EntryType.THESIS},
    ),
    "links of Markdown": (
        ("Oak, M. D., 2016, The Fern Journal, 833, 74, DOI: [10.5555/1538/833/1/74](https://doi.org/10.5555/1538/833/1/74) "
        "([ADS](https://ads.example/abs/2016))"),
        {"title": None, "venue": "The Fern Journal", "volume": "833", "pages": "74", "doi": "10.5555/1538/833/1/74",
         "url": "https://ads.example/abs/2016"},
    ),
    "a junior physicist": (
        "V. C. Oak, N. Elm, and W. K. Fern, Jr., Astrophys. J. 225, L107 (1978)",
        {"title": None, "authors": "V. C. Oak; N. Elm; W. K. Fern Jr.", "pages": "L107"},
    ),
    "a series and its number": (
        "R. Oak, Algebraic trees. Graduate Texts in Math. 52, Springer, 1977.",
        {"title": "Algebraic trees", "pages": None, "publisher": "Springer", "entry_type": BOOK},
    ),
    "a house in brackets behind its place": (
        "B. L. van der Oak, Moderne Algebra, vol. II, Berlin (Springer), 1931.",
        {"title": "Moderne Algebra", "volume": "II", "publisher": "Springer", "venue": None},
    ),
    "others in emphasis are no title": (
        "Ash, G., *et al.* (2020). *The limited power of leaves*. Angew. Herb. Int. Ed. 59, 7569–7573.",
        {"title": "The limited power of leaves", "authors_complete": False, "pages": "7569–7573"},
    ),
    "a number behind the volume is a page where the year follows it": (
        "Ash et al., *Leaves lifting the valley*, Nat. Herbs **13**, 7730 (2022), arXiv:2112.09606.",
        {"title": "Leaves lifting the valley", "volume": "13", "number": None, "pages": "7730"},
    ),
    "a preprint of physicians": (
        "Oak S, Elm A. Herb Fusion via Meadows. arXiv; 2017. ArXiv:1704.06084 [cs, stat].",
        {"title": "Herb Fusion via Meadows", "publisher": None, "entry_type": EntryType.PREPRINT},
    ),
    "a preprint of astronomers": (
        "Oak, D. P., & Elm, M. 2013, arXiv e-prints, arXiv:1312.6114",
        {"title": None, "arxiv": "1312.6114", "entry_type": EntryType.PREPRINT},
    ),
}  # fmt: skip


def told(text: str, field: str) -> Any:
    (record,) = (
        item for item in references.read(clean(f"[1] {text}"), formats.NO_EVIDENCE) if isinstance(item, Record)
    )
    if field in {"authors", "editors"}:
        return "; ".join(name.display for name in getattr(record, field))
    if field == "date":
        return str(record.date)
    if field == "edition":
        return record.extra.get("edition")
    return getattr(record, field)


@pytest.mark.parametrize("style", STYLES)
def test_the_parts_of_a_reference_are_told(style: str) -> None:
    text, expected = STYLES[style]
    assert {field: told(text, field) for field in expected} == expected
