"""An update becomes what is to be done about it: a message for the core, or a reason why it gets no answer."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from adapters.telegram import envelope
from adapters.telegram.addressing import BotIdentity
from adapters.telegram.attachments import MAX_FILE_BYTES, Attachment
from adapters.telegram.inbound import Arrival, Ignored, read_update
from bot.messages import Channel, Inbound, SharedPlace
from tests.standins import updates
from tests.standins.contracts import contract_names

BOT = BotIdentity(id=123456, username="example_bot", commands=frozenset({"start", "ask", "report", "help"}))
RECEIVED_AT = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
SENT_AT = datetime(2026, 1, 1, tzinfo=UTC)  # the date in the samples


def read(raw: dict[str, Any]) -> Arrival | Ignored:
    return read_update(Update.de_json(raw), bot=BOT, received_at=RECEIVED_AT)


def arrival(raw: dict[str, Any]) -> Arrival:
    found = read(raw)
    assert isinstance(found, Arrival), found
    return found


def inbound(raw: dict[str, Any]) -> Inbound:
    found = arrival(raw).inbound
    assert found is not None
    return found


def ignored(raw: dict[str, Any]) -> str:
    found = read(raw)
    assert isinstance(found, Ignored), found
    return found.reason


def test_a_text_keeps_its_words_its_time_and_who_wrote_it() -> None:
    assert inbound(updates.text("who do I ring?", user_id=7, update_id=5)) == Inbound(
        id="update:5", channel=Channel.TELEGRAM, person="7", conversation="7", sent_at=SENT_AT, text="who do I ring?"
    )


def test_a_payload_of_start_reaches_the_core() -> None:
    assert inbound(updates.command("start", "join_abc")).text == "/start join_abc"


def test_a_button_brings_its_id_and_the_time_of_its_arrival() -> None:
    tap = inbound(updates.callback("danger.yes", user_id=7))

    assert (tap.choice, tap.text, tap.person, tap.conversation, tap.sent_at) == ("danger.yes", "", "7", "7", RECEIVED_AT)


def test_a_button_of_a_message_that_telegram_shows_no_more_still_counts() -> None:
    assert inbound(updates.callback("my", inaccessible=True, user_id=7)).conversation == "7"


def test_an_edited_message_is_a_text_of_its_own_with_the_time_of_the_edit() -> None:
    first, later = updates.text("all is calm", message_id=11), updates.edited("he has a knife", message_id=11)

    assert inbound(later).id != inbound(first).id
    assert inbound(later).text == "he has a knife"
    assert inbound(later).sent_at == datetime(2026, 1, 1, 0, 0, 30, tzinfo=UTC)


def test_an_edited_caption_does_not_bring_its_photo_a_second_time() -> None:
    raw = updates.photo("at the door")
    raw["edited_message"] = raw.pop("message") | {"edit_date": 1767225630}

    assert arrival(raw).attachment is None


def test_a_photo_brings_its_caption_and_its_largest_size() -> None:
    found = arrival(updates.photo("at the door", file_id="big", size=98_211))

    assert found.inbound is not None
    assert found.inbound.text == "at the door"
    assert found.attachment == Attachment(file_id="big", size_bytes=98_211)


@pytest.mark.parametrize("raw", [updates.document(file_id="f"), updates.voice(file_id="f")])
def test_documents_and_voice_notes_are_fetched(raw: dict[str, Any]) -> None:
    found = arrival(raw).attachment

    assert found is not None
    assert found.file_id == "f"


@pytest.mark.parametrize("kind", ["video", "video_note", "audio", "animation"])
def test_moving_pictures_and_sound_are_fetched(kind: str) -> None:
    media = {"file_id": "f", "file_unique_id": "u", "duration": 3, "width": 9, "height": 9, "length": 9}

    found = arrival(updates.text("", **{kind: media})).attachment

    assert found is not None
    assert found.file_id == "f"


def test_a_file_over_20_mb_is_named_and_not_fetched_and_its_caption_is_kept() -> None:
    found = arrival(updates.document("the recording", file_size=MAX_FILE_BYTES + 1))

    assert found.inbound is not None
    assert (found.inbound.unreadable, found.inbound.text) == ("a file over 20 MB", "the recording")
    assert found.attachment is None


def test_a_file_of_exactly_20_mb_is_fetched() -> None:
    assert arrival(updates.document(file_size=MAX_FILE_BYTES)).attachment is not None


def test_a_position_and_a_venue_are_places() -> None:
    place = {"latitude": 51.5, "longitude": -0.1}
    venue = {"location": place, "title": "Example Hall", "address": "1 Example Street"}

    assert inbound(updates.location(51.5, -0.1)).place == SharedPlace(latitude=51.5, longitude=-0.1)
    assert inbound(updates.location(51.5, -0.1, venue=venue)).place == SharedPlace(latitude=51.5, longitude=-0.1)


def test_the_movements_of_a_live_location_are_not_messages() -> None:
    raw = updates.location()
    raw["edited_message"] = raw.pop("message") | {"edit_date": 1767225630}

    assert ignored(raw) == "movement of a live location"


@pytest.mark.parametrize(
    ("origin", "name"), [("user", "Robin"), ("hidden_user", "G. H."), ("chat", "Ops room"), ("channel", "Status")]
)
def test_a_forwarded_message_says_whose_words_they_are(origin: str, name: str) -> None:
    forwarded = inbound(updates.forwarded("I know where you live", origin=origin))

    assert (forwarded.forwarded_from, forwarded.text) == (name, "I know where you live")


def test_a_forwarded_message_without_a_name_says_that_it_is_hidden() -> None:
    raw = updates.forwarded("x", origin="hidden_user")
    raw["message"]["forward_origin"]["sender_user_name"] = ""

    assert inbound(raw).forwarded_from == "hidden"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (updates.sticker(), "a sticker"),
        (updates.contact(), "a contact"),
        (updates.text("", dice={"emoji": "🎲", "value": 3}), "dice"),
        (updates.text("", hologram={"file_id": "f"}), "a message of this kind"),
    ],
)
def test_what_cannot_be_read_is_named_so_that_it_gets_an_answer(raw: dict[str, Any], name: str) -> None:
    assert inbound(raw).unreadable == name


def test_a_message_in_a_topic_is_answered_in_its_topic() -> None:
    assert arrival(updates.sample("group_topic_message")).address == "-1001234567890:77"


def test_a_thread_of_replies_is_not_a_topic() -> None:
    assert arrival(updates.group_mention(message_thread_id=77)).address == "-1001234567890"


def test_in_a_group_a_text_that_names_the_bot_becomes_a_question_and_brings_the_pointer() -> None:
    found = arrival(updates.group_mention("he has a knife"))

    assert found.inbound is not None
    assert found.inbound.text == "/ask he has a knife"
    assert found.pointer


def test_in_a_group_a_question_by_ask_needs_no_pointer() -> None:
    found = arrival(updates.group_command("ask", "who do I ring?"))

    assert found.inbound is not None
    assert (found.inbound.text, found.pointer) == ("/ask who do I ring?", False)


def test_in_a_group_no_report_can_be_begun_but_its_words_are_still_checked() -> None:
    found = arrival(updates.group_command("report", "someone is at the door"))

    assert found.inbound is not None
    assert (found.inbound.text, found.pointer) == ("/ask someone is at the door", True)


@pytest.mark.parametrize("raw", [updates.group_command("report"), updates.group_command("ask"), updates.group_mention("")])
def test_in_a_group_a_request_without_words_gets_only_the_pointer(raw: dict[str, Any]) -> None:
    found = arrival(raw)

    assert (found.inbound, found.pointer) == (None, True)


def test_in_a_group_a_photo_is_not_fetched() -> None:
    assert arrival(updates.photo("@example_bot look", chat_id=-5)).attachment is None


def test_in_a_group_a_reply_to_the_bot_is_meant_for_it() -> None:
    assert inbound(updates.group_reply("no, the other one")).text == "/ask no, the other one"


def test_in_a_group_an_anonymous_administrator_writes_as_the_group() -> None:
    assert arrival(updates.sample("group_anonymous_admin")).pointer


@pytest.mark.parametrize(
    "raw",
    [
        updates.group_text("he has a knife"),
        updates.group_text("/help@other_bot"),
        updates.group_text("/roll 6"),
        updates.group_text("@other_bot hello"),
        updates.group_text("write to me@example_bot.example.org"),
    ],
)
def test_in_a_group_what_is_not_meant_for_the_bot_goes_no_further(raw: dict[str, Any]) -> None:
    assert ignored(raw) == "group message that is not for us"


def test_a_bare_command_of_ours_in_a_group_is_meant_for_us() -> None:
    assert inbound(updates.group_text("/ask who do I ring?")).text == "/ask who do I ring?"


def test_in_a_topic_that_the_bot_opened_not_every_message_is_meant_for_it() -> None:
    raw = updates.group_reply("lunch?")
    raw["message"]["reply_to_message"] |= {"forum_topic_created": {"name": "Lunch", "icon_color": 1}}

    assert ignored(raw) == "group message that is not for us"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (updates.sample("channel_post"), "kind of update that is not for us"),
        (updates.sample("message_reaction"), "kind of update that is not for us"),
        (updates.blocked(), "membership is now: kicked"),
        (updates.sample("group_migrated"), "group moved to another id"),
        (updates.text("", pinned_message=updates.text("x")["message"]), "service message"),
        (updates.callback("my", chat_id=-5), "button in a group"),
        ({"update_id": 1, "hologram": {}}, "kind of update that is not for us"),
    ],
)
def test_what_nobody_waits_for_is_ignored_with_a_reason(raw: dict[str, Any], reason: str) -> None:
    assert ignored(raw) == reason


def test_another_bot_is_not_answered() -> None:
    raw = updates.text("beep")
    raw["message"]["from"]["is_bot"] = True

    assert ignored(raw) == "not written by a person"


@pytest.mark.parametrize("name", contract_names("telegram/updates"))
def test_every_sample_update_is_read(name: str) -> None:
    assert read(updates.sample(name.removeprefix("telegram/updates/").removesuffix(".json")))


@pytest.mark.parametrize("raw", [{}, {"message": 3}, {"message": {"chat": "x"}}, {"update_id": "7", "callback_query": []}])
def test_the_envelope_of_a_broken_update_is_read_without_failing(raw: dict[str, Any]) -> None:
    assert envelope.update_id(raw) is None
    assert envelope.chat_id(raw) is None
    assert envelope.private_chat_id(raw) is None
    assert envelope.kind(raw) in {"unknown", "message", "callback_query"}


def test_the_envelope_of_an_update_tells_its_chat() -> None:
    assert envelope.private_chat_id(updates.text("x", user_id=7)) == 7
    assert envelope.chat_id(updates.callback("my", user_id=7)) == 7
    assert envelope.private_chat_id(updates.group_text("x")) is None
    assert envelope.chat_id(updates.group_text("x")) == updates.GROUP_ID
