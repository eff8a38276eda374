"""What each program's folders mean: what is a post, what is public, where it stood."""

from datetime import UTC, datetime

import pytest

from blog.importing.records import AuthorRecord, Site, TermRecord

from .folders import HUGO, JEKYLL, ZOLA, all_records, hugo, make_folder, names, only, pieces

OLD = "https://old.example.org"
DATED = "---\ntitle: My Title\ndate: 2018-08-09T10:00:00Z\n---\nText\n"


def kinds(records) -> dict[str, str]:
    return {name: record.type for name, record in records.items()}


def test_hugo(tmp_path):
    found = pieces(
        tmp_path,
        {
            "hugo.toml": HUGO,
            "content/_index.md": "---\ntitle: Home\n---\n",
            "content/about.md": DATED,
            "content/posts/_index.md": "---\ntitle: All posts\n---\n",
            "content/posts/one.md": DATED,
            "content/posts/bundle/index.md": DATED,
            "content/posts/bundle/picture.png": b"x",
            "content/docs/howto.md": "---\ntitle: x\n---\n",
            "content/docs/paper.org": "* x",
            "content/talks/dated.md": DATED,
            "public/posts/one/index.md": DATED,
            "themes/x/content/posts/theirs.md": DATED,
            "README.md": "x",
        },
    )
    assert kinds(found) == {
        "content/_index.md": "section text",
        "content/about.md": "page",
        "content/posts/_index.md": "section text",
        "content/posts/one.md": "post",
        "content/posts/bundle/index.md": "post",
        "content/docs/howto.md": "page",
        "content/docs/paper.org": "page",
        "content/talks/dated.md": "post",
    }
    assert found["content/docs/paper.org"].unfit
    assert found["content/posts/bundle/index.md"].link == f"{OLD}/posts/bundle/"
    assert found["content/posts/one.md"].guid == f"{OLD}/posts/one/"
    assert found["content/about.md"].link == f"{OLD}/about/"
    assert found["content/about.md"].guid == ""


@pytest.mark.parametrize(
    ("told", "front_matter", "link"),
    [
        ("", "", "/posts/a/"),
        ("", "slug: Other", "/posts/other/"),
        ("", "url: /any/where.html", "/any/where.html"),
        ("", "url: /any/where/", "/any/where/"),
        ("uglyURLs = true", "", "/posts/a.html"),
        ("[permalinks]\nposts = '/:year/:month/:slug/'", "", "/2018/08/my-title/"),
        ("[permalinks.page]\nposts = '/:section/:yearday/:contentbasename/'", "", "/posts/221/a/"),
        ("[permalinks]\nposts = '/:unknown/:title'", "", "/:unknown/my-title"),
    ],
)
def test_where_a_post_of_hugo_stood(tmp_path, told, front_matter, link):
    text = DATED.replace("title:", f"{front_matter}\ntitle:") if front_matter else DATED
    assert hugo(tmp_path, text, **{"hugo.toml": f"{HUGO}{told}\n"}).link == OLD + link


def test_a_blog_below_a_path_keeps_it(tmp_path):
    record = hugo(tmp_path, "---\ntitle: x\naliases: [/old/]\n---\n", **{"hugo.toml": f"baseURL = '{OLD}/blog/'"})
    assert (record.link, record.guid) == (f"{OLD}/blog/posts/a/",) * 2
    assert record.old_links == (f"{OLD}/blog/old/",)


@pytest.mark.parametrize(
    "name", ["hugo.yaml", "config.toml", "config.yaml", "config.json", "config/_default/hugo.toml"]
)
def test_settings_of_hugo_in_all_places(tmp_path, name):
    settings = {".toml": HUGO, ".json": f'{{"baseURL": "{OLD}/"}}'}.get(name[-5:], f"baseURL: {OLD}/\n")
    (site, record) = all_records(make_folder(tmp_path, {name: settings, "content/posts/a.md": DATED}))
    assert site.address.rstrip("/") == OLD
    assert record.link == f"{OLD}/posts/a/"


