import pytest

from blog.markdown import frame_sources, render_post

FRAMES = {
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ": "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ?t=1m3s": "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=63",
    "https://m.youtube.com/shorts/dQw4w9WgXcQ": "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    "https://vimeo.com/123456": "https://player.vimeo.com/video/123456",
    "https://vimeo.com/123456/abcdef01": "https://player.vimeo.com/video/123456?h=abcdef01",
}


@pytest.mark.parametrize(("address", "frame"), FRAMES.items())
def test_an_address_alone_becomes_a_card_that_is_a_link_without_script(address, frame):
    html = render_post(f"Before\n\n{address}\n\nAfter").html
    assert f'<link-embed data-frame="{frame}"' in html
    assert f'<a href="{address}">' in html
    assert "<iframe" not in html


@pytest.mark.parametrize(
    "source",
    [
        "See https://youtu.be/dQw4w9WgXcQ",
        "[film](https://youtu.be/dQw4w9WgXcQ)",
        "- https://youtu.be/dQw4w9WgXcQ",
        "https://www.youtube.com/",
        "https://www.youtube.com/playlist?list=PL123456",
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://example.org/watch?v=dQw4w9WgXcQ",
    ],
)
def test_any_other_address_stays_a_link(source):
    html = render_post(source).html
    assert "link-embed" not in html and "<a href=" in html


def test_the_owner_decides_which_hosts_can_be_embedded():
    address = "https://tube.example.org/v/1"
    assert "link-embed" not in render_post(address).html
    assert f'data-frame="{address}"' in render_post(address, embed_hosts={"tube.example.org"}).html
    assert "link-embed" not in render_post("https://youtu.be/dQw4w9WgXcQ", embed_hosts=()).html


def test_the_page_can_ask_which_frames_to_allow():
    assert frame_sources({"youtu.be", "youtube.com", "tube.example.org"}) == (
        "https://tube.example.org",
        "https://www.youtube-nocookie.com",
    )
