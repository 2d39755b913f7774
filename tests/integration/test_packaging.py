"""The wheel that is installed elsewhere holds what the checkout holds: a template that is left behind is an apology to everybody.

It is built from a copy of the tracked files, with the tools that are installed here and no network: what a `build` folder
still holds from an earlier day must not hide that something is missing.
"""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("adapters", "bot", "index", "knowledge")


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """Every file that git knows, those that are new but not yet added included."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [name for name in names if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def in_the_wheel(tracked: list[str], tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the names of the files in the wheel."""
    source, wheels = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheels")
    for name in tracked:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, source / name)
    # --no-build-isolation: an isolated build would download setuptools.
    build = ("-m", "pip", "wheel", "--no-deps", "--no-index", "--no-build-isolation", "--quiet", "--wheel-dir", str(wheels), ".")
    done = subprocess.run([sys.executable, *build], cwd=source, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    [wheel] = wheels.glob("alongside-*.whl")
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def test_every_file_of_the_packages_is_inside(in_the_wheel: set[str], tracked: list[str]) -> None:
    ours = {name for name in tracked if name.split("/")[0] in PACKAGES}

    assert any(name.endswith(".md.j2") for name in ours), "the list itself is not empty"
    assert ours - in_the_wheel == set()


def test_nothing_else_is_inside(in_the_wheel: set[str]) -> None:
    assert {name.split("/")[0] for name in in_the_wheel if ".dist-info/" not in name} == set(PACKAGES)


def test_the_licence_comes_with_it(in_the_wheel: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in in_the_wheel)
