from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.model.latex import decode, encode
from readlist.model.residue import plain
from readlist.model.text import clean
from tests.examples import tried
from tests.pace import grows_evenly

HOSTILE = st.text(alphabet=st.sampled_from("\\{}%&$#_~^<>-`'\"@,=() \nabIΔé李–—“”‘’\u0301"))
FRAGMENTS = st.lists(
    st.sampled_from([
        r"\emph", r"\em ", r"{\em ", "{", "}", "\\", r"\%", r"\'e", r"\"u", r"\v{c}", "$x$", "$", "$<$", r"\alpha", "~",
        "``", "''", "(cid:173)", "(cid:12)", r"\eg", r"\cite{", r"\ss", "--", " ", "word", "A", "1", "\n\n", "-",
        r"\textbackslash", r"\ensuremath{\beta}", r"\char" + '"41', "@article{", r"\footnote", r"\href{a}{b}",
        "GPT-4", "Erdős", "Nguyễn", "李飞飞", "עברית", "😀", "ΔF508", "50%", "A&B", r"$O(n \log n)$", "$5", "<EOS>", "C:\\new", "''",
        "\n@comment{", "\u200b", "\u202e", "\x1b[31m", "\u00a0", "—", "“q”", "\r\n", "https://x.org/a_b?c=50%25#~d",
    ])
).map("".join)  # fmt: skip
ANY = st.text() | HOSTILE | FRAGMENTS


def settled(text: str) -> str:
    """What a reader keeps of a text: composed, without control characters, blanks single, paragraphs parted."""
    paragraphs = re.split(r"\n[^\S\n]*\n\s*", clean(text).replace("\u00a0", " "))
    return "\n\n".join(filter(None, (" ".join(paragraph.split()) for paragraph in paragraphs)))


def balance(value: str) -> list[int]:
    depths, depth = [], 0
    for sign in value:
        depth += (sign == "{") - (sign == "}")
        depths.append(depth)
    return depths or [0]


@tried(1500)
@given(text=ANY, ascii=st.booleans(), protect=st.booleans())
def test_what_is_written_reads_back_and_stays_in_its_field(text: str, ascii: bool, protect: bool) -> None:  # noqa: A002
    text = settled(text)
    value = encode(text, ascii=ascii, protect=protect)
    assert decode(value) == text
    assert value.isascii() or not ascii
    assert min(balance(value)) == balance(value)[-1] == 0
    assert (len(value) - len(value.rstrip("\\"))) % 2 == 0


def test_every_latin_letter_survives_ascii() -> None:
    letters = [chr(code) for code in range(0xC0, 0x1F00) if unicodedata.name(chr(code), "").startswith("LATIN ")]
    for letter in letters:
        value = encode(f"a{letter}b", ascii=True)
        assert value.isascii()
        assert decode(value) == unicodedata.normalize("NFC", f"a{letter}b")
    assert len(letters) > 800


@tried(1000)
@given(text=ANY)
def test_plain_is_idempotent(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(text=st.text(alphabet=st.characters(exclude_characters="\\(~`'$")))
def test_plain_keeps_all_letters_of_a_text_without_commands(text: str) -> None:
    assert re.sub(r"[{}]", "", plain(text)) == re.sub(r"[{}]", "", text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50% faster", r"50\% faster"),
        ("A&B, C#, a_b", r"A\&B, C\#, a\_b"),
        ("only $5", r"only \$5"),
        ("$5 and $6", r"\$5 and \$6"),
        ("$5-$6", r"\$5-\$6"),
        ("an <EOS> token", r"an $<$EOS$>$ token"),
        ("x < 5 & costs $3", r"x {\textless} 5 \& costs \$3"),
        ("{x}", r"\{x\}"),
        ("an { alone", r"an {\textbraceleft} alone"),
        ("}{", r"{\textbraceright}{\textbraceleft}"),
        ("ends with \\", r"ends with {\textbackslash}"),
        (r"C:\new", r"C:{\textbackslash}new"),
        ("~/data, 2^n", r"{\textasciitilde}/data, 2{\textasciicircum}n"),
        ('"quoted" and “curly”', '"quoted" and “curly”'),
        ("--flag", "-{}-flag"),
        ("`code` and ``x''", "`code` and `{}`x'{}'"),
        (r"$O(n \log n)$ time", r"$O(n \log n)$ time"),
        ("$x broken", r"\$x broken"),
        ("$x% y$", r"\$x\% y\$"),
        (r"$\left( x$", r"\${\textbackslash}left( x\$"),
        ("$x_$", r"\$x\_\$"),
        ("$5$ of $n$", "$5$ of $n$"),
        ("ε, α-ReLU, ×, ², 李飞飞 😀", "ε, α-ReLU, ×, ², 李飞飞 😀"),
        ("no\u00a0break", "no break"),
        ("a line\n@article{fake,", "a line\n{@}article{\\textbraceleft}fake,"),
    ],
)
def test_values_in_utf8(text: str, value: str) -> None:
    assert encode(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Łukasz Erdős", r"{\L}ukasz Erd{\H o}s"),
        ("Đoković, Ångström, Þór, ß, İ", r"{\DJ}okovi{\'c}, {\r A}ngstr{\"o}m, {\TH}{\'o}r, {\ss}, {\.I}"),
        ("Nguyễn, í", r"Nguy{\~{\^e}}n, {\'i}"),
        ("“a” – b — c’s", r"``a'' -- b --- c{\textquoteright}s"),
        ("α-divergence × $β_1$", r"\ensuremath{\alpha}-divergence \ensuremath{\times} $\ensuremath{\beta}_1$"),
        ("$f''--g$ – é", "$f''--g$ -- {\\'e}"),
        ("–-—’'“`", "--{}-{}---{\\textquoteright}{}'``{}`"),
        ("ῠ", r'{\char"1FE0}'),
        ("金", r'{\char"91D1}'),
    ],
)
def test_values_in_ascii(text: str, value: str) -> None:
    assert encode(text, ascii=True) == value
    assert decode(value) == text


