"""Every package comes under terms that are known and accepted."""

from importlib.metadata import Distribution

import pytest

from local.supply.__main__ import all_licences, main
from local.supply.licences import expression_of, installed, is_accepted, terms
from local.supply.locks import FOLDER, locked


class Described(Distribution):
    """A package that is nothing but its metadata."""

    def __init__(self, **headers):
        self._text = "".join(
            f"{name.replace('_', '-')}: {value}\n" for name, values in headers.items() for value in values
        )

    def read_text(self, filename):
        return self._text if filename == "METADATA" else None

    def locate_file(self, path):
        raise FileNotFoundError(path)


@pytest.mark.parametrize(
    ("headers", "expression"),
    [
        ({"License_Expression": ["MIT OR Apache-2.0"], "License": ["GPL"]}, "MIT OR Apache-2.0"),
        ({"License": ["BSD-3-Clause"]}, "BSD-3-Clause"),
        ({"License": ["Apache License 2.0"]}, "Apache-2.0"),
        ({"License": ["UNKNOWN"], "Classifier": ["License :: OSI Approved :: ISC License (ISCL)"]}, "ISC"),
        ({"License": ["Copyright 2019 Someone"], "Classifier": ["License :: OSI Approved :: MIT License"]}, "MIT"),
        ({"Classifier": ["License :: OSI Approved", "Topic :: Office/Business"]}, ""),
        ({"License": ["as you like"]}, ""),
        ({}, ""),
    ],
)
def test_terms_are_read_from_metadata(headers, expression):
    assert expression_of(Described(Name=["invented"], Version=["1"], **headers)) == expression


def test_the_table_stands_before_metadata():
    assert expression_of(Described(Name=["Python_DateUtil"], License=["Dual License"])) == "Apache-2.0 OR BSD-3-Clause"


@pytest.mark.parametrize(
    ("expression", "accepted"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND (BSD-2-Clause OR LGPL-2.1-or-later)", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("AGPL-3.0-only", False),
        ("no such terms", False),
        ("", False),
    ],
)
def test_what_is_deployed_is_held_to_its_list(expression, accepted):
    assert is_accepted(expression, terms().deployed) is accepted


def test_a_tool_may_come_under_more():
    both = terms().deployed | terms().tools
    assert is_accepted("GPL-2.0-only WITH Classpath-exception-2.0", both)
    assert not is_accepted("GPL-2.0-only", both)


def test_all_packages_are_accepted():
    refused = [each for each in all_licences() if not each.accepted]
    assert not refused


def test_all_that_is_deployed_and_installed_is_looked_at():
    names = {each.name.casefold().replace("_", "-").replace(".", "-") for each in all_licences()}
    here = {each.name for each in locked(FOLDER / "functions.lock") if installed(each.name)}
    assert here
    assert here <= names


def test_exceptions_of_the_table_are_still_used():
    developed = {each.name for each in locked(FOLDER / "develop.lock")}
    assert set(terms().packages) <= developed


def test_the_command_lists_them(capsys):
    assert main(["licences"]) == 0
    assert "msgspec\t" in capsys.readouterr().out
