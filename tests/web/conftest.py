"""A browser for the tests of the pages, and what it opens."""

from collections.abc import Iterator

import pytest

from local.emulator import Emulator
from tests.web.browser import Browser, Phone, browsing, program
from tests.web.site import pages_alone, whole_platform


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium, once for a run. Skips where none is installed."""
    found = program()
    if found is None:
        pytest.skip("no Chromium is installed (Debian's package chromium): pages cannot be tried in a browser")
    with browsing(found, tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture
def phone(browser: Browser) -> Iterator[Phone]:
    """A phone that nobody has used."""
    with browser.phone() as found:
        yield found


@pytest.fixture(scope="module")
def pages() -> Iterator[str]:
    """The address of the pages, over an interface that the test answers for."""
    with pages_alone() as url:
        yield url


@pytest.fixture(scope="module")
def platform_url(emulator: Emulator) -> Iterator[str]:
    """The address of the pages over the real interface, for the tests of one file."""
    with whole_platform(emulator) as url:
        yield url
