"""Draw the pictures of the demo content.

    pip install numpy
    python blog/demo/draw_pictures.py [NAME ...]

The pictures are kept in the repository; run this only to change them. Pillow comes with the site, numpy does not.
Every drawing is seeded, so the same script gives the same picture. Letters are set in Old Standard (Debian and Ubuntu:
`apt install fonts-oldstandard`) where it is found, else in DejaVu Serif; `SPECIMEN_FONTS` may name another folder.

A picture is printed like a picture: each ink has a plate, the plates are drawn larger than needed, put slightly out of
register and laid over each other on warm paper.
"""

import itertools
import math
import os
import random
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

HERE = Path(__file__).parent / "pictures"
PAPER = (247, 243, 234)
BLACK = (36, 31, 28)
RED = (156, 47, 35)
BLUE = (58, 96, 108)
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
LARGEST = 220_000


# The press ---------------------------------------------------------------------------------------------------------


class Sheet:
    """A sheet of paper and its plates, one for each ink; all lengths are in pixels of the finished picture."""

    def __init__(self, width, height, scale=4, seed=1):
        self.width, self.height, self.scale = width, height, scale
        self.random = random.Random(seed)
        self.noise = np.random.default_rng(seed)
        self.plates = {}

    def plate(self, ink):
        if ink not in self.plates:
            self.plates[ink] = Image.new("L", (self.width * self.scale, self.height * self.scale), 0)
        return self.plates[ink]

    def draw(self, ink):
        return ImageDraw.Draw(self.plate(ink))

    def add(self, ink, coverage):
        """Lay a field of coverage, 0 to 1 at the size of a plate, on what the plate already has."""
        extra = Image.fromarray((np.clip(coverage, 0, 1) * 255).astype("uint8"))
        self.plates[ink] = ImageChops.lighter(self.plate(ink), extra)

    def cut(self, ink, mask):
        """Take ink away where the mask is white."""
        self.plates[ink] = ImageChops.subtract(self.plate(ink), mask)

    def grid(self):
        """The coordinates of every point of a plate."""
        s = self.scale
        y, x = np.mgrid[0 : self.height * s, 0 : self.width * s].astype("float32") / np.float32(s)
        return x, y

    def line(self, ink, points, width=1.0, value=255, closed=False):
        s = self.scale
        points = [(x * s, y * s) for x, y in points]
        if closed:
            points.append(points[0])
        self.draw(ink).line(points, fill=value, width=max(1, round(width * s)), joint="curve")

    def brush(self, ink, points, widths):
        """A line whose width follows a list, as a graver leaves it."""
        s, draw = self.scale, self.draw(ink)
        for (x0, y0), (x1, y1), width in zip(points, points[1:], widths, strict=False):
            if width * s >= 0.8:
                draw.line((x0 * s, y0 * s, x1 * s, y1 * s), fill=255, width=round(width * s))
                if width * s > 5:
                    self.dot(ink, x1, y1, width / 2)

    def area(self, ink, points, value=255):
        self.draw(ink).polygon([(x * self.scale, y * self.scale) for x, y in points], fill=value)

    def dot(self, ink, x, y, radius, value=255):
        s = self.scale
        box = [(x - radius) * s, (y - radius) * s, (x + radius) * s, (y + radius) * s]
        self.draw(ink).ellipse(box, fill=value)

    def ring(self, ink, x, y, radius, width=1.0):
        s = self.scale
        box = [(x - radius) * s, (y - radius) * s, (x + radius) * s, (y + radius) * s]
        self.draw(ink).ellipse(box, outline=255, width=max(1, round(width * s)))

    def text(self, ink, x, y, words, size, style="Regular", anchor="ls", spacing=0.0, value=255):
        """One line of text; with spacing (in parts of the size) the letters are set apart."""
        s, font = self.scale, type_of(size * self.scale, style)
        if not spacing:
            self.draw(ink).text((x * s, y * s), words, font=font, fill=value, anchor=anchor)
            return
        gap = spacing * size * s
        total = sum(font.getlength(letter) + gap for letter in words) - gap
        left = x * s - {"l": 0, "m": total / 2, "r": total}[anchor[0]]
        for letter in words:
            self.draw(ink).text((left, y * s), letter, font=font, fill=value, anchor="l" + anchor[1])
            left += font.getlength(letter) + gap

    def text_on_circle(self, ink, x, y, radius, words, size, centre=-90.0, style="Regular", spacing=0.1):
        """Letters around a point, in the middle of `centre` degrees (-90 is the top); under it they stay upright."""
        s, below = self.scale, centre > 0
        font = type_of(size * s, style)
        gap = spacing * size
        steps = [font.getlength(letter) / s + gap for letter in words]
        turn = -1 if below else 1
        angle = math.radians(centre) - turn * (sum(steps) - gap) / radius / 2
        for letter, step in zip(words, steps, strict=True):
            middle = angle + turn * (step - gap) / radius / 2
            tile = Image.new("L", (int(size * s * 3),) * 2, 0)
            ImageDraw.Draw(tile).text((tile.width / 2,) * 2, letter, font=font, fill=255, anchor="ms")
            tile = tile.rotate(-math.degrees(middle) + (90 if below else -90), Image.Resampling.BICUBIC)
            at = (round((x + radius * math.cos(middle)) * s - tile.width / 2),
                  round((y + radius * math.sin(middle)) * s - tile.height / 2))  # fmt: skip
            self.plate(ink).paste(255, at, tile)
            angle += turn * step / radius

    def frame(self, ink, margin, width=1.0):
        right, bottom = self.width - margin, self.height - margin
        self.line(ink, [(margin, margin), (right, margin), (right, bottom), (margin, bottom)], width, closed=True)

    def pull(self, wear=0.985):
        """Print the sheet: shrink the plates, move them a little, lay ink over ink."""
        paper = np.empty((self.height, self.width, 3), "float32")
        paper[:] = np.array(PAPER, "float32")
        specks = smooth_noise(self.noise, self.width, self.height, 3.2)
        for number, (ink, plate) in enumerate(self.plates.items()):
            small = plate.reduce(self.scale)
            if number:
                small = ImageChops.offset(small, *self.random.choice([(1, 1), (-1, 1), (1, 0), (0, 1)]))
            coverage = np.asarray(small, "float32") / 255
            coverage = np.where(specks > np.quantile(specks, wear), coverage * 0.55, coverage)
            paper *= 1 - coverage[..., None] * (1 - np.array(ink, "float32") / np.array(PAPER, "float32"))
        return Image.fromarray(paper.round().astype("uint8"))


def type_of(size, style="Regular"):
    folders = [os.environ.get("SPECIMEN_FONTS", "."), "/usr/share/fonts/truetype/fonts-oldstandard"]
    for folder in folders:
        path = Path(folder, f"OldStandard-{style}.ttf")
        if path.exists():
            return ImageFont.truetype(str(path), round(size))
    ending = {"Regular": "", "Bold": "-Bold", "Italic": "-Italic"}[style]
    return ImageFont.truetype(f"DejaVuSerif{ending}.ttf", round(size))


def smooth_noise(noise, width, height, cell):
    """Values around 0 that change over about `cell` pixels."""
    small = noise.normal(size=(max(3, int(height / cell) + 2), max(3, int(width / cell) + 2))).astype("float32")
    return np.asarray(Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC))


