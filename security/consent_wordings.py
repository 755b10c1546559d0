"""What people are asked to agree to, word for word: one wording of each purpose and version, in two languages.

Law 27/2022 asks for what is said here: purpose, which data and why, how long, and what follows of saying no (article
21), in plain words and apart from everything else (article 22). A wording that was published is never changed: another
text is another version, and the old one stays, for it is what earlier consents were given to (article 24).
"""

import hashlib

import msgspec

from chalicelib.texts import Text
from security.consent import ConsentType


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """One wording. ``text``: what happens; ``data``: with which data; ``kept``: how long; ``without``: what follows of
    not agreeing, and of withdrawing.
    """

    purpose: ConsentType
    version: int
    title: Text
    text: Text
    data: Text
    kept: Text
    without: Text

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the wording in both languages: what a receipt proves to have been shown."""
        said = (self.title, self.text, self.data, self.kept, self.without)
        words = "\n".join(
            (self.purpose.value, str(self.version), *(word for text in said for word in (text.id, text.en)))
        )
        return hashlib.sha256(words.encode()).hexdigest()


_ENDS_AT_ONCE = Text(
    "Kapan saja dapat ditarik; sejak saat itu juga tidak dilakukan lagi. Layanan lain tetap berjalan.",
    "It can be withdrawn at any time and ends at that moment. Everything else goes on.",
)

WORDINGS: tuple[Wording, ...] = (
    Wording(
        purpose=ConsentType.RECOMMEND_TO_EMPLOYERS,
        version=1,
        title=Text("Ditemukan oleh pemberi kerja", "Being found by employers"),
        text=Text(
            "Profil saya dicocokkan secara otomatis dengan lowongan, dan pemberi kerja yang lowongannya cocok "
            "melihatnya sebagai calon.",
            "My profile is matched with vacancies by machine, and employers whose vacancies it suits see it as a "
            "candidate's.",
        ),
        data=Text(
            "Pengalaman, keterampilan, pendidikan, bahasa, izin, wilayah dan keinginan; tanpa nama, kontak dan NIK.",
            "Experience, skills, education, languages, licences, region and wishes; no name, no contact, no NIK.",
        ),
        kept=Text(
            "Selama saya aktif mencari kerja; hasil pencocokan malam dihapus setelah tujuh hari.",
            "While I am looking for work; what the nightly matching found is removed after seven days.",
        ),
        without=_ENDS_AT_ONCE,
    ),
    Wording(
        purpose=ConsentType.CONTACT_BY_SMS,
        version=1,
        title=Text("Kabar lowongan lewat SMS", "News of vacancies by SMS"),
        text=Text(
            "Padan mengirim SMS tentang lowongan baru yang sesuai dengan pencarian tersimpan saya.",
            "Padan sends me SMS about new vacancies that meet my saved searches.",
        ),
        data=Text("Nomor telepon yang sudah dibuktikan.", "The phone number that I proved."),
        kept=Text(
            "Selama nomor ada pada akun; catatan pengiriman 15 hari.",
            "While it is on my account; notes of what was sent for 15 days.",
        ),
        without=_ENDS_AT_ONCE,
    ),
    Wording(
        purpose=ConsentType.CONTACT_BY_EMAIL,
        version=1,
        title=Text("Kabar lowongan lewat e-mail", "News of vacancies by e-mail"),
        text=Text(
            "Padan mengirim e-mail tentang lowongan baru yang sesuai dengan pencarian tersimpan saya.",
            "Padan sends me e-mail about new vacancies that meet my saved searches.",
        ),
        data=Text("Alamat e-mail yang sudah dibuktikan.", "The e-mail address that I proved."),
        kept=Text(
            "Selama alamat ada pada akun; catatan pengiriman 15 hari.",
            "While it is on my account; notes of what was sent for 15 days.",
        ),
        without=_ENDS_AT_ONCE,
    ),
    Wording(
        purpose=ConsentType.OFFICER_ON_BEHALF,
        version=1,
        title=Text("Dibantu petugas", "Being helped by an officer"),
        text=Text(
            "Petugas dinas tenaga kerja di wilayah saya melihat dan mengisi profil saya atas nama saya.",
            "Officers of the employment office of my region see and fill in my profile on my behalf.",
        ),
        data=Text(
            "Profil, nama dan kontak. Setiap pembacaan tercatat.",
            "Profile, name and contacts. Each reading is recorded.",
        ),
        kept=Text(
            "Sampai persetujuan ditarik; catatan pembacaan lima tahun.",
            "Until I withdraw it; the record of readings for five years.",
        ),
        without=_ENDS_AT_ONCE,
    ),
    Wording(
        purpose=ConsentType.RESEARCH,
        version=1,
        title=Text("Penelitian pasar kerja", "Research on the labour market"),
        text=Text(
            "Profil saya ikut dihitung dalam penelitian tentang pasar kerja, tanpa menyebut siapa saya.",
            "My profile is counted in research on the labour market that does not say who I am.",
        ),
        data=Text("Profil tanpa nama, kontak dan NIK.", "The profile without name, contact and NIK."),
        kept=Text(
            "Hasilnya berupa angka dan tidak memuat data saya.",
            "What comes of it are figures that hold no data of mine.",
        ),
        without=_ENDS_AT_ONCE,
    ),
    Wording(
        purpose=ConsentType.CHECK_IN_REGISTERS,
        version=1,
        title=Text("Pemeriksaan di instansi lain", "Checks in other registers"),
        text=Text(
            "Padan menanyakan kepada instansi lain apakah identitas, sertifikat dan hubungan kerja yang saya nyatakan "
            "benar.",
            "Padan asks other registers whether the identity, certificates and employment that I state are right.",
        ),
        data=Text(
            "Nama, NIK dan nomor sertifikat kepada kependudukan, BPJS Ketenagakerjaan dan penerbit sertifikat.",
            "Name, NIK and certificate numbers, to the population register, the employment insurance and issuers of "
            "certificates.",
        ),
        kept=Text("Jawabannya disimpan selama akun ada.", "The answers are kept while the account exists."),
        without=_ENDS_AT_ONCE,
    ),
)
"""All that were ever published, also those that no longer count."""

_KNOWN = {(wording.purpose, wording.version): wording for wording in WORDINGS}


def wording_of(purpose: ConsentType, version: int) -> Wording | None:
    """Return the wording of a purpose and version, ``None`` when there never was one."""
    return _KNOWN.get((purpose, version))
