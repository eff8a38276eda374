"""What stands in texts besides Markdown, by program: turned into ours, or kept and counted."""

import pytest

from .folders import HUGO, JEKYLL, PNG, ZOLA, pieces

OLD = "https://old.example.org"
BESIDE = f"{OLD}/content/posts/beside.png"
POST = "---\ntitle: x\ndate: 2020-01-01\n---\n"


def hugo(root, text):
    return pieces(root, {
        "hugo.toml": HUGO, "content/posts/a.md": POST + text, "content/posts/b/index.md": POST,
        "content/posts/b/in.png": PNG, "static/img/top.png": PNG, "content/posts/beside.png": PNG,
        "static/paper.pdf": b"x",
    })["content/posts/a.md"]  # fmt: skip


def jekyll(root, text, base=""):
    return pieces(root, {
        "_config.yml": f"{JEKYLL}baseurl: '{base}'\n", "_posts/2020-01-01-a.md": POST + text,
        "_posts/2019-05-06-b-c.md": POST.replace("2020-01-01", "2019-05-06"), "assets/x.png": PNG,
        "about.md": "---\ntitle: y\n---\n",
    })["_posts/2020-01-01-a.md"]  # fmt: skip


def zola(root, text):
    return pieces(root, {
        "config.toml": ZOLA, "content/blog/a.md": f"+++\ntitle = 'x'\ndate = 2020-01-01\n+++\n{text}",
        "content/blog/b.md": "+++\ntitle = 'x'\ndate = 2020-01-01\n+++\n",
    })["content/blog/a.md"]  # fmt: skip


def obsidian(root, text):
    return pieces(root, {
        ".obsidian/app.json": "{}", "A.md": text, "deep/Other note.md": "---\naliases: [Nick]\n---\nx",
        "attachments/Pasted image 1.png": PNG,
    })["A.md"]  # fmt: skip


PLAIN = [
    "",
    "Text\twith tabs  \nand breaks\\\n\n\n\n* lists\n+ of\n- all\n",
    "`{{< youtube abc >}}` and ``[[x]]`` and `%%` and `{% include x %}`",
    "```\n[x](beside.png) {{ x }} [[y]] ==z==\n```\n",
    "~~~~ go\n```\n![](beside.png)\n~~~\n~~~~\n",
    "- item\n\n  ```\n  [[x]]\n  ```\n",
    "Before\n\n<!--more-->\n\nAfter",
    "<!-- more -->",
    "> [!NOTE]\n> text",
    '[a](https://x.example/a.md "t") <https://x.example> [b][c]\n\n[c]: mailto:a@example.org\n',
    "[a](#here) ![alt](https://x.example/a.png) ![](data:image/png;base64,AAAA)",
    "$x^2$ and $$\\sum_{i}^{n}$$ and 100 % and 5 % 3",
    "Line one\n===\n\n| a | b |\n| - | - |\n| `|` | \\| |\n",
    "{ not front matter } {{ and no shortcode",
    "\u200fمرحبا \u202e 👩‍👩‍👧 e\u0301",
    "```\nnever closed [x](beside.png)",
    "text without an end of line",
]


@pytest.mark.parametrize("program", [hugo, zola, obsidian])
@pytest.mark.parametrize("text", PLAIN)
def test_text_is_kept_byte_for_byte(tmp_path, program, text):
    if program is obsidian:
        text = POST + text
    record = program(tmp_path, text)
    assert record.content == text.removeprefix(POST)
    assert record.losses == ()


