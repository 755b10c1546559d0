"""What the audit's codes mean, in words for the people whom they are about."""

from collections.abc import Mapping

from chalicelib.texts import Text

KINDS: Mapping[str, Text] = {
    "nik": Text("NIK", "national id"),
    "phone": Text("nomor telepon", "phone number"),
    "email": Text("alamat surel", "e-mail address"),
    "address": Text("alamat rumah", "home address"),
    "certificate": Text("nomor sertifikat", "certificate number"),
    "name": Text("nama", "name"),
    "words": Text("kata-kata yang Anda tulis", "words that you wrote"),
    "factor": Text("rahasia faktor kedua Anda", "secret of your second factor"),
    "document": Text("dokumen", "document"),
    "profile": Text("profil", "profile"),
}
"""What was read, by the end of the action ``read_…``."""

PURPOSES: Mapping[str, Text] = {
    "show_owner": Text("menampilkannya kepada Anda sendiri", "to show it to yourself"),
    "export_owner": Text("menyusun salinan data untuk Anda", "to make the copy of your data for you"),
    "verify_contact": Text("membuktikan bahwa kontak itu milik Anda", "to prove that the contact is yours"),
    "notify": Text("mengirim pesan kepada Anda", "to send you a message"),
    "check_register": Text(
        "mencocokkan dengan daftar resmi, dengan persetujuan Anda", "to check it in an official register, as you agreed"
    ),
    "contact_applicant": Text("menghubungi Anda tentang lamaran Anda", "to reach you about your application"),
    "application": Text("menilai lamaran Anda", "to weigh your application"),
    "recommendation": Text(
        "mencari calon untuk lowongan, dengan persetujuan Anda", "to look for candidates for a vacancy, as you agreed"
    ),
    "answer_rights": Text("menjawab permintaan hak Anda", "to answer your request under your rights"),
    "sign_in": Text("memeriksa kode saat Anda masuk", "to check a code as you signed in"),
    "assist": Text(
        "membantu Anda sebagai petugas, dengan persetujuan Anda", "to assist you as an officer, as you agreed"
    ),
}
"""Why it was read, by the entry's purpose."""

OTHER_PURPOSE = Text("menjalankan layanan", "to run the service")
OTHER_KIND = Text("data pribadi lain", "other personal data")

SYSTEM_READER = Text("Sistem Padan (otomatis)", "Padan itself (automatic)")
EMPLOYER_READER = Text("sebuah perusahaan", "an employer")
OFFICE_READER = Text("petugas Disnaker", "an officer of a public employment office")
MONITOR_READER = Text("pemeriksa mutu Padan", "a quality checker of Padan")
ANALYST_READER = Text("analis Padan", "an analyst of Padan")
ADMIN_READER = Text("administrator Padan", "an administrator of Padan")
PARTNER_READER = Text("portal mitra", "a partner portal")
OTHER_READER = Text("pengelola sistem Padan", "an operator of Padan's systems")


def office_of(places: tuple[str, ...]) -> Text:
    """Return an officer by the names of the regions that the office serves; the officer's own name is not told."""
    if not places:
        return OFFICE_READER
    named = ", ".join(places)
    return Text(f"petugas Disnaker {named}", f"an officer of the employment office of {named}")


def employer_of(names: tuple[str, ...]) -> Text:
    """Return an employer's reader by the names of the employers."""
    if not names:
        return EMPLOYER_READER
    named = ", ".join(names)
    return Text(f"perusahaan {named}", f"the employer {named}")
