from blog.markdown import Picture, render_post

PICTURES = {"/media/a b.jpg": Picture(800, 600, "/media/a-400.webp 400w, /media/a-800.webp 800w")}


def test_an_image_alone_is_a_figure_with_its_title_as_caption():
    html = render_post('![A cat](/cat.jpg "Our <cat>")').html
    assert html.startswith('<figure><img src="/cat.jpg" alt="A cat" loading="lazy" decoding="async">')
    assert "<figcaption>Our &lt;cat&gt;</figcaption></figure>" in html


def test_an_image_among_words_is_none():
    html = render_post("See ![A cat](/cat.jpg) here").html
    assert "<figure" not in html and 'loading="lazy"' in html


def test_a_known_picture_has_its_size_and_its_copies():
    html = render_post("![x](</media/a b.jpg>)", pictures=PICTURES).html
    assert 'width="800" height="600" srcset="/media/a-400.webp 400w, /media/a-800.webp 800w" sizes="' in html


def test_a_size_given_by_hand_is_kept():
    html = render_post('<img src="/media/a b.jpg" alt="" width="100">', pictures=PICTURES).html
    assert 'width="100"' in html and "height=" not in html and "srcset=" in html


def test_copies_come_from_the_site_and_from_nobody_else():
    assert "srcset" not in render_post('<img src="/x.jpg" srcset="//evil.example/x 1x">').html


def test_sound_and_film_have_controls_and_come_from_this_site():
    html = render_post(
        '<video src="/media/a.mp4" autoplay loop></video>\n\n<audio src="https://a.example/a.mp3"></audio>'
    ).html
    assert '<video src="/media/a.mp4" controls="" preload="metadata"></video>' in html
    assert "autoplay" not in html and "a.example" not in html


def test_the_same_text_gives_the_same_html():
    source = '![a](/a.jpg) <video src="/a.mp4"></video> $x$\n\n- [ ] b\n\n[toc]\n\n# c'
    assert len({render_post(source, pictures=PICTURES).html for _ in range(10)}) == 1


def test_a_picture_from_elsewhere_is_a_link_and_no_request():
    html = render_post('![A cat](https://a.example/cat.jpg "Ours")\n\n[![B](//a.example/b.jpg)](/there/)').html
    assert "<img" not in html and "<figcaption>Ours</figcaption>" in html
    assert '<a href="https://a.example/cat.jpg">Picture: A cat</a>' in html
    assert '<a href="/there/">Picture: B</a>' in html


def test_a_picture_named_by_the_sites_own_whole_address_is_shown():
    html = render_post("![x](https://here.example/x.jpg)", origin="https://here.example").html
    assert '<img src="https://here.example/x.jpg"' in html
    assert "<img" not in render_post("![x](https://here.example.org/x.jpg)", origin="https://here.example").html
