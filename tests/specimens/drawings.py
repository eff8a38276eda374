"""Pictures of all shapes. Each has a frame at its very edge, so that one sees where it is cut."""

from PIL import Image, ImageDraw

SHAPES = {
    "panorama": (2400, 240),
    "tower": (300, 1500),
    "stamp": (8, 8),
    "square": (600, 600),
    "upright": (480, 720),
    "landscape": (1200, 800),
}
SKY, EARTH, INK = (214, 228, 236), (122, 142, 98), (30, 30, 30)


def draw(shape: str) -> Image.Image:
    width, height = SHAPES[shape]
    picture = Image.new("RGB", (width, height), SKY)
    pen = ImageDraw.Draw(picture)
    step = max(2, min(width, height) // 8)
    for hill in range(-step, width, 3 * step):
        pen.ellipse([hill, height - 2 * step, hill + 5 * step, height + 3 * step], fill=EARTH, outline=INK)
    for border in range(max(1, step // 20)):
        pen.rectangle([border, border, width - 1 - border, height - 1 - border], outline=INK)
    return picture
