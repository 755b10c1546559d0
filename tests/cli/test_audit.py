"""``padan audit verify`` and ``padan breach-notice`` on a running platform, and on a copy without one."""

import pytest

from tests.breaches.conftest import toml
from tests.e2e.served import eventually
from tests.security.auditing.worlds import exported, public, rounds_of

pytestmark = pytest.mark.emulator


@pytest.fixture
def copied(tmp_path):
    """A copy of an archive in a folder, and the file of the key that signed it."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

    archive, state = exported(rounds_of([6, 4]))
    for name, (content,) in archive.objects.items():
        path = tmp_path / "copy" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    key = tmp_path / "audit.pem"
    loaded = load_der_public_key(public())
    key.write_bytes(loaded.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return tmp_path / "copy", key, f"{state.number}:{state.hash}"


def test_a_running_platforms_audit_is_sound(padan):
    padan("partner", "add", "Portal Audit", "--json").good()
    report = padan("audit", "verify", "--json").good().json
    assert report["faults"] == 0
    assert padan("audit", "verify", "--head", report["head"]).good().out.count("Nothing is wrong") == 1


def test_a_copy_is_verified_by_itself(padan, copied):
    folder, key, head = copied
    shown = padan("audit", "verify", "--copy", folder, "--public-key", key, "--head", head).good().out
    assert "2 manifests" in shown
    assert head in shown
    victim = max(folder.rglob("*.ndjson"))
    victim.write_bytes(victim.read_bytes().replace(b"read_phone", b"read_email", 1))
    refused = padan("audit", "verify", "--copy", folder, "--public-key", key)
    assert refused.code == 1
    assert "broken_link" in refused.out


def test_wrong_usage_is_said_so(padan, copied, tmp_path):
    folder, _, _ = copied
    (no_key := tmp_path / "none.pem").write_text("nothing")
    for arguments in (
        ("--copy", folder),
        ("--copy", folder, "--public-key", no_key),
        ("--from", "yesterday"),
        ("--from", "2026-01-01T00:00:00"),
        ("--head", "12"),
    ):
        assert padan("audit", "verify", *arguments).code == 2


def test_a_breach_is_looked_at_sent_and_noted(padan, tmp_path):
    file, notice = tmp_path / "incident.toml", tmp_path / "notice.md"
    file.write_text(toml(reference='"cli-incident"', concerned='people = ["per_00000000000000000000000001"]'))
    looked = padan("breach-notice", file, "--document", notice).good().out
    assert "would go to 1 people" in looked
    assert "Pasal 46" in notice.read_text()
    assert padan("breach-notice", file, "--send", "--agency-told", "--json").good().json["queued"] == 1
    assert padan("breach-notice", file, "--send", "--json").good().json["queued"] == 0
    file.write_text(toml(handling=None))
    refused = padan("breach-notice", file)
    assert refused.code == 1
    assert "handling" in refused.err


def test_what_is_done_here_is_sealed_while_the_platform_runs(padan, tmp_path):
    file = tmp_path / "incident.toml"
    file.write_text(toml(reference='"cli-sealed"', concerned='people = ["per_00000000000000000000000002"]'))
    padan("breach-notice", file, "--send").good()

    def sealed():
        report = padan("audit", "verify", "--json").good().json
        return report["links"] >= 1 and report["links"] == report["entries"]

    eventually(sealed)
