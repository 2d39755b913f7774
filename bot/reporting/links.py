"""The text behind a link is kept beside it, since posts are deleted; only where the operator turned that on.

Nothing is fetched in a turn: a duty does it, outside any transaction. A page that does not come costs the reporter nothing: the
link itself stands in the report as typed.
"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.duties import Duty, DutyKind
from bot.errors import LinkNotKept
from bot.escalation.notices import Notices
from bot.messages import Channel
from bot.ports import Clock, LinkKeeper, Storage
from bot.reporting.report import Entry, EntryKind, Report
from bot.talk import Talk

SNAPSHOT = "snapshot"
"""The `value` of an entry that holds the text behind a link; its `words` are the link."""

MOST_LINKS = 5
"""Links of one message that are kept; a list of a hundred is not what somebody saw."""

RETRIES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""Waits between the tries to fetch a page that does not come."""

_LINK = re.compile(r"https?://[^\s<>\"'\[\]{}|\\^`]{4,2000}", re.IGNORECASE)
_READ = frozenset({"what", "evidence", "more"})


def links_in(text: str) -> list[str]:
    """Return the web addresses of a text, without the punctuation that follows them, each once."""
    found = (match.group().rstrip(".,;:!?)’”") for match in _LINK.finditer(text))
    return list(dict.fromkeys(found))[:MOST_LINKS]


async def owe_links(talk: Talk, report: Report, entries: list[Entry]) -> None:
    """Owe that the pages behind the links of these entries are kept."""
    if not talk.routes.keeps_links:
        return
    for each in entries:
        if each.field in _READ and links_in(each.words):
            key = f"{DutyKind.KEEP_LINK}:{report.id}:{each.id}"
            await talk.owe(DutyKind.KEEP_LINK, report.id, due_at=talk.now, key=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingLinks:
    """Keeps the pages behind links."""

    storage: Storage
    keeper: LinkKeeper | None
    notices: Notices
    clock: Clock

    async def keep(self, duty: Duty) -> None:
        """Keep every page that comes; those that do not are tried again three times, and then left."""
        async with self.storage.reading(duty.organisation_id) as work:
            report = await work.reports.get(duty.subject_id)
        said = next((each for each in report.entries if each.id == duty.key.rpartition(":")[2]), None)
        kept = {each.words for each in report.entries if each.value == SNAPSHOT}
        wanted = [link for link in links_in(said.words) if link not in kept] if said and self.keeper else []
        snapshots, is_complete = await self._fetched(duty, wanted)
        async with self.storage.work(duty.organisation_id) as work:
            await work.reports.append(report.id, [replace(each, author=report.reporter) for each in snapshots])
            if is_complete or duty.tries > len(RETRIES):
                await work.duties.finish(duty)
            else:
                await work.duties.postpone(duty, self.clock.now() + RETRIES[duty.tries - 1])

    async def _fetched(self, duty: Duty, links: list[str]) -> tuple[list[Entry], bool]:
        """Return the pages that came, and whether the others are not worth another try."""
        snapshots, is_complete = [], True
        for link in links:
            try:
                snapshots.append(await self._snapshot(duty, link))
            except LinkNotKept as problem:
                is_complete &= not problem.may_come
        return snapshots, is_complete

    async def _snapshot(self, duty: Duty, link: str) -> Entry:
        assert self.keeper is not None
        item = await self.keeper.keep(duty.organisation_id, link)
        return Entry(
            id=self.notices.ids.new("ent"),
            kind=EntryKind.EVIDENCE,
            field="evidence",
            words=link,
            value=SNAPSHOT,
            author="",
            channel=Channel.WEB,
            at=self.clock.now(),
            evidence=item,
        )
