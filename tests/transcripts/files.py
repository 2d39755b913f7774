"""Where the transcripts lie, and what should be in them."""

from pathlib import Path

from tests.transcripts.acting import played
from tests.transcripts.script import Script, read_scripts
from tests.transcripts.showing import index, page

FOLDER = Path(__file__).parents[2] / "docs" / "transcripts"


async def pages() -> dict[str, str]:
    """Return every page by the name of its file."""
    scripts = read_scripts()
    return {"README.md": index(scripts)} | {f"{script.name}.md": await page_of(script) for script in scripts}


async def page_of(script: Script) -> str:
    """Play one script and return its page."""
    return page(script, await played(script))
