"""Tags as the sanitiser writes them."""

import re

# A whole tag with values in double quotes: what looks like a tag inside a value is none.
TAG = re.compile(r'<(/?)([a-z][a-z0-9-]*)((?: [a-z-]+(?:="[^"]*")?)*)>')
VOID = {"br", "col", "hr", "img", "source", "track", "wbr"}


def with_class(attributes: str, name: str) -> str:
    if ' class="' in attributes:
        return attributes.replace(' class="', f' class="{name} ', 1)
    return f'{attributes} class="{name}"'
