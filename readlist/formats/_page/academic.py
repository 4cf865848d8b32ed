"""Whether a text reads like the abstract of a paper or like any other prose."""

from __future__ import annotations

from readlist.model.regex import regex

_WORD = regex(r"[a-z]+(?:'[a-z]+|-[a-z]+-[a-z]+)?")
# Words that stand in far more abstracts than paragraphs of manuals, licenses and letters, and the reverse.
_OF_PAPERS = frozenset(
    """
    we our paper propose proposed proposes present study studies investigate introduce demonstrate show results
    experiments experimental novel method methods approach approaches framework model models modeling algorithm
    algorithms analysis performance accuracy dataset datasets data task tasks benchmark benchmarks state-of-the-art
    outperforms achieves achieve improves evaluate evaluation learning training neural network networks theory
    theoretical empirical empirically estimation prediction existing prior recent recently however moreover furthermore
    significantly significant effectiveness effective efficient efficiency challenging challenge challenges research
    findings observed measurements simulations simulation patients clinical robust robustness optimal convergence
    stochastic linear nonlinear quantum spectral accurate large-scale techniques technique baselines annotated corpus
    semantic linguistic representation representations optimization inference hypothesis compared dynamics complexity
    computational problem problems quantitative equations proof prove theorem conjecture
    """.split()
)
_OF_OTHERS = frozenset(
    """
    you your he she his her him said my me i'm don't file files command option directory license copyright warranty
    click install shall
    """.split()
)
_ENOUGH = 4000  # letters that tell


def reads_academic(text: str) -> float:
    """How much a text reads like an abstract, from 0 to 1.

    >>> reads_academic("You said your file shall install.")
    0.0
    """
    words = set(_WORD.findall(text[:_ENOUGH].casefold()))
    surplus = len(words & _OF_PAPERS) - 2 * len(words & _OF_OTHERS)
    return min(1.0, max(0.0, (surplus - 1) / 5))
