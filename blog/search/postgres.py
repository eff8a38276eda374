"""tsvector columns of the entries, computed by the database, with GIN indexes."""

from django.db.models import BooleanField, FloatField
from django.db.models.expressions import RawSQL

from .queries import Query, Term

# `simple` leaves words as they are. The sign between title and text keeps a phrase from beginning in one and ending in
# the other; no query can hold it.
TITLE = "setweight(to_tsvector('simple', title), 'A')"
SCHEMA = [
    f"ALTER TABLE blog_searchentry ADD COLUMN title_vector tsvector GENERATED ALWAYS AS ({TITLE}) STORED",
    f"""ALTER TABLE blog_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        {TITLE} || '¶:1'::tsvector || to_tsvector('simple', text)) STORED""",
    "CREATE INDEX blog_searchentry_title_vector ON blog_searchentry USING gin (title_vector)",
    "CREATE INDEX blog_searchentry_vector ON blog_searchentry USING gin (vector)",
]
UNDONE = [f"ALTER TABLE blog_searchentry DROP COLUMN {column}" for column in ("vector", "title_vector")]
ASKED = "@@ to_tsquery('simple', %s)"
IN_TEXT, IN_TITLE = (f'"blog_searchentry"."{column}" {ASKED}' for column in ("vector", "title_vector"))
LATEST = "(SELECT id FROM blog_searchentry WHERE {} ORDER BY id DESC LIMIT {})"
CONSIDERED = '"blog_searchentry"."id" IN ({} UNION {})'
# 1: divided by the logarithm of the length.
LIKENESS = "round(ts_rank('{0.05, 0.1, 0.2, 1}', vector, to_tsquery('simple', %s), 1)::numeric, 2)"


def matching(entries, query: Query):
    return entries.filter(_is(IN_TEXT, expression_of(query)))


def ranked(entries, query: Query, most: int):
    """With what their order follows from. Of a word that is everywhere the latest are looked at, and all titles."""
    everywhere, words = expression_of(query), expression_of(query, without=False)
    latest = LATEST.format(f"vector {ASKED}", most)
    titles = LATEST.format(f"title_vector {ASKED} AND vector {ASKED}", most)
    considered = CONSIDERED.format(latest, titles)
    return entries.filter(RawSQL(considered, [everywhere, words, everywhere], output_field=BooleanField())).annotate(
        in_title=_is(IN_TITLE, words),
        is_exact=_is(IN_TEXT, expression_of(query.strict)),
        likeness=RawSQL(LIKENESS, [words], output_field=FloatField()),
    )


def expression_of(query: Query, *, without: bool = True) -> str:
    wanted = [_term(term) for term in query.wanted]
    return " & ".join(wanted + [f"!{_term(term)}" for term in query.unwanted if without])


def _term(term: Term) -> str:
    """Every word in quotes, so that none is an operator."""
    if len(term.forms) > 1:
        return "(" + " | ".join(_word(form, term.goes_on and not at) for at, form in enumerate(term.forms)) + ")"
    last = len(term.words) - 1
    return "(" + " <-> ".join(_word(word, term.goes_on and at == last) for at, word in enumerate(term.words)) + ")"


def _word(word: str, goes_on: bool) -> str:
    return f"'{word}'" + (":*" if goes_on else "")


def _is(sql: str, expression: str) -> RawSQL:
    return RawSQL(sql, [expression], output_field=BooleanField())
