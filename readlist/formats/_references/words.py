"""Words that tell what a part of a reference is, by kind."""

from __future__ import annotations

_WORDS = {
    "venue": """
        proceedings proc conference conf workshop symposium symp journal transactions trans annals advances notes
        letters lett bulletin magazine quarterly archives archive acta zeitschrift revue rivista revista annales
        meeting congress colloquium bericht berichte jahrbuch yearbook convention encyclopedia handbook record
        newsletter times forum cahiers studi atti 学报 会议 期刊 杂志
    """,
    "abbreviated": """
        j int am ann appl phys chem biol med sci soc rev res math comput mech eng neurosci psychol opt mater nat acad
        natl intl clin mol cell genet immunol pharmacol astron astrophys nucl commun mon syst inf intell mach assoc
        amer discr stat bull z arch eur br can surg exp dev anal theor electron
    """,
    "society": """
        ieee acm acl aaai siam nips neurips icml iclr cvpr iccv eccv emnlp naacl coling lrec kdd sigmod sigir chi uai
        aistats colt ijcai icra iros interspeech icassp usenix vldb sigchi sigplan sigcomm acs aip aps lncs lnai lnm
        pmlr jmlr tacl eacl conll osdi sosp popl pldi icse stoc focs soda www wsdm cikm tit pami
    """,
    "field": """
        nature science cell lancet neuron physics physical neuroscience neurosciences psychology biology chemistry
        medicine medical economics econometrica finance mathematics mathematical mathematica statistics statistical
        education engineering machine intelligence computing communications computational linguistics review reviews
        research studies international american european british society
    """,
    "publisher": """
        press verlag springer springer-verlag elsevier wiley sons publishers publishing publisher publications
        academic books mcgraw-hill mcgraw prentice prentice-hall hall routledge sage blackwell macmillan kluwer
        birkhäuser norton penguin pearson harper random vintage knopf inc ltd co gmbh cie addison-wesley freeman dover
        erlbaum benjamins gruyter brill suhrkamp reclam gallimard fontana verso polity faber heinemann holt houghton
        mifflin doubleday kaufmann north-holland crc francis taylor informa o'reilly world scientific ios nova mit
        editions edizioni éditions editorial einaudi laterza plenum dekker thieme karger oup cup usenix curran
        clarendon harcourt viking bantam continuum palgrave schwann winter beck association institute 出版社 vandenhoeck
        ruprecht hermann masson dunod gauthier-villars mohr siebeck steiner oldenbourg metzler nomos rowohlt campus
        westdeutscher teubner vieweg seuil minuit vrin puf p.u.f flammarion fayard hachette payot l'harmattan
        découverte klincksieck slatkine droz mondadori feltrinelli bompiani adelphi carocci mulino zanichelli mursia
        giuffrè olschki alianza morata síntesis cátedra gredos anagrama paidós ariel tecnos akal taurus siglo vozes
        cortez artmed zahar saraiva loyola eerdmans peeters brepols ashgate guilford heinemann-educational meiner
        klostermann наука издательство изд-во
    """,
    "university": "university univ universität université università universidad college school department dept",
    "place": """
        new york london paris berlin amsterdam oxford cambridge boston chicago philadelphia washington heidelberg
        leiden munich münchen stuttgart frankfurt vienna wien tokyo beijing shanghai singapore rome roma milan milano
        turin torino florence firenze bologna napoli naples dordrecht princeton berkeley stanford stockholm copenhagen
        oslo helsinki zurich zürich geneva genève basel bern brussels madrid barcelona lisbon toronto montreal
        vancouver sydney melbourne san francisco los angeles diego antonio seattle austin portland denver atlanta
        miami orlando edinburgh glasgow dublin manchester birmingham kyoto osaka seoul taipei hong kong delhi mumbai
        moscow prague budapest warsaw ithaca haven baltimore reading englewood cliffs upper saddle river ny ma ca usa
        ri nc va mn wi uk pa nj ct tx il dc u.s.a u.k md wa fl or mass calif conn cal md. hoboken hove mahwah
        hillsdale thousand oaks germany france italy spain china japan canada australia switzerland austria
        netherlands sweden denmark norway finland greece athens athen portugal korea india israel brazil york jersey
        california massachusetts pennsylvania texas florida england scotland minneapolis göttingen tübingen leipzig
        hamburg köln cologne bonn bloomington hague malden brighton nashville pittsburgh louisville phoenix honolulu
        hawaii vegas orleans louis salt lake city albuquerque pisa palermo venice venezia 北京 上海 科学 москва
        санкт-петербург спб ленинград киев минск новосибирск казань екатеринбург méxico bogotá lima santiago buenos
        aires rio janeiro são paulo lisboa coimbra porto bruxelles lyon strasbourg wiesbaden freiburg warszawa kraków
        praha dresden bremen hannover uppsala lund göteborg gothenburg aarhus bergen trondheim turku lausanne louvain
        leuven ghent gent antwerp rotterdam utrecht groningen delft málaga granada salamanca sevilla zaragoza caracas
        quito montevideo campinas petrópolis curitiba recife salvador brasília alegre leopoldo belo horizonte genova
        padova bari pavia bergamo istanbul ankara jerusalem cairo johannesburg nairobi bangalore canberra brisbane
        perth auckland wellington ottawa québec calgary edmonton evanston durham lincoln albany rochester syracuse
        providence hanover lanham totowa belmont würzburg erlangen kassel mainz münster innsbruck graz
        salzburg zagreb belgrade ljubljana vilnius tallinn riga sofia bucharest grenoble toulouse bordeaux montpellier
    """,
    "report": """
        thesis dissertation phd ph.d ph master's masters diploma report reports tech technical preprint preprints
        manuscript unpublished working memo memorandum arxiv corr abs biorxiv medrxiv eprint submitted doctoral diss
        habilitation rfc standard patent press forthcoming appear ms draft mimeo diplomarbeit masterarbeit
        magisterarbeit habilitationsschrift 博士 硕士
    """,
    "edition": "edition edn ed rev vols revised enlarged reprint reprinted rpt repr rist aufl auflage ristampa",
    "editor": """
        eds ed editor editors edited hrsg herausgeber translated translator translators trans edd cur dir éd éds red
        coord org orgs ред comps comp
    """,
    "month": """
        january february march april may june july august september october november december jan feb mar apr jun jul
        aug sep sept oct nov dec spring summer fall autumn winter
    """,
    "series": "series lecture lncs lnai lnm vol volume volumes chapter ch part bd suppl supplement issue no nr number",
    "access": """
        accessed retrieved available online visited url http https doi access checked viewed download pmid pmcid isbn
        issn link website webpage last from at on
    """,
    "grammar": """
        of the and for in with on a an to from by using via towards toward is are as at into under over between
        without how what why der die das und für von zur im le la les et des du sur pour e di del della per en el los
        y de
    """,
    "group": """
        group team consortium collaboration committee organization organisation foundation agency ministry council
        commission bureau office company corporation laboratory laboratories bank
    """,
    "in": "in in: en dans dins",
}

KINDS: dict[str, tuple[str, ...]] = {}
"""The kinds of each word in lower case."""
for _kind, _words in _WORDS.items():
    for _word in _words.split():
        KINDS[_word] = (*KINDS.get(_word, ()), _kind)
