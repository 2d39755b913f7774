"""The whole form on the web page: filled in, put right, sent, and on to the review card, with the real conversation core."""

import pytest

from adapters.web.report_answers import answers_in
from bot.errors import StorageError
from bot.messages import FormAnswer, Reply
from bot.reporting.form import FORM, FieldKind
from tests.scenarios.scripted_chat import ScriptedChat
from tests.scenarios.web_client import BROWSER, Seen, client_of
from tests.scenarios.web_visit import MemoryFiles, multipart, visiting
from tests.talking import ORGANISATION, World

TOLD = "A man followed me home from the library."
PHOTO = ("IMG_2041.jpg", b"\xff\xd8\xff a photo")


def field_of(page: str, name: str) -> dict[str, str | None]:
    """Return the attributes of the first input or box with this name."""
    return next(tag for kind in ("input", "textarea") for tag in Seen(page).all(kind) if tag.get("name") == name)


def chosen(page: str) -> set[str]:
    """Return what is ticked on a page."""
    return {str(tag["value"]) for tag in Seen(page).all("input") if "checked" in tag and tag["value"]}


async def test_the_form_holds_every_question_of_the_declaration_but_those_of_the_card() -> None:
    async with visiting() as visit:
        page = (await visit.open("/report")).page

    names = {str(tag.get("name")) for kind in ("input", "textarea") for tag in Seen(page).all(kind)}
    for field in FORM:
        is_there = any(name.partition("-")[2] == field.id for name in names)
        assert is_there == (field.kind is not FieldKind.CONSENT and field.id != "more"), field.id
    values = {str(tag.get("value")) for tag in Seen(page).all("input")}
    assert {key for field in FORM if field.kind is not FieldKind.CONSENT for key in field.buttons} <= values


async def test_a_filled_form_becomes_a_report_and_shows_the_review_card() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(
            words_what=TOLD,
            choice_danger="danger.no",
            words_where="High Street, Example Town",
            words_when="yesterday at 7pm",
            choice_who="skip.unknown",
            choice_kind=["kind.harassment_stalking", "kind.threat"],
            choice_whom="whom.volunteer",
        )
        (report,) = await visit.world.reports(person=visit.conversation)

    assert visit.status == 200
    (when,) = [entry.value for id, entry in report.fields.items() if id == "when"]
    assert when.endswith(("T19:00+00:00", "T19:00+01:00"))
    assert {id: (entry.words, entry.value) for id, entry in report.fields.items()} == {
        "what": (TOLD, ""),
        "kind": ("A threat; Harassment or stalking", "threat,harassment_stalking"),
        "danger": ("No", "no"),
        "where": ("High Street, Example Town", ""),
        "when": ("yesterday at 7pm", when),
        "who": ("I don't know", "unknown"),
        "whom": ("A volunteer", "volunteer"),
    }
    assert "Is this right?" in visit.seen.text
    assert "High Street, Example Town" in visit.seen.text


async def test_the_report_can_be_sent_from_the_card_that_follows() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what=TOLD)
        await visit.press("Send: party staff and SPOC")
        await visit.world.work()
        (reference,) = await visit.reports()

    (message,) = visit.world.spoc.arrived
    assert message.data["reference"] == reference


async def test_the_form_goes_on_with_the_conversation_of_the_chat_page_and_its_half_typed_words() -> None:
    async with visiting() as visit:
        await visit.open()
        secret = visit.conversation

        await visit.post("/report/open", {"text": "He is outside <again>"})
        assert visit.conversation == secret
        assert ">\nHe is outside &lt;again&gt;</textarea>" in visit.page
        assert secret not in str(visit.answer.url)
        await visit.fill(words_what=TOLD)

        assert visit.conversation == secret
        assert len(await visit.reports()) == 1
        assert "Hello" in visit.seen.text  # what was said before stands above the card


async def test_what_is_wrong_is_said_beside_its_question_and_every_answer_is_kept() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(
            words_what="",
            words_when="tomorrow at 5pm",
            words_count="a few",
            words_who="A tall man & his <dog>",
            choice_kind=["kind.threat", "kind.other"],
            choice_police_told="police_told.yes",
        )

        assert visit.status == 422
        assert await visit.reports() == []
    page = visit.page
    for id, words in {"what": "a few words", "when": "in the future", "count": "a number is needed"}.items():
        control = field_of(page, f"words-{id}")
        assert control["aria-invalid"] == "true"
        assert f"problem-{id}" in str(control["aria-describedby"]).split()
        assert f'<a href="#in-{id}">' in page
        assert words in page.partition(f'id="problem-{id}"')[2].partition("</p>")[0]
    assert field_of(page, "words-when")["value"] == "tomorrow at 5pm"
    assert field_of(page, "words-count")["value"] == "a few"
    assert ">\nA tall man &amp; his &lt;dog&gt;</textarea>" in page
    assert chosen(page) == {"kind.threat", "kind.other", "police_told.yes"}
    assert "aria-invalid" not in field_of(page, "words-where")


