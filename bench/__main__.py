"""`make bench`, or `python -m bench NAME…`."""

import sys

from . import conversation, crowd, imports, paper, queue, receiving

BENCHES = {
    "conversation": conversation.run,
    "imports": imports.run,
    "paper": paper.run,
    "queue": queue.run,
    "receiving": receiving.run,
    # Last, for they end with 1 if a promise is broken.
    "crowd": crowd.run,
    "crowd-open": crowd.run_open,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or BENCHES:
        if name not in BENCHES:
            sys.exit(f"There is no benchmark “{name}”. Known: {', '.join(BENCHES)}.")
        BENCHES[name]()
