r"""What LaTeX commands stand for: accents, letters, signs, Greek, and the commands that formulas may use.

The meanings are those of the LaTeX kernel, textcomp, amsmath and amssymb, with the characters that the
unicode-math package assigns to them.
"""

from __future__ import annotations

import unicodedata

# Accent command → combining character (Unicode chapter "Combining Diacritical Marks").
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c", "G": "\u030f", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
    # The names that mathematical databases and fonts add.
    "ocirc": "\u030a", "polhk": "\u0328", "udot": "\u0323", "textcommabelow": "\u0326", "textogonekcentered": "\u0328",
}  # fmt: skip

_DOTLESS = {"ı": "i", "ȷ": "j"}


def accented(accent: str, text: str) -> str:
    """The text with an accent, named by its command, on the first letter.

    >>> accented("v", "c"), accented("'", "ı")
    ('č', 'í')
    """
    if not text:
        return "" if accent.isalpha() else accent
    first = _DOTLESS.get(text[0], text[0])
    return unicodedata.normalize("NFC", first + ACCENTS[accent]) + text[1:]


def _table(rows: str) -> dict[str, str]:
    """The pairs of a text like "ss ß ae æ", several names for one character parted by commas."""
    words = rows.split()
    return {name: sign for names, sign in zip(words[::2], words[1::2], strict=True) for name in names.split(",")}


# Commands of running text; of several names for one character the first is the one that is written.
TEXT_SIGNS = _table(r"""
    ss ß  ae æ  AE Æ  oe œ  OE Œ  o ø  O Ø  l ł  L Ł  aa å  AA Å  i ı  j ȷ
    dj đ  DJ Đ  dh ð  DH Ð  th þ  TH Þ  ng ŋ  NG Ŋ
    textexclamdown ¡  textquestiondown ¿  S,textsection §  P,textparagraph ¶  copyright,textcopyright ©
    textregistered ®  texttrademark ™  pounds,textsterling £  texteuro,euro €  textyen ¥  textcent ¢
    textcurrency ¤  textbrokenbar ¦  textlnot ¬  textdegree,degree °  textordfeminine ª  textordmasculine º
    textperiodcentered ·  textbullet •  dots,ldots,textellipsis …  textendash –  textemdash —
    textquoteleft,lq ‘  textquoteright,rq ’  textquotedblleft “  textquotedblright ”  quotedblbase „
    quotesinglbase ‚  guillemotleft « guillemotright »  guilsinglleft ‹  guilsinglright ›
    textquotesingle '  textquotedbl "  textbackslash \  textasciitilde ~  textasciicircum ^  textasciigrave `
    textbraceleft,lbrace {  textbraceright,rbrace }  textless <  textgreater >  textbar |  textunderscore _
    textdollar $  textonehalf ½  textonequarter ¼  textthreequarters ¾
    textonesuperior ¹  texttwosuperior ²  textthreesuperior ³  textmu µ  dag,textdagger †  ddag,textdaggerdbl ‡
    textperthousand ‰  textnumero №  textpm ±  texttimes ×  textdiv ÷
    textasciimacron ¯  textasciidieresis ¨  textasciiacute ´
    emdash —  endash –  hyphen -  psq f.  psqq ff.  LaTeXe LaTeX2e
    cprime ʹ  cdprime ʺ  textminus −  slash / textprime ′  textrightarrow →  textleftarrow ←
    textalpha α  textbeta β  textgamma γ  textdelta δ  textepsilon ϵ  textlambda λ  textpi π  textsigma σ  textomega ω
""")