@pytest.mark.parametrize(
    "danger", [r"\write18{ls}", r"\input{x}", r"\openout1", r"\catcode`\%=12", r"\def\a{b}", "^^5c"]
)
def test_no_command_that_acts_is_passed_on(danger: str) -> None:
    for text in (danger, f"${danger}$", f"$x + {danger} y$"):
        assert set(re.findall(r"\\[A-Za-z]+|\^\^", encode(text))) <= {
            r"\textbackslash", r"\textasciicircum", r"\textasciitilde",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("GPT-4 and ImageNet", "{GPT-4} and {ImageNet}"),
        ("DINOv2, U-Net, BERT, 3D, mRNA", "{DINOv2}, {U-Net}, {BERT}, {3D}, {mRNA}"),
        ("BERT’s cousins: A study", "{BERT}’s cousins: A study"),
        ("State-of-the-Art Pre-Training", "State-of-the-Art Pre-Training"),
        ("C# and A&B", r"{C\#} and {A\&B}"),
        ("A Vision-LLM (CLIP)", "A {Vision-LLM} ({CLIP})"),
        ("ALL WORDS ARE CAPITALS", "ALL WORDS ARE CAPITALS"),
        ("DEEP NETS", "{DEEP} {NETS}"),
        ("Sorting in $O(n)$", "Sorting in {$O(n)$}"),
        ("node2vec and friends", "node2vec and friends"),
    ],
)
def test_words_with_capitals_of_their_own_are_protected(title: str, value: str) -> None:
    assert encode(title, protect=True) == value
    assert decode(value) == title


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"\'e \'{e} {\'e} {\'{e}} \'\i {\'{\i}}", "é é é é íí"),
        (r"\v{c} {\v c} \v c \c{c} \H{o} \r{a} \k{a} \u{g} \d{a} \b{a} \.z \=a", "č č č ç ő å ą ğ ạ a\u0331 ż ā"),
        (
            r"\~n \^o \`u {\"u} \"{u} {\aa} \AA\ {\ss}x \ae\ {\oe} \o{} {\L}uk {\dj} {\th}",
            "ñ ô ù ü ü å Å ßx æ œ ø Łuk đ þ",
        ),
        (r"{\~{\^e}}, \'{\^{e}}", "ễ, ế"),
        (r"5\% \& \# \_ \$ \{x\}", "5% & # _ $ {x}"),
        (r"``a'' `b' -- c --- d\ldots", "“a” `b' – c — d…"),
        (r"Fig.~3,\,mm\-more \slash", "Fig. 3, mmmore /"),
        (r"{GPT}-4 {\textit{in} {\bf bold}} \emph{x}", "GPT-4 in bold x"),
        (r"$x^{2} \$$ and $<$", "$x^{2} \\$$ and <"),
        (r"\unknown{arg} and \other text", r"\unknown arg and \other text"),
        (r"\href{https://example.org}{here}", "https://example.org here"),
        (r"The \LaTeX\ book, {\BibTeX}ing \(x^{2} \)", "The LaTeX book, BibTeXing $x^{2}$"),
        ("two\n  lines\n\n\n  next", "two lines\n\nnext"),
        (r"\alpha{} particle, \textless tag", "α particle, <tag"),
        (r"\'1 \^{} \char" + '"FFFFFF', r"\'1 ^ \char" + '"FFFFFF'),
    ],
)
def test_values_of_other_programs_are_read(value: str, text: str) -> None:
    assert decode(value) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r"we use {\em paired frames} and \emph{x {\it y} z}", "we use paired frames and x y z"),
        (r"models (\eg BERT), \ie, others \etal.", "models (e.g. BERT), i.e., others et al."),
        (r"shown by \citet{rossi2021maps}~\cite[p.~3]{ng}", "shown by [rossi2021maps] [ng]"),
        (r"code at \faGithub~ https://example.org/~me/x", "code at https://example.org/~me/x"),
        ("the ``target model''s and ''mild'' ones, 5'' wide", "the “target model”s and “mild” ones, 5'' wide"),
        (r"Rossi et al\. In \' A {\c c}", r"Rossi et al\. In ' A ç"),
        (r"7.5\% \& a\_b \#1 \$5", "7.5% & a_b #1 $5"),
        (r"Fr\'{e}chet, G\"odel, {\'E}va, Erd\H{o}s, Mar\'\i a", "Fréchet, Gödel, Éva, Erdős, María"),
        (r"we\'ll see Cohen\'s \"open\" case", "we'll see Cohen's \"open\" case"),
        ("ar(cid:173) tificial e(cid:14)cient classi(cid:12)cation", "artificial efficient classification"),
        (
            "e.g.,~SVD, Net~rossi2021, over~-- then~(a), at~https://x.org",
            "e.g., SVD, Net rossi2021, over -- then (a), at https://x.org",
        ),
        ("about ~97%, 10~20, x~N(0,1)", "about ~97%, 10~20, x~N(0,1)"),
        (r"the ({PLM}) of {'a', 'b'} and MP_{+} in O(\alpha)", "the (PLM) of {'a', 'b'} and MP_{+} in O(α)"),
        (r"$\emph{x}$ and $\alpha~\beta$", r"$\emph{x}$ and $\alpha~\beta$"),
        (r"the \overnet network of C:\new\files", r"the \overnet network of C:\new\files"),
        (r"at \url{https://a.org/x} or \href{https://b.org}{there}", "at https://a.org/x or there (https://b.org)"),
        (r"a claim\footnote{in {\em part}} here", "a claim (in part) here"),
        (r"an {\em unclosed group", "an unclosed group"),
        (r"\textbf{L}oop\textbf{L}ess Polyak-\L{}ojasiewicz", "LoopLess Polyak-Łojasiewicz"),
        (r"using \LaTeX and \TeX{}s", "using LaTeX and TeXs"),
        ("$<$tag$>$ <EOS>", "<tag> <EOS>"),
    ],
)
def test_residue_is_tidied(text: str, read: str) -> None:
    assert plain(text) == read


