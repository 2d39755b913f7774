"""Scenario: somebody sends files in the direct message. They are kept, or it is said that they were not."""

from collections.abc import Callable

import pytest

from adapters.slack.files import MAX_FILE_BYTES, is_slacks
from bot.errors import StorageError
from bot.messages import Inbound
from tests.scenarios.slack_harness import Bench, workspace
from tests.scenarios.telegram_harness import CARD, KeptFiles
from tests.standins.failures import Failure
from tests.standins.slack import SlackStandIn
from tests.standins.slack_requests import SlackRequest
from tests.standins.slack_server import FILES

PHOTO = b"\xff\xd8\xff a photo"
NOT_FETCHED = "a file that Slack did not hand over"
ELSEWHERE = "a file that does not lie at Slack itself"
TOO_LARGE = "a file over 20 MB"

Prepare = Callable[[SlackStandIn], object]


async def test_a_photo_with_a_caption_is_kept_for_the_organisation_of_its_sender() -> None:
    bench = await _after(lambda slack: _message(slack, F1=PHOTO))

    inbound = _only(bench)
    assert (inbound.text, inbound.unreadable, inbound.organisation_id) == ("at my door", "", "org_test")
    assert bench.files.kept == {("org_test", inbound.evidence[0].sha256): PHOTO}
    assert bench.slack.fetched == [("F1", bench.slack.bot_token)]


async def test_several_files_of_one_message_are_kept_in_order() -> None:
    bench = await _after(lambda slack: _message(slack, F1=PHOTO, F2=b"a voice", F3=b"a letter"))

    kept = [bench.files.kept["org_test", item.sha256] for item in _only(bench).evidence]
    assert kept == [PHOTO, b"a voice", b"a letter"]


async def test_of_several_files_those_that_can_be_had_are_kept_and_the_others_are_named() -> None:
    def prepared(slack: SlackStandIn) -> SlackRequest:
        request = _message(slack, F1=PHOTO, F2=b"", F3=b"", F4=b"")
        del slack.files["F2"], slack.files["F3"]
        _file(request, 3)["size"] = MAX_FILE_BYTES + 1
        return _signed(slack, request)

    inbound = _only(await _after(prepared))
    assert len(inbound.evidence) == 1
    assert inbound.unreadable == "2 files that Slack did not hand over and a file over 20 MB"


async def test_a_file_that_is_said_to_be_too_large_is_not_asked_for() -> None:
    def prepared(slack: SlackStandIn) -> SlackRequest:
        request = _message(slack, F1=PHOTO)
        _file(request)["size"] = MAX_FILE_BYTES + 1
        return _signed(slack, request)

    bench = await _after(prepared)
    assert (_only(bench).unreadable, _only(bench).evidence) == (TOO_LARGE, ())
    assert bench.slack.fetched == []


async def test_a_file_that_turns_out_too_large_is_given_up() -> None:
    bench = await _after(lambda slack: _message(slack, F1=b"x" * (MAX_FILE_BYTES + 1)))

    assert (_only(bench).unreadable, bench.files.kept) == (TOO_LARGE, {})


async def test_a_file_of_exactly_20_mb_is_kept() -> None:
    assert _only(await _after(lambda slack: _message(slack, F1=b"x" * MAX_FILE_BYTES))).unreadable == ""


async def test_a_file_that_is_gone_is_asked_for_once() -> None:
    def prepared(slack: SlackStandIn) -> SlackRequest:
        request = _message(slack, F1=PHOTO)
        del slack.files["F1"]
        return request

    bench = await _after(prepared)
    assert _only(bench).unreadable == NOT_FETCHED
    assert (len(bench.slack.fetched), bench.pauses) == (1, [])


