"""For all tests: no setting of the machine leaks in, nothing is downloaded, and where everything must run nothing is skipped."""

import os
from collections.abc import Generator

import pytest

NEED_ALL = "ALONGSIDE_TESTS_NEED_ALL"
"""Set by .ci/run: a test that is skipped there for want of a server or a browser has not been run."""


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