def plate_noise(sheet, cell):
    """Smooth noise at the size of a plate."""
    return smooth_noise(sheet.noise, sheet.width * sheet.scale, sheet.height * sheet.scale, cell * sheet.scale)


def hills_of(noise, width, height, cell, octaves=5, rough=0.5):
    """Noise upon finer noise, as land is."""
    total = np.zeros((height, width), "float32")
    for octave in range(octaves):
        total += smooth_noise(noise, width, height, cell / 2**octave) * rough**octave
    return total


def lines_of(phase, darkness):
    """Black lines where the phase passes a whole number, as wide as the darkness (0 to 1) asks."""
    return (np.abs(phase - np.floor(phase) - 0.5) > 0.5 - darkness / 2).astype("float32")


def dots_of(x, y, darkness, cell, degrees):
    """A halftone: dots in a turned grid, as large as the darkness asks."""
    turn = math.radians(degrees)
    u = (x * math.cos(turn) + y * math.sin(turn)) * (2 * math.pi / cell)
    v = (-x * math.sin(turn) + y * math.cos(turn)) * (2 * math.pi / cell)
    return ((np.cos(u) + np.cos(v)) / 4 + 0.5 > 1 - darkness).astype("float32")


def smoothstep(low, high, value):
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


# Woodcut: sunrise over the flats -----------------------------------------------------------------------------------


def draw_sunrise():
    sheet = Sheet(1800, 1200, scale=2, seed=6)
    x, y = sheet.grid()
    sun, horizon, radius = (1130, 640), 700, 150
    margin = 46
    inside = (x > margin) & (x < 1800 - margin) & (y > margin) & (y < 1200 - margin)
    sky, sea = sunrise_sky(sheet, x, y, sun, radius), sunrise_sea(sheet, x, y, sun[0], horizon)
    land = sunrise_land(sheet, x, y, horizon)
    black = np.where(y < horizon, sky, sea)
    black = np.where(land >= 0, land, black)
    sheet.add(BLACK, black * inside)
    disc = (np.hypot(x - sun[0], y - sun[1]) < radius) & (y < horizon - 3) & (land < 0)
    glitter = sunrise_glitter(sheet, x, y, sun[0], horizon)
    sheet.add(RED, (disc | glitter) & inside)
    return sheet.pull(wear=0.97)


def sunrise_sky(sheet, x, y, sun, radius):
    """Rays cut outward from the sun; between them the block keeps its face, more of it the farther out."""
    dx, dy = x - sun[0], y - sun[1]
    distance, angle = np.hypot(dx, dy), np.arctan2(dy, dx)
    shake = plate_noise(sheet, 90) * 0.05 + plate_noise(sheet, 22) * 0.035
    rays = angle / (2 * math.pi) * 96 + shake * (0.4 + distance / 900)
    far = smoothstep(radius * 1.1, 1150, distance)
    dark = 0.08 + 0.80 * far + shake * 0.7
    fine = lines_of(rays * 2 + 0.5, dark * 0.9)
    cut = np.where(distance > 470 + 60 * shake, fine, lines_of(rays, dark * 1.15))
    return np.where(distance < radius + 16, 0, cut)


def sunrise_sea(sheet, x, y, centre, horizon):
    """Lines of waves that open and lie wider apart towards the reader."""
    depth = np.maximum(y - horizon, 0.01)
    waves = plate_noise(sheet, 60) * 0.16 + plate_noise(sheet, 150) * 0.3
    phase = np.sqrt(depth) * 1.55 + waves * smoothstep(0, 120, depth)
    path = np.exp(-(((x - centre) / (70 + depth * 0.42)) ** 2))
    chop = plate_noise(sheet, 34) * 0.22
    return lines_of(phase, np.clip(0.72 + chop - path * 0.62, 0.05, 0.93))


def sunrise_glitter(sheet, x, y, centre, horizon):
    depth = np.maximum(y - horizon, 0.01)
    phase = np.sqrt(depth) * 1.55 + plate_noise(sheet, 70) * 0.12
    path = np.exp(-(((x - centre) / (44 + depth * 0.2)) ** 2))
    return (lines_of(phase + 0.5, path * 0.62 - 0.1 + plate_noise(sheet, 26) * 0.1 * path) > 0) & (depth > 7)


def sunrise_land(sheet, x, y, horizon):
    """A headland in black with slopes cut into it; -1 where there is no land."""
    ridge = np.interp(x[0], [0, 120, 300, 480, 640, 790, 860], [440, 452, 505, 560, 625, 690, 702])
    ridge = (
        ridge
        + smooth_noise(sheet.noise, x.shape[1], 3, 60)[1] * 5
        + smooth_noise(sheet.noise, x.shape[1], 3, 400)[1] * 9
    )
    below = y - ridge[None, :]
    on_land = (below > 0) & (y < horizon + 3) & (x < 862)
    slope = below / 13 + x / 70 + plate_noise(sheet, 120) * 0.5
    light = smoothstep(6, 60, below) * (0.16 + 0.2 * smoothstep(100, 800, x)) + plate_noise(sheet, 40) * 0.04
    return np.where(on_land, 1 - lines_of(slope, np.clip(light, 0, 0.42)), -1)


# A chart of an island that is not there ----------------------------------------------------------------------------


def draw_island():
    sheet = Sheet(1800, 1200, scale=2, seed=23)
    height = island_height(sheet)
    land = height > 0
    black = contours(height, np.arange(10, 400, 10), 0.8) * land
    black = np.maximum(black, contours(height, np.arange(50, 400, 50), 1.7) * land)
    black = np.maximum(black, contours(height, [0.0], 3.0))
    blue = contours(height, -2.0 * np.arange(1, 7) ** 1.55, 0.9) * ~land
    blue = np.maximum(blue, contours(height, [-50, -80, -110], 1.2) * ~land)
    x, y = sheet.grid()
    shoal = np.clip((height + 12) / 12, 0, 1) * ~land
    blue = np.maximum(blue, dots_of(x, y, shoal * 0.34, 6, 45) * (shoal > 0.05))
    inside = (x > 70) & (x < 1730) & (y > 70) & (y < 1130)
    sheet.add(BLACK, black * inside)
    sheet.add(BLUE, blue * inside)
    clear(sheet, 95, 950, 590, 1118)
    clear(sheet, 1285, 85, 1715, 520)
    chart_border(sheet)
    island_soundings(sheet, height)
    island_names(sheet, height)
    compass_rose(sheet, 1500, 300, 128)
    return sheet.pull()


def island_height(sheet):
    """Metres above the sea: a long island, a smaller one beside it, and a bank."""
    x, y = sheet.grid()
    s = sheet.scale
    bumps = [(690, 560, 310, 190, 190, 0.5), (1010, 700, 210, 120, 150, -0.35), (480, 720, 150, 105, 105, 0.2),
             (1275, 915, 92, 56, 118, 0.4), (760, 470, 150, 95, 130, 0.0), (320, 300, 70, 46, 40, 0.7)]  # fmt: skip
    height = np.full(x.shape, -78, "float32")
    for cx, cy, rx, ry, top, turn in bumps:
        dx, dy = x - cx, y - cy
        u, v = dx * math.cos(turn) + dy * math.sin(turn), -dx * math.sin(turn) + dy * math.cos(turn)
        height += top * np.exp(-((u / rx) ** 2 + (v / ry) ** 2))
    rough = hills_of(sheet.noise, x.shape[1], x.shape[0], 260 * s, octaves=5, rough=0.48)
    return height + rough * 21


