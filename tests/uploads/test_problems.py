"""What is wrong with a file or a row, in words."""

from chalicelib.texts import Text
from chalicelib.uploads.problems import problem


def test_what_was_found_stands_in_both_texts():
    assert problem("unknown_region", "Bandng").message == Text(
        "Wilayah “Bandng” tidak dikenal.", "The region “Bandng” is not known."
    )


def test_what_is_said_in_two_languages_stands_in_the_text_of_each():
    said = Text("Harus paling sedikit 1.", "This must be at least 1.")
    assert problem("not_valid", said).message == said


def test_long_values_are_cut():
    assert problem("unknown_region", "x" * 500).message.en == f"The region “{'x' * 80}” is not known."