@pytest.mark.parametrize("text", [text for text in PLAIN if "{" not in text or "```" in text])
def test_jekylls_text_is_kept_byte_for_byte(tmp_path, text):
    assert jekyll(tmp_path, text).content == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{< figure src="/img/top.png" alt="A" caption="C" >}}', f'![A]({OLD}/static/img/top.png "C")'),
        ("{{< figure src=beside.png >}}", f"![]({BESIDE})"),
        ("one\n{{< youtube w7Ft2ymGmfc >}}\ntwo", "one\n\nhttps://www.youtube.com/watch?v=w7Ft2ymGmfc\n\ntwo"),
        ('{{< youtube id="w7Ft2ymGmfc" autoplay="true" >}}', "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ("{{< vimeo 55073825 >}}", "https://vimeo.com/55073825"),
        ("{{< gist spf13 7896402 >}}", "<https://gist.github.com/spf13/7896402>"),
        ('{{< tweet user="a" id="12" >}}', "<https://twitter.com/a/status/12>"),
        ("{{< highlight go >}}\nx := [1](beside.png)\n{{< /highlight >}}", "\n```go\nx := [1](beside.png)\n```\n"),
        ('[b]({{< ref "b" >}})', "[b](/posts/b/)"),
        ('[b]({{< relref "/posts/b/index.md#part" >}})', "[b](/posts/b/#part)"),
        ('[b]({{% ref "b/index.md" %}})', "[b](/posts/b/)"),
        ("`{{</* figure */>}}`", "`{{< figure >}}`"),
        ("{{</* figure */>}}", "{{< figure >}}"),
        ('{{< details "S" >}}\ntext\n{{< /details >}}', "<details><summary>S</summary>\n\ntext\n\n</details>\n"),
        ("a {{< comment >}}not --> public{{< /comment >}} b", "a <!-- not -- > public --> b"),
        ("[b](b/) [c](b/index.md#x) [d](../about/)", "[b](/posts/b/) [c](/posts/b/#x) [d](/posts/about/)"),
        ("![](b/in.png) ![x](./beside.png 'T')", f"![]({OLD}/content/posts/b/in.png) ![x]({BESIDE} 'T')"),
        ("![](<beside.png>) ![](BESIDE.PNG)", f"![]({BESIDE}) ![]({BESIDE})"),
        ('<img src="beside.png" alt="x">', f'<img src="{OLD}/content/posts/beside.png" alt="x">'),
        ("[![](beside.png)](/img/top.png)", f"[![]({BESIDE})]({OLD}/static/img/top.png)"),
        ("[a]: ../posts/b/\n", "[a]: /posts/b/\n"),
        ("[p](/paper.pdf)", f"[p]({OLD}/paper.pdf)"),
        ("![](../../../../etc/passwd.png)", f"![]({OLD}/etc/passwd.png)"),
    ],
)  # fmt: skip
def test_hugos_marks_become_markdown(tmp_path, text, expected):
    record = hugo(tmp_path, text)
    assert (record.content, record.losses) == (expected, ())


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("{{< carousel >}}x{{< /carousel >}}", "{{< carousel >}}"),
        ("{{% notice tip %}}x{{% /notice %}}", "{{% notice %}}"),
        ("{{< youtube ../evil >}}", "{{< youtube >}}"),
        ("[x]({{< ref nowhere.md >}})", "not in the folder"),
    ],
)
def test_what_is_not_understood_stays_and_is_counted_by_name(tmp_path, text, lost):
    record = hugo(tmp_path, text)
    assert record.content == text
    assert lost in record.losses[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}", "\n```ruby\nputs 1\n```\n"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("`{% raw %}{{ x }}{% endraw %}`", "`{{ x }}`"),
        ("```\n{% raw %}\n{{ x }}\n{% endraw %}\n```", "```\n\n{{ x }}\n\n```"),
        ("[b]({% post_url 2019-05-06-b-c %})", "[b](/2019/05/06/b-c.html)"),
        ("[b]({{ site.baseurl }}{% post_url 2019-05-06-b-c %})", "[b](/2019/05/06/b-c.html)"),
        ("[b]({% link _posts/2019-05-06-b-c.md %}#x)", "[b](/2019/05/06/b-c.html#x)"),
        ("[b]({% link about.md %})", "[b](/about.html)"),
        ("![]({{ site.baseurl }}/assets/x.png)", f"![]({OLD}/assets/x.png)"),
        ("![]({{ site.url }}{{ site.baseurl }}/assets/x.png)", f"![]({OLD}/assets/x.png)"),
        ("![]({{ '/assets/x.png' | relative_url }})", f"![]({OLD}/assets/x.png)"),
        ("![](/assets/x.png){: .right}", f"![]({OLD}/assets/x.png){{: .right}}"),
        ("* TOC\n{:toc}\n\nText", "[toc]\n\nText"),
        ("{% comment %}secret{% endcomment %}", "<!-- secret -->"),
        ("{% gist user/123 %}", "<https://gist.github.com/user/123>"),
        ('{% include youtube.html id="w7Ft2ymGmfc" %}', "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ('{% include figure image_path="/assets/x.png" alt="A" caption="C" %}', f'![A]({OLD}/assets/x.png "C")'),
    ],
)
def test_jekylls_marks_become_markdown(tmp_path, text, expected):
    assert jekyll(tmp_path, text).content == expected


def test_a_base_path_is_kept_in_links_and_found_in_pictures(tmp_path):
    record = jekyll(tmp_path, "[b]({% post_url 2019-05-06-b-c %}) ![]({{ site.baseurl }}/assets/x.png)", base="/blog")
    assert record.content == f"[b](/blog/2019/05/06/b-c.html) ![]({OLD}/assets/x.png)"


