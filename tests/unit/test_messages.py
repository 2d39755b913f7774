"""The labelled messages: enough of them, labelled by the rules, and all invented."""

import re
from collections import Counter
from pathlib import Path

import pytest

from knowledge.messages import (
    CATEGORIES,
    INTENTS,
    RED_FLAGS,
    SEVERITIES,
    BadMessages,
    bundled_messages,
    fingerprint,
    read_file,
    read_messages,
)

MESSAGES = read_messages()
GOOD = '{"text": "he is here", "intent": "report", "severity": "immediate", "red_flags": ["weapons"], "category": ["threat"]}'


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold())) or text


def test_there_are_enough_of_every_kind() -> None:
    assert len(MESSAGES) >= 3000
    assert min(Counter(message.severity for message in MESSAGES).values()) >= 300
    assert set(Counter(message.intent for message in MESSAGES)) == set(INTENTS)
    assert set(SEVERITIES) == {message.severity for message in MESSAGES}
    flags = Counter(flag for message in MESSAGES for flag in message.red_flags)
    assert set(flags) == set(RED_FLAGS)
    assert min(flags.values()) >= 50
    categories = Counter(category for message in MESSAGES for category in message.category)
    assert set(categories) == set(CATEGORIES)


def test_no_message_stands_twice() -> None:
    texts = Counter(_bare(message.text) for message in MESSAGES)

    assert [text for text, count in texts.items() if count > 1] == []


def test_no_message_that_is_measured_with_is_learned_from() -> None:
    learned = {_bare(message.text) for message in MESSAGES}
    gate = read_file(bundled_messages() / "gate" / "messages.jsonl")
    unseen = read_file(Path(__file__).parents[2] / "benchmarks" / "unseen" / "messages.jsonl")

    assert len(gate) >= 290
    assert [each.text for each in (*gate, *unseen) if _bare(each.text) in learned] == []


def test_where_when_and_who_are_the_messages_own_words() -> None:
    strange = [message for message in MESSAGES for said in (message.where, message.when, message.who) if said not in message.text]

    assert strange == []


def test_no_number_could_be_somebodys() -> None:
    numbers = [found for message in MESSAGES for found in re.findall(r"\b0\d[\d ]{7,12}\d\b", message.text)]

    assert [number for number in numbers if not number.replace(" ", "").startswith("01632960")] == []


def test_the_fingerprint_changes_with_a_label() -> None:
    assert fingerprint(MESSAGES) == fingerprint(read_messages())
    assert fingerprint(MESSAGES) != fingerprint(MESSAGES[1:])


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        GOOD.replace("report", "moan"),
        GOOD.replace('"immediate"', '"criminal"'),
        GOOD.replace('["weapons"]', "[]"),
        GOOD.replace('["threat"]', "[]"),
        GOOD.replace('["threat"]', '["nuisance"]'),
    ],
)
def test_a_wrong_label_is_refused_with_file_and_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "odd.jsonl"
    file.write_text(f"{GOOD}\n\n{line}\n")

    with pytest.raises(BadMessages, match=r"odd\.jsonl, line 3"):
        read_file(file)
