"""The transcript in the README: a real talk with the real guidance. `python -m tests.integration.transcript` writes it anew."""

import asyncio
import re
from functools import partial
from pathlib import Path

from adapters.guidance import IndexGuidance
from adapters.library import load_or_build, words_only
from bot.messages import Reply
from bot.testing import InMemorySpocNotifier
from tests.talking import Person, World

README = Path(__file__).parents[2] / "README.md"
QUESTION = "someone keeps turning up outside my surgery, what do I do"
CORRECTIONS = ("change when to this morning at 8", "change who to a man in a grey coat")
BEGIN, END = "<!-- transcript -->\n", "<!-- /transcript -->"


async def transcript(data_dir: Path) -> str:
    """Return the talk as Markdown."""
    guidance = IndexGuidance(partial(load_or_build, data_dir, None), partial(words_only, data_dir))
    guidance.start()
    try:
        return await _talk(guidance)
    finally:
        guidance.close()


async def _talk(guidance: IndexGuidance) -> str:
    world = await World(guidance=guidance, spoc=InMemorySpocNotifier(practice=True), has_desk=False).open()
    kit = world.person()
    await kit.say("/start")
    lines: list[str] = []

    def show(said: str) -> None:
        lines.append(f"**Kit:** {said}\n")
        lines.extend(_shown(reply) for reply in kit.replies)

    await kit.say(QUESTION)
    show(QUESTION)
    await kit.press("Report this")
    show("`Report this`")
    for words in CORRECTIONS:
        await kit.say(words)
        lines.append(f"**Kit:** {words}\n")
    lines.extend(_shown(reply) for reply in kit.replies)
    await kit.press("Send: SPOC only")
    show("`Send: SPOC only`")
    await _news(world, kit, lines)
    return "\n".join(lines)


async def _news(world: World, kit: Person, lines: list[str]) -> None:
    seen = kit.last.seq if kit.last else 0
    await world.work()
    [report] = await world.reports()
    [escalation] = await world.escalations(report)
    world.clock.advance(minutes=3)
    await world.acknowledging.acknowledge(escalation.id, acknowledgement_id="a", by="Practice SPOC", how="callback")
    lines.extend(_shown(reply) for reply in await kit.news(seen))


def _shown(reply: Reply) -> str:
    text = re.sub(r"\[(\d+)\]\(tel:\d+\)", r"\1", reply.text).replace("\\", "")
    buttons = "\n>\n> " + " ".join(f"`{choice.label}`" for choice in reply.choices) if reply.choices else ""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines()) + buttons + "\n"


def in_readme(readme: str) -> str:
    """Return the transcript that stands in the README."""
    return readme.partition(BEGIN)[2].partition(END)[0].strip()


def main() -> None:
    """Write the transcript into the README."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        text = asyncio.run(transcript(Path(folder)))
    readme = README.read_text(encoding="utf-8")
    before, after = readme.partition(BEGIN)[0], readme.partition(END)[2]
    README.write_text(f"{before}{BEGIN}{text.strip()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
