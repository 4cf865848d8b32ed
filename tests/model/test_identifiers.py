"""DOIs, arXiv identifiers and web addresses."""

from __future__ import annotations

import pytest

from readlist.model.identifiers import (
    Arxiv,
    arxiv_link,
    doi_link,
    find_arxiv,
    find_doi,
    find_urls,
    normalize_arxiv,
    normalize_doi,
)


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("code at https://a.org/b.", ["https://a.org/b"]),
        ("see //github.com/a/b for code", ["https://github.com/a/b"]),
        ("in (github.com/a/b)", ["https://github.com/a/b"]),
        ("at www.example.org.", ["https://www.example.org"]),
        ("project page: one.github.io", ["https://one.github.io"]),
        ("at~https://a.org/~me/x", ["https://a.org/~me/x"]),
        (r"\url{https://a.org/x\_y.}", ["https://a.org/x_y"]),
        (r"\href{https://a.org/x}{https://a.org/x}", ["https://a.org/x"]),
        ("https://a.org/x{https://a.org/x}.", ["https://a.org/x"]),
        ("https://www.a.org/x{a.org/x}", ["https://a.org/x"]),
        ("[https://a.org/x](https://a.org/x)", ["https://a.org/x"]),
        ("https: //a.org/x and https:// b.org/y", ["https://a.org/x", "https://b.org/y"]),
        ("at https://github. com/a/b.", ["https://github.com/a/b"]),
        ("https://a.org/x_(y) (https://a.org/z)", ["https://a.org/x_(y)", "https://a.org/z"]),
        ("https://a.org/xhttps://b.org/y", ["https://a.org/x", "https://b.org/y"]),
        ("http://a.org/x and https://a.org/x/", ["http://a.org/x"]),
        ("Code:github.com/a/b, data:https://b.org", ["https://github.com/a/b", "https://b.org"]),
        ("“https://a.org/x”", ["https://a.org/x"]),
        ("and/or, e.g./i.e., 1.0/2.0, CIFAR-10.1/C, OpenAI.com, a//b, me@b.edu/x, node.js/x", []),
        ("reads // as a comment", []),
        ("", []),
    ],
)
def test_addresses_in_text_are_found_and_repaired(text: str, urls: list[str]) -> None:
    assert list(find_urls(text)) == urls


@pytest.mark.parametrize(
    "text", ["//a.b/" * 20_000, "https://x.y/" + ")" * 500_000, "a." * 200_000, "github.com/" * 20_000]
)
def test_hostile_text_holds_no_more_than_it_holds(text: str) -> None:
    assert all(url.startswith("https://") for url in find_urls(text))


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("doi:10.1000/abc.DEF,", "10.1000/abc.DEF"),
        ("<https://doi.org/10.1002/(SICI)1099-1255(199609)11:5<601>", "10.1002/(SICI)1099-1255(199609)11:5"),
        ("(10.1000/x)", "10.1000/x"),
        ("10.48550/arXiv.2301.00001 and 10.1000/y", "10.1000/y"),
        ("version 10.1000 / 3", None),
        ("10.1000/" + ")" * 1000, None),
    ],
)
def test_dois_in_text(text: str, doi: str | None) -> None:
    assert find_doi(text) == doi


def test_dois_compare_bare_and_in_lower_case() -> None:
    forms = ["10.1000/ABC", "doi: 10.1000/abc", "https://doi.org/10.1000/Abc", "http://dx.doi.org/10.1000%2Fabc"]
    assert {normalize_doi(form) for form in forms} == {"10.1000/abc"}
    assert normalize_doi("none") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("arXiv:2301.00001v2 [cs.LG]", Arxiv("2301.00001", 2)),
        ("https://arxiv.org/pdf/0704.0001.pdf", Arxiv("0704.0001")),
        ("https://arxiv.org/abs/math.GT/0309136v1", Arxiv("math/0309136", 1)),
        ("http://arxiv.org/abs/hep-th/9901001", Arxiv("hep-th/9901001")),
        ("arXiv:q-bio/0309001v2", Arxiv("q-bio/0309001", 2)),
        ("https://arxiv.org/abs/q-alg/9703001", Arxiv("q-alg/9703001")),
        ("10.48550/arXiv.2301.00001", Arxiv("2301.00001")),
        ("https://huggingface.co/papers/2301.00001#community", Arxiv("2301.00001")),
        ("on 2301.00001 pages", None),
        ("arXiv:2313.00001", None),
        ("arXiv:nonsense/0309136", None),
        ("https://huggingface.co/papers/date/2026-03-24", None),
    ],
)
def test_arxiv_identifiers_in_text(text: str, found: Arxiv | None) -> None:
    assert find_arxiv(text) == found


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("2301.00001", Arxiv("2301.00001")),
        (" 2301.00001v12 ", Arxiv("2301.00001", 12)),
        ("cond-mat/0001001", Arxiv("cond-mat/0001001")),
        ("arXiv:2301.00001", Arxiv("2301.00001")),
        ("2301.0000", Arxiv("2301.0000")),
        ("23.01", None),
        ("2301.000011", None),
        ("", None),
    ],
)
def test_arxiv_identifiers_in_fields(field: str, found: Arxiv | None) -> None:
    assert normalize_arxiv(field) == found


def test_links() -> None:
    assert doi_link("10.1000/abc") == "https://doi.org/10.1000/abc"
    assert arxiv_link("2301.00001", 2) == "https://arxiv.org/abs/2301.00001v2"
    assert arxiv_link("hep-th/9901001") == "https://arxiv.org/abs/hep-th/9901001"
