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
    "session": Text("kunci sesi Anda", "key of a session of yours"),
    "document": Text("dokumen", "document"),
    "profile": Text("profil", "profile"),
    "audit": Text("catatan akses atas data Anda", "record of who used your data"),
}
"""What was read, by the end of the action ``read_…``."""

CHANGES: Mapping[str, Text] = {
    "change_profile": Text("mengubah profil Anda", "changed your profile"),
    "register_person": Text("mendaftarkan Anda", "registered you"),
    "send_code": Text("meminta kode dikirim kepada Anda", "had a code sent to you"),
    "confirm_contact": Text("memasukkan kode yang Anda bacakan", "entered the code that you read out"),
    "close_search": Text("menutup pencarian kerja Anda", "closed your search for work"),
    "open_search": Text("membuka lagi pencarian kerja Anda", "opened your search for work again"),
    "end_replayed_session": Text(
        "mengakhiri sesi Anda karena kuncinya yang lama dipakai lagi",
        "ended a session of yours because an old key of it was used again",
    ),
    "give_recovery_code": Text(
        "memberikan kode pemulihan bagi akun Anda", "handed out a recovery code for your account"
    ),
    "use_recovery_code": Text("memakai kode pemulihan", "used a recovery code"),
    "erase": Text("menghapus akun Anda", "erased your account"),
}
"""What was changed or done, by the action."""

CHANGES_FOR: Mapping[str, Text] = {
    "verification": Text("mencocokkan data Anda dengan daftar resmi", "checked your data in an official register"),
    "rights": Text("memutuskan permintaan hak Anda", "decided on your request under your rights"),
}
"""What was done by the purpose, for actions that have many names."""

ATTEMPTS: Mapping[str, Text] = {
    "officers_verify": Text(
        "mencoba mengirim kode kepada Anda; tidak dikabulkan", "tried to have a code sent to you; it was not granted"
    ),
    "officers_confirm": Text(
        "mencoba memasukkan kode Anda; tidak dikabulkan", "tried to enter a code of yours; it was not granted"
    ),
    "officers_profile": Text(
        "mencoba membaca profil Anda; tidak dikabulkan", "tried to read your profile; it was not granted"
    ),
    "officers_change_profile": Text(
        "mencoba mengubah profil Anda; tidak dikabulkan", "tried to change your profile; it was not granted"
    ),
    "officers_contact": Text(
        "mencoba membaca nama dan kontak Anda; tidak dikabulkan",
        "tried to read your name and contacts; it was not granted",
    ),
}
"""What was asked for in vain, by the operation: the end of the actions ``ask_…`` and ``refused_…``."""

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
    "protect_account": Text("melindungi akun Anda", "to protect your account"),
    "follow_report": Text("menindaklanjuti laporan tentang lowongan", "to follow up a report of a vacancy"),
    "assist": Text(
        "membantu Anda sebagai petugas, dengan persetujuan Anda", "to assist you as an officer, as you agreed"
    ),
    "verification": Text("mencocokkan dengan daftar resmi", "to check it in an official register"),
    "rights": Text("menjawab permintaan hak Anda", "to answer your request under your rights"),
    "employment_insurance": Text("mencatat bahwa Anda bekerja", "to note that you found work"),
    "supervision": Text("mengawasi penggunaan data", "to supervise how data is used"),
    "erasure": Text("menghapus data Anda", "to erase your data"),
    "interface": Text("permintaan yang dicatat sebelum diputuskan", "a request, noted before it was decided"),
    "refused": Text("permintaan yang ditolak", "a request that was refused"),
}
"""Why it was read or changed, by the entry's purpose."""

OTHER_PURPOSE = Text("menjalankan layanan", "to run the service")
OTHER_KIND = Text("data pribadi lain", "other personal data")
OTHER_CHANGE = Text("melakukan tindakan lain atas data Anda", "did something else with your data")
OTHER_ATTEMPT = Text("mencoba sesuatu atas data Anda; tidak dikabulkan", "tried something with your data in vain")

SELF_READER = Text("Anda sendiri", "yourself")

SYSTEM_READER = Text("Sistem Padan (otomatis)", "Padan itself (automatic)")
EMPLOYER_READER = Text("perusahaan tempat Anda melamar", "an employer to whom you applied")
RECOMMENDED_TO = Text("sebuah perusahaan", "an employer")
OFFICE_READER = Text("petugas Disnaker", "an officer of a public employment office")
MONITOR_READER = Text("pemeriksa mutu Padan", "a quality checker of Padan")
ANALYST_READER = Text("analis Padan", "an analyst of Padan")
ADMIN_READER = Text("administrator Padan", "an administrator of Padan")
PARTNER_READER = Text("portal mitra", "a partner portal")
OTHER_READER = Text("pengelola sistem Padan", "an operator of Padan's systems")


def attempt_of(action: str) -> Text:
    """Return what was tried in vain, by the action of the request or of its refusal."""
    return ATTEMPTS.get(action.removeprefix("ask_").removeprefix("refused_"), OTHER_ATTEMPT)


def office_of(places: tuple[str, ...]) -> Text:
    """Return an officer by the names of the regions that the office serves; the officer's own name is not told."""
    if not places:
        return OFFICE_READER
    named = ", ".join(places)
    return Text(f"petugas Disnaker {named}", f"an officer of the employment office of {named}")


def employer_of(name: str) -> Text:
    """Return the employer who read by its name."""
    return Text(f"perusahaan {name}", f"the employer {name}")
