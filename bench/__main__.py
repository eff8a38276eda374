"""`make bench`, or `python -m bench NAME…`; `python -m bench spam FILE.csv…` judges labelled comments besides."""

import sys

from . import conversation, crowd, imports, judging, paper, queue, receiving

BENCHES = {
    "conversation": conversation.run,
    "imports": imports.run,
    "paper": paper.run,
    "queue": queue.run,
    "receiving": receiving.run,
    "spam": judging.run,
    # Last, for they end with 1 if a promise is broken.
    "crowd": crowd.run,
    "crowd-open": crowd.run_open,
}

if __name__ == "__main__":
    files = [word for word in sys.argv[1:] if word.endswith(".csv")]
    for name in [word for word in sys.argv[1:] if word not in files] or BENCHES:
        if name not in BENCHES:
            sys.exit(f"There is no benchmark “{name}”. Known: {', '.join(BENCHES)}.")
        BENCHES[name](*(files if name == "spam" else []))
