"""Books of every kind, for those who look inside and for the two checkers."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

from django.contrib.auth.models import AnonymousUser

from blog import pictures
from blog.models import PaperSettings, Series, Tag
from blog.paper import epub
from blog.paper.booklets import contents
from blog.paper.booklets.binding import volume_of_booklet
from blog.paper.booklets.contents import Item
from blog.paper.booklets.pieces import gather
from blog.paper.choice import Choice
from blog.paper.volume import Volume, volume_of_post
from comments.models import Comment
from tests.builders import make_comment, make_page, make_post, make_user

from ..pictures import upload

EVERYTHING = """
A post[^1] with *all* there **is**[^long], by [one](https://one.example/) and [two](https://two.example/ö?q=a b).

[TOC]

## Tables & lists

| Sheet | Inches |
|:-----:|-------:|
| Crown | 20 × 15 |

- [x] done
- [ ] open
  1. one
  2. two

#### A heading two levels down, with `code` and a note[^1]

> Said once.
>
> > And again.

> [!WARNING]
> Mind the gap.

```python
def fold(sheet: str) -> str:  # once
    return sheet[: len(sheet) // 2] + "&amp;<b>"
```

## Formulas

The half sheet is $a/2$, and

$$
\\frac{a}{b} = \\sqrt{2} \\quad \\sum_{i=0}^n x_i \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}
$$

