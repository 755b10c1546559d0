import string
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.notifications import templates
from chalicelib.notifications.gsm import ONE_MESSAGE, septets
from chalicelib.notifications.model import Notice, Recipient
from chalicelib.notifications.rendering import render, sms
from chalicelib.notifications.templates import STATES, TEMPLATES, accounts, applications, rights, searches, vacancies
from chalicelib.people import Address
from chalicelib.people.verification_model import Channel
from chalicelib.texts import Language, Text
from chalicelib.vacancies.renewal_tokens import SIGNS

LANGUAGES = list(Language)
LINK = f"https://api.padan-kerja.go.id/v1/renewals?t={'A' * SIGNS}"


def gaps(pattern):
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}


def notice(template, **values):
    return Notice(
        recipient=Recipient(person_id="per_1"),
        template=template,
        values={name: value if isinstance(value, Text) else Text(value, value) for name, value in values.items()},
    )


def address(channel, language=Language.INDONESIAN):
    value = "+628123456789" if channel is Channel.PHONE else "a@contoh.invalid"
    return Address(channel=channel, value=value, language=language)


def test_every_subject_names_its_messages_otherwise():
    subjects = (accounts, applications, rights, searches, vacancies)
    assert Counter(name for subject in subjects for name in subject.TEMPLATES) == Counter(list(TEMPLATES))
    folder = Path(templates.__file__).parent
    assert {f"{each.__name__.rpartition('.')[2]}.py" for each in subjects} == {
        file.name for file in folder.glob("*.py") if file.name not in ("__init__.py", "template.py")
    }


@pytest.mark.parametrize("name", TEMPLATES)
def test_both_languages_have_the_same_gaps_and_other_words(name):
    template = TEMPLATES[name]
    for text in (template.subject, template.body, template.sms):
        assert gaps(text.id) == gaps(text.en)
        assert text.id != text.en
    assert gaps(template.subject.id) | gaps(template.sms.id) <= gaps(template.body.id)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_an_sms_fits_into_one_message_whatever_it_is_about(name, language):
    values = dict.fromkeys(gaps(TEMPLATES[name].body.id), "Spesialis “Pemasaran” " * 12)
    values |= {"code": "123456", "minutes": "15", "by": "2026-12-06", "link": LINK, "count": "300"}
    text = render(notice(name, **values), address(Channel.PHONE, language)).body
    length = septets(text)
    assert length is not None
    assert length <= ONE_MESSAGE
    if "{code}" in TEMPLATES[name].sms.id:
        assert "123456" in text
    if "{link}" in TEMPLATES[name].sms.id:
        assert text.endswith(LINK)


@given(st.text(max_size=300), st.integers(0, 120))
def test_a_link_is_whole_also_where_that_takes_a_second_message(title, longer):
    link = LINK + "A" * longer
    text = sms("Padan: {title} {link}", {"title": title, "link": link})
    assert text.endswith(f" {link}")
    length = septets(text)
    assert length is not None
    assert length <= max(ONE_MESSAGE, len("Padan:  ") + 2 * 12 + len(link))


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_title_and_employer_fit(title, employer):
    text = sms(TEMPLATES["application_sent"].sms.id, {"title": title, "employer": employer})
    length = septets(text)
    assert length is not None
    assert length <= ONE_MESSAGE


def test_words_are_of_the_readers_language():
    changed = notice("application_state", title="Kasir", employer="PT Contoh", state=STATES["interview"])
    assert "diundang wawancara" in render(changed, address(Channel.EMAIL)).body
    english = render(changed, address(Channel.EMAIL, Language.ENGLISH))
    assert "invited to an interview" in english.body
    assert english.subject == "Application Kasir: invited to an interview"


def test_a_subject_is_one_line_and_braces_stay_text():
    strange = notice("application_sent", title="Kasir\r\nBcc: x@contoh.invalid {employer}", employer="PT {title}")
    message = render(strange, address(Channel.EMAIL))
    assert "\n" not in message.subject
    assert "\r" not in message.subject
    assert "{employer}" in message.subject


def test_a_message_does_not_show_itself():
    message = render(notice("welcome"), address(Channel.EMAIL))
    assert "contoh" not in repr(message)