def contours(height, levels, width):
    """Lines of equal height, equally wide on steep and on gentle ground."""
    steep = np.hypot(*np.gradient(height)) + 1e-4
    nearest = np.full(height.shape, 1e9, "float32")
    for level in levels:
        np.minimum(nearest, np.abs(height - level), out=nearest)
    return (nearest / steep < width).astype("float32")


def clear(sheet, left, top, right, bottom, soft=26):
    """Stop the lines where something will be written."""
    s, mask = sheet.scale, Image.new("L", sheet.plate(BLACK).size, 0)
    ImageDraw.Draw(mask).rounded_rectangle([left * s, top * s, right * s, bottom * s], soft * s, fill=255)
    sheet.cut(BLACK, mask)
    sheet.cut(BLUE, mask)


def chart_border(sheet):
    """A neat line, and a frame whose minutes are black and white in turn."""
    sheet.frame(BLACK, 40, 2.4)
    sheet.frame(BLACK, 58, 0.9)
    sheet.frame(BLACK, 70, 1.3)
    for step in range(24):
        if step % 2:
            left, top = 58 + step * (1800 - 116) / 24, 58 + step * (1200 - 116) / 24
            wide, high = (1800 - 116) / 24, (1200 - 116) / 24
            for y in (58, 1130):
                sheet.area(BLACK, [(left, y), (left + wide, y), (left + wide, y + 12), (left, y + 12)])
            for x in (58, 1730):
                sheet.area(BLACK, [(x, top), (x + 12, top), (x + 12, top + high), (x, top + high)])


def at(field, sheet, x, y):
    return float(field[int(y * sheet.scale), int(x * sheet.scale)])


def island_soundings(sheet, height):
    """Depths in fathoms, scattered as a patient boat would leave them."""
    for row in range(17):
        for column in range(22):
            x = 112 + column * 77 + sheet.random.uniform(-17, 17) + (row % 2) * 28
            y = 118 + row * 62 + sheet.random.uniform(-13, 13)
            near_title = (x > 1270 and y < 540) or (x < 610 and y > 930) or near(x, y)
            if 90 < x < 1710 and y < 1118 and not near_title and at(height, sheet, x, y) < -22:
                fathoms = max(1, round(-at(height, sheet, x, y) / 1.829))
                clear(sheet, x - 15, y - 11, x + 15, y + 11, 6)
                sheet.text(BLUE, x, y, str(fathoms), 18, "Italic", "mm")


def near(x, y):
    """Whether a name stands here."""
    return any(math.hypot(x - cx, (y - cy) * 2.4) < 105 for cx, cy in ((1164, 846), (1300, 1010), (700, 960)))


def island_names(sheet, height):
    title = (112, 1000)
    sheet.text(BLACK, *title, "HOLLOW ISLAND", 40, "Bold", spacing=0.14)
    sheet.text(BLACK, title[0], 1036, "and the Calf, with the Sounds between", 25, "Italic")
    sheet.text(BLACK, title[0], 1074, "Soundings in fathoms, heights in metres.", 20)
    sheet.text(BLACK, title[0], 1102, "Not to be used for navigation, or for anything.", 20, "Italic")
    walk = island_walk(sheet, height)
    for start in range(0, len(walk) - 5, 8):
        sheet.line(RED, walk[start : start + 5], 3.2)
    for x, y in (walk[0], walk[-1]):
        sheet.ring(RED, x, y, 9, 3)
        sheet.dot(RED, x, y, 3)
    label_with_gap(sheet, walk[-1][0], walk[-1][1] - 32, "Long Fell", 30)
    label_with_gap(sheet, 1300, 1010, "The Calf", 24)
    sheet.text(BLUE, 1164, 846, "Calf Sound", 23, "Italic", "mm")
    label_with_gap(sheet, walk[0][0] + 54, walk[0][1] + 30, "Jetty", 22)


def label_with_gap(sheet, x, y, words, size):
    mask = Image.new("L", sheet.plate(BLACK).size, 0)
    s, font = sheet.scale, type_of(size * sheet.scale, "Italic")
    ImageDraw.Draw(mask).text((x * s, y * s), words, font=font, fill=255, anchor="mm", stroke_width=5 * s)
    sheet.cut(BLACK, mask)
    sheet.cut(BLUE, mask)
    sheet.text(BLACK, x, y, words, size, "Italic", "mm")


def island_walk(sheet, height):
    """From the shore to the summit, uphill but never straight up."""
    rows, columns = np.unravel_index(np.argmax(height), height.shape)
    x, y = columns / sheet.scale, rows / sheet.scale
    points = [(x, y)]
    while at(height, sheet, x, y) > 3 and len(points) < 900:
        gx = at(height, sheet, x + 9, y) - at(height, sheet, x - 9, y)
        gy = at(height, sheet, x, y + 9) - at(height, sheet, x, y - 9)
        angle = math.atan2(-gy, -gx) + 1.25 * math.sin(len(points) / 15 + 1) + 0.1
        x, y = x + 3.4 * math.cos(angle), y + 3.4 * math.sin(angle)
        points.append((x, y))
    return points[::-1]


def compass_rose(sheet, x, y, radius):
    for index in range(32):
        angle = index * math.pi / 16
        long = radius * (1.0 if index % 8 == 0 else 0.78 if index % 4 == 0 else 0.5 if index % 2 == 0 else 0.0)
        if not long:
            continue
        tip = (x + long * math.sin(angle), y - long * math.cos(angle))
        for side, ink in ((-1, BLACK), (1, RED if index % 8 == 0 else None)):
            corner = angle + side * math.pi / 16 * (1.4 if index % 4 == 0 else 0.8)
            inner = (x + radius * 0.19 * math.sin(corner), y - radius * 0.19 * math.cos(corner))
            if ink:
                sheet.area(ink, [(x, y), inner, tip])
            sheet.line(BLACK, [(x, y), inner, tip], 1.1, closed=True)
    for ring, width in ((1.12, 1.2), (1.17, 2.6), (0.62, 0.9)):
        sheet.ring(BLACK, x, y, radius * ring, width)
    for degree in range(0, 360, 5):
        angle = math.radians(degree)
        end = 1.12 - (0.07 if degree % 15 else 0.12)
        sheet.line(BLACK, [(x + radius * k * math.sin(angle), y - radius * k * math.cos(angle)) for k in (1.12, end)])
    for index, letter in enumerate("NESW"):
        angle = index * math.pi / 2
        far = radius * 1.38
        sheet.text(BLACK, x + far * math.sin(angle), y - far * math.cos(angle), letter, 34, "Bold", "mm")


# A month of tides --------------------------------------------------------------------------------------------------

TIDES = [
    (28.984104, 2.30, 20),
    (30.0, 0.82, 58),
    (28.439730, 0.44, 350),
    (15.041069, 0.11, 120),
    (13.943036, 0.08, 300),
]
MEAN_LEVEL = 3.75


def tide(hours):
    """Metres above chart datum from five constituents: M2, S2, N2, K1, O1."""
    return MEAN_LEVEL + sum(a * np.cos(np.radians(speed * hours - phase)) for speed, a, phase in TIDES)