def test_languages_of_hugo(tmp_path):
    found = pieces(
        tmp_path,
        {
            "hugo.toml": HUGO + "[languages.en]\n[languages.fr]\n",
            "content/fr/posts/b.md": DATED,
            "content/posts/a.fr.md": DATED,
            "content/posts/a.md": DATED,
            "content/posts/node.js.md": DATED,
        },
    )
    assert [(each.language, each.link.removeprefix(OLD)) for each in found.values()] == [
        ("fr", "/fr/posts/b/"), ("fr", "/fr/posts/a/"), ("", "/posts/a/"), ("", "/posts/node.js/"),
    ]  # fmt: skip


def test_a_language_of_hugo_in_a_folder_of_its_own(tmp_path):
    told = HUGO + "[languages.en]\n[languages.fr]\ncontentDir = 'french'\n"
    record = only(tmp_path, {"hugo.toml": told, "french/posts/b.md": DATED})
    assert (record.language, record.link, record.type) == ("fr", f"{OLD}/fr/posts/b/", "post")


@pytest.mark.parametrize(
    "cascade",
    [
        "cascade: {draft: true}",
        "cascade:\n- build: {render: never}\n  _target: {path: '/x/**'}",
        "cascade: {params: {draft: true}}",
    ],
)
def test_a_section_that_hides_what_is_below_it(tmp_path, cascade):
    found = pieces(tmp_path, {
        "hugo.toml": HUGO, "content/posts/_index.md": f"---\n{cascade}\n---\n", "content/posts/deep/a.md": DATED,
        "content/news/b.md": DATED,
    })  # fmt: skip
    assert found["content/posts/deep/a.md"].status == "draft"
    assert found["content/news/b.md"].status == "publish"


def test_a_section_of_zola_that_is_a_draft_hides_what_is_in_it(tmp_path):
    found = pieces(tmp_path, {
        "config.toml": ZOLA, "content/blog/_index.md": "+++\ndraft = true\n+++\n",
        "content/blog/a.md": "+++\ntitle = 'x'\ndate = 2020-01-01\n+++\n",
    })  # fmt: skip
    assert found["content/blog/a.md"].status == "draft"


def test_texts_about_terms_and_people(tmp_path):
    found = all_records(
        make_folder(
            tmp_path,
            {
                "hugo.toml": HUGO,
                "content/posts/a.md": "---\ntitle: a\ntags: [Open Source]\nauthor: ann\n---\n",
                "content/tags/open-source/_index.md": "---\n---\nAbout it.\n",
                "content/categories/x/_index.md": "---\ntitle: The X\ndescription: Short\n---\n",
                "content/authors/ann/_index.md": "---\ntitle: Ann Other\n---\nWrites.\n",
                "data/authors.yml": "bob: {name: Bob B, email: bob@example.org, url: 'https://bob.example'}\n",
            },
        )
    )
    assert TermRecord("tag", "open-source", "Open Source", "About it.") in found
    assert TermRecord("category", "x", "The X", "Short") in found
    assert AuthorRecord("ann", "", "Ann Other", "Writes.") in found
    assert AuthorRecord("bob", "bob@example.org", "Bob B", "", "https://bob.example") in found


def test_zola(tmp_path):
    found = pieces(
        tmp_path,
        {
            "config.toml": ZOLA,
            "content/_index.md": "+++\n+++\n",
            "content/blog/2018-10-10-dated.md": "+++\ntitle = 'x'\n[taxonomies]\ntags = ['rust']\n+++\n",
            "content/blog/path.md": "+++\ntitle = 'x'\ndate = 2020-01-01\npath = 'some/where'\n+++\n",
            "content/first.md": "+++\ntitle = 'x'\ndate = 2020-01-01\ndraft = true\n+++\n",
            "content/about.md": "+++\ntitle = 'x'\n+++\n",
        },
    )
    dated = found["content/blog/2018-10-10-dated.md"]
    assert (dated.link, dated.guid) == (f"{OLD}/blog/dated/",) * 2
    assert dated.published_at == datetime(2018, 10, 10, tzinfo=UTC)
    assert names(dated, "tag") == ["rust"]
    assert found["content/blog/path.md"].link == f"{OLD}/some/where/"
    assert (found["content/first.md"].type, found["content/first.md"].status) == ("post", "draft")
    assert found["content/about.md"].type == "page"


