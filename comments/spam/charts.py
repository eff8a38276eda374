"""The drawings of `results`, as plain numbers for a template: no library, no script."""

from dataclasses import dataclass

WIDTH, HEIGHT, FOOT = 640, 200, 20


@dataclass(frozen=True)
class Bar:
    x: str
    y: str
    width: str
    height: str
    kind: str


@dataclass(frozen=True)
class Mark:
    x: str
    kind: str


def spread(keeper) -> dict | None:
    """Good comments stand above the line, spam hangs below it; the two borders cut through both."""
    scores = keeper.scores
    if not scores:
        return None
    most = max(*scores["good"], *scores["spam"], 1)
    width, middle = WIDTH / len(scores["good"]), HEIGHT / 2
    bars = []
    for kind, sign in (("good", -1), ("spam", 1)):
        for number, count in enumerate(scores[kind]):
            # By the root, so that the few that stand on the wrong side can be seen.
            height = (count / most) ** 0.5 * (middle - 4)
            if count:
                top = middle - height if sign < 0 else middle
                bars.append(_bar(number * width, top, width - 1, height, kind))
    marks = [Mark(_place(keeper.publish_below, scores), "publish"), Mark(_place(keeper.spam_above, scores), "spam")]
    return {"bars": bars, "marks": marks, "width": WIDTH, "height": HEIGHT, "middle": _number(middle)}


def weeks(weeks: list) -> dict | None:
    """One column a week: what appeared, what waited, what was caught, on top of each other."""
    most = max(week.arrived for week in weeks)
    if not most:
        return None
    width, bars, marks = WIDTH / len(weeks), [], []
    for number, week in enumerate(weeks):
        top = float(HEIGHT)
        for kind, count in (("shown", week.shown), ("held", week.held), ("caught", week.caught)):
            height = count / most * (HEIGHT - FOOT)
            top -= height
            if count:
                bars.append(_bar(number * width + 4, top, width - 8, height, kind))
        if week.lost or week.let_through:
            marks.append(
                {"x": _number((number + 0.5) * width), "y": _number(top - 6), "count": week.lost + week.let_through}
            )
    return {"bars": bars, "marks": marks, "width": WIDTH, "height": HEIGHT}


def _place(score: float, scores: dict) -> str:
    steps = len(scores["good"])
    return _number(min(max((score - scores["low"]) / (scores["step"] * steps), 0), 1) * WIDTH)


def _bar(x: float, y: float, width: float, height: float, kind: str) -> Bar:
    return Bar(_number(x), _number(y), _number(width), _number(height), kind)


def _number(number: float) -> str:
    """As SVG reads it, whatever the language of the page."""
    return f"{number:.1f}"