# Commands of formulas that stand for one character.
MATH_SIGNS = _table("""
    alpha α  beta β  gamma γ  delta δ  varepsilon ε  epsilon ϵ  zeta ζ  eta η  theta θ  vartheta ϑ  iota ι  kappa κ
    lambda λ  mu μ  nu ν  xi ξ  pi π  varpi ϖ  rho ρ  varrho ϱ  sigma σ  varsigma ς  tau τ  upsilon υ  varphi φ  phi ϕ
    chi χ  psi ψ  omega ω  Gamma Γ  Delta Δ  Theta Θ  Lambda Λ  Xi Ξ  Pi Π  Sigma Σ  Upsilon Υ  Phi Φ  Psi Ψ  Omega Ω
    pm ±  mp ∓  times ×  div ÷  cdot ⋅  ast ∗  star ⋆  circ ∘  bullet ∙  oplus ⊕  ominus ⊖  otimes ⊗  odot ⊙
    cup ∪  cap ∩  setminus ∖  wedge,land ∧  vee,lor ∨  neg,lnot ¬  leq,le ≤  geq,ge ≥  neq,ne ≠  ll ≪  gg ≫
    lesssim ≲  gtrsim ≳  prec ≺  succ ≻  preceq ⪯  succeq ⪰  sim ∼  simeq ≃  approx ≈  cong ≅  equiv ≡  propto ∝
    subset ⊂  supset ⊃  subseteq ⊆  supseteq ⊇  in ∈  notin ∉  ni ∋  emptyset ∅  varnothing ⌀  forall ∀  exists ∃
    nexists ∄  vdash ⊢  models ⊨  perp ⟂  bot ⊥  top ⊤  parallel ∥  mid ∣  angle ∠  infty ∞  partial ∂  nabla ∇
    sum ∑  prod ∏  coprod ∐  int ∫  oint ∮  surd √  ell ℓ  hbar ℏ  Re ℜ  Im ℑ  aleph ℵ  wp ℘  prime ′
    leftarrow,gets ←  uparrow ↑  rightarrow,to →  downarrow ↓  leftrightarrow ↔  updownarrow ↕  mapsto ↦
    Leftarrow ⇐  Uparrow ⇑  Rightarrow ⇒  Downarrow ⇓  Leftrightarrow ⇔  rightleftharpoons ⇌  rightharpoonup ⇀
    longleftarrow ⟵  longrightarrow ⟶  longleftrightarrow ⟷  Longrightarrow,implies ⟹  Longleftrightarrow,iff ⟺
    nearrow ↗  searrow ↘  swarrow ↙  nwarrow ↖  hookrightarrow ↪  lfloor ⌊  rfloor ⌋  lceil ⌈  rceil ⌉
    langle ⟨  rangle ⟩
    cdots ⋯  vdots ⋮  ddots ⋱  triangle △  square,Box □  blacksquare ■  diamond ⋄  clubsuit ♣  spadesuit ♠
    heartsuit ♡  diamondsuit ♢  flat ♭  natural ♮  sharp ♯  checkmark ✓  therefore ∴  because ∵  triangleq ≜
    ltimes ⋉  rtimes ⋊  bowtie ⋈  dagger †  ddagger ‡
""")

# Commands of formulas that put a mark on a letter, with its combining character, and those that choose its font.
MATH_ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0305", "breve": "\u0306", "dot": "\u0307", "ddot": "\u0308", "check": "\u030c",
    "acute": "\u0301", "grave": "\u0300", "vec": "\u20d7", "underline": "\u0332", "not": "\u0338",
}  # fmt: skip
MATH_FONTS = frozenset(
    """
    text textrm textit textbf textsf texttt textnormal mathrm mathbf mathit mathsf mathtt mathcal mathnormal mathscr
    mathfrak mathbb boldsymbol bm operatorname emph mbox hbox
    """.split()
)
# What Unicode has above and below the line.
SUPERSCRIPTS = dict(
    zip("0123456789+-−=()niabcdefghjklmoprstuvwxyz′∗*∘°", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ′**°°", strict=True)
)
SUBSCRIPTS = dict(zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))

# Commands of formulas without a character of their own; a formula with any other command is written as plain text,
# so a title can never carry \input or \write18 into a LaTeX run.
MATH_COMMANDS = frozenset(
    """
    frac dfrac tfrac cfrac sqrt binom left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr
    text textrm textit textbf textsf texttt mathrm mathcal mathbb mathbf mathit mathsf mathtt mathfrak mathscr
    boldsymbol bm operatorname overline underline widehat widetilde hat tilde bar vec dot ddot check breve acute grave
    overrightarrow underbrace overbrace stackrel overset underset limits nolimits displaystyle textstyle scriptstyle
    log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth min max sup inf lim limsup liminf
    det dim ker deg gcd hom arg Pr mod bmod pmod quad qquad Vert vert lVert rVert lvert rvert not colon ldots dots
    ldotp cdotp bigcup bigcap bigoplus bigotimes bigvee bigwedge rm bf it cal sf tt em lbrace rbrace
    """.split()
).union(MATH_SIGNS)

# Commands that change the look of the group they stand in, and those that do so to their argument.
FONT_SWITCHES = frozenset(
    """
    em it bf tt sc sl rm sf cal bfseries itshape ttfamily scshape slshape rmfamily sffamily normalfont upshape mdseries
    relax isdot protect unskip ignorespaces leavevmode
    tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge
    """.split()
)
FONT_COMMANDS = frozenset(
    """
    emph textit textbf texttt textsc textsl textrm textsf textup textmd textnormal text underline uline ul mbox hbox
    mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathscr boldsymbol ensuremath textsuperscript
    textsubscript url nolinkurl path enquote ce mkbibacro mkbibquote mkbibemph mkbibitalic mkbibbold mkbibbrackets
    mkbibparens textquote pkg CRANpkg proglang code acro
    """.split()
)

# Abbreviations that authors define as commands, as camera-ready templates do.
ABBREVIATIONS = {
    "eg": "e.g.", "Eg": "E.g.", "ie": "i.e.", "Ie": "I.e.", "etal": "et al.", "etc": "etc.", "cf": "cf.",
    "wrt": "w.r.t.", "aka": "a.k.a.", "vs": "vs.",
}  # fmt: skip

# Commands that write their own name.
LOGOS = frozenset(
    """
    TeX LaTeX BibTeX AmSTeX AMSTeX AmSLaTeX AMSLaTeX ConTeXt XeTeX XeLaTeX LuaTeX LuaLaTeX pdfTeX pdfLaTeX METAFONT
    METAPOST POSTSCRIPT
    """.split()
)
