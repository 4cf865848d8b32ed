"""Markdown lists of papers: taken apart, read, and our own check lists."""
