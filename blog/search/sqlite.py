"""FTS5 over the entries, its text being theirs (external content); https://sqlite.org/fts5.html"""

from .queries import Query, Term

# Triggers keep both in one state whoever writes: a post's deletion, a restored backup, an import. Whoever changes the
# table of entries in a migration makes them again, since SQLite copies the table and loses them.
SCHEMA = [
    """CREATE VIRTUAL TABLE blog_search USING fts5(
        title, text, content='blog_searchentry', content_rowid='id', tokenize='ascii')""",
    "INSERT INTO blog_search(blog_search, rank) VALUES ('rank', 'bm25(8.0, 1.0)')",
    """CREATE TRIGGER blog_search_added AFTER INSERT ON blog_searchentry BEGIN
        INSERT INTO blog_search(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
    """CREATE TRIGGER blog_search_removed AFTER DELETE ON blog_searchentry BEGIN
        INSERT INTO blog_search(blog_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); END""",
    """CREATE TRIGGER blog_search_changed AFTER UPDATE OF title, text ON blog_searchentry BEGIN
        INSERT INTO blog_search(blog_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO blog_search(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
]
UNDONE = [
    *(f"DROP TRIGGER blog_search_{name}" for name in ("added", "removed", "changed")),
    "DROP TABLE blog_search",
]
IS_AMONG = "blog_searchentry.id IN (SELECT rowid FROM blog_search WHERE blog_search MATCH %s)"
LATEST = "SELECT rowid FROM blog_search WHERE blog_search MATCH %s ORDER BY rowid DESC LIMIT {}"
# With the plus FTS5 does not look for each row by itself.
CONSIDERED = f"(+blog_search.rowid IN ({LATEST}) OR +blog_search.rowid IN ({LATEST}))"


def matching(entries, query: Query):
    return entries.extra(where=[IS_AMONG], params=[expression_of(query)])


def ranked(entries, query: Query, most: int):
    """With what their order follows from. Of a word that is everywhere the latest are looked at, and all titles."""
    everywhere, in_title = expression_of(query), f"{{title}} : ({expression_of(query, without=False)})"
    return entries.extra(
        tables=["blog_search"],
        where=["blog_search.rowid = blog_searchentry.id", "blog_search MATCH %s", CONSIDERED.format(most, most)],
        params=[everywhere, everywhere, in_title],
        select={"in_title": IS_AMONG, "is_exact": IS_AMONG, "likeness": "round(-blog_search.rank, 1)"},
        select_params=[in_title, expression_of(query.strict)],
    )


def expression_of(query: Query, *, without: bool = True) -> str:
    wanted = " AND ".join(_term(term) for term in query.wanted)
    if not query.unwanted or not without:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(_term(term) for term in query.unwanted)})"


def _term(term: Term) -> str:
    """Every word in quotes, so that none is an operator."""
    if len(term.forms) == 1:
        return _words(term.words, term.goes_on)
    first, *others = (_words((form,)) for form in term.forms)
    return f"({first}{'*' if term.goes_on else ''} OR {' OR '.join(others)})"


def _words(words: tuple[str, ...], goes_on: bool = False) -> str:
    return f'"{" ".join(words)}"' + ("*" if goes_on else "")
