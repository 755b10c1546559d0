"""Links of proofs are followed to the very name."""

import pytest

from local.standards.links import fault


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    (folder / "tests").mkdir()
    (folder / "tests" / "test_it.py").write_text(
        "LIMIT = 3\nLEAST, MOST = 1, 2\nasked: int = 4\n\ndef test_it():\n    inner = 1\n\n"
        "class Some:\n    kept = 1\n\n    def member(self):\n        pass\n"
    )
    (folder / "page.md").write_text("# A `title`, with signs & a [link](x.md)\n\n## Second part ##\n")
    (folder / "some.toml").write_text("a = 1\n")
    return folder


@pytest.mark.parametrize(
    "link",
    [
        "tests/test_it.py::test_it",
        "tests/test_it.py::LIMIT",
        "tests/test_it.py::asked",
        "tests/test_it.py::MOST",
        "tests/test_it.py::Some",
        "tests/test_it.py::Some.member",
        "tests/test_it.py::Some::member",
        "tests/test_it.py::Some.kept",
        "tests/test_it.py",
        "tests",
        "page.md#second-part",
        "page.md#a-title-with-signs--a-link",
        "some.toml",
    ],
)
def test_what_is_there_is_found(house, link):
    assert fault(link, house) is None


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("tests/test_other.py::test_it", "there is no tests/test_other.py"),
        ("tests/test_it.py::test_other", "defines no test_other"),
        ("tests/test_it.py::inner", "defines no inner"),
        ("tests/test_it.py::Some.other", "defines no Some.other"),
        ("some.toml::a", "defines no a"),
        ("page.md#third-part", "no heading"),
        ("tests#x", "no heading"),
    ],
)
def test_what_is_not_there_is_told(house, link, told):
    assert told in (fault(link, house) or "")