@pytest.mark.parametrize("unit", ["{\\em ", "\\'{", "$a ", "``", "\\emph{", "~a", "{", "\\ ", "a''", "\\v {"])
def test_p10_time_grows_with_the_text_only(unit: str) -> None:
    def act(count: int) -> None:
        text = unit * count
        plain(text), decode(text), encode(text)

    assert grows_evenly(act, 4_000, 40_000, times=40, least=0.005)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"Lamps\ElsevierGlyph{2014}and oil", "Lamps—and oil"),
        (r"\ElsevierGlyph{D800}", r"\ElsevierGlyph D800"),
        (r"\mkbibacro{NASA} and \mkbibquote{lamps}", "NASA and “lamps”"),
        (r"On \begin{em}oil\end{em} and \begin{it}{wax}\end{it}", "On oil and wax"),
    ],
)
def test_commands_of_publishers_and_styles(value: str, text: str) -> None:
    assert decode(value).replace("{", " ").replace("}", "") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"On \enquote{Old \emph{Lamps}} of {Ulm}", "On “Old Lamps” of Ulm"),
        (r"\enquote*{a} and \enquote{b", "“a” and b"),
        ("On ''Lamps'' and ``oil''", "On “Lamps” and “oil”"),
        ("a ''Lamp''", "a “Lamp”"),
        (r"\verb|ftp://e.org/a_b--c| and \verb+x", r"ftp://e.org/a_b--c and \verb+x"),
        (r"Extracts from \cite[p.~3]{ek:2001}.", "Extracts from [ek:2001]."),
        (r"See \url{https://e.org/~a/b--c}", "See https://e.org/~a/b--c"),
        ("See \\url{https://e.org/\n  a\\_b}", "See https://e.org/a_b"),
        ('Birkh{"a}user and {"A} "{B}"', 'Birkhäuser and Ä "B"'),
        (r"In \LaTeX and \LaTeXe in 157 minutes, \TeX.", "In LaTeX and LaTeX2e in 157 minutes, TeX."),
        (r"{\BibTeX ing} with \pkg{lamps} in \proglang{R}", "BibTeXing with lamps in R"),
        ("of ~5 lamps (~7) and fig.~3", "of ~5 lamps (~7) and fig. 3"),
    ],
)
def test_what_people_write_in_running_text(value: str, text: str) -> None:
    assert decode(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"Glass of $\rm CaF_2$", "Glass of CaF₂"),
        (r"$\rm \gamma-Al_2O_3$", "γ-Al₂O₃"),
        (r"A${}^*$ at 5$\,^{\circ}$", "A* at 5°"),
        (r"$\pi p \to \pi\pi N$", "πp → ππN"),
        (r"$x\to y$", "x→y"),
        (r"Lamps$:$ a review", "Lamps: a review"),
        (r"$pi^(plus.minus)$", r"$pi^(plus.minus)$"),
    ],
)
def test_formulas_in_characters(value: str, text: str) -> None:
    assert decode(value, formulas=True) == text
