"""Fingerprints and vacancies to compare, and a store in memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import msgspec

from chalicelib.duplicates.blocking import keys_of
from chalicelib.duplicates.fingerprinting import fingerprint_of
from chalicelib.duplicates.model import Fingerprint, Verdict
from chalicelib.duplicates.resolving import Known
from chalicelib.vacancies.model import Channel, Source, State, Vacancy
from tests.vacancies import samples

NOW = datetime(2026, 5, 4, tzinfo=UTC)
TEXT = (
    "Melayani pembayaran pelanggan di toko, menghitung uang kas setiap malam, menata barang di rak, membantu "
    "penerimaan barang dari gudang, menjaga kebersihan area kerja dan melaporkan selisih kas kepada penanggung "
    "jawab toko. Pendidikan minimal SMA atau sederajat, teliti, jujur, bersedia bekerja dalam dua giliran."
)
OTHER_TEXT = (
    "Mengemudikan truk engkel antar kota, memeriksa kendaraan sebelum berangkat, mengurus surat jalan dan bukti "
    "terima, memastikan muatan aman sampai tujuan, merawat kendaraan serta melaporkan kerusakan kepada bengkel."
)


def name(number: int) -> str:
    """The identifier of a numbered vacancy."""
    return f"vac_{number:026d}"


def vacancy(number: int = 1, portal: str = "contoh-a", **changes: object) -> Vacancy:
    """A published vacancy of a portal; ``content`` fields and vacancy fields may be given alike."""
    fields = set(Vacancy.__struct_fields__)
    own = {key: value for key, value in changes.items() if key in fields}
    stated = {"description": TEXT, **{key: value for key, value in changes.items() if key not in fields}}
    usual = {
        "state": State.PUBLISHED,
        "id": name(number),
        "source": Source(partner=portal, external_id=str(number)) if portal else Source(),
        "channel": Channel.PARTNER if portal else Channel.EMPLOYER,
        "content": samples.content(**stated),
    }
    return samples.vacancy(**usual | own)


def fingerprint(number: int = 1, portal: str = "contoh-a", **changes: object) -> Fingerprint:
    """What is compared of such a vacancy."""
    return fingerprint_of(vacancy(number, portal, **changes))


class Memory:
    """A store in memory: what is put into it stands in its blocks at once."""

    def __init__(self) -> None:
        self.blocks: dict[str, set[str]] = defaultdict(set)
        self.entries: dict[str, Known] = {}
        self.asked = 0

    def put(self, found: Fingerprint) -> None:
        self.take(found.id)
        for key in filter(None, keys_of(found)):
            self.blocks[key].add(found.id)
        self.entries[found.id] = Known(fingerprint=found)

    def take(self, identifier: str) -> None:
        self.entries.pop(identifier, None)
        for members in self.blocks.values():
            members.discard(identifier)

    def say(self, one: str, other: str, verdict: Verdict) -> None:
        for left, right in ((one, other), (other, one)):
            entry = self.entries[left]
            self.entries[left] = msgspec.structs.replace(entry, verdicts={**entry.verdicts, right: verdict})

    def block(self, key: str, limit: int) -> list[str]:
        self.asked += 1
        return sorted(self.blocks.get(key, ()))[:limit]

    def known(self, identifiers: Iterable[str]) -> Mapping[str, Known]:
        return {each: self.entries[each] for each in identifiers if each in self.entries}