@pytest.mark.parametrize("status", [429, 500, 503, 0])
async def test_a_hiccup_is_waited_out(status: int) -> None:
    def prepared(slack: SlackStandIn) -> SlackRequest:
        slack.failures.add(Failure(status=status, method=FILES), 2)
        return _message(slack, F1=PHOTO)

    bench = await _after(prepared)
    assert len(_only(bench).evidence) == 1
    # The library tries a dropped connection once more by itself.
    assert bench.pauses == ([1.0, 3.0] if status else [1.0])


async def test_what_does_not_pass_is_given_up_and_the_caption_is_handled() -> None:
    def prepared(slack: SlackStandIn) -> SlackRequest:
        slack.failures.add(Failure(status=500, method=FILES), 9)
        return _message(slack, F1=PHOTO)

    bench = await _after(prepared)
    assert (_only(bench).text, _only(bench).unreadable) == ("at my door", NOT_FETCHED)
    assert len(bench.slack.fetched) == 3


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/files-pri/F1",
        "https://files.slack.com.example.org/F1",
        "https://files.slack.com@example.org/F1",
        "https://example.org/files.slack.com",
        "http://files.slack.com/F1",
        "file:///etc/passwd",
        "//files.slack.com/F1",
        "rubbish",
    ],
)
async def test_the_token_goes_nowhere_but_to_slack(address: str) -> None:
    bench = await _after(lambda slack: slack.payloads.file_share("at my door", file_id="F1", url_private=address))

    assert (_only(bench).unreadable, _only(bench).text) == (ELSEWHERE, "at my door")
    assert bench.slack.fetched == []


def test_slacks_own_addresses_are_those_of_its_files_and_of_the_api_that_is_configured() -> None:
    assert is_slacks("https://files.slack.com/files-pri/T1-F1/a.jpg", "https://slack.com/api/")
    assert is_slacks("https://files.slack.com:443/a", "https://slack.com/api/")
    assert is_slacks("http://127.0.0.1:8082/files-pri/F1", "http://127.0.0.1:8082/api/")
    assert not is_slacks("http://127.0.0.1:8083/files-pri/F1", "http://127.0.0.1:8082/api/")
    assert not is_slacks("https://files.slack.com:8443/a", "https://slack.com/api/")
    assert not is_slacks("", "")


async def test_a_redirect_is_followed_within_slack_and_never_out_of_it() -> None:
    async with SlackStandIn() as elsewhere:
        elsewhere.files["F1"] = PHOTO

        def outwards(slack: SlackStandIn) -> SlackRequest:
            slack.redirects["F1"] = elsewhere.file_address("F1")
            return _message(slack, F1=PHOTO)

        def within(slack: SlackStandIn) -> SlackRequest:
            slack.redirects["F1"] = "/files-pri/F2"
            slack.files["F2"] = PHOTO
            return _message(slack, F1=b"")

        assert _only(await _after(outwards)).unreadable == ELSEWHERE
        assert elsewhere.fetched == []
        assert len(_only(await _after(within)).evidence) == 1


async def test_a_redirect_without_end_is_given_up() -> None:
    def prepared(slack: SlackStandIn) -> SlackRequest:
        slack.redirects["F1"] = "/files-pri/F1"
        return _message(slack, F1=PHOTO)

    assert _only(await _after(prepared)).unreadable == NOT_FETCHED


async def test_the_sign_in_page_is_never_kept_as_evidence(caplog: pytest.LogCaptureFixture) -> None:
    def prepared(slack: SlackStandIn) -> SlackRequest:
        page = Failure(status=200, body=b"<!DOCTYPE html>Sign in", headers={"Content-Type": "text/html"}, method=FILES)
        slack.failures.add(page)
        return _message(slack, F1=PHOTO)

    bench = await _after(prepared)
    assert (_only(bench).unreadable, bench.files.kept) == (NOT_FETCHED, {})
    assert "files:read" in str([vars(record).get("advice") for record in caplog.records])


