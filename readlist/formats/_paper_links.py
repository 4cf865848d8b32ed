"""What the links of a list of papers lead to: a paper, code, or something else, by their labels and addresses."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple
from urllib.parse import unquote

from readlist.model.identifiers import DOI_ADDRESS, find_arxiv, find_doi
from readlist.model.regex import regex
from readlist.model.text import squeeze

_PAPER_HOSTS = regex(
    r"arxiv\.org/|doi\.org/10|openreview\.net/|aclweb\.org/anthology|aclanthology\.(?:org|info|coli)|(?:nips"
    r"|neurips)\.cc/(?!Conferences/\d{4}/(?:Schedule|Dates|CallFor))"
    r"|proceedings\.mlr|jmlr\.(?:org|csail)|thecvf\.com|cv-foundation\.org|ecva\.net/papers|ieeexplore"
    r"|ieee\.org/.*document"
    r"|dl\.acm\.org|link\.springer|springer\.com/|sciencedirect\.com/|nature\.com/|science\.org/|sciencemag\.org"
    r"|(?:bio|med|chem)rxiv\.org|semanticscholar\.org/paper|huggingface\.co/papers/|paperswithcode\.com/paper"
    r"|aaai\.org/|ijcai\.org/|isca-|usenix\.org/(?:conference|system|legacy|node)|researchgate\.net/publication|hal\.|ssrn\.com"
    r"|pnas\.org|plos\w*\.org|mdpi\.com|frontiersin\.org|wiley\.com|academic\.oup\.com|cambridge\.org|eprint\.iacr\.org"
    r"|research\.google(?:\.com)?/(?:pubs|archive)/|research\.microsoft\.com/\S{0,60}/pubs/"
    r"|/(?:pubs?|publications?|papers?)/[^/\s?#]{4,200}/?\Z|citeseer|alphaxiv\.org|ncbi\.nlm\.nih\.gov|europepmc|cell\.com|tandfonline|sagepub|transacl\.org"
    r"|roboticsproceedings|jstor\.org/stable|projecteuclid\.org/(?:euclid|journals/[^/]{1,99}/)|pubs\.aip\.org"
    r"|elifesciences\.org/articles|escholarship\.org/uc/item|[/_](?:dissertations|theses|etds?)/[^/\s?#]{1,200}"
    r"|dblp\.org/rec|eprints\.|scholar\.google\.\w+/(?:citations\?view|scholar\?)"
    r"|/cgi/viewcontent\.cgi\?|/bitstreams?/|hdl\.handle\.net/|/handle/\d[\d.]{3,12}/\d|/(?:hal|tel)-\d{6,10}(?:v\d)?(?:/|\Z)"
    r"|\.(?:pdf|ps)(?:\.gz|\.Z)?(?:[?#;]|\Z)|/pdf/",
    re.IGNORECASE,
)
# Where a journal or a conference is at home, and no paper of it.
_OF_SERIES = regex(
    r"/(?:journals?|conferences?)/[\w-]{1,80}/?(?:[?#]|\Z)|/xpl/(?:\w{0,10}RecentIssue|conhome|aboutJournal|tocresult)"
    r"|/doi/proceedings/|/(?:loi|toc)/[\w-]{1,40}(?:[/?#]|\Z)",
    re.IGNORECASE,
)
_DATA = regex(r"10\.(?:5281/zenodo|6084/m9|5061/dryad|7910/|17632/|17605/osf|24433/)", re.IGNORECASE)  # archives of it
_CODE_HOSTS = regex(
    r"(?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com|codeberg\.org|codeocean\.com|sourceforge\.net)/",
    re.IGNORECASE,
)
_VIDEO_HOSTS = regex(
    r"(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com|videolectures\.net|coursera\.org|udemy\.com|edx\.org)/",
    re.IGNORECASE,
)
# What stands in an address behind a DOI: a version, a form of the text.
_OF_PAGE = regex(
    r"(?<=\d)v\d{1,2}(?:\.full(?:\.pdf|-text)?|\.abstract)?\Z|(?:\.full)?\.(?:pdf|abstract|full|html?)\Z"
    r"|/(?:full|pdf|abstract|epdf|meta|summary|html)(?:/html?)?\Z"
)
_RESOLVER = regex(DOI_ADDRESS, re.IGNORECASE)  # its addresses end with the DOI
_NUMBERED = regex(r"(10\.1093/\w{1,40}/\w{1,40})/\d{5,}")  # as one press numbers its pages
_PAPER_LABEL = regex(
    r"(?:download |view |read |open )?(?:full |the |original |conference |journal )?(?:papers?|pdf|arxiv"
    r"|abs(?:tract)?|doi|html|preprint"
    r"|publication|acl"
    r"|openreview|springer|ieee(?: ?xplore)?|acm|acm dl|nature|science(?:direct)?|biorxiv|medrxiv|pmlr|cvf|thesis"
    r"|ps|manuscript|full[ -]?text)"
    r"(?:[ -]?(?:link|version|pdf|page|paper|html|abs|arxiv))?"
    r"|(?:[\w.+-]{1,30} ){1,2}(?:paper|pdf)|论文(?:下载)?(?:链接|地址)?\d?|原文|論文|下载",
    re.IGNORECASE,
)
_CODE_LABEL = regex(
    r"(?:official |unofficial |author'?s? |original |source |the )?(?:code|github(?: ?repo)?|git|repo(?:sitory)?"
    r"|implementation|py ?torch|tensor ?flow|tf2?|keras|jax|caffe2?|torch|mxnet|theano|chainer|matlab|software|package"
    r"|source|代码(?:链接|地址)?|源码|コード)"
    r"(?:[ :,-]{1,3}(?:\(?[\w. +-]{1,30}\)?))?|code ?\S{1,20}",
    re.IGNORECASE,
)
_OTHER_LABEL = regex(
    r"(?:project|home|web|paper)?[ -]?(?:page|site|website|homepage)|web|projects?|link|url|here|videos?|youtube"
    r"|slides?|talk"
    r"|poster|blog(?: ?post)?|demo|data(?:sets?)?|bib(?:tex)?|cite|citation|supp?(?:l(?:ementa\w+|\.)?)?|materials?"
    r"|model(?: zoo)?"
    r"|weights|appendix|(?:nasa/?)?ads(?: (?:link|entry|abstract))?"
    r"|(?:lecture |course )?notes?|reviews?|summary|colab|notebook|docs?|tutorial|presentation|media|press|news|tweet"
    r"|twitter"
    r"|zhihu|知乎|review|post|article|download|read|more|tl;?dr|scholar|semantic scholar|hf|hugging ?face"
    r"|papers ?with ?code|citations?|tweets?|wechat|leaderboard|download|主页|解读|视频|数据集?|项目(?:主页)?|参考"
    r"|book(?: chapter)?(?: ?\([\w ]{1,20}\))?|(?:[\w.+-]{1,30} ){1,2}(?:tool|demo|website|reference|data|page)",
    re.IGNORECASE,
)
# What says of a link only that it is one: its address tells what it leads to.
_ANY_LABEL = regex(r"links?|url|article|read|download", re.IGNORECASE)
_ARCHIVE = regex(r"doi|arxiv|(?:bio|med|chem)rxiv|openreview|papers?|preprint|publication|acl|pmlr|cvf", re.IGNORECASE)
# An address still to come.
_NOWHERE = regex(r"#?|to ?do|tb[da]|none|null|n/?a|x{2,5}|[?.-]{1,3}", re.IGNORECASE)
SHORT_CODE = regex(r":[a-z][a-z0-9_+]{2,30}:")
_LONGEST_NUMBER = 40  # letters of a label that is an arXiv identifier, not a title or reference that ends with one
_BRACKETS = " \t\n[]()（）【】📄📝💻🔗📖📃:,.|*_`"


class Role(Enum):
    """What a link leads to."""

    PAPER = "paper"
    CODE = "code"
    OTHER = "other"
    PLACE = "place in the same text"


class Link(NamedTuple):
    """A link: what is shown, where it leads, what that is; ``labeled`` tells that what is shown is no title.

    One that is called as a paper's and leads nowhere yet is one to a paper, its address empty.
    """

    label: str
    url: str
    role: Role
    labeled: bool


def link(shown: str, url: str) -> Link:
    """The link with this text and address.

    >>> link("[Official Code]", "https://github.com/a/b").role
    <Role.CODE: 'code'>
    """
    label = squeeze(SHORT_CODE.sub("", shown)).strip(_BRACKETS)
    label = label if re.search(r"\w", label) else ""
    numbered = len(label) < _LONGEST_NUMBER and find_arxiv(f"arxiv:{label}") is not None
    is_address = "://" in label or label.startswith(("www.", "10.")) or numbered
    kinds = (_PAPER_LABEL.fullmatch(label), _CODE_LABEL.fullmatch(label), _OTHER_LABEL.fullmatch(label))
    labeled = is_address or any(kinds) or not label
    if kinds[0] and _NOWHERE.fullmatch(url):
        return Link(label, "", Role.PAPER, labeled)
    kinds = (None, None, None) if labels_nothing(label) else kinds
    return Link(label, url, _role(url, *map(bool, kinds)), labeled)


def _role(url: str, paper: bool, code: bool, other: bool) -> Role:  # noqa: FBT001  one flag a kind of label
    if not re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        return Role.PAPER if url.endswith(".pdf") else Role.PLACE
    held = _PAPER_HOSTS.search(url[:300]) or _of_publisher(url[:300])
    leads_to_paper = bool(held) and _OF_SERIES.search(url[:300]) is None
    at_paper = leads_to_paper and not _CODE_HOSTS.search(url[:60])
    if (code and not at_paper) or (_CODE_HOSTS.search(url[:60]) and not url.endswith(".pdf") and not paper):
        return Role.CODE
    if other and find_arxiv(url) is None:
        return Role.OTHER
    return Role.PAPER if paper or leads_to_paper else Role.OTHER


def _of_publisher(url: str) -> bool:
    """Whether an address holds the DOI of a publication, not that of data or software."""
    doi = find_doi(url) if "10." in url else None
    return doi is not None and _DATA.match(doi) is None


def labels_paper(text: str) -> bool:
    """Whether a text is what a link to a paper is called.

    >>> labels_paper("[PDF]"), labels_paper("Lanterns")
    (True, False)
    """
    return _PAPER_LABEL.fullmatch(text.strip(_BRACKETS)) is not None


def names_archive(text: str) -> bool:
    """Whether a link is called by what holds papers and nothing else, so that it is one whatever stands around it."""
    return _ARCHIVE.fullmatch(text.strip(_BRACKETS)) is not None


def labels_nothing(text: str) -> bool:
    """Whether a text is what a link to anything is called.

    >>> labels_nothing("link"), labels_nothing("[PDF]")
    (True, False)
    """
    return _ANY_LABEL.fullmatch(text) is not None


def is_video(url: str) -> bool:
    """Whether an address is one of a video or a course."""
    return _VIDEO_HOSTS.search(url[:60]) is not None


def doi_of(url: str) -> str | None:
    """The DOI in an address, None where there is none.

    >>> doi_of("https://dl.acm.org/doi/pdf/10.1145/3292500.3330701?download=true")
    '10.1145/3292500.3330701'
    >>> doi_of("https://doi.org/10.1000/preprint.12v2"), doi_of("https://example.org/10.1000/preprint.12v2.full.pdf")
    ('10.1000/preprint.12v2', '10.1000/preprint.12')
    """
    doi = find_doi(re.split(r"[?#]", unquote(url), maxsplit=1)[0])
    return _NUMBERED.sub(r"\1", _OF_PAGE.sub("", doi)) if doi and not _RESOLVER.match(url) else doi
