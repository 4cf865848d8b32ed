"""Notations in which each line begins with a tag: entries, values, and RIS."""