def draw_tides():
    sheet = Sheet(2400, 900, scale=3, seed=4)
    left, right, low, metre = 120, 2320, 800, 77
    hours = np.arange(0, 29.53 * 24, 0.1)

    def place(hour, metres):
        return left + hour / hours[-1] * (right - left), low - metres * metre

    tide_rules(sheet, place, left, right)
    for hour in np.arange(0, hours[-1], 0.75):
        x, y = place(hour, tide(hour))
        sheet.line(BLUE, [(x, low), (x, y)], 0.75)
    curve = [place(hour, tide(hour)) for hour in hours]
    sheet.line(BLACK, curve, 2.2)
    tide_envelope(sheet, place, hours)
    tide_marks(sheet, place, hours)
    tide_moons(sheet, place, hours[-1])
    sheet.line(BLACK, [(left, low), (right, low)], 3)
    sheet.text(BLACK, left, 62, "TIDE TABLE FOR ONE LUNATION", 27, "Bold", spacing=0.16)
    sheet.text(BLACK, right, 62, "heights in metres above chart datum; five constituents; no wind", 25, "Italic", "rs")
    sheet.line(BLACK, [(left, 82), (right, 82)], 2.4)
    sheet.line(BLACK, [(left, 88), (right, 88)], 0.8)
    return sheet.pull()


def tide_rules(sheet, place, left, right):
    for metres in range(8):
        y = place(0, metres)[1]
        sheet.line(BLACK, [(left, y), (right, y)], 0.55)
        sheet.text(BLACK, left - 18, y + 8, str(metres), 24, anchor="rs")
    for day in range(30):
        x, y = place(day * 24, 0)
        if x < right - 60:
            sheet.line(BLACK, [(x, y), (x, y + (18 if day % 7 else 30))], 1.2)
            sheet.text(BLACK, place(day * 24 + 12, 0)[0], y + 40, str(day + 1), 22, anchor="ms")


def tide_envelope(sheet, place, hours):
    """The range grows and shrinks with the moon: dashed, as draughtsmen do what is not there."""
    slow = [np.exp(1j * np.radians((speed - TIDES[0][0]) * hours - phase)) * a for speed, a, phase in TIDES[:3]]
    beat = np.abs(sum(slow))
    for sign in (1, -1):
        points = [place(h, MEAN_LEVEL + sign * b) for h, b in zip(hours, beat, strict=True)]
        for start in range(0, len(points) - 60, 110):
            sheet.line(RED, points[start : start + 60], 1.7)


def tide_marks(sheet, place, hours):
    """The highest water of each spring and the lowest high water of each neap, in red."""
    heights = tide(hours)
    tops = [i for i in range(1, len(hours) - 1) if heights[i - 1] < heights[i] >= heights[i + 1]]
    values = [heights[i] for i in tops]
    for n, i in enumerate(tops):
        around = values[max(0, n - 9) : n + 10]
        if 3 < n < len(tops) - 4 and values[n] in (max(around), min(around)):
            x, y = place(hours[i], heights[i])
            sheet.dot(RED, x, y, 7)
            sheet.line(RED, [(x, y - 12), (x, y - 34)], 1.6)
            sheet.text(RED, x, y - 42, f"{heights[i]:.1f}", 27, "Bold", "ms")


def tide_moons(sheet, place, last):
    for index in range(9):
        phase = index / 8
        x = place(last * phase, 0)[0]
        moon(sheet, min(max(x, 150), 2290), 132, 24, phase)


def moon(sheet, x, y, radius, phase):
    """The dark part hatched; 0 and 1 are new, 0.5 is full."""
    edge = math.cos(2 * math.pi * phase)
    for step in range(-23, 24):
        dy = step * radius / 24
        half = math.sqrt(radius**2 - dy**2)
        lit = edge * half
        span = (-half, lit) if phase <= 0.5 else (-lit, half)
        if span[1] - span[0] > 1:
            sheet.line(BLACK, [(x + span[0], y + dy), (x + span[1], y + dy)], 1.15)
    sheet.ring(BLACK, x, y, radius + 1, 1.6)


# Guilloche, as on bonds --------------------------------------------------------------------------------------------


def draw_guilloche():
    sheet = Sheet(1300, 1300, scale=4, seed=2)
    middle = 650
    for corner in range(4):
        corner_rosette(sheet, 650 + 455 * (1 if corner % 2 else -1), 650 + 455 * (1 if corner > 1 else -1))
    guilloche_border(sheet)
    for ink, base, depth, lobes, strands, width in (
        (BLUE, 392, 64, 12, 8, 0.95),
        (RED, 296, 62, 16, 8, 0.95),
        (BLACK, 196, 64, 12, 6, 0.9),
    ):
        for strand in range(strands):
            rose(sheet, ink, (middle, middle), base, depth, lobes, strand / strands * 2 * math.pi, width)
    sheet.ring(BLACK, middle, middle, 118, 3)
    sheet.ring(BLACK, middle, middle, 111, 1)
    sheet.text(BLACK, middle, middle + 4, "One", 86, "Italic", "mm")
    sheet.text_on_circle(BLACK, middle, middle, 92, "BROADSHEET", 17, spacing=0.28)
    sheet.text_on_circle(BLACK, middle, middle, 101, "GOOD FOR ONE COPY", 14, centre=90, spacing=0.2)
    return sheet.pull(wear=0.995)


def rose(sheet, ink, centre, base, depth, lobes, phase, width):
    points = []
    for step in range(1800):
        angle = step * 2 * math.pi / 1800
        wave = math.sin(lobes * angle + phase) * 0.8 + math.sin(3 * lobes * angle + phase) * 0.2
        radius = base + depth * wave
        points.append((centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)))
    sheet.line(ink, points, width, closed=True)


def corner_rosette(sheet, x, y):
    for turn in range(8):
        rose(sheet, RED, (x, y), 52, 28, 8, turn * math.pi / 4, 0.85)
    sheet.ring(BLUE, x, y, 88, 2)
    sheet.ring(BLUE, x, y, 93, 0.8)


def guilloche_border(sheet):
    """Strands that run along the four sides between two rules."""
    for strand in range(8):
        phase = strand * math.pi / 4
        for side in range(4):
            points = []
            for step in range(561):
                along = 92 + step * (1300 - 184) / 560
                across = 68 + 20 * math.sin(step * 2 * math.pi / 40 + phase) * (
                    0.75 + 0.25 * math.cos(step * 2 * math.pi / 280)
                )
                points.append([(along, across), (1300 - across, along), (along, 1300 - across), (across, along)][side])
            sheet.line(BLACK if strand % 4 else RED, points, 0.8)
    sheet.frame(BLACK, 40, 2.4)
    sheet.frame(BLACK, 96, 1)


# A botanical plate -------------------------------------------------------------------------------------------------


