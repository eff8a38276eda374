from django.urls import path

from . import feeds, sitemaps
from .addresses import beside
from .locks.views import behind_lock, unlock
from .paper import css as paper_css
from .paper import views as paper
from .paper.blocking_views import no_more
from .paper.booklets import views as booklets
from .search import views as searching
from .views import desk, lists, media, pieces, revisions

app_name = "blog"

FEEDS = [
    path("feed/", feeds.SiteFeed(), name="feed"),
    path("feed/atom/", feeds.SiteAtomFeed(), name="feed_atom"),
    path("feed/json/", feeds.json_feed, name="feed_json"),
    path("tag/<piece:slug>/feed/", feeds.TagFeed(), name="tag_feed"),
    path("category/<piece:slug>/feed/", feeds.CategoryFeed(), name="category_feed"),
    path("series/<piece:slug>/feed/", feeds.SeriesFeed(), name="series_feed"),
    path("author/<piece:username>/feed/", feeds.AuthorFeed(), name="author_feed"),
]
LISTS = [
    path("", lists.home, name="home"),
    path("tag/<piece:slug>/", lists.tag, name="tag"),
    path("category/<piece:slug>/", lists.category, name="category"),
    path("series/<piece:slug>/", lists.series, name="series"),
    path("author/<piece:username>/", lists.author, name="author"),
    path("archive/", lists.archive, name="archive"),
    path("<year:year>/", lists.year, name="year"),
    path("<year:year>/<month:month>/", lists.month, name="month"),
]
SEARCH = [
    path("search/", searching.search, name="search"),
    path("search/opensearch.xml", searching.opensearch, name="opensearch"),
]
DESK = [
    path("markdownx/markdownify/", desk.preview, name="markdownx_markdownify"),
    path("markdownx/upload/", desk.upload, name="markdownx_upload"),
]
MACHINES = [
    path("media/paper.css", paper_css.serve, name="paper_css"),
    path("media/<path:name>", media.serve, name="media"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("p/<int:pk>/", behind_lock(pieces.short), name="short"),
    path("p/<int:pk>/unlock/", unlock, name="unlock"),
]
PAPER = [
    path("booklet/", booklets.booklet, name="booklet"),
    path("booklet/pdf/", booklets.booklet_pdf, name="booklet_pdf"),
    path("booklet/epub/", booklets.booklet_epub, name="booklet_epub"),
    path("p/no-more/<str:key>/", no_more, name="no_more"),
    *beside("print/", paper.print_bench, "print"),
    *beside("pdf/", paper.pdf_file, "pdf"),
    *beside("epub/", paper.epub_file, "epub"),
    *beside("email/", paper.email, "email"),
]
REVISIONS = [
    *beside("revision/", revisions.revisions, "revisions"),
    *beside("revision/<int:number>/", revisions.revision, "revision"),
]
# A piece comes last: a page's path may be anything that is not taken above.
urlpatterns = [*MACHINES, *FEEDS, *DESK, *LISTS, *SEARCH, *PAPER, *REVISIONS, *beside("", pieces.piece, "piece")]