def test_liquid_that_is_not_understood_stays_and_is_counted_by_name(tmp_path):
    text = "{{ page.title }} {% include box.html x=1 %} {% if x %}a{% endif %} word{: .big} {% post_url gone %}"
    record = jekyll(tmp_path, text)
    assert record.content == text
    words = " ".join(record.losses)
    assert all(name in words for name in ("{{ page.title }}", "{% include box.html %}", "{% if %}", "{: … }", "not in"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[b](@/blog/b.md#part)", "[b](/blog/b/#part)"),
        ('{{ youtube(id="w7Ft2ymGmfc", autoplay=true) }}', "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ('{{/* youtube(id="x") */}}', '{{ youtube(id="x") }}'),
    ],
)
def test_zolas_marks_become_markdown(tmp_path, text, expected):
    text, expected = text, expected.replace("{{ youtube", "{{ youtube")
    assert zola(tmp_path, text).content.replace("{{  ", "{{ ").replace("  }}", " }}") == expected


def test_zolas_unknown_marks_are_counted(tmp_path):
    record = zola(tmp_path, "{% quote(author='x') %}\ntext\n{% end %} {{ box(a=1) }}")
    assert record.content == "{% quote(author='x') %}\ntext\n{% end %} {{ box(a=1) }}"
    assert [name in " ".join(record.losses) for name in ("quote()", "box()")] == [True, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[Other note]]", "[Other note](/deep/Other%20note)"),
        ("[[other NOTE|words]]", "[words](/deep/Other%20note)"),
        ("[[Nick#A heading]]", "[Nick > A heading](/deep/Other%20note#a-heading)"),
        ("[[#A heading]]", "[A heading](#a-heading)"),
        ("![[Pasted image 1.png]]", "![](https://HOST/attachments/Pasted%20image%201.png)"),
        ("![[Pasted image 1.png|300]]", "![](https://HOST/attachments/Pasted%20image%201.png)"),
        ("![[Pasted image 1.png|A dog]]", "![A dog](https://HOST/attachments/Pasted%20image%201.png)"),
        ("![](Pasted%20image%201.png)", "![](https://HOST/attachments/Pasted%20image%201.png)"),
        ("[x](Other%20note.md)", "[x](/deep/Other%20note)"),
        ("![[Other note]]", "[Other note](/deep/Other%20note)"),
        ("> [!danger]- Do not\n> text", "> [!CAUTION]\n> **Do not**\n>\n> text"),
        ("> [!info]\n> text", "> [!NOTE]\n> text"),
        ("seen %%hidden%% seen", "seen <!-- hidden --> seen"),
        ("==marked== a==b", "<mark>marked</mark> a==b"),
        ("text ^a1b2\n\nmore", "text\n\nmore"),
    ],
)
def test_obsidians_marks_become_markdown(tmp_path, text, expected):
    record = obsidian(tmp_path, POST + text)
    assert record.content == expected.replace("HOST", record.link.split("/")[2])


def test_a_link_to_a_note_that_is_not_there_is_its_words(tmp_path):
    record = obsidian(tmp_path, POST + "[[Nobody]] [[Nothing|some words]] ![[gone.png]]")
    assert record.content == "Nobody some words gone.png"
    assert len(record.losses) == 3


def test_pages_in_html_stay_html(tmp_path):
    text = '<p>{{< x >}} <img src="beside.png" alt=""></p>'
    found = pieces(tmp_path, {"hugo.toml": HUGO, "content/posts/a.html": POST + text, "content/posts/beside.png": PNG})
    record = found["content/posts/a.html"]
    assert (record.markup, record.content) == ("html", text.replace("beside", f"{OLD}/content/posts/beside"))


@pytest.mark.parametrize(
    "text",
    [
        "{{< a " * 4_000, "{{< highlight go >}}" * 1_500, "{% raw %}" * 3_000, "{% x " * 5_000, "[[" * 10_000,
        "![[a|" * 5_000, "`" * 10_000, "` `` ``` " * 3_000, "{{ x(" * 5_000, "%%" * 9_999, "==a" * 6_000,
        "> " * 10_000, "[](" * 6_000, "{{</* " * 4_000, "<img " * 5_000, "{{< youtube abc >}}\n" * 1_200,
        "{{ site.url }}" * 1_500, "{:" * 10_000, "```\n~~~\n" * 2_000, "[" * 20_000, "{{<" + " a" * 10_000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("program", [hugo, jekyll, zola, obsidian])
def test_no_text_takes_long(tmp_path, program, text):
    assert program(tmp_path, POST + text).id