def draw_fern():
    sheet = Sheet(1200, 1600, scale=4, seed=9)
    frond(sheet, (520, 1430), -84, 1240, -0.085)
    fiddlehead(sheet, 880, 1430, 1.0, 350)
    fiddlehead(sheet, 788, 1430, -0.62, 190)
    seed_head(sheet, 890, 372, 610, 6.0)
    for x in range(400, 960, 7):
        sway = sheet.random.uniform(-7, 7)
        sheet.line(BLACK, [(x, 1432 + sway / 2), (x + 26 + sway, 1429), (x + 40, 1433 + sway)], 0.8)
    sheet.frame(BLACK, 44, 2.2)
    sheet.frame(BLACK, 54, 0.8)
    sheet.text(BLACK, 1116, 104, "PL. XIV", 24, anchor="rs", spacing=0.12)
    sheet.text(BLACK, 600, 1502, "FILIX ET HELIANTHUS", 30, anchor="ms", spacing=0.2)
    sheet.text(
        BLACK,
        600,
        1536,
        "1. Frond.   2. Croziers.   3. A head of 610 florets, each turned 137½° from the last.",
        22,
        "Italic",
        "ms",
    )
    for number, x, y in (("1", 236, 1120), ("2", 935, 1330), ("3", 890, 650)):
        sheet.text(BLACK, x, y, f"Fig. {number}", 23, "Italic", "mm")
    return sheet.pull()


def frond(sheet, start, degrees, length, bend):
    """A stem that bends, with pinnae in turn left and right, longest a third of the way up."""
    x, y, angle = *start, math.radians(degrees)
    steps, stem = 96, []
    for step in range(steps):
        stem.append((x, y, angle))
        angle += bend * 0.055 + 0.001 * math.sin(step / 9)
        x, y = x + math.cos(angle) * length / steps, y + math.sin(angle) * length / steps
    for index in range(20, steps - 1, 3):
        part = (index - 20) / (steps - 20)
        reach = 330 * math.sin(math.pi * min(1, 0.30 + 0.70 * part)) ** 1.15 * (1 - part * 0.18) + 6
        for side in (-1, 1):
            px, py, pa = stem[min(index + 2 * (side > 0), steps - 1)]
            pinna(sheet, px, py, pa + side * (1.25 - 0.42 * part), reach, side)
    sheet.brush(BLACK, [p[:2] for p in stem], [7 * (1 - i / steps) + 1 for i in range(steps)])


def pinna(sheet, x, y, angle, length, side):
    count = max(3, int(length / 9.6))
    rib = []
    for index in range(count + 1):
        rib.append((x, y))
        part = index / count
        size = 17.5 * (1 - part) ** 0.6 * min(1, length / 150) + 3.5
        if index:
            for way in (-1, 1):
                leaflet(sheet, x, y, angle + way * (1.15 - 0.3 * part), size, way == side)
        angle -= side * 0.011
        x, y = x + math.cos(angle) * length / count, y + math.sin(angle) * length / count
    sheet.line(BLACK, rib, 1.3)


def leaflet(sheet, x, y, angle, size, shaded):
    """An outline, a vein; the half away from the light is green."""
    along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))

    def edge(sign):
        shape = [(0, 0.10), (0.2, 0.22), (0.5, 0.24), (0.8, 0.15), (1, 0)]
        return [
            (x + size * (a * along[0] + sign * b * across[0]), y + size * (a * along[1] + sign * b * across[1]))
            for a, b in shape
        ]

    upper, lower = edge(1), edge(-1)
    if shaded:
        sheet.area(BLUE, upper + lower[::-1])
    else:
        sheet.area(BLUE, [*upper, (x, y)])
    sheet.line(BLACK, upper + lower[::-1], 0.8, closed=True)
    if size > 12:
        sheet.line(BLACK, [(x, y), (x + along[0] * size * 0.8, y + along[1] * size * 0.8)], 0.6)


def fiddlehead(sheet, x, foot, side, tall):
    """A young frond: a stalk, then a spiral that closes, with bracts along its back."""
    points, widths = [], []
    for step in range(60):
        part = step / 60
        points.append((x + side * 26 * math.sin(part * 2.2), foot - tall * part))
        widths.append(9 - 2.5 * part)
    cx, cy = points[-1][0] + (1 if side > 0 else -1) * tall * 0.155, points[-1][1]
    for step in range(260):
        part = step / 260
        radius = tall * 0.155 * (1 - part) ** 0.85 + 2
        angle = (math.pi if side > 0 else 0) + (1 if side > 0 else -1) * part * 4.6 * math.pi
        points.append((cx + radius * math.cos(angle), cy + radius * math.sin(angle)))
        widths.append(6.5 * (1 - part) + 1.8)
    sheet.brush(BLACK, points, widths)
    for index in range(12, len(points) - 90, 4):
        (x0, y0), (x1, y1) = points[index], points[index + 1]
        angle = math.atan2(y1 - y0, x1 - x0)
        leaflet(sheet, x0, y0, angle - side * 1.0, 15 if index > 60 else 9, True)


def seed_head(sheet, x, y, count, spread):
    """Florets by the golden angle: each a small lozenge, the outer ones larger, shaded away from the light."""
    for number in range(count, 0, -1):
        radius, angle = spread * math.sqrt(number), number * GOLDEN_ANGLE
        px, py = x + radius * math.cos(angle), y + radius * math.sin(angle)
        size = 2.0 + 4.2 * math.sqrt(number / count)
        shape = [(size, 0), (0, size * 0.72), (-size, 0), (0, -size * 0.72)]
        turned = [
            (px + a * math.cos(angle) - b * math.sin(angle), py + a * math.sin(angle) + b * math.cos(angle))
            for a, b in shape
        ]
        if math.cos(angle - 0.8) > 0.1 or number < 80:
            sheet.area(BLACK, turned)
        sheet.line(BLACK, turned, 0.9, closed=True)
    for petal in range(34):
        angle = petal * 2 * math.pi / 34
        ray_petal(sheet, x, y, spread * math.sqrt(count) + 5, angle, 66 + 9 * (petal % 2))


def ray_petal(sheet, x, y, inner, angle, length):
    for line in range(-4, 5):
        bulge = line * 0.0135
        points = []
        for step in range(9):
            part = step / 8
            turn = angle + bulge * math.sin(math.pi * (0.16 + 0.84 * part)) * 1.35
            far = inner + length * part * (1 - 0.02 * abs(line))
            points.append((x + far * math.cos(turn), y + far * math.sin(turn)))
        sheet.line(RED if abs(line) < 4 else BLACK, points, 0.75 if abs(line) < 4 else 1.0)


# A specimen of type ------------------------------------------------------------------------------------------------


def draw_specimen():
    sheet = Sheet(1800, 1200, scale=3, seed=5)
    baseline, size, left = 640, 520, 96
    font = type_of(size)
    ascender, x_height = (baseline + font.getbbox(letter, anchor="ls")[1] for letter in "Hx")
    descender = baseline + font.getbbox("p", anchor="ls")[3]
    for y, word in ((ascender, "cap height"), (x_height, "x-height"), (baseline, "baseline"), (descender, "descender")):
        sheet.line(RED, [(60, y), (1740, y)], 1.1)
        sheet.text(RED, 1740, y - 8, word, 21, "Italic", "rs")
    sheet.text(BLACK, left, baseline, "Quire", size)
    sheet.line(BLACK, [(60, 70), (1740, 70)], 4)
    sheet.line(BLACK, [(60, 79), (1740, 79)], 1)
    sheet.text(BLACK, 60, 128, "TWO-LINE GREAT PRIMER, AND SMALLER", 25, spacing=0.2)
    sheet.text(BLACK, 1740, 128, "Specimen No. 4", 27, "Italic", "rs")
    sheet.line(BLACK, [(60, 156), (1740, 156)], 1)
    specimen_waterfall(sheet)
    specimen_figures(sheet)
    return sheet.pull(wear=0.975)


