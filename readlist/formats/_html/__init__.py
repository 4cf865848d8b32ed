"""Web pages: their text, their lists as Markdown, the records that stand in their markup."""
