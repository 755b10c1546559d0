"""Words about applications, to those who applied and to those who hire."""

from chalicelib.notifications.templates.template import Template
from chalicelib.texts import Text

TEMPLATES: dict[str, Template] = {
    "application_sent": Template(
        subject=Text("Lamaran terkirim: {title}", "Application sent: {title}"),
        body=Text(
            "Lamaran Anda untuk {title} di {employer} sudah diterima. Anda dapat melihat dan menariknya di Padan.",
            "Your application for {title} at {employer} has arrived. You can follow and withdraw it on Padan.",
        ),
        sms=Text("Padan: lamaran untuk {title} di {employer} terkirim.", "Padan: applied for {title} at {employer}."),
    ),
    "application_arrived": Template(
        subject=Text("Pelamar baru: {title}", "New applicant: {title}"),
        body=Text(
            "Ada pelamar baru untuk lowongan {title} di {employer}. Lihat lamarannya di Padan dan jawablah segera.",
            "There is a new applicant for {title} at {employer}. See the application on Padan and answer soon.",
        ),
        sms=Text("Padan: pelamar baru untuk {title}.", "Padan: new applicant for {title}."),
    ),
    "application_state": Template(
        subject=Text("Lamaran {title}: {state}", "Application {title}: {state}"),
        body=Text(
            "Lamaran Anda untuk {title} di {employer} sekarang: {state}. Selengkapnya di Padan.",
            "Your application for {title} at {employer} is now: {state}. Find out more on Padan.",
        ),
        sms=Text(
            "Padan: lamaran {title} di {employer}: {state}.", "Padan: application {title} at {employer}: {state}."
        ),
    ),
    "application_withdrawn": Template(
        subject=Text("Lamaran ditarik: {title}", "Application withdrawn: {title}"),
        body=Text(
            "Seorang pelamar menarik lamarannya untuk {title} di {employer}.",
            "An applicant withdrew their application for {title} at {employer}.",
        ),
        sms=Text("Padan: satu lamaran untuk {title} ditarik.", "Padan: an application for {title} was withdrawn."),
    ),
    "applicant_corrected": Template(
        subject=Text("Pelamar memperbaiki datanya: {title}", "An applicant corrected their data: {title}"),
        body=Text(
            "Seorang pelamar untuk {title} di {employer} memperbaiki datanya. Buka lagi lamarannya di Padan; salinan "
            "yang sudah Anda simpan mungkin tidak benar lagi.",
            "An applicant for {title} at {employer} corrected their data. Please open the application on Padan again; "
            "copies that you keep may no longer be right.",
        ),
        sms=Text(
            "Padan: pelamar {title} memperbaiki datanya. Lihat lagi.",
            "Padan: an applicant for {title} corrected their data.",
        ),
    ),
    "search_closed": Template(
        subject=Text("Selamat bekerja di {employer}", "Good luck at {employer}"),
        body=Text(
            "Menurut BPJS Ketenagakerjaan Anda sudah bekerja di {employer} ({title}). Pencarian kerja Anda kami tutup: "
            "perusahaan lain tidak lagi menemukan profil Anda. Bila ini keliru, buka kembali pencarian Anda di Padan.",
            "According to the employment insurance you work at {employer} ({title}). We have closed your search: other "
            "employers no longer find your profile. If this is wrong, open your search again on Padan.",
        ),
        sms=Text(
            "Padan: Anda tercatat bekerja di {employer}; pencarian ditutup. Bila keliru, buka lagi di Padan.",
            "Padan: you are recorded as working at {employer}; search closed. If wrong, reopen it on Padan.",
        ),
    ),
}

STATES: dict[str, Text] = {
    "seen": Text("dilihat", "seen"),
    "shortlisted": Text("masuk daftar pendek", "shortlisted"),
    "interview": Text("diundang wawancara", "invited to an interview"),
    "offered": Text("mendapat tawaran", "an offer"),
    "hired": Text("diterima bekerja", "hired"),
    "declined": Text("belum dapat diterima", "not successful"),
    "withdrawn": Text("ditarik", "withdrawn"),
}
"""What becomes of an application, as its messages say it."""