def specimen_waterfall(sheet):
    sheet.line(BLACK, [(60, 806), (1740, 806)], 1)
    y = 806
    for size, style, words in (
        (60, "Regular", "a gathering of four sheets"),
        (46, "Italic", "folded once to make eight leaves,"),
        (35, "Regular", "sixteen pages, and room for a preface"),
        (26, "Italic", "in which the printer begs pardon for what the compositor"),
        (20, "Regular", "set, the author wrote, and neither of them had the heart to cut before the sheet was locked."),
    ):
        y += size * 1.22 + 6
        sheet.text(RED, 60, y, str(size), 17, "Italic")
        sheet.text(BLACK, 104, y, words, size, style)


def specimen_figures(sheet):
    sheet.line(BLACK, [(1180, 826), (1180, 1130)], 0.9)
    sheet.text(BLACK, 1222, 946, "1234567890", 84)
    sheet.text(BLACK, 1222, 1034, "fi fl ff & ? ! § † ¶", 67, "Italic")
    sheet.text(RED, 1222, 1118, "Æ Œ Ø Þ ß ð ł ş ő", 62, "Bold")


# An envelope, posted -----------------------------------------------------------------------------------------------


def draw_envelope():
    sheet = Sheet(1800, 1200, scale=3, seed=12)
    left, top, right, bottom = 110, 110, 1690, 1090
    airmail_edge(sheet, left, top, right, bottom)
    for line in range(15):
        shift = 4 + line * 2.4
        sheet.line(
            BLACK,
            [(left + 18 + shift, bottom + shift), (right + shift, bottom + shift), (right + shift, top + 18 + shift)],
            0.7,
        )
    sheet.line(BLACK, [(left, top), (right, top), (right, bottom), (left, bottom)], 2.4, closed=True)
    stamp(sheet, 1255, 205, 330, 420)
    postmark(sheet, 1085, 400, 150)
    for y, words in (
        (640, "The Letters Editor"),
        (722, "Broadsheet"),
        (804, "2, Tidewaiter’s Yard"),
        (886, "Hollow Island"),
    ):
        sheet.text(BLUE, 420 + (y - 640) * 0.22, y, words, 66, "Italic")
    sheet.line(BLUE, [(474, 906), (700, 899), (850, 909)], 2.6)
    sheet.text(RED, 190, 246, "PAR AVION", 44, "Bold", spacing=0.12)
    sheet.text(RED, 190, 284, "or by the boat, if the boat is going", 27, "Italic")
    return sheet.pull(wear=0.975)


def airmail_edge(sheet, left, top, right, bottom, band=26, step=54):
    """Slanted bars in red and blue all round."""
    mask = Image.new("L", sheet.plate(RED).size, 0)
    s = sheet.scale
    ImageDraw.Draw(mask).rectangle([left * s, top * s, right * s, bottom * s], fill=255)
    ImageDraw.Draw(mask).rectangle(
        [(left + band) * s, (top + band) * s, (right - band) * s, (bottom - band) * s], fill=0
    )
    for index, start in enumerate(range(-1200, 3000, step)):
        bar = [(start, bottom), (start + step * 0.5, bottom), (start + step * 0.5 + 980, top), (start + 980, top)]
        sheet.area((RED, BLUE)[index % 2], bar)
    for ink in (RED, BLUE):
        sheet.plates[ink] = ImageChops.multiply(sheet.plate(ink), mask)


def stamp(sheet, left, top, width, height):
    """A lighthouse engraved in one ink, the edges perforated."""
    x, y = sheet.grid()
    u, v = (x - left) / width, (y - top) / height
    tone, angle = stamp_tones(u, v)
    wave = np.where(
        angle == 0,
        y / 5.2 + 0.10 * np.sin(x / 23 + y / 31),
        np.where(angle == 1, x / 5.2, y / 6.4 + 0.5 * np.sin(x / 17)),
    )
    picture = (u > 0.085) & (u < 0.915) & (v > 0.07) & (v < 0.80)
    sheet.add(RED, lines_of(wave, tone) * picture)
    sheet.line(
        RED,
        [
            (left + 28, top + 29),
            (left + width - 28, top + 29),
            (left + width - 28, top + height * 0.8),
            (left + 28, top + height * 0.8),
        ],
        2,
        closed=True,
    )
    sheet.text(RED, left + 30, top + height - 36, "HOLLOW I.", 29, "Bold", spacing=0.06)
    sheet.text(RED, left + width - 30, top + height - 34, "1½", 46, "Bold", "rs")
    perforate(sheet, left, top, width, height)


def stamp_tones(u, v):
    """How dark, and which way the graver went: 0 sky, 1 tower, 2 sea."""
    beam = np.exp(-((((v - 0.235) - (u - 0.4) * 0.16) / (0.012 + np.abs(u - 0.4) * 0.13)) ** 2))
    tone = np.clip(0.62 - 0.34 * v - 0.5 * beam * (np.abs(u - 0.4) > 0.03), 0.06, 0.9)
    angle = np.zeros(u.shape, "int8")
    sea = v > 0.62
    tone, angle = np.where(sea, 0.36 + 0.5 * (v - 0.62) * 2.6, tone), np.where(sea, 2, angle)
    rock = v > 0.60 + 0.32 * np.abs(u - 0.38) ** 1.3
    tone, angle = np.where(rock & (u < 0.78), 0.78, tone), np.where(rock & (u < 0.78), 2, angle)
    half = 0.052 + 0.045 * (v - 0.3)
    tower = (np.abs(u - 0.4) < half) & (v > 0.29) & (v < 0.64)
    tone, angle = np.where(tower, np.clip(0.34 + (u - 0.4) / half * 0.4, 0.08, 0.9), tone), np.where(tower, 1, angle)
    band = tower & (v > 0.40) & (v < 0.49)
    lamp = ((np.abs(u - 0.4) < 0.034) & (v > 0.20) & (v < 0.275)).astype("float32")
    roof = (np.abs(u - 0.4) < 0.05 * (v - 0.145) / 0.055) & (v > 0.145) & (v < 0.2)
    gallery = (np.abs(u - 0.4) < 0.066) & (v >= 0.275) & (v < 0.295)
    tone = np.where(band, np.clip(tone + 0.4, 0, 1), tone)
    tone = np.where(lamp > 0, np.where(np.abs(u - 0.4) < 0.02, 0.02, 1), tone)
    return np.where(roof | gallery, 1.0, tone), angle


