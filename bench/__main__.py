"""`make bench`, or `python -m bench NAME…`."""

import sys

from . import conversation, imports, paper, queue, receiving

BENCHES = {
    "conversation": conversation.run,
    "imports": imports.run,
    "paper": paper.run,
    "queue": queue.run,
    "receiving": receiving.run,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or BENCHES:
        if name not in BENCHES:
            sys.exit(f"There is no benchmark “{name}”. Known: {', '.join(BENCHES)}.")
        BENCHES[name]()
