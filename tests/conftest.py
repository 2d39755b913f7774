"""For all tests: no setting of the machine leaks in, nothing is downloaded, and where everything must run nothing is skipped."""

import logging
import os
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.library import Library, prepared_folder, words_only
from index.build import build
from index.encoder import Encoder, load_encoder
from index.errors import IndexMissing, IndexStale
from index.loading import load
from index.search import Search
from knowledge.document import read_documents
from knowledge.messages import read_messages
from knowledge.questions import read_examples

NEED_ALL = "ALONGSIDE_TESTS_NEED_ALL"
"""Set by .ci/run: a test that is skipped there for want of a server or a browser has not been run."""

NOWHERE = Path("/nowhere")
"""A data folder without documents of its own: then those of the package are in use."""


def pytest_configure() -> None:
    """Forget the settings of whoever runs the tests."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    for name in [name for name in os.environ if name.startswith("ALONGSIDE_") and name != NEED_ALL]:
        del os.environ[name]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where everything must run."""
    report = yield
    if report.skipped and os.environ.get(NEED_ALL):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and {NEED_ALL} is set: {report.longrepr}"
    return report


@pytest.fixture(scope="module", autouse=True)
def logging_as_before() -> Iterator[None]:
    """Put logging back as it was: a server in this process sets it up for itself, and the next file would test that server's."""
    before = {each: (each.level, each.propagate, each.disabled, list(each.handlers)) for each in _loggers()}
    yield
    for each in _loggers():
        level, each.propagate, each.disabled, each.handlers = before.get(each, (logging.NOTSET, True, False, []))
        each.setLevel(level)


def _loggers() -> list[logging.Logger]:
    known = logging.root.manager.loggerDict.values()
    return [logging.root, *(each for each in known if isinstance(each, logging.Logger))]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The real encoder. A test that uses it is marked `model`."""
    return load_encoder()


@pytest.fixture(scope="session")
def bundled_index(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of all that is bundled: the one that setting up has prepared, or a new one where that does not fit."""
    library = bundled_library()
    try:
        load(prepared_folder(), encoder, library.documents, library.questions, library.messages)
    except (IndexMissing, IndexStale):
        folder = tmp_path_factory.mktemp("bundled-index")
        at = datetime(2031, 5, 6, tzinfo=UTC)
        build(library.documents, encoder, folder, questions=library.questions, messages=library.messages, built_at=at)
        return folder
    return prepared_folder()


@pytest.fixture(scope="session")
def bundled_search(encoder: Encoder, bundled_index: Path) -> Search:
    """The real search over the bundled guidance."""
    return load(bundled_index, encoder)


@pytest.fixture(scope="session")
def by_words() -> Search:
    """The search without an encoder and without an index, as at a first start; made in some seconds."""
    return words_only(NOWHERE)


def bundled_library() -> Library:
    """What is bundled: documents, example questions, labelled messages."""
    return Library(documents=read_documents(), questions=read_examples(), messages=read_messages())
