"""Tables of papers: rows, what their columns mean, and the tables that readlist writes."""
