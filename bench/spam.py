"""
How well the spam filter judges labelled comments: `python bench/spam.py FILE.csv… --protocol folds|groups|forward`.

Columns: text, label (1 is spam) and, where there are, author, date, group, email, url, about (what it answers); those
of the YouTube Spam Collection too. Several files are a group each. One line of JSON comes out.

* folds: five parts; borders by leaving one out in the other four.
* groups: each group is judged by what was learned from the others; borders by leaving out one group more. Of many
  groups several are judged together.
* forward: in the order of dates each comment is judged, then learned; borders by leaving one out among those before it.
  What is judged before `--from` comments were learned is not counted.

Borders never see the part that is judged. Comments that are the same word for word never help each other: in folds they
are in one part; in groups a training comment that is also in the judged group is left out; in leaving one out all
copies are left out. Only forward lets a repeated comment be known again, as a site does; `recall_new` tells how it goes
without these. Copies within the judged part are all counted: the intervals (Wilson, 95 %) are somewhat too narrow.

The prior that ships with the site is used unless `--no-prior`. It contains nothing of any file, but the weights of
the kinds of features (`memory.KINDS`) were chosen once, by groups, on the YouTube collection: its figures are a
little kinder for that.
"""

import argparse
import json
import sys
import time
from pathlib import Path

# The classifier alone, without the site: it needs no Django.
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "comments" / "spam")]

from learned.calibrating import interval  # noqa: E402

from bench.labelled import read  # noqa: E402
from bench.trial import Judged, Trial, folds, forward, groups  # noqa: E402


def figures(judged: list[Judged]) -> dict:
    good = [each for each in judged if not each.row.label]
    spam = [each for each in judged if each.row.label]
    new = [each for each in spam if each.is_new]
    return {
        "good": len(good),
        "spam": len(spam),
        **_share("recall", sum(each.is_spam for each in spam), len(spam)),
        **_share("false_positives", sum(each.is_spam for each in good), len(good)),
        **_share("good_published", sum(each.is_published for each in good), len(good)),
        **_share("spam_published", sum(each.is_published for each in spam), len(spam)),
        **(_share("recall_new", sum(each.is_spam for each in new), len(new)) if len(new) < len(spam) else {}),
    }


def _share(name: str, count: int, of: int) -> dict:
    between = interval(count, of)
    share = round(count / of, 4) if of else None
    return {name: share, f"{name}_count": count, f"{name}_95": between and [round(end, 4) for end in between]}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the spam filter on labelled comments.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.csv")
    parser.add_argument("--protocol", choices=["folds", "groups", "forward"], default="folds")
    parser.add_argument("--promise", type=float, default=0.005, help="share of good comments that may go to spam")
    parser.add_argument("--shown", type=float, default=0.01, help="share of spam that may be published")
    parser.add_argument("--from", type=int, default=200, dest="counted_from", help="forward: not counted before")
    parser.add_argument("--no-prior", action="store_true", help="without what ships with the site")
    chosen = parser.parse_args()
    rows = read(chosen.files)
    if not rows:
        sys.exit("There are no comments in there.")
    if len({row.label for row in rows}) < 2:
        sys.exit(f"All {len(rows)} comments have the label {rows[0].label}; it takes good ones (0) and spam (1).")
    promises = {"good_lost": chosen.promise, "spam_shown": chosen.shown}
    trial = Trial(rows, promises, with_prior=not chosen.no_prior)
    ways = {"folds": folds, "groups": groups, "forward": lambda trial: forward(trial, chosen.counted_from)}
    judged = list(ways[chosen.protocol](trial))
    head = {"protocol": chosen.protocol, "promise": chosen.promise, "shown": chosen.shown, "comments": len(rows)}
    print(json.dumps({**head, **figures(judged), **_costs(trial)}))


def _costs(trial: Trial) -> dict:
    started = time.process_time()
    trial.scores(list(range(len(trial.rows))))
    ms = trial.ms_read + 1000 * (time.process_time() - started) / len(trial.rows)
    return {"ms_to_judge": round(ms, 3), "model_bytes": _size(trial.model)}


def _size(model) -> int:
    second = model.second.regression.to_bytes() if model.second else b""
    return len(model.memory.to_bytes()) + len(second)


if __name__ == "__main__":
    main()
