"""Zotero's items, as its RDF and its JSON hold them."""
