"""What a turn costs beside the bare encode and search of the same question, and what the process needs: start-up and memory.

    python -m benchmarks.turn [--questions 60] [--data-dir FOLDER]

With `--data-dir` the folder stays: a second run with it starts as a second `serve` does, with the index already built.

Every figure comes from one run on one machine; quote the ratios. Nothing here is a test.
"""

import argparse
import asyncio
import resource
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

START = time.perf_counter()

QUESTIONS = (
    "someone keeps turning up outside my surgery, what do I do",
    "who do I ring about a threat on the doorstep",
    "how do I report a fake video of me",
    "is there help with security at home",
    "what is a SPOC and when will they contact me",
    "can I turn comments off under my posts",
)


async def measure(questions: int, data_dir: Path | None) -> dict[str, float]:
    """Return the figures by name; times in milliseconds, memory in MiB. Without a folder all is built in one that is removed."""
    from adapters.bootstrap import opened
    from adapters.settings import Settings
    from bot.messages import Channel, Inbound

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=data_dir or Path(folder), _env_file=None)
        async with opened(settings, spoc=None, public_url="") as alongside:
            await alongside.guidance.read("warm up")
            ready_s = time.perf_counter() - START
            collections = alongside.organisation.collections
            count, started = 0, alongside.core.clock.now().isoformat()  # an id that was seen before gives the stored turn

            async def bare(question: str) -> None:
                reading = await alongside.guidance.read(question)
                await alongside.guidance.search(reading, collections=collections)

            async def turn(text: str = "", choice: str = "") -> None:
                nonlocal count
                count += 1
                await alongside.conversation.handle(
                    Inbound(
                        id=f"{started}-{count}",
                        channel=Channel.WEB,
                        person=f"p{count % 10}",
                        conversation=f"p{count % 10}",
                        sent_at=alongside.core.clock.now(),
                        text=text,
                        choice=choice,
                    )
                )

            bare_ms, turn_ms, own_ms = [], [], []
            for number in range(questions):  # in turn, so that a slow moment of the machine hits both alike
                question = f"{QUESTIONS[number % len(QUESTIONS)]} ({number})"
                bare_ms.append(await _ms(partial(bare, question)))
                turn_ms.append(await _ms(partial(turn, text=question)))
                own_ms.append(await _ms(lambda: turn(choice="help")))
    return {
        "ready after start, s": ready_s,
        "peak memory, MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "bare encode and search, ms": statistics.median(bare_ms),
        "whole turn, ms": statistics.median(turn_ms),
        "whole turn / bare encode and search": statistics.median(a / b for a, b in zip(turn_ms, bare_ms, strict=True)),
        "a turn without encode and search, ms": statistics.median(own_ms),
    }


async def _ms(do: Callable[[], Awaitable[None]]) -> float:
    began = time.perf_counter()
    await do()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--data-dir", type=Path, help="keep the database and the index here")
    chosen = parser.parse_args()
    for name, value in asyncio.run(measure(chosen.questions, chosen.data_dir)).items():
        print(f"{name:40} {value:10.2f}")


if __name__ == "__main__":
    main()