async def test_a_web_page_that_somebody_saved_is_kept() -> None:
    page = b"<!DOCTYPE html>what they posted"

    def prepared(slack: SlackStandIn) -> SlackRequest:
        slack.failures.add(Failure(status=200, body=page, headers={"Content-Type": "text/html"}, method=FILES))
        request = _message(slack, F1=page)
        _file(request).update(mimetype="text/html", size=len(page))
        return _signed(slack, request)

    assert list((await _after(prepared)).files.kept.values()) == [page]


async def test_slack_is_asked_for_the_address_of_a_file_that_another_workspace_shares() -> None:
    def prepared(slack: SlackStandIn) -> SlackRequest:
        request = _message(slack, F1=PHOTO)
        request.payload["event"]["files"] = [{"id": "F1", "file_access": "check_file_info"}]
        return _signed(slack, request)

    bench = await _after(prepared)
    assert len(_only(bench).evidence) == 1
    assert [call.args for call in bench.slack.calls if call.method == "files.info"] == [{"file": "F1"}]


async def test_a_file_that_cannot_be_kept_is_said_not_to_be() -> None:
    bench = await _after(lambda slack: _message(slack, F1=PHOTO), files=KeptFiles(StorageError()))

    assert _only(bench).unreadable == "a file that could not be saved"


async def test_a_red_flag_in_the_caption_brings_the_card_before_the_file_is_fetched() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.serving() as http:
            await http.post(_message(slack, "he has a knife", F1=PHOTO))

        order = [slack.texts.index(CARD), len(slack.messages)]
        assert (order[0], slack.texts[-1]) == (0, "You said: he has a knife")


async def test_a_message_with_a_file_that_comes_again_is_fetched_once() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.serving() as http:
            request = _message(slack, F1=PHOTO)
            await http.post(request)
            await http.post(slack.payloads.retry(request))

    assert (len(bench.chat.heard), len(slack.fetched)) == (1, 1)


async def test_slack_is_not_answered_before_a_message_with_a_file_is_stored() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, answer_within_s=0.0)
        async with bench.serving() as http:
            await http.post(_message(slack, F1=PHOTO))

            assert len(bench.chat.heard) == 1


async def test_a_file_in_a_channel_is_not_fetched() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.serving() as http:
            mention = slack.payloads.app_mention("look", files=_message(slack, F1=PHOTO).payload["event"]["files"])
            await http.post(mention)

        assert "a file in a channel" in _only(bench).unreadable
        assert slack.fetched == []


async def test_nothing_of_a_file_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    await _after(lambda slack: slack.payloads.file_share("at my door", url_private="https://example.org/secret-name.jpg"))

    ours = [record.getMessage() + str(vars(record)) for record in caplog.records if record.name.startswith("adapters")]
    assert ours
    assert not [line for line in ours if "secret-name" in line or "at my door" in line]


def _message(slack: SlackStandIn, text: str = "at my door", **files: bytes) -> SlackRequest:
    """A message with these files, which lie at Slack."""
    slack.files.update(files)
    request = slack.payloads.file_share(text)
    (sample,) = request.payload["event"]["files"]
    request.payload["event"]["files"] = [
        {**sample, "id": name, "mimetype": "image/jpeg", "size": len(content)}
        | {"url_private": slack.file_address(name), "url_private_download": slack.file_address(name)}
        for name, content in files.items()
    ]
    return _signed(slack, request)


def _file(request: SlackRequest, number: int = 0) -> dict[str, object]:
    described: dict[str, object] = request.payload["event"]["files"][number]
    return described


def _signed(slack: SlackStandIn, request: SlackRequest) -> SlackRequest:
    return slack.payloads.event_request(request.payload, None)


async def _after(prepare: Callable[[SlackStandIn], SlackRequest], *, files: KeptFiles | None = None) -> Bench:
    """Return what is left when a message with files has been handled."""
    async with workspace() as slack:
        bench = Bench(slack=slack, files=files or KeptFiles())
        async with bench.serving() as http:
            await http.post(prepare(slack))
    return bench


def _only(bench: Bench) -> Inbound:
    (inbound,) = bench.chat.heard
    return inbound