def test_jekyll(tmp_path):
    found = pieces(
        tmp_path,
        {
            "_config.yml": JEKYLL,
            "_posts/2018-8-9-short.md": "---\ntitle: x\ncategories: Some Thing\ntags: a b c\n---\n",
            "travel/_posts/2018-08-09-there.html": "---\ncategory: far away\n---\n<p>x</p>",
            "_posts/undated.md": "---\ntitle: x\n---\n",
            "_posts/2018-01-01-bare.md": "no front matter",
            "_posts/2018-01-01-hidden.md": "---\npublished: false\n---\n",
            "_drafts/idea.md": "---\ntitle: x\ndate: 2018-01-01\n---\n",
            "_recipes/soup.md": "---\ntitle: x\n---\n",
            "about.md": "---\ntitle: About\n---\n",
            "index.md": "---\nlayout: home\n---\n",
            "README.md": "Read me",
            "_includes/x.md": "x",
            "_site/2018/x.md": "x",
            "vendor/gem/_posts/2018-01-01-theirs.md": "---\n---\n",
        },
    )
    short = found["_posts/2018-8-9-short.md"]
    assert short.link == f"{OLD}/some/thing/2018/08/09/short.html"
    assert short.guid == f"{OLD}/some/thing/2018/08/09/short"
    assert (names(short, "tag"), names(short, "category")) == (["a", "b", "c"], ["Some", "Thing"])
    html = found["travel/_posts/2018-08-09-there.html"]
    assert (html.markup, html.link) == ("html", f"{OLD}/travel/far-away/2018/08/09/there.html")
    assert {name: each.status for name, each in found.items() if each.type == "post"} == {
        "_posts/2018-8-9-short.md": "publish",
        "travel/_posts/2018-08-09-there.html": "publish",
        "_posts/undated.md": "draft",
        "_posts/2018-01-01-bare.md": "draft",
        "_posts/2018-01-01-hidden.md": "draft",
        "_drafts/idea.md": "draft",
    }
    assert (found["about.md"].type, found["about.md"].link) == ("page", f"{OLD}/about.html")
    assert (found["_recipes/soup.md"].type, found["_recipes/soup.md"].status) == ("page", "draft")
    assert found["index.md"].type == "section text"
    assert found["README.md"].type == "file without front matter"
    assert len(found) == 10


@pytest.mark.parametrize(
    ("told", "front_matter", "link", "guid"),
    [
        ("permalink: pretty", "", "/c/2018/08/09/name/", "/c/2018/08/09/name"),
        ("permalink: none", "", "/c/name.html", "/c/name"),
        ("permalink: ordinal", "", "/c/2018/221/name.html", "/c/2018/221/name"),
        ("permalink: /:year/:i_month/:title/", "", "/2018/8/name/", "/2018/8/name"),
        ("permalink: /blog/:title", "", "/blog/name", "/blog/name"),
        ("baseurl: /b", "", "/b/c/2018/08/09/name.html", "/b/c/2018/08/09/name"),
        ("", "permalink: /own/place/", "/own/place/", "/own/name"),
        ("", "slug: Other", "/c/2018/08/09/other.html", "/c/2018/08/09/Other"),
        ("collections: {posts: {permalink: '/p/:title/'}}", "", "/p/name/", "/p/name"),
    ],
)
def test_where_a_post_of_jekyll_stood(tmp_path, told, front_matter, link, guid):
    text = f"---\ncategory: C\n{front_matter}\n---\n"
    record = only(tmp_path, {"_config.yml": f"{JEKYLL}{told}\n", "_posts/2018-08-09-name.md": text})
    assert (record.link, record.guid) == (OLD + link, OLD + guid)


def test_a_feed_of_ones_own_has_the_address_as_id(tmp_path):
    record = only(tmp_path, {"_config.yml": JEKYLL, "feed.xml": "<rss/>", "_posts/2018-08-09-n.md": "---\n---\n"})
    assert record.guid == record.link


