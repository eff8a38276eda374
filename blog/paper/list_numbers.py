"""Lists that begin with another number than one: WeasyPrint looks at counters, not at these attributes."""

import re

OTHERS = r'(?: (?!start|value)[a-z-]+="[^"]*")*'
LIST = re.compile(rf'<ol({OTHERS}) start="(-?\d{{1,9}})"')
ITEM = re.compile(rf'<li({OTHERS}) value="(-?\d{{1,9}})"')


def counted(html: str) -> str:
    html = LIST.sub(lambda tag: f'<ol{tag[1]} style="counter-reset: list-item {int(tag[2]) - 1}"', html)
    return ITEM.sub(lambda tag: f'<li{tag[1]} style="counter-set: list-item {tag[2]}"', html)
