"""
Search, by one layer of our own over SQLite's FTS5 and PostgreSQL's tsvector; see docs/search.md.

    words.py      text → folded words, the same for both databases        queries.py   what was typed → terms
    index.py      entries are written and forgotten                       finding.py   hits behind the gate, facets
    sqlite.py, postgres.py   where the databases differ                   passages.py  what is shown of a hit
    spelling.py   nearest public words                                    misses.py    searches without result
"""