def test_what_jekyll_says_for_many_texts(tmp_path):
    defaults = (
        "defaults:\n- scope: {path: '', type: posts}\n  values: {author: ann, permalink: '/x/:title/'}\n"
        "- scope: {path: _posts/secret}\n  values: {published: false}\n"
    )
    found = pieces(tmp_path, {
        "_config.yml": JEKYLL + defaults, "_posts/2018-08-09-a.md": "---\n---\n",
        "_posts/secret/2018-08-09-b.md": "---\nauthor: bob\n---\n", "about.md": "---\n---\n",
    })  # fmt: skip
    assert [(each.login, each.status) for each in found.values()] == [
        ("ann", "publish"),
        ("bob", "draft"),
        ("", "publish"),
    ]
    assert found["_posts/2018-08-09-a.md"].link == f"{OLD}/x/a/"


def test_eleventy(tmp_path):
    found = pieces(
        tmp_path,
        {
            "eleventy.config.js": "export default () => {}",
            "_data/metadata.json": f'{{"url": "{OLD}/"}}',
            "content/blog/blog.json": '{"tags": "posts", "layout": "x.njk"}',
            "content/blog/one.md": "---\ntitle: x\ntags: [a]\ndate: 2020-01-01\n---\n",
            "content/blog/2020-02-03-two/index.md": "---\ntitle: x\n---\n",
            "content/blog/three.md": "---\ntitle: My Three\npermalink: '/p/{{ title | slug }}/index.html'\n---\n",
            "content/blog/four.md": "---\ntitle: x\npermalink: false\n---\n",
            "content/about.md": "---\ntitle: x\n---\n",
            "content/log/log.json": '{"tags": ["posts"]}',
            "content/log/five.md": "---\ntitle: x\ntags: [b]\n---\n",
            "_includes/x.md": "x",
            "README.md": "x",
        },
    )
    assert {name: (each.type, each.status, each.link.removeprefix(OLD)) for name, each in found.items()} == {
        "content/blog/one.md": ("post", "publish", "/blog/one/"),
        "content/blog/2020-02-03-two/index.md": ("post", "publish", "/blog/two/"),
        "content/blog/three.md": ("post", "publish", "/p/my-three/"),
        "content/blog/four.md": ("post", "draft", "/blog/four/"),
        "content/about.md": ("page", "publish", "/about/"),
        "content/log/five.md": ("post", "publish", "/log/five/"),
        "README.md": ("file without front matter", "publish", "/README/"),
    }
    assert names(found["content/blog/one.md"], "tag") == ["a"]


def test_a_vault_is_private_unless_a_note_says_otherwise(tmp_path):
    make_folder(tmp_path, {".obsidian/app.json": "{}"})
    found = pieces(tmp_path, {
        "Note.md": "text", "Dated.md": "---\ndate: 2020-01-01\n---\n", "Public.md": "---\npublish: true\n---\n",
        "Blog.md": "---\ndraft: false\n---\n", "Both.md": "---\npublish: true\ndraft: true\n---\n",
    })  # fmt: skip
    assert {name for name, each in found.items() if each.status == "publish"} == {"Public.md", "Blog.md"}


def test_a_plain_folder_publishes_what_has_front_matter(tmp_path):
    found = pieces(tmp_path, {"a.md": "---\ntitle: x\n---\n", "b.md": "text", "pages/c.md": "---\ntitle: y\n---\n"})
    assert [(each.type, each.status) for each in found.values()] == [
        ("post", "publish"), ("post", "draft"), ("page", "publish"),
    ]  # fmt: skip


def test_a_blog_without_address_gets_one_that_is_nobodys_and_no_guids(tmp_path):
    (site, record) = all_records(make_folder(tmp_path / "notes", {"a.md": "---\ntitle: x\n---\n"}))
    assert site == Site(address="https://notes.invalid")
    assert (record.link, record.guid) == ("https://notes.invalid/a/", "")


def test_the_same_folder_tells_the_same_twice(tmp_path):
    make_folder(tmp_path, {"hugo.toml": HUGO, "content/posts/a.md": DATED, "content/posts/b.md": DATED})
    assert all_records(tmp_path) == all_records(tmp_path)
