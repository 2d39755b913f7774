"""An admin's documents stay in use after a restart, and a fault in them changes nothing."""

import shutil
from pathlib import Path

import pytest

from adapters.documents import DoubleDocument, documents_from, documents_in_use, forget, keep
from knowledge.document import bundled_documents, read_documents

NAME = "joint-guidance-for-candidates-2024"


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    """A folder with one document, as an admin brings it."""
    folder = tmp_path / "brought"
    folder.mkdir()
    shutil.copyfile(bundled_documents() / f"{NAME}.md", folder / f"{NAME}.md")
    return folder


def _names(data_dir: Path) -> list[str]:
    return [document.source.document_id for document in documents_in_use(data_dir)]


def test_without_documents_of_its_own_those_of_the_package_are_in_use(tmp_path: Path) -> None:
    assert documents_in_use(tmp_path / "data") == read_documents()


def test_what_an_admin_has_brought_stays_in_use_though_their_folder_is_gone(tmp_path: Path, brought: Path) -> None:
    keep([brought], tmp_path / "data")
    shutil.rmtree(brought)

    assert _names(tmp_path / "data") == [NAME]


def test_bringing_others_replaces_them_and_forgetting_goes_back(tmp_path: Path, brought: Path) -> None:
    keep([brought], tmp_path / "data")
    keep([bundled_documents()], tmp_path / "data")
    assert len(_names(tmp_path / "data")) == 5

    forget(tmp_path / "data")
    assert documents_in_use(tmp_path / "data") == read_documents()


def test_two_documents_of_the_same_name_are_refused(brought: Path) -> None:
    with pytest.raises(DoubleDocument, match=NAME):
        documents_from([brought, bundled_documents()])
