"""How many threads the libraries for numbers may use: all of them to learn, one to answer.

A question is so little work that a second thread saves nothing on an idle machine; on a busy one the two wait for each other,
and what takes 0.3 ms takes 5 (docs/adr/0010). It must never be set anywhere else: the limit is the process's.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager


def answer_on_one_thread() -> None:
    """Keep every library for numbers that is loaded by now to one thread, until further notice."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1)


@contextmanager
def all_threads() -> Iterator[None]:
    """Let them use every processor meanwhile."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=os.cpu_count()):
        yield