def perforate(sheet, left, top, width, height, radius=6.2, step=17.0):
    """The teeth of the edge: the outline of a row of half holes."""
    for start, along, length in (((left, top), (1, 0), width), ((left, top + height), (1, 0), width),
                                 ((left, top), (0, 1), height), ((left + width, top), (0, 1), height)):  # fmt: skip
        count = round(length / step)
        gap = length / count
        inward = {(left, top): 1, (left, top + height): -1, (left + width, top): -1}[start]
        for hole in range(count):
            middle = (hole + 0.5) * gap
            x, y = start[0] + along[0] * middle, start[1] + along[1] * middle
            first = {((1, 0), 1): 0, ((1, 0), -1): 180, ((0, 1), 1): -90, ((0, 1), -1): 90}[(along, inward)]
            s = sheet.scale
            box = [(x - radius) * s, (y - radius) * s, (x + radius) * s, (y + radius) * s]
            sheet.draw(BLACK).arc(box, first, first + 180, fill=255, width=round(1.2 * s))
            flat = (gap - 2 * radius) / 2
            for side in (-1, 1):
                ends = [(x + along[0] * side * k, y + along[1] * side * k) for k in (radius, radius + flat)]
                sheet.line(BLACK, ends, 1.2)


def postmark(sheet, x, y, radius):
    """Two rings, place and date, and seven waves across the stamp; struck a little unevenly."""
    sheet.ring(BLACK, x, y, radius, 5)
    sheet.ring(BLACK, x, y, radius * 0.66, 2.5)
    sheet.text_on_circle(BLACK, x, y, radius * 0.755, "HOLLOW ISLAND", 33, spacing=0.12, style="Bold")
    sheet.text_on_circle(BLACK, x, y, radius * 0.905, "BY THE BOAT", 27, centre=90, spacing=0.12, style="Bold")
    for row, words in ((-30, "HIGH WATER"), (13, "5 · X"), (48, "9.40 A")):
        sheet.text(BLACK, x, y + row, words, 24 if row < 0 else 38, "Bold", "ms")
    for wave in range(7):
        points = [(px, y - 108 + wave * 36 + 12 * math.sin((px - x) / 27)) for px in range(x + radius + 16, 1650, 3)]
        widths = [3.4 + 1.2 * math.sin(px / 90 + wave) for px, _ in points]
        sheet.brush(BLACK, points, widths)


# A landscape in three drums ----------------------------------------------------------------------------------------


def draw_hills():
    sheet = Sheet(1800, 1200, scale=2, seed=31)
    x, y = sheet.grid()
    ridges = [hill_ridge(sheet, level, base) for level, base in enumerate((560, 660, 770, 900, 1050))]
    sky = smoothstep(760, 60, y) * 0.42 + 0.02
    blue, red, black = dots_of(x, y, sky, 14, 15), np.zeros(x.shape, "float32"), np.zeros(x.shape, "float32")
    disc = np.hypot(x - 620, y - 420) < 205
    red = np.where(disc, dots_of(x, y, 0.78 + (y - 420) / 900, 14, 75), red)
    blue = np.where(disc, 0, blue)
    for level, ridge in enumerate(ridges):
        below = y - ridge[None, :]
        here = below > 0
        mist = np.clip(0.26 + level * 0.2 - below / (330 + level * 60), 0, 1)
        blue = np.where(here, dots_of(x, y, mist, 14, 15), blue)
        warm = np.clip(0.36 - level * 0.03 - below / 420, 0, 1) if level < 3 else 0 * below
        red = np.where(here, dots_of(x, y, warm, 14, 75), red)
        dark = np.clip((level - 1.4) * 0.22 - below / (520 + 200 * level), 0, 1)
        black = np.where(here, dots_of(x, y, dark, 14, 45), black)
    inside = (x > 60) & (x < 1740) & (y > 60) & (y < 1140)
    for ink, field in ((BLUE, blue), (RED, red), (BLACK, black)):
        sheet.add(ink, field * inside)
    trees(sheet, ridges[3], 0.55, 90)
    trees(sheet, ridges[4], 1.0, 60)
    swallows(sheet)
    return sheet.pull(wear=1)


def hill_ridge(sheet, level, base):
    width = sheet.width * sheet.scale
    wave = smooth_noise(sheet.noise, width, 3, 620 * sheet.scale)[1] * (58 + level * 9)
    return base + wave + smooth_noise(sheet.noise, width, 3, 130 * sheet.scale)[1] * (9 + level * 2)


def trees(sheet, ridge, size, count):
    for _ in range(count):
        clump = sheet.random.choice((160, 330, 1240, 1480, 1600, 900))
        x = clump + sheet.random.gauss(0, 85)
        if not 84 < x < 1716 or ridge[int(x * sheet.scale)] > 1128:
            continue
        foot, tall = ridge[int(x * sheet.scale)] + 7, sheet.random.uniform(50, 118) * size
        for tier in range(7):
            part = tier / 7
            half, top = tall * 0.19 * (1 - part) + 1.4, foot - tall * part
            lean = sheet.random.uniform(-1.5, 1.5)
            sheet.area(BLACK, [(x - half, top), (x + half, top), (x + lean, top - tall * 0.27)])


def swallows(sheet):
    for x, y, size in ((1080, 260, 30), (1160, 320, 21), (1010, 350, 17), (1250, 236, 15), (1140, 420, 12)):
        wing = [
            (x - size, y - size * 0.42),
            (x - size * 0.35, y - size * 0.3),
            (x, y),
            (x + size * 0.4, y - size * 0.4),
            (x + size, y - size * 0.62),
        ]
        back = [(x + size * 0.4, y - size * 0.16), (x, y + size * 0.16), (x - size * 0.4, y - size * 0.1)]
        sheet.area(BLACK, wing + back)


# A harmonograph ----------------------------------------------------------------------------------------------------


def draw_pendulums():
    sheet = Sheet(1800, 1200, scale=4, seed=8)
    swing(sheet, BLACK, (2.0, 3.006), (0.3, 1.1), 0.0098, 250, (710, 480))
    swing(sheet, RED, (2.0, 3.0), (1.75, 0.55), 0.0135, 150, (640, 430))
    sheet.text(BLACK, 1722, 1146, "two pendulums, three to two, nearly", 27, "Italic", "rs")
    sheet.text(BLACK, 78, 1146, "HARMONOGRAPH", 22, spacing=0.2)
    return sheet.pull(wear=0.995)


def swing(sheet, ink, rates, phases, decay, end, size):
    points = []
    for step in range(int(end * 26)):
        t = step / 26
        fade = math.exp(-decay * t)
        x = 900 + size[0] * fade * math.sin(rates[0] * t + phases[0]) + size[0] * 0.13 * fade * math.sin(3.0 * t)
        y = 570 + size[1] * fade * math.sin(rates[1] * t + phases[1])
        points.append((x, y))
    sheet.line(ink, points, 0.75 if ink == BLACK else 1.0)


# A bowl, mended ----------------------------------------------------------------------------------------------------

TILT = math.radians(27)
LIGHT = (-0.55, 0.62, 0.56)


def draw_bowl():
    sheet = Sheet(1800, 1200, scale=4, seed=17)
    bowl_shadow(sheet)
    bowl_outline(sheet)
    bowl_side(sheet, outside=True)
    rim = [bowl_point(1.0, a * math.pi / 180) for a in range(0, 360, 2)]
    sheet.area(BLACK, rim, value=0)
    inner = [bowl_point(1.0, a * math.pi / 180, wall=0.965) for a in range(0, 360, 2)]
    bowl_side(sheet, outside=False, clip=inner)
    sheet.line(BLACK, rim, 2.6, closed=True)
    sheet.line(BLACK, inner, 1.5, closed=True)
    for seam in bowl_seams(sheet):
        mend(sheet, seam)
    sheet.text(BLACK, 900, 1128, "a bowl, broken once", 30, "Italic", "ms")
    return sheet.pull()