Broken: $\\frac{1}$, $\\hat{\\hat{x}}$, $\\left( \\right.$, $\\color{red}{x}$, $\\unknown{y}$, $x^{y^{z}}_{i}$.

## What moves

<audio src="/media/a.mp3"></audio> and <video src="/media/b.mp4" poster="/media/c.jpg">old words</video>

https://youtu.be/abcdefghij

<details><summary>More</summary>

Folded **once**.

</details>

---

<dl><dt>Folio</dt><dd>once</dd><dd>twice</dd></dl>

<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> H<sub>2</sub>O <kbd>Ctrl</kbd> <time datetime="2026-01-02">Friday</time>
<abbr title="by the way">BTW</abbr> <bdo dir="rtl">abc</bdo> <del datetime="2026">gone</del> <ins>come</ins> <q>said</q>

[^1]: A note with [a link](https://three.example/).
[^long]: Two paragraphs.

    The second, with `code`.
"""

HOSTILE = (
    ">" * 300
    + """ deep

<table><tr><td colspan="100000" rowspan="100000">x</td></tr><caption>one</caption><caption>two</caption>
<tfoot><tr><td>f</td></tr></tfoot><thead><tr><th scope="nonsense"><h3>head</h3><p>in a cell</p></th></tr></thead>
<thead><tr><td>again</td></tr></thead>text in a table</table>

<ul>text<p>loose</p><li value="x">item</li>more<li><dd>strange</dd></li></ul>
<ol start="abc" type="Z" reversed><li value="7">seven</li></ol><ol></ol>
<dl><dd>no term</dd>words<p>x</p></dl><dl><dt><h4>only a term</h4></dt></dl>
<li>an item without a list</li><dt>a term</dt><figcaption>no figure</figcaption><summary>no details</summary>
<rt>no ruby</rt><ruby>a<b>c</b><rp>(</rp></ruby>

<p><span><div>block in a word</div></span><em><ul><li>list in a word</li></ul></em><a href="/x"><h2>linked heading</h2>
<a href="/y">link in a link</a></a><strong><table><tr><td><a href="/z">deep</a></td></tr></table></strong></p>
<h2><div>block in a heading</div><hr></h2><h2></h2><h5>five</h5><h3>three</h3>
<pre><p>paragraph in code</p><h2>heading in code</h2></pre>
<figure><figcaption>one</figcaption>x<figcaption>two</figcaption>y</figure><figure></figure>
<ruby>a<div>b</div><rt>c</rt></ruby><ruby>a<rt>c</rt>d</ruby><dfn>a <b><dfn>b</dfn></b></dfn><source><track>
<figure>&nbsp;<figcaption>c</figcaption></figure><a><p>no address</p></a><a id="100">a</a><h4>&nbsp;</h4><h4>b</h4>
<del><p>gone</p></del><ins><ul><li>come</li></ul></ins><q><blockquote>b</blockquote></q>

<header><header>h</header><footer>f</footer></header><address><section><h2>in an address</h2></section></address>
<nav><main>m</main></nav><article><aside>a</aside></article>

<p id="same">a</p><p id="same">b</p><p id="1 2">c</p><p id="ü">d</p><p id="title">e</p>
<a id="here"></a><a href="#same">same</a><a href="#nowhere">nowhere</a><a href="#%C3%BC">ü</a>
<p lang="not a language" dir="sideways" title="&#0;&#1;&#x0B;t" class="my-own &quot;">f</p><p lang="de-AT">g</p>
<bdo>h</bdo><time>i</time><time datetime="yesterday">j</time><del datetime="later" cite="::">k</del>
<img alt="<script>alert(1)</script> &amp; &quot;q&quot;" src="/media/none.png"><img src="relative.png">
<img src="data:image/png;base64,AAAA" alt="data"><img alt="no address">

[space](<https://a.example/a b|c^d`e{f}>) [host](https://exa_mple..com/) [port](https://a.example:99999/)
[percent](https://a.example/100%) [idn](https://bücher.example/ü) [v6](https://[::1]/) [bad v6](https://[::zz/)
[mail](mailto:a@b.example?subject=x%20y) [tel](tel:+43-1) [empty]()
[relative](../x/./y) [query](?a=b) [slashes](//c.example/)

\x01\x0b\x80\x85\ufffe\U0001fffe&#1;&#x1F; control \u202e and right to left \u200b

$\\text{<script>} \\& \\frac{}{}$ <math><mi>own</mi></math> <svg><script>alert(1)</script></svg>
"""
)


def make_picture(**words):
    return pictures.take_in(upload(), by=None, **words)


def book_of(volume: Volume) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(epub.make(volume)[0]))


def post_book(post, **choice) -> zipfile.ZipFile:
    return book_of(volume_of_post(post, Choice(**choice)))


def page(book: zipfile.ZipFile, name: str) -> str:
    return book.read(f"EPUB/{name}").decode()


def tree(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(f"EPUB/{name}"))


def booklet_of(*pieces, title="Four letters & a note", **choice) -> Volume:
    """Of posts and comments, as a reader collects them."""
    items = tuple(Item(piece.pk, isinstance(piece, Comment)) for piece in pieces)
    address = f"https://example.org/booklet/?with={contents.write(items)}&title=x"
    return volume_of_booklet(gather(items, AnonymousUser()), title, Choice(**choice), address, "What we wrote.")


def every_kind() -> dict[str, Volume]:
    """By name: what a checker must find nothing in."""
    PaperSettings(licence="CC BY 4.0 <all>", tagline="Ink & paper", logo=make_picture(alt="")).save()
    series = Series.objects.create(name="Letters & others")
    ada = make_user("ada", role="author", display_name="Ada <Quill>")
    picture = make_picture(alt="A blue field", caption="Blue", credit="Ines")
    body = f"![A blue field]({picture.file.url} 'With a caption')\n\n{EVERYTHING}"
    plain = make_post("Tides", body="Only words.")
    covered = make_post(
        "Covered", cover=picture, summary="With a picture.", tags=[Tag.objects.create(name="Sea & sky")]
    )
    everything = make_post("Everything & “more”", author=ada, series=series, part=2, body=body, summary="All <of> it.")
    comment = make_comment(everything, body="A [link](https://four.example/) to <this> & that")
    make_comment(everything, parent=comment, body="> Yes")
    arabic = make_post("المد والجزر", body="نص قصير[^1] عن *المد*.\n\n## عنوان\n\n[^1]: حاشية.", language="ar")
    japanese = make_post("潮の満ち引き", body="潮は満ち、そして引く。\n\n## 見出し", language="ja")
    hostile = make_post("<script>alert(1)</script> \u202e" + "w" * 200, body=HOSTILE, summary="]]>&amp;\x01")
    untitled = make_post("", body=f"[Tides]({plain.get_absolute_url()}) come, see [page](/p/{arabic.pk}/).")
    about = make_page("About", body="## Who\n\nWe.")
    every = {
        "everything": everything,
        "plain": plain,
        "covered": covered,
        "arabic": arabic,
        "japanese": japanese,
        "hostile": hostile,
        "untitled": untitled,
        "page": about,
    }
    single = {name: volume_of_post(post, Choice(comments="all")) for name, post in every.items()}
    changed = Choice(links="brackets", pictures="none", ink="grey", font="legible")
    return {
        **single,
        "changed": volume_of_post(everything, changed),
        "grey": volume_of_post(covered, Choice(ink="grey", links="off")),
        "booklet": booklet_of(*every.values(), comment, comments="all", font="legible"),
        "right-to-left": booklet_of(arabic),
    }