async def test_a_form_that_was_put_right_goes_through() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what=TOLD, words_when="tomorrow at 5pm")
        await visit.fill(words_what=TOLD, words_when="yesterday at 5pm")

        assert visit.status == 200
        assert len(await visit.reports()) == 1


async def test_details_are_open_when_something_in_them_is_filled_or_wrong() -> None:
    async with visiting() as visit:
        closed = (await visit.open("/report")).page
        await visit.fill(words_what="", choice_whom="whom.me")
        filled = visit.page
        await visit.fill(words_what=TOLD, choice_whom="whom.nobody")
        wrong = visit.page

    details = [next(tag for tag in Seen(page).all("details")) for page in (closed, filled, wrong)]
    assert ["open" in tag for tag in details] == [False, True, True]


async def test_the_same_form_twice_is_one_report() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        form = visit.page
        await visit.fill(words_what=TOLD, words_where="Example Town")
        first = visit.page
        visit.page = form
        await visit.fill(words_what=TOLD, words_where="Example Town")

        assert len(await visit.reports()) == 1
        assert Seen(first).text.count("Is this right?") == Seen(visit.page).text.count("Is this right?") == 1


async def test_fields_that_the_form_does_not_have_are_ignored() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.post(
            "/report",
            {"words-what": TOLD, "words-consent": "both", "choice-consent": "consent.both", "choice-more": "x", "words-": "y"}
            | {"\x07": "z", "words-nonsense": "w", "what": "v"},
        )
        (report,) = await visit.world.reports(person=visit.conversation)

    assert "Is this right?" in visit.seen.text
    assert report.consents == ()
    assert set(report.fields) <= {"what", "kind"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("choice-danger", "danger.maybe"),
        ("choice-whom", "kind.threat"),
        ("choice-kind", ["kind.threat", "kind.invented"]),
        ("choice-where", "skip.nothing"),
        ("choice-effect", "<script>"),
    ],
)
async def test_an_unknown_choice_is_refused_and_nothing_is_kept(name: str, value: str | list[str]) -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.post("/report", {"words-what": TOLD, name: value})

        assert visit.status == 422
        assert await visit.reports() == []
    assert "choose one of the answers that are offered" in visit.page
    assert "<script>" not in visit.page


async def test_an_answer_of_5000_characters_is_kept_to_the_last() -> None:
    told = ("He shouted at me. " * 300)[:4_999] + "!"

    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what=told)
        (report,) = await visit.world.reports(person=visit.conversation)

    assert report.fields["what"].words == told


async def test_an_answer_longer_than_its_question_takes_is_shown_again_whole() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what=TOLD, words_police_reference="1" * 201)

    assert visit.status == 422
    assert "that is too long" in visit.page
    assert field_of(visit.page, "words-police_reference")["value"] == "1" * 201


@pytest.mark.parametrize("emoji", ["😡😡😡", "👍🏽", "…"])
async def test_an_emoji_alone_is_no_answer_and_is_not_dropped_without_a_word(emoji: str) -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what=emoji)
        first = visit.page
        await visit.fill(words_what=TOLD, words_who=emoji)

        assert visit.status == 422
        assert await visit.reports() == []
    assert f">\n{emoji}</textarea>" in first
    assert f">\n{emoji}</textarea>" in visit.page
    assert 'id="problem-who"' in visit.page


async def test_words_count_more_than_a_button_pressed_beside_them() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what=TOLD, words_where="Example Town", choice_where="skip.unknown")
        (report,) = await visit.world.reports(person=visit.conversation)

    assert report.fields["where"].words == "Example Town"


async def test_one_of_these_counts_more_than_none_of_these() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what=TOLD, choice_aggravating=["aggravating.none", "aggravating.weapon"])
        (report,) = await visit.world.reports(person=visit.conversation)

    assert report.fields["aggravating"].value == "weapon"
    assert "If this is an emergency" in visit.seen.text


@pytest.mark.parametrize("answers", [{"words-what": "He has a knife"}, {"words-what": TOLD, "words-who": "He has a knife"}])
async def test_a_red_flag_in_any_answer_brings_the_emergency_card(answers: dict[str, str]) -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.post("/report", answers)
        sent = visit.page
        await visit.open("/report")
        await visit.post("/report", {**answers, "words-when": "tomorrow at 5pm"})

    assert "If this is an emergency" in sent
    assert visit.status == 422
    assert visit.page.index("Call 999 now") < visit.page.index("Please look at")  # a wrong date does not hold it back


async def test_line_ends_come_through_as_one_character() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what="one thing\r\nanother")
        (report,) = await visit.world.reports(person=visit.conversation)

    assert report.fields["what"].words == "one thing\nanother"


