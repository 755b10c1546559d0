"""Words about what saved searches found."""

from chalicelib.notifications.templates.template import Template
from chalicelib.texts import Text

TEMPLATES: dict[str, Template] = {
    "alert_digest": Template(
        subject=Text("{count} lowongan baru untuk Anda: {title}", "New vacancies for you ({count}): {title}"),
        body=Text(
            "Lowongan baru yang cocok dengan pencarian tersimpan Anda: {count}, antara lain {title}.\n\n{list}\n\n"
            "Semuanya ada di Padan: {home}\n\nPadan tidak pernah memungut biaya dari pencari kerja.\n\nAnda menerima "
            "pesan ini karena menyimpan pencarian. Atur jadwalnya di Padan, atau berhenti dengan satu klik: {link}",
            "New vacancies that meet your saved searches: {count}, among them {title}.\n\n{list}\n\nAll of them are on "
            "Padan: {home}\n\nPadan never asks job seekers for money.\n\nYou get this message because you saved a "
            "search. Change when it comes on Padan, or stop it with one click: {link}",
        ),
        sms=Text(
            "Padan: {count} lowongan baru, a.l. {title}. Berhenti: {link}",
            "Padan: {count} new vacancies, e.g. {title}. Stop: {link}",
        ),
    ),
}
