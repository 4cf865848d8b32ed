"""The links below a result of Google Scholar's, in the languages that its pages are shown in."""

from __future__ import annotations

import re

from readlist.model.regex import regex

_NUMBER = r"\d{1,7}(?:[\s.,]\d{3}){0,2}(?!\d)"
# How often a paper is cited: before the number, or around it.
_BEFORE = (
    r"Cited by|Zitiert von:?|Cité|Citado por|Citato da|Geciteerd door|Цитируется:?|Cytowane przez|Citerat av|Citeret af"
    r"|Sitert av|Počet citací tohoto článku:|Alıntılanma sayısı:|Idézetek száma:|Γίνεται αναφορά σε|Цитують в|Citat de"
    r"|Citada per|Viittausten määrä|Dirujuk|Trích dẫn|被引用(?:次[數数])?[:：]?|引用元|인용"
    r"|تم اقتباسها في عدد:|ציטוט על ידי"
)
_AFTER = r" fois| ?次| ?회| джерелах| ori| kali| bài viết"
_WORDS = r"""
Save[sd]?|Cite|Cached|More|Fewer|Less|Related articles|View as HTML|HTML Version|Library Search|BL Direct
|Speichern|Zitieren|Ähnliche Artikel|Enregistrer|Citer|Autres articles|Guardar|Citar|Artículos relacionados
|Artigos relacionados|Salva|Salvar|Cita|Articoli correlati|Opslaan|Citeren|Verwante artikelen
|Сохранить|Цитировать|Похожие статьи|Зберегти|Посилання|Пов[’'ʼ]язані статті
|Zapisz|Cytuj|Powiązane artykuły|Spara|Citera|Relaterade artiklar|Gem|Relaterede artikler|Lagre|Siter
|Relaterte artikler|Uložit|Citovat|Související články|Kaydet|Alıntı yap|İlgili makaleler|Mentés|Idézés
|Kapcsolódó cikkek|Αποθήκευση|Παράθεση|Σχετικά άρθρα|Salvează|Citează|Articole cu conținut similar|Desa
|Articles relacionats|Tallenna|Viittaa|Aiheeseen liittyvät artikkelit|Simpan|Kutip|Artikel terkait|Lưu|Trích dẫn
|Bài viết có liên quan|保存|引用|相关文章|儲存|相關文章|関連記事|저장|인용|관련 학술자료
|حفظ|اقتباس|مقالات ذات صلة|שמירה|ציטוט
|מאמרים קשורים|Twitter|LinkedIn|Facebook|Delicious
"""
_VERSIONS = (
    r"All # versions|Alle # Versionen|Les # versions|Las # versiones|Todas as # versões|Tutte e # le versioni"
    r"|Alle # versies|Все версии статьи \(#\)|Усі версії \(#\)|Wszystkie wersje #|Alla # versionerna|Alle # versioner"
    r"|Alle # versjonene|Všechny verze \(počet: #\)|# sürümün hepsi|Mind a\(z\) # változat|Και οι # εκδοχές"
    r"|Toate cele # (?:de )?versiuni|Totes les # versions|Kaikki # versiota|# versi|Tất cả # phiên bản"
    r"|所有 ?# ?个版本|全部共 ?# ?個版本|全 ?# ?バージョン|전체 #개의 버전|Web of Science: #"
).replace("#", r"\d{1,4}")

_REVERSED = rf"{_NUMBER}회 ?인용"
LINKS = regex(
    rf"(?:[☆★〃〝〞»«≫•·|❝❞\"\s]|(?:{_BEFORE}) ?{_NUMBER}(?:{_AFTER})?|{_REVERSED}|{_VERSIONS}|Import into \w{{2,12}}"
    rf"|{_WORDS.replace(chr(10), '')}){{1,30}}",
    re.IGNORECASE,
)
"""A row of links."""
CITED_BY = regex(rf"(?:{_BEFORE}) ?(?P<cited>{_NUMBER})|(?P<reversed>{_REVERSED})", re.IGNORECASE)
"""The link that tells how often a paper is cited."""
