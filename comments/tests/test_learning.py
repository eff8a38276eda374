"""The classifier by itself: what it learns, what it forgets, what it answers. No site, no database."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from comments.spam.learned import calibrating, prior
from comments.spam.learned.features import features
from comments.spam.learned.memory import Lesson, Memory
from comments.spam.learned.writing import Writing

ROOT = Path(__file__).resolve().parents[2]

PITCHES = [
    "Visit my website for cheap watches http://watches.example",
    "Please subscribe to my channel, I post videos every day",
    "We offer affordable loans, contact us on WhatsApp +1 555 0134 220",
    "Earn $500 a day from home, click the link and sign up",
]
REPLIES = [
    "The third picture is my favourite, where was it taken?",
    "I disagree, the bridge was built ten years later.",
    "This helped me a lot, thank you.",
    "Has anybody tried it with an older printer?",
]


def lesson(text: str, **fields) -> Lesson:
    return Lesson.of(features(Writing(text, **fields)))


def taught(memory=None) -> Memory:
    memory = memory or Memory()
    for label, texts in enumerate([REPLIES, PITCHES]):
        for text in texts:
            memory.learn(lesson(text), label)
    return memory


def random_text(dice: random.Random) -> str:
    words = [
        "visit",
        "my",
        "channel",
        "naïve",
        "شكرا",
        "日本語",
        "http://a.example/b?c=1",
        "+49 555 0134 22",
        "!!!",
        "a" * 40,
    ]
    return dice.choice([" ", "\n"]).join(dice.choices(words, k=dice.randrange(60)))


def test_what_is_taught_and_taken_back_in_any_order_leaves_no_trace():
    dice = random.Random(7)
    memory = taught()
    before = memory.to_bytes()
    lessons = [(lesson(random_text(dice), author=random_text(dice)[:40]), dice.randrange(2)) for _ in range(60)]
    for each in lessons:
        memory.learn(*each)
    assert memory.to_bytes() != before
    for each in dice.sample(lessons, len(lessons)):
        memory.unlearn(*each)
    assert memory.to_bytes() == before


def test_a_memory_and_a_lesson_read_back_are_the_same():
    memory = taught()
    again = Memory.from_bytes(memory.to_bytes())
    assert (again.counts, again.totals, again.comments) == (memory.counts, memory.totals, memory.comments)
    for text in ["", *PITCHES]:
        assert Lesson.from_bytes(lesson(text).to_bytes()) == lesson(text)


ALONE = """
import json, sys
sys.path.insert(0, "comments/spam")
from learned import features, memory, prior, writing
known = prior.teach(memory.Memory())
lessons = [memory.Lesson.of(features.features(writing.Writing(text))) for text in json.loads(sys.argv[1])]
print(json.dumps([known.score(lesson) for lesson in lessons]))
"""


def test_every_process_gives_the_same_score():
    texts = PITCHES + REPLIES
    said = [
        subprocess.run(
            [sys.executable, "-c", ALONE, json.dumps(texts)],
            env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    known = prior.teach(Memory())
    here = [known.score(lesson(text)) for text in texts]
    assert [json.loads(line) for line in said] == [here, here]


def test_one_lesson_makes_a_pitch_more_suspect_and_its_taking_back_less():
    memory, pitch = taught(), lesson("Hire our lawyers in Springfield")
    before = memory.score(pitch)
    memory.learn(lesson("Our lawyers in Springfield are the best, hire them"), 1)
    assert memory.score(pitch) > before
    memory.unlearn(lesson("Our lawyers in Springfield are the best, hire them"), 1)
    assert memory.score(pitch) == before


def test_what_ships_tells_a_pitch_from_a_reply_on_the_first_day():
    memory = prior.teach(Memory())
    pitch = "Hello friends, check out my new website, we sell cheap phones with free delivery: www.phones.example"
    reply = "I had the same lens for years. Does the autofocus work in the dark?"
    assert memory.score(lesson(pitch)) > calibrating.FIRST.spam
    assert memory.score(lesson(reply)) < 0


def test_an_empty_comment_and_a_huge_one_are_read_in_a_moment():
    memory = prior.teach(Memory())
    for text in ["", " ", "\u200b", "a" * 65_000, "<" * 65_000, "visit a.b " * 6_000, "1 (" * 20_000]:
        assert isinstance(memory.score(lesson(text, author=text[:200], about=text)), float)


def test_a_spelt_out_address_is_a_link():
    for text in [
        "go to cheap-shoes dot com",
        "go to cheap-shoes . com",
        "go to cheap-shoes[dot]com",
        "cheap-shoes.com",
    ]:
        assert "cheap-shoes.com" in features(Writing(text))["link"]


def test_the_borders_keep_the_promises_on_what_they_were_drawn_by():
    dice = random.Random(3)
    labels = [0] * 1000 + [1] * 500
    scores = [dice.gauss(6 * label - 3, 2) for label in labels]
    found = calibrating.borders(scores, labels, good_lost=0.005, spam_shown=0.01)
    good, spam = scores[:1000], scores[1000:]
    # The next one makes five of a thousand and five of five hundred.
    assert sum(score > found.spam for score in good) == 4
    assert sum(score < found.publish for score in spam) == 4


@pytest.mark.parametrize("count", [0, 1, 49])
def test_with_few_decisions_the_borders_are_no_bolder_than_on_the_first_day(count):
    found = calibrating.borders([-8.0, 9.0] * count, [0, 1] * count, good_lost=0.005, spam_shown=0.01)
    assert found == calibrating.FIRST
    assert calibrating.borders([7.5, -6.0], [0, 1], good_lost=0.005, spam_shown=0.01) == (
        calibrating.Borders(publish=-6.0, spam=7.5)
    )


def test_a_comment_is_scored_as_if_no_copy_of_it_were_known():
    memory, pitch = Memory(), lesson(PITCHES[0])
    for text in REPLIES:
        memory.learn(lesson(text), 0)
    unseen = memory.score(pitch)
    copies = [(pitch, 1)] * 3
    for each in copies:
        memory.learn(*each)
    assert calibrating.scores_unseen(memory, copies) == [unseen] * 3


# --- bench/spam.py -------------------------------------------------------------------------------------------------


def write_csv(path: Path, columns: str) -> Path:
    lines = [
        f'"{text} {n}",Tom,2024-01-{n + 1:02},{label}'
        for n in range(9)
        for label, text in enumerate(["Nice", PITCHES[1]])
    ]
    path.write_text("\n".join([columns, *lines]), encoding="utf-8")
    return path


def bench(*words) -> subprocess.CompletedProcess:
    command = [sys.executable, "bench/spam.py", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("protocol", ["folds", "groups", "forward"])
def test_the_bench_prints_one_line_of_figures(tmp_path, protocol):
    files = [
        write_csv(tmp_path / "ours.csv", "text,author,date,label"),
        write_csv(tmp_path / "theirs.csv", "CONTENT,AUTHOR,DATE,CLASS"),
    ]
    done = bench(*files, "--protocol", protocol, "--from", 4)
    [line] = done.stdout.splitlines()
    said = json.loads(line)
    assert said["good"] + said["spam"] == (32 if protocol == "forward" else 36)
    low, high = said["recall_95"]
    assert 0 <= low <= said["recall"] <= high <= 1


def test_the_bench_says_what_is_wrong_with_a_file(tmp_path):
    assert "no column label" in bench(write_csv(tmp_path / "a.csv", "text,author,date,kind")).stderr
    one_kind = tmp_path / "one.csv"
    one_kind.write_text('text,label\n"He said ""no"", twice",0\nFine,0\n', encoding="utf-8")
    assert "All 2 comments have the label 0" in bench(one_kind).stderr
    assert "write 1 for spam or 0" in bench(write_csv(tmp_path / "b.csv", "text,author,label,date")).stderr
    assert (
        "one group only"
        in bench(write_csv(tmp_path / "c.csv", "text,author,date,label"), "--protocol", "groups").stderr
    )