async def test_a_form_that_could_not_be_stored_is_shown_again_with_every_answer() -> None:
    world = World()

    async with visiting(world) as visit:
        await visit.open("/report")
        before = world.storage.reading

        def down(organisation_id: str) -> object:
            raise StorageError

        world.storage.reading = down  # type: ignore[method-assign, assignment]
        await visit.fill(words_what=TOLD, words_where="Example Town", files=[PHOTO])
        world.storage.reading = before  # type: ignore[method-assign]

        assert visit.status == 503
        assert "Nothing is saved yet" in visit.page
        assert field_of(visit.page, "words-where")["value"] == "Example Town"
        await visit.fill(words_what=TOLD, words_where="Example Town")
        (report,) = await world.reports(person=visit.conversation)

    assert len(report.evidence) == 1


@pytest.mark.parametrize("kind", ["too_long", "form_problems"])
async def test_a_form_that_the_core_did_not_take_is_shown_again_with_every_answer(kind: str) -> None:
    chat = ScriptedChat(lambda inbound: [Reply(kind=kind, text="**That is too long.**")])

    async with client_of(chat) as client:
        answer = await client.post("/report", data={"words-what": TOLD, "words-where": "Example Town"}, headers=BROWSER)

    assert answer.status_code == 422
    assert "That is too long." in answer.text
    assert "Nothing is saved yet" in answer.text
    assert field_of(answer.text, "words-where")["value"] == "Example Town"


async def test_many_long_answers_are_all_kept_or_all_shown_again() -> None:
    long = "He shouted at me again. " * 250

    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what=long, words_who=long, words_witnesses=long)
        reports = await visit.world.reports(person=visit.conversation)

    kept = [report.fields[name].words for report in reports for name in ("what", "who", "witnesses")]
    shown = [visit.page.count(long)] if visit.status == 422 else []
    assert (kept, shown) in (([long] * 3, []), ([], [3]))


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(("path", "name"), [("/", "text"), ("/report", "words-what"), ("/report/open", "text")])
async def test_another_site_cannot_make_somebody_tell_it_into_a_conversation_that_it_knows(
    site: str, path: str, name: str
) -> None:
    async with visiting() as visit:
        await visit.open("/report")
        body, content_type = multipart(
            [("conversation", (None, b"known-to-them")), (name, (None, TOLD.encode())), ("files", PHOTO)]
        )
        headers = {**BROWSER, "Content-Type": content_type, "Sec-Fetch-Site": site}
        page = (await visit.client.post(path, content=body, headers=headers)).text

        assert "known-to-them" not in page
        assert len(Seen(page).form["conversation"]) >= 32
        assert await visit.world.reports(person="known-to-them") == []


async def test_files_go_into_the_report_with_the_answers() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what=TOLD, files=[PHOTO, ("x", b"another")])
        (report,) = await visit.world.reports(person=visit.conversation)

    assert isinstance(visit.files, MemoryFiles)
    assert visit.files.kept == {
        (ORGANISATION.id, entry.evidence.sha256): content
        for entry, content in zip(report.evidence, (PHOTO[1], b"another"), strict=True)
        if entry.evidence
    }


async def test_files_are_not_sent_again_when_a_form_is_put_right() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what="", files=[PHOTO])
        assert "1 file is here already" in visit.page
        await visit.fill(words_what=TOLD, files=[("y", b"one more")])
        (report,) = await visit.world.reports(person=visit.conversation)

    assert len(report.evidence) == 2


async def test_kept_files_can_be_left_out() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what="", files=[PHOTO])
        await visit.post("/report", {"words-what": TOLD, "leave-out": "yes"})
        (report,) = await visit.world.reports(person=visit.conversation)

    assert report.evidence == ()


@pytest.mark.parametrize("forged", ["", "nonsense", "gAAAAABn"])
async def test_what_the_page_carries_of_files_cannot_be_made_up(forged: str) -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what="", files=[PHOTO])
        sealed = visit.seen.form["kept"]
        await visit.post("/report", {"words-what": TOLD, "kept": forged + sealed[:-4]})

        assert visit.status == 422
        assert "please choose them again" in visit.page
        assert await visit.reports() == []


async def test_files_of_one_conversation_cannot_be_taken_into_another() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what="", files=[PHOTO])
        sealed = visit.seen.form["kept"]
        await visit.open("/report")
        await visit.post("/report", {"words-what": TOLD, "kept": sealed})

        assert visit.status == 422
        assert await visit.reports() == []


async def test_a_file_that_is_too_large_is_said_before_anything_is_saved_and_nothing_typed_is_lost() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what=TOLD, files=[PHOTO, ("film.mp4", b"x" * (20 * 1024 * 1024 + 1))])

        assert visit.status == 413
        assert "a file over 20 MB could not be kept" in visit.page
        assert f">\n{TOLD}</textarea>" in visit.page
        assert await visit.reports() == []
        await visit.fill(words_what=TOLD)  # without it
        (report,) = await visit.world.reports(person=visit.conversation)

    assert len(report.evidence) == 1


