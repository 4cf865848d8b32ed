"""Pasted pages: furniture, titles, lines of authors, glued joints, abstracts."""
