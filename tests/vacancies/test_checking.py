"""The circumstances under which a vacancy is checked, and checks done again."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib import employers, validation
from chalicelib.employers.model import Contact, Employer, EmployerDetails, Size, Verification
from chalicelib.errors import InvalidInput
from chalicelib.identifiers import derived_identifier, new_identifier
from chalicelib.vacancies.checking import context_of, facts_about, find, found_then, source_kind
from chalicelib.vacancies.model import Channel, Source
from chalicelib.vacancies.standing import domain_of, facts_of
from chalicelib.validation.context import EmployerFacts, SourceKind
from tests.vacancies.samples import CONTENT, NOW, vacancy

EMPLOYER = Employer(
    id=derived_identifier("emp", "sample"),
    details=EmployerDetails(name="Karya Sentosa"),
    members=(),
    created_at=NOW,
    updated_at=NOW,
)


def employer(**details: object) -> Employer:
    return msgspec.structs.replace(EMPLOYER, details=EmployerDetails(name="Karya Sentosa", **details))


@pytest.mark.parametrize(
    ("channel", "partner", "kind"),
    [
        (None, "padan", SourceKind.EMPLOYER),
        (None, "par_one", SourceKind.PARTNER),
        (Channel.EMPLOYER, "padan", SourceKind.EMPLOYER),
        (Channel.UPLOAD, "padan", SourceKind.EMPLOYER),
        (Channel.OFFICER, "padan", SourceKind.OFFICER),
        (Channel.PUBLIC, "padan", SourceKind.PUBLIC),
        (Channel.PARTNER, "par_one", SourceKind.PARTNER),
        (Channel.FEED, "par_one", SourceKind.FEED),
    ],
)
def test_the_channel_says_who_hands_a_vacancy_in(channel, partner, kind):
    assert source_kind(vacancy(channel=channel, source=Source(partner=partner))) is kind


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_is_of_a_kind_that_the_policy_knows(channel):
    assert source_kind(vacancy(channel=channel)) in SourceKind


def test_the_policy_weighs_by_channel():
    silent = msgspec.structs.replace(CONTENT, description="")
    severities = {
        channel: {finding.severity for finding in find(vacancy(channel=channel, content=silent), NOW)}
        for channel in (Channel.EMPLOYER, Channel.FEED)
    }
    assert severities[Channel.EMPLOYER] != severities[Channel.FEED]


@pytest.mark.parametrize(
    ("size", "large"),
    [(None, None), (Size.MICRO, False), (Size.SMALL, False), (Size.MEDIUM, False), (Size.LARGE, True)],
)
def test_only_a_large_employer_is_large_and_an_unstated_size_is_unknown(size, large):
    assert facts_of(employer(size=size)).large is large


@pytest.mark.parametrize(
    ("verification", "verified"),
    [(Verification.UNVERIFIED, False), (Verification.VERIFIED, True), (Verification.REFUSED, False)],
)
def test_only_a_verified_employer_is_verified(verification, verified):
    known = facts_of(msgspec.structs.replace(EMPLOYER, verification=verification, approved_vacancies=4))
    assert (known.verified, known.approved) == (verified, 4)


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.karya-sentosa.example/karier", "karya-sentosa.example"),
        ("http://Karya-Sentosa.example:8080", "karya-sentosa.example"),
        ("https://user@karya-sentosa.example.", "karya-sentosa.example"),
        ("https://[::1", None),
        ("https://www.", None),
    ],
)
def test_the_domain_is_the_host_of_the_website(website, domain):
    assert domain_of(website) == domain


def test_the_domain_of_an_employer_is_that_of_its_contact():
    site = Contact(website="https://www.karya-sentosa.example/karier")
    assert facts_of(employer(contact=site)).domain == "karya-sentosa.example"
    assert facts_of(EMPLOYER).domain is None


def test_the_context_names_all_that_is_known():
    facts = EmployerFacts(verified=True)
    context = context_of(vacancy(channel=Channel.FEED), NOW, facts)
    assert (context.employer, context.source, context.now) == (facts, SourceKind.FEED, NOW)
    assert (context.employer_name, context.posted_at) == ("Karya Sentosa", NOW)
    assert context_of(vacancy(), NOW).employer is None


def test_a_check_is_done_again_by_the_rules_of_a_transition():
    low = vacancy(content=msgspec.structs.replace(CONTENT, pay_minimum=2_100_000, pay_maximum=2_200_000))
    then = datetime(2024, 4, 30, tzinfo=UTC)
    old = {finding.code: finding for finding in found_then(low, "rules.42+policy.1", then)}
    assert old["pay_below_minimum"].rule_version == 2
    assert "2024" in old["pay_below_minimum"].message.en
    assert "2026" in {each.code: each for each in find(low, NOW)}["pay_below_minimum"].message.en
    with pytest.raises(InvalidInput, match=r"rules\.42"):
        found_then(low, "rules.42", then)


def test_done_again_now_it_is_what_the_check_finds():
    aged = vacancy(content=msgspec.structs.replace(CONTENT, description="Melayani pembeli. Usia maksimal 25 tahun."))
    assert found_then(aged, validation.RULES_VERSION, NOW) == find(aged, NOW) != ()


def test_findings_of_later_checks_do_not_change_what_was_found_then():
    aged = vacancy(content=msgspec.structs.replace(CONTENT, description="Melayani pembeli. Usia maksimal 25 tahun."))
    later = msgspec.structs.replace(aged, findings=find(aged, NOW - timedelta(days=300)))
    assert found_then(later, validation.RULES_VERSION, NOW) == find(aged, NOW)


@pytest.mark.emulator
@pytest.mark.usefixtures("any_store")
def test_what_is_stored_of_an_employer_is_known_and_of_none_nothing():
    identifier = employers.ensure_unclaimed("par_facts", ["PT Sinar Abadi"])["PT Sinar Abadi"]
    assert facts_about(identifier) == EmployerFacts()
    assert facts_about(new_identifier("emp")) is None
    other = new_identifier("emp")
    assert set(employers.stored_many([identifier, identifier, other])) == {identifier}
    assert employers.stored_many([]) == {}
