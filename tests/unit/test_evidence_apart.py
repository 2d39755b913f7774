"""Files are looked at in a process of their own: whatever one does to it, the program goes on and nothing is claimed wrongly."""

import asyncio
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from adapters.evidence import looking_apart
from adapters.evidence.errors import NotLookedAt
from adapters.evidence.findings import Finding
from adapters.evidence.looking_apart import Allowance, Looker
from bot.messages import Quarantine
from tests.unit.evidence_pdfs import objects, pdf, with_table
from tests.unit.evidence_samples import FINE, picture

ROOT = Path(__file__).parents[2]
LARGE = picture("PNG", (6_000, 4_000))


async def test_a_picture_is_looked_at_and_made_small() -> None:
    seen = await Looker().look(picture())

    assert (seen.media_type, seen.quarantined) == ("image/jpeg", "")
    assert seen.thumbnail.startswith(b"\xff\xd8\xff")


async def test_what_takes_too_much_memory_is_a_bomb() -> None:
    assert (await Looker().look(LARGE)).quarantined == ""

    seen = await Looker(Allowance(memory_bytes=96 * 1024 * 1024)).look(LARGE)

    assert seen == Finding(media_type="image/png", quarantined=Quarantine.BOMB)


async def test_what_takes_too_much_time_is_a_bomb() -> None:
    many = with_table({**objects(), **{number: b"<< /A [1 2 3] /B (x) >>" for number in range(4, 40_000)}})

    seen = await Looker(Allowance(cpu_s=1)).look(many)

    assert seen == Finding(media_type="application/pdf", quarantined=Quarantine.BOMB)


async def test_what_ends_the_process_is_damaged(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    child_does(monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")

    with caplog.at_level(logging.WARNING):
        seen = await Looker().look(pdf())

    assert seen == Finding(media_type="application/pdf", quarantined=Quarantine.DAMAGED)
    assert [record.message for record in caplog.records] == ["evidence.look_failed"]


async def test_what_breaks_the_looking_is_damaged_and_only_the_kind_of_error_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    child_does(
        monkeypatch, "adapters.evidence.looking_child._opener = broken", "def broken(_): return lambda c: {}['01632 960001']"
    )

    with caplog.at_level(logging.WARNING):
        seen = await Looker().look(pdf())

    assert seen.quarantined == Quarantine.DAMAGED
    assert [vars(record)["error"] for record in caplog.records] == ["KeyError"]
    assert "01632" not in caplog.text


async def test_a_process_that_never_began_says_nothing_about_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    child_does(monkeypatch, "raise ImportError")
    with pytest.raises(NotLookedAt):
        await Looker().look(pdf())

    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(NotLookedAt):
        await Looker().look(pdf())


@pytest.mark.parametrize("thumbnail", ["b'<script>alert(1)</script>'", "b'\\xff\\xd8\\xff' + bytes(10_000_000)"])
async def test_a_process_that_was_taken_over_is_not_believed(monkeypatch: pytest.MonkeyPatch, thumbnail: str) -> None:
    child_does(
        monkeypatch,
        "adapters.evidence.looking_child._opener = taken_over",
        f"def taken_over(_): return lambda c: ({{'media_type': 'image/png', 'quarantined': ''}}, {thumbnail})",
    )

    assert (await Looker().look(picture("PNG"))).thumbnail == b""


async def test_no_key_nor_token_is_in_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_KEYS", "a master key")
    child_does(
        monkeypatch,
        "adapters.evidence.looking_child._opener = nosy",
        "def nosy(_): import os; return lambda c: ({'media_type': repr(sorted(os.environ)), 'quarantined': ''}, b'')",
    )

    names = (await Looker().look(pdf())).media_type
    assert "ALONGSIDE" not in names
    assert "PATH" not in names


async def test_the_process_can_write_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    written = tmp_path / "left"
    child_does(
        monkeypatch,
        "adapters.evidence.looking_child._opener = writing",
        f"def writing(_): return lambda c: open({str(written)!r}, 'w').write('x')",
    )

    assert (await Looker().look(pdf())).quarantined == Quarantine.DAMAGED
    assert not written.exists() or not written.read_bytes()


async def test_recordings_and_texts_need_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    child_does(monkeypatch, "raise ImportError")

    for content, media_type in FINE.values():
        assert (await Looker().look(content)).media_type == media_type


async def test_only_so_many_are_looked_at_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    together = threading.Barrier(2, timeout=20)
    running: list[int] = []
    most: list[int] = []

    def run(*_: object) -> tuple[dict[str, str], bytes]:
        running.append(1)
        most.append(len(running))
        together.wait()
        running.pop()
        return {"media_type": "application/pdf", "quarantined": ""}, b""

    monkeypatch.setattr(looking_apart, "_run", run)
    looker = Looker(Allowance(at_once=2))

    seen = await asyncio.gather(*(looker.look(pdf()) for _ in range(8)))

    assert len(seen) == 8
    assert max(most) == 2


def child_does(monkeypatch: pytest.MonkeyPatch, last: str, first: str = "") -> None:
    """Let the process do something else than look. `first` is defined before, `last` is run after its modules are there."""
    real = subprocess.run

    def run(command: list[str], **options: object) -> object:
        at = command.index("-c") + 1
        begin = command[at].partition("runpy.run_module")[0]
        prepared = f"{begin}\n{first}\nimport adapters.evidence.looking_child\n{last}\n"
        ending = "import os\nos._exit(adapters.evidence.looking_child.main(*sys.argv[1:3], *map(int, sys.argv[3:])))\n"
        return real([*command[:at], prepared + ending, *command[at + 1 :]], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", run)


def test_the_program_itself_never_loads_what_opens_files() -> None:
    """A fault in a decoder must not be reachable from the process that has the keys."""
    code = (
        "import sys, adapters.evidence.files, adapters.evidence.links;"
        "print([name for name in ('PIL', 'pypdf', 'selectolax', 'xml.parsers.expat') if name in sys.modules])"
    )
    seen = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=dict(os.environ)
    )

    assert seen.stdout.strip() == "[]"
