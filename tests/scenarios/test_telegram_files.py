"""Scenario: somebody sends a photo or a file. It is kept for their own organisation, or they are told that it was not."""

from collections.abc import Callable

import pytest

from bot.errors import StorageError
from bot.messages import Inbound
from tests.scenarios.telegram_harness import CARD, Bench, KeptFiles
from tests.standins import updates
from tests.standins.failures import Failure, json_failure
from tests.standins.telegram import TelegramStandIn

PHOTO = b"\xff\xd8\xff the largest size"


async def test_a_photo_with_a_caption_is_kept_for_the_organisation_of_its_sender() -> None:
    bench = await _after(updates.photo("at my door", file_id="photo-1", user_id=7))

    inbound = _only(bench)
    assert inbound.text == "at my door"
    assert inbound.organisation_id == "org-of-7"
    assert bench.files.kept == {("org-of-7", inbound.evidence[0].sha256): PHOTO}
    assert inbound.unreadable == ""


async def test_every_photo_of_an_album_is_kept() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        telegram.files.update({"photo-1": PHOTO, "photo-2": PHOTO + b"2"})
        async with bench.polling():
            for update in updates.album(["both", ""]):
                telegram.push(update)
            await telegram.wait_for_messages(2)

    assert sorted(bench.files.kept.values()) == [PHOTO, PHOTO + b"2"]
    assert len({inbound.album for inbound in bench.talk.heard} - {""}) == 1, "the core asks one question for the whole album"


async def test_a_file_over_20_mb_is_not_asked_for_and_its_caption_is_handled() -> None:
    bench = await _after(updates.document("the recording", file_size=31_457_280))

    inbound = _only(bench)
    assert (inbound.text, inbound.unreadable, inbound.evidence) == ("the recording", "a file over 20 MB", ())
    assert not [call for call in bench.telegram.calls if call.method == "getFile"]


async def test_a_file_that_turns_out_too_large_is_said_to_be() -> None:
    refusal = {"ok": False, "error_code": 400, "description": "Bad Request: file is too big"}

    bench = await _after(updates.document(), lambda telegram: telegram.fail_next(400, refusal, method="getFile"))

    assert _only(bench).unreadable == "a file over 20 MB"


async def test_a_server_that_allows_more_is_not_asked_for_a_file_over_20_mb() -> None:
    large = {"file_id": "file-1", "file_unique_id": "u", "file_size": 31_457_280, "file_path": "documents/file-1"}
    answer = json_failure(200, {"ok": True, "result": large}, method="getFile")

    bench = await _after(updates.document(), lambda telegram: telegram.failures.add(answer))

    assert (_only(bench).unreadable, bench.files.kept) == ("a file over 20 MB", {})


async def test_a_download_that_breaks_off_is_tried_again() -> None:
    bench = await _after(updates.photo("x"), lambda telegram: telegram.drop_next(times=2, method="file"))

    assert len(_only(bench).evidence) == 1
    assert bench.pauses == [1.0, 3.0]


async def test_words_do_not_wait_for_a_file_that_never_comes() -> None:
    bench = await _after(updates.photo("he has a knife"), lambda telegram: telegram.drop_next(times=9, method="file"))

    inbound = _only(bench)
    assert (inbound.text, inbound.evidence) == ("he has a knife", ())
    assert inbound.unreadable == "a file that Telegram did not hand over"


async def test_a_file_that_telegram_has_no_more_is_said_to_be_missing() -> None:
    bench = await _after(updates.photo(file_id="gone"))

    assert _only(bench).unreadable == "a file that Telegram did not hand over"


async def test_a_wait_that_telegram_asks_for_is_kept() -> None:
    bench = await _after(updates.photo(), lambda telegram: telegram.fail_next(429, method="getFile"))

    assert bench.pauses == [7.0]
    assert len(_only(bench).evidence) == 1


async def test_a_file_that_could_not_be_kept_is_not_claimed() -> None:
    bench = await _after(updates.photo("x"), files=KeptFiles(StorageError()))

    assert (_only(bench).evidence, _only(bench).unreadable) == ((), "a file that could not be saved")


@pytest.mark.parametrize("status", [404, 500])
async def test_an_error_page_is_never_kept_as_evidence(status: int) -> None:
    page = Failure(status=status, body=b"<html>not a photo</html>", method="file")

    bench = await _after(updates.photo("x"), lambda telegram: telegram.failures.add(page, 9))

    assert bench.files.kept == {}


async def _after(
    update: updates.Update, prepare: Callable[[TelegramStandIn], None] | None = None, files: KeptFiles | None = None
) -> Bench:
    """Return what is left when the channel has handled one update."""
    async with TelegramStandIn() as telegram:
        telegram.files.update({"photo-1": PHOTO, "file-1": PHOTO})
        bench = Bench(telegram=telegram, files=files or KeptFiles())
        if prepare:
            prepare(telegram)
        async with bench.polling():
            telegram.push(update)
            await telegram.wait_until_confirmed(update)
    return bench


def _only(bench: Bench) -> Inbound:
    (inbound,) = bench.talk.heard
    return inbound


async def test_the_emergency_card_does_not_wait_for_the_file() -> None:
    bench = await _after(updates.photo("he is at my door with a knife"))

    assert bench.telegram.texts[0] == CARD, "the card, before the replies to the message"
    fetched = [call.method for call in bench.telegram.calls if call.method in ("getFile", "sendMessage")]
    assert fetched.index("sendMessage") < fetched.index("getFile")