def bowl_profile(v):
    """Radius and height at v: 0 is the foot, 1 the rim."""
    return 190 + 370 * math.sin(v * math.pi / 2) ** 0.9, 450 * v**1.3


def bowl_point(v, angle, wall=1.0, lift=0.0):
    radius, height = bowl_profile(v)
    radius *= wall
    return (
        900 + radius * math.cos(angle),
        830 - (height + lift) * math.cos(TILT) + radius * math.sin(angle) * math.sin(TILT),
    )


def bowl_normal(v, angle, outside):
    (r0, h0), (r1, h1) = bowl_profile(max(0, v - 0.01)), bowl_profile(min(1, v + 0.01))
    dr, dh = r1 - r0, h1 - h0
    long = math.hypot(dr, dh) or 1
    sign = 1 if outside else -1
    return sign * dh / long * math.cos(angle), -sign * dr / long, sign * dh / long * math.sin(angle)


def bowl_tone(v, angle, outside):
    """0 is light, 1 is dark; None where the surface is turned away from us."""
    nx, ny, nz = bowl_normal(v, angle, outside)
    if nz * math.cos(TILT) + ny * math.sin(TILT) < 0.01:
        return None
    light = nx * LIGHT[0] + ny * LIGHT[1] + nz * LIGHT[2]
    tone = 0.52 - 0.56 * light + (0.06 if not outside else 0.0)
    back = max(0.0, 0.25 - abs(nx + 0.2)) if outside else 0
    return min(1.0, max(0.0, tone - back * 0.3))


def bowl_side(sheet, outside, clip=None):
    """Rings around the bowl, swelling in the dark; a second set of slanted lines where it is darkest."""
    target = sheet.plate(BLACK)
    if clip:
        sheet.plates[BLACK] = Image.new("L", target.size, 0)
    for v in bowl_rings(outside):
        engraved(sheet, [(v, math.radians(a / 2)) for a in range(721)], outside, 4.6, 0.02)
    for line in range(150):
        start = line * 2 * math.pi / 150
        engraved(sheet, [(s / 120, start + s / 120 * 0.9) for s in range(121)], outside, 3.0, 0.56)
    if clip:
        mask = Image.new("L", target.size, 0)
        ImageDraw.Draw(mask).polygon([(x * sheet.scale, y * sheet.scale) for x, y in clip], fill=255)
        fresh = ImageChops.multiply(sheet.plates[BLACK], mask)
        sheet.plates[BLACK] = ImageChops.lighter(target, fresh)


def bowl_rings(outside):
    """Heights whose rings lie equally far apart on the paper."""
    fine = [k / 800 for k in range(801)]
    front = math.pi / 2 if outside else -math.pi / 2
    heights, last = [], None
    for v in fine:
        y = bowl_point(v, front)[1]
        if last is None or abs(y - last) >= 6.2:
            heights.append(v)
            last = y
    return heights


def engraved(sheet, path, outside, widest, threshold):
    wall = 1.0 if outside else 0.965
    run, widths = [], []
    for v, angle in path:
        tone = bowl_tone(v, angle, outside)
        if tone is None or tone <= threshold:
            sheet.brush(BLACK, run, widths)
            run, widths = [], []
            continue
        run.append(bowl_point(v, angle, wall))
        widths.append(widest * (tone - threshold) / (1 - threshold) * 0.92 + 0.35)
    sheet.brush(BLACK, run, widths)


def bowl_outline(sheet):
    """Every ring thick, then all of them wiped: what is left is the edge of the whole, and no shadow inside."""
    rings = [[bowl_point(v / 60, math.radians(a)) for a in range(0, 360, 2)] for v in range(61)]
    for ring in rings:
        sheet.line(BLACK, ring, 5, closed=True)
    for ring in rings:
        sheet.area(BLACK, ring, value=0)


def bowl_shadow(sheet):
    """Level lines on the table, heavier near the foot, to the right where the light does not reach."""
    for row in range(46):
        y = 752 + row * 5.6
        part = (y - 868) / 104
        if abs(part) >= 1:
            continue
        half = 470 * math.sqrt(1 - part * part)
        centre = 1110
        points = [(centre - half + 2 * half * k / 80, y + math.sin(k / 6 + row) * 0.5) for k in range(81)]
        widths = [3.7 * (1 - ((x - 960) / 660) ** 2) * (1 - abs(part) * 0.55) for x, _ in points]
        sheet.brush(BLACK, points, [max(0, w) for w in widths])


def bowl_seams(sheet):
    """Cracks from one blow at the rim and one knock opposite: they fork outside, and go on inside."""
    blow, knock = math.radians(112), math.radians(262)
    main = crack(sheet, 1.0, blow, 0.92, 0.25, True)
    seams = [main, crack(sheet, *main[1][24], 0.55, -1.05, True), crack(sheet, *main[1][40], 0.3, 0.8, True)]
    seams.append(crack(sheet, 1.0, math.radians(52), 0.62, 0.42, True))
    across = crack(sheet, 1.0, knock, 0.72, 0.25, False)
    return [*seams, across, crack(sheet, *across[1][30], 0.34, 0.85, False)]


def crack(sheet, v, angle, reach, drift, outside):
    """It runs straight, then turns, as cracks do."""
    path, steps, lean = [], 72, 0.0
    for step in range(steps):
        path.append((v, angle))
        if step % sheet.random.choice((5, 6, 7)) == 0:
            lean = sheet.random.uniform(-1, 1)
        v -= reach / steps * (1 + 0.35 * lean)
        angle += drift / steps + lean * 0.014
        if v < 0.16:
            break
    return outside, path


def mend(sheet, seam):
    outside, path = seam
    wall = 1.0 if outside else 0.965
    seen = itertools.takewhile(lambda place: bowl_tone(*place, outside) is not None, path)
    points = [bowl_point(v, angle, wall) for v, angle in seen]
    if not points:
        return
    mask = Image.new("L", sheet.plate(BLACK).size, 0)
    s = sheet.scale
    ImageDraw.Draw(mask).line([(x * s, y * s) for x, y in points], fill=255, width=round(11 * s), joint="curve")
    sheet.cut(BLACK, mask)
    widths = [6.6 - 2.8 * i / len(points) + sheet.random.uniform(-0.9, 0.9) for i in range(len(points))]
    sheet.brush(RED, points, widths)


# The run -----------------------------------------------------------------------------------------------------------

PICTURES = {
    "bowl": draw_bowl,
    "envelope": draw_envelope,
    "fern": draw_fern,
    "guilloche": draw_guilloche,
    "hills": draw_hills,
    "island": draw_island,
    "pendulums": draw_pendulums,
    "specimen": draw_specimen,
    "sunrise": draw_sunrise,
    "tides": draw_tides,
}


def save(name, picture):
    """As a PNG with as many colours as the size allows."""
    path = HERE / f"{name}.png"
    for colours in (40, 28, 20, 14, 10):
        small = picture.quantize(colours, Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
        small.save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            break
    sys.stdout.write(f"{path.name}: {colours} colours, {path.stat().st_size // 1000} kB\n")


def main(names):
    HERE.mkdir(exist_ok=True)
    for name in names or PICTURES:
        save(name, PICTURES[name]())


if __name__ == "__main__":
    main(sys.argv[1:])
