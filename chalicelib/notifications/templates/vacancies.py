"""Words about vacancies, to their employers and to the officers who decide on them."""

from chalicelib.notifications.templates.template import Template
from chalicelib.texts import Text

TEMPLATES: dict[str, Template] = {
    "vacancy_mend": Template(
        subject=Text("Perbaiki lowongan: {title}", "Please correct the vacancy: {title}"),
        body=Text(
            "Lowongan {title} tayang, tetapi ada bagian yang tidak boleh menjadi syarat. Perbaiki paling lambat {by}; "
            "sesudah itu lowongan ditahan. Bagian yang dimaksud ditandai di Padan.",
            "The vacancy {title} is published, but it holds something that must not be a requirement. Please "
            "correct it "
            "by {by}; after that the vacancy is held. The passages are marked on Padan.",
        ),
        sms=Text("Padan: perbaiki lowongan {title} paling lambat {by}.", "Padan: correct the vacancy {title} by {by}."),
    ),
    "vacancy_on_behalf": Template(
        subject=Text("Petugas mengajukan lowongan Anda: {title}", "An officer posted a vacancy for you: {title}"),
        body=Text(
            "Petugas dinas tenaga kerja mengajukan lowongan {title} atas nama perusahaan Anda. Periksa isinya di "
            "Padan. Anda dapat mengubah atau menariknya; bila tidak Anda minta, laporkan kepada kami.",
            "An officer of the employment office posted the vacancy {title} on your behalf. Please check it on Padan. "
            "You can change or withdraw it; if you did not ask for it, tell us.",
        ),
        sms=Text(
            "Padan: petugas mengajukan lowongan {title} atas nama Anda. Periksa di Padan.",
            "Padan: an officer posted {title} on your behalf. Please check it.",
        ),
    ),
    "upload_on_behalf": Template(
        subject=Text("Petugas mengunggah lowongan Anda", "An officer uploaded vacancies for you"),
        body=Text(
            "Petugas dinas tenaga kerja mengunggah berkas dengan {rows} lowongan atas nama perusahaan Anda. Periksa di "
            "Padan. Anda dapat mengubah atau menariknya; bila tidak Anda minta, laporkan kepada kami.",
            "An officer of the employment office uploaded a file with {rows} vacancies on your behalf. Please check "
            "them on Padan. You can change or withdraw them; if you did not ask for them, tell us.",
        ),
        sms=Text(
            "Padan: petugas mengunggah {rows} lowongan atas nama Anda. Periksa di Padan.",
            "Padan: an officer uploaded {rows} vacancies on your behalf. Please check them.",
        ),
    ),
    "vacancy_publish": Template(
        subject=Text("Lowongan terbit: {title}", "Vacancy published: {title}"),
        body=Text(
            "Petugas telah memeriksa lowongan {title}. Lowongan itu sekarang terbit di Padan.",
            "An officer has checked the vacancy {title}. It is now published on Padan.",
        ),
        sms=Text("Padan: lowongan {title} terbit.", "Padan: the vacancy {title} is published."),
    ),
    "vacancy_correct": Template(
        subject=Text("Lowongan perlu diperbaiki: {title}", "The vacancy needs correction: {title}"),
        body=Text(
            "Petugas mengembalikan lowongan {title} untuk diperbaiki: {reason}. Perbaiki di Padan dan ajukan lagi.",
            "An officer returned the vacancy {title} for correction: {reason}. Correct it and submit it again.",
        ),
        sms=Text("Padan: perbaiki lowongan {title} lalu ajukan lagi.", "Padan: correct {title} and submit it again."),
    ),
    "vacancy_reject": Template(
        subject=Text("Lowongan ditolak: {title}", "Vacancy refused: {title}"),
        body=Text(
            "Petugas menolak lowongan {title}: {reason}. Riwayatnya dapat dilihat di Padan.",
            "An officer refused the vacancy {title}: {reason}. Its history can be seen on Padan.",
        ),
        sms=Text("Padan: lowongan {title} ditolak.", "Padan: the vacancy {title} was refused."),
    ),
    "vacancies_renewal": Template(
        subject=Text("{count} lowongan Anda segera berakhir", "Your vacancies are about to end: {count}"),
        body=Text(
            "Apakah {count} lowongan ini masih terbuka? Yang tidak diperpanjang akan diturunkan pada tanggalnya. Buka "
            "tautannya untuk memperpanjang tanpa masuk; jangan teruskan pesan ini.\n\n{list}\n\n"
            "Menutup atau mengubahnya bisa di Padan. Tanggal paling awal: {by}. Yang paling awal: {link}",
            "Are these vacancies ({count}) still open? Those that are not renewed are taken off on their day. Open its "
            "link to renew one without signing in; do not forward this message.\n\n{list}\n\n"
            "Close or change them on Padan. The earliest day is {by}. The earliest vacancy: {link}",
        ),
        sms=Text(
            "Padan: {count} lowongan berakhir, pertama {by}. Perpanjang: {link}",
            "Padan: {count} vacancies end, the first {by}. Renew it: {link}",
        ),
    ),
    "reviews_overdue": Template(
        subject=Text("{count} lowongan melewati batas waktu", "Vacancies past their deadline: {count}"),
        body=Text(
            "{count} lowongan di {place} menunggu keputusan petugas melewati batas waktunya. Perusahaan dan pencari "
            "kerja menunggu. Daftarnya ada di Padan, yang paling lama lebih dahulu.\n\nPesan ini dikirim sekali untuk "
            "setiap hari kerja selama masih ada yang terlambat.",
            "Vacancies in {place} wait for an officer's decision beyond their deadline: {count}. Employers and job "
            "seekers are waiting. Padan lists them, the longest wait first.\n\nThis message comes once for each "
            "working day while any is late.",
        ),
        sms=Text(
            "Padan: {count} lowongan di {place} melewati batas waktu keputusan.",
            "Padan: {count} vacancies in {place} are past their deadline for a decision.",
        ),
    ),
}