async def test_a_form_of_an_old_browser_without_files_is_taken_too() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        answer = await visit.client.post("/report", data={**visit.seen.form, "words-what": TOLD}, headers=BROWSER)

        assert answer.status_code == 200
        assert len(await visit.reports()) == 1


async def test_back_to_the_conversation_loses_nothing_of_it() -> None:
    async with visiting() as visit:
        await visit.open()
        await visit.say("What is the number for the police?")
        await visit.post("/report/open", {})
        await visit.post("/report/back", {})
        unknown = await visit.client.post("/report/back", data={"conversation": "never-seen"})

    assert "What is the number for the police?" in visit.seen.text
    assert (unknown.status_code, unknown.headers["location"]) == (303, "/")


async def test_every_input_has_a_name_that_is_read_out() -> None:
    """A label around it or for it; a group of buttons has a legend, and what describes a control is there."""
    async with visiting() as visit:
        await visit.open("/report")
        await visit.fill(words_what="", words_count="x")
    seen = visit.seen

    ids = {str(tag["id"]) for _, tag in seen.tags if "id" in tag}
    labelled = {str(tag["for"]) for tag in seen.all("label") if "for" in tag}
    open_labels = 0
    for tag, attributes in seen.tags:
        if tag == "label":
            open_labels += "for" not in attributes
        is_control = tag == "textarea" or (tag == "input" and attributes.get("type") != "hidden")
        if is_control and attributes.get("type") in ("radio", "checkbox"):
            open_labels -= 1  # each of these stands inside a label of its own
        elif is_control:
            assert attributes["id"] in labelled
        for described in str(attributes.get("aria-describedby") or "").split():
            assert described in ids
    assert open_labels == 0
    assert len(seen.all("fieldset")) == len(seen.all("legend"))
    links = [str(tag["href"]) for tag in seen.all("a") if str(tag["href"]).startswith("#")]
    assert {link.removeprefix("#") for link in links} <= ids


async def test_the_page_of_the_form_has_999_the_way_out_and_no_secret_in_an_address() -> None:
    async with visiting() as visit:
        await visit.open("/report")
        page = visit.page

    links = {link["href"] for link in Seen(page).all("a")}
    assert {"tel:999", "https://www.bbc.co.uk/weather"} <= links
    assert page.index('href="tel:999"') < page.index("What happened?")
    secret = visit.conversation
    addresses = [str(value) for _, tag in Seen(page).tags for name, value in tag.items() if name in ("href", "action", "src")]
    assert not [address for address in addresses if secret in address]
    assert "set-cookie" not in visit.answer.headers


ATTACK = "\"'><img src=x onerror=alert(1)></textarea><script>alert(1)</script>{{ 7*7 }}"


async def test_what_was_typed_into_the_form_is_text_when_it_is_shown_again() -> None:
    typed = [field for field in FORM if field.kind is not FieldKind.CONSENT and field.id not in ("more", "when", "count")]
    async with visiting() as visit:
        harmless = Seen((await visit.open("/report")).page)
        words = {f"words-{field.id}": ATTACK for field in typed}
        await visit.post("/report", {**words, "words-when": "tomorrow " + ATTACK, "words-count": ATTACK, "choice-kind": ATTACK})

    seen = visit.seen
    assert visit.status == 422
    for tag in ("script", "form", "textarea", "img", "svg"):
        assert len(seen.all(tag)) == len(harmless.all(tag)), tag
    assert not [name for _, tag in seen.tags for name in tag if name.startswith("on")]
    assert field_of(visit.page, "words-where")["value"] == ATTACK


async def test_files_before_the_words_are_refused_because_nobody_knows_whose_they_are() -> None:
    async with visiting() as visit:
        body, content_type = multipart([("files", PHOTO), ("conversation", (None, b"secret")), ("words-what", (None, b"x"))])
        answer = await visit.client.post("/report", content=body, headers={"Content-Type": content_type})

    assert (answer.status_code, "before the files" in answer.text) == (422, True)
    assert isinstance(visit.files, MemoryFiles)
    assert visit.files.kept == {}


def test_an_answer_of_the_form_is_what_the_other_channels_make_too() -> None:
    """The keys of the page are those of the form, so that the same answer is the same entry wherever it was given."""
    fields = {
        "choice-danger": ["danger.no", "danger.yes"],
        "words-where": [" "],
        "words-who": ["A man"],
        "choice-who": ["skip.unknown"],
    }

    assert answers_in(fields) == (FormAnswer(field="danger", choices=("danger.no",)), FormAnswer(field="who", words="A man"))
