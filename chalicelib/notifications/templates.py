"""The words of every message, as data: e-mail subject and body, and an SMS that fits into one message."""

import msgspec

from chalicelib.texts import Text


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """One message. Gaps are ``{names}``; `chalicelib.notifications.rendering` fills and, for SMS, shortens them."""

    subject: Text
    body: Text
    sms: Text


TEMPLATES: dict[str, Template] = {
    "code_contact": Template(
        subject=Text("Kode Padan Anda: {code}", "Your Padan code: {code}"),
        body=Text(
            "Kode untuk membuktikan kontak ini: {code}\n\nBerlaku {minutes} menit. Jangan berikan kepada siapa pun, "
            "juga "
            "tidak kepada orang yang mengaku petugas. Bila Anda tidak memintanya, abaikan pesan ini.",
            "Your code to prove this contact: {code}\n\nIt is good for {minutes} minutes. Give it to nobody, not "
            "even to "
            "somebody who says they are staff. If you did not ask for it, ignore this message.",
        ),
        sms=Text(
            "Kode Padan: {code}. Berlaku {minutes} menit. Jangan berikan kepada siapa pun.",
            "Padan code: {code}. Good for {minutes} minutes. Give it to nobody.",
        ),
    ),
    "code_sign_in": Template(
        subject=Text("Kode masuk Padan: {code}", "Your Padan sign-in code: {code}"),
        body=Text(
            "Kode untuk masuk ke akun Padan Anda: {code}\n\nBerlaku {minutes} menit. Jangan berikan kepada siapa pun. "
            "Bila bukan Anda yang meminta, abaikan pesan ini; akun Anda tetap aman.",
            "Your code to sign in to Padan: {code}\n\nIt is good for {minutes} minutes. Give it to nobody. If it "
            "was not "
            "you who asked, ignore this message; your account is safe.",
        ),
        sms=Text(
            "Kode masuk Padan: {code}. Berlaku {minutes} menit. Jangan berikan kepada siapa pun.",
            "Padan sign-in code: {code}. Good for {minutes} minutes. Give it to nobody.",
        ),
    ),
    "welcome": Template(
        subject=Text("Selamat datang di Padan", "Welcome to Padan"),
        body=Text(
            "Kontak Anda sudah terbukti dan akun Anda aktif.\n\nLengkapi profil: pengalaman, keterampilan, "
            "pendidikan, dan "
            "wilayah yang Anda inginkan. Makin lengkap profil, makin cocok lowongan yang kami tunjukkan.\n\nPadan "
            "tidak "
            "pernah memungut biaya dari pencari kerja.",
            "Your contact is verified and your account is active.\n\nComplete your profile: experience, skills, "
            "education, "
            "and the regions that you want. The fuller it is, the better the vacancies fit.\n\nPadan never asks job "
            "seekers for money.",
        ),
        sms=Text(
            "Akun Padan Anda aktif. Lengkapi profil agar lowongan makin cocok. Padan tidak pernah memungut biaya.",
            "Your Padan account is active. Complete your profile for better matches. Padan never asks for money.",
        ),
    ),
    "breach_notice": Template(
        subject=Text("Penting: data pribadi Anda terungkap", "Important: your personal data was disclosed"),
        body=Text(
            "Kami memberitahukan, sesuai Pasal 46 UU 27/2022, bahwa pelindungan data pribadi Anda gagal.\n\n"
            "Data Anda yang terungkap: {kinds}.\nKapan: {when}.\n\nApa yang terjadi: {what}\nBagaimana: {how}\n\n"
            "Akibatnya bagi Anda: {consequences}\n\nPenanganan: {handling}\nPemulihan: {recovery}\n\n"
            "Yang dapat Anda lakukan: {advice}\n\nPertanyaan: {contact} (sebutkan {reference}). Kami tidak pernah "
            "meminta kata sandi atau kode.",
            "As article 46 of Law 27/2022 asks, we tell you that the protection of your personal data failed.\n\n"
            "Your data that was disclosed: {kinds}.\nWhen: {when}.\n\nWhat happened: {what}\nHow: {how}\n\n"
            "What it may mean for you: {consequences}\n\nHandling: {handling}\nRecovery: {recovery}\n\n"
            "What you can do: {advice}\n\nQuestions: {contact} (say {reference}). We never ask for passwords or codes.",
        ),
        sms=Text(
            "Padan: data Anda terungkap ({kinds}). Selengkapnya: masuk ke Padan, buka Data saya. Ref {reference}.",
            "Padan: your data was disclosed ({kinds}). Sign in to Padan, My data, for all of it. Ref {reference}.",
        ),
    ),
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
}

TEMPLATES |= {
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
    "person_erased_soon": Template(
        subject=Text("Akun Padan Anda akan dihapus pada {by}", "Your Padan account will be erased on {by}"),
        body=Text(
            "Anda sudah lama tidak masuk ke Padan. Pada {by} akun Anda dan semua data di dalamnya dihapus.\n\nIngin "
            "menyimpannya? Cukup masuk sekali sebelum hari itu. Ingin salinannya? Unduh data Anda setelah masuk.",
            "You have not signed in to Padan for a long time. On {by} your account and all data in it will be "
            "erased.\n\nTo keep it, sign in once before that day. To keep a copy, download your data after signing in.",
        ),
        sms=Text(
            "Padan: akun Anda dihapus pada {by} karena lama tidak dipakai. Masuk sekali bila ingin menyimpannya.",
            "Padan: your account will be erased on {by}, not used for long. Sign in once to keep it.",
        ),
    ),
    "person_inactive_soon": Template(
        subject=Text("Apakah Anda masih mencari kerja?", "Are you still looking for work?"),
        body=Text(
            "Anda lama tidak masuk ke Padan. Mulai {by} perusahaan tidak lagi menemukan profil Anda. Masuk sebelum itu "
            "agar tetap ditemukan; kapan pun Anda masuk lagi, profil Anda langsung aktif kembali.",
            "You have not signed in to Padan for a long time. From {by} on, employers no longer find your profile. "
            "Sign in before that to stay findable; whenever you sign in again, your profile is active at once.",
        ),
        sms=Text(
            "Padan: mulai {by} profil Anda tidak ditemukan perusahaan. Masuk ke Padan agar tetap aktif.",
            "Padan: from {by} on employers do not find your profile. Sign in to Padan to stay active.",
        ),
    ),
}

TEMPLATES |= {
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

TEMPLATES |= {
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

TEMPLATES |= {
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
    "rights_used": Template(
        subject=Text("Hak Anda atas data pribadi: sudah dilaksanakan", "Your right over your data: it is done"),
        body=Text(
            "Sesuai permintaan Anda, {right}. Ini berlaku sejak saat itu juga. Anda dapat mengubahnya kapan saja di "
            "Padan, menu Data saya. Bila bukan Anda yang memintanya, segera ganti kata sandi Anda.",
            "As you asked, {right}. This holds from that moment on. You can change it at any time on Padan, under My "
            "data. If it was not you who asked, change your password at once.",
        ),
        sms=Text("Padan: {right}. Atur di menu Data saya.", "Padan: {right}. See My data."),
    ),
    "rights_request_received": Template(
        subject=Text("Permohonan Anda tentang data pribadi diterima", "We have your request about your data"),
        body=Text(
            "Permohonan Anda tentang data pribadi sudah kami terima dan dijawab paling lambat dalam 3 x 24 jam. "
            "Jawabannya dapat dibaca di Padan, menu Data saya.",
            "We have your request about your personal data and answer it within three times 24 hours. You can read the "
            "answer on Padan, under My data.",
        ),
        sms=Text(
            "Padan: permohonan Anda diterima; dijawab dalam 3 x 24 jam.",
            "Padan: we have your request and answer within 72 hours.",
        ),
    ),
    "rights_request_answered": Template(
        subject=Text("Permohonan Anda tentang data pribadi dijawab", "Your request about your data is answered"),
        body=Text(
            "Permohonan Anda tentang data pribadi sudah dijawab. Jawabannya dapat dibaca di Padan, menu Data saya. "
            "Bila tidak setuju, ajukan permohonan lagi atau mengadulah kepada lembaga pelindungan data pribadi.",
            "Your request about your personal data is answered. Read the answer on Padan, under My data. If you do not "
            "agree, you can ask again or complain to the data protection authority.",
        ),
        sms=Text(
            "Padan: permohonan Anda dijawab. Baca di menu Data saya.",
            "Padan: your request is answered. See My data.",
        ),
    ),
}

TEMPLATES |= {
    "password_changed": Template(
        subject=Text("Kata sandi Padan Anda diganti", "Your Padan password was changed"),
        body=Text(
            "Kata sandi akun Padan Anda baru saja diganti, dan semua sesi lain diakhiri. Bila bukan Anda yang "
            "menggantinya, masuklah dengan kode sekali pakai dan segera ganti kata sandi Anda.",
            "The password of your Padan account has just been changed, and all other sessions have ended. If it was "
            "not you, sign in with a one-time code and change your password at once.",
        ),
        sms=Text(
            "Padan: kata sandi Anda diganti. Bukan Anda? Masuk dengan kode dan segera ganti.",
            "Padan: your password was changed. Not you? Sign in with a code and change it at once.",
        ),
    ),
    "session_replayed": Template(
        subject=Text("Satu sesi Padan Anda diakhiri", "A session of yours on Padan was ended"),
        body=Text(
            "Kunci lama dari satu sesi akun Padan Anda dipakai lagi, sehingga sesi itu kami akhiri. Ini dapat terjadi "
            "bila sambungan terputus lama; masuklah lagi. Ini juga terjadi bila orang lain menyalin sesi Anda: lihat "
            "sesi Anda di Padan, menu Data saya, akhiri yang tidak Anda kenal, dan ganti kata sandi Anda.",
            "An old key of a session of your Padan account was used again, so we ended that session. It can happen "
            "when a connection was lost for long; sign in again. It also happens when somebody copied your session: "
            "look at your sessions under My data on Padan, end those that you do not know, and change your password.",
        ),
        sms=Text(
            "Padan: satu sesi diakhiri karena kunci lamanya dipakai lagi. Masuk lagi, periksa sesi Anda.",
            "Padan: a session was ended, as an old key of it was used again. Sign in and check your sessions.",
        ),
    ),
    "recovery_code_given": Template(
        subject=Text("Kode pemulihan untuk akun Padan Anda", "A recovery code for your Padan account"),
        body=Text(
            "Petugas kantor tenaga kerja baru saja memberikan kode pemulihan bagi akun Padan Anda kepada orang yang "
            "datang ke kantor. Kode itu berlaku satu hari, satu kali, dan hanya bersama kata sandi atau kode yang "
            "dikirim ke kontak Anda. Bila bukan Anda yang datang, segera ganti kata sandi Anda dan jangan berikan kode "
            "apa pun.",
            "An officer of an employment office has just handed out a recovery code for your Padan account to somebody "
            "who came to the office. It counts for one day, once, and only with your password or a code that is sent "
            "to you. If it was not you who came, change your password at once and give no code to anybody.",
        ),
        sms=Text(
            "Padan: kode pemulihan akun Anda diberikan di kantor. Bukan Anda? Segera ganti kata sandi.",
            "Padan: an office handed out a recovery code for you. Not you? Change your password.",
        ),
    ),
    "contact_changed": Template(
        subject=Text("Kontak akun Padan Anda diubah", "A contact of your Padan account was changed"),
        body=Text(
            "E-mail atau nomor telepon pada akun Padan Anda baru saja ditambah, diganti atau dihapus. Lihat di Padan, "
            "menu Data saya. Bila bukan Anda, segera perbaiki di sana dan ganti kata sandi Anda.",
            "An e-mail address or phone number of your Padan account has just been added, changed or removed. See My "
            "data on Padan. If it was not you, correct it there at once and change your password.",
        ),
        sms=Text(
            "Padan: kontak akun Anda diubah. Bukan Anda? Perbaiki di Data saya dan ganti kata sandi.",
            "Padan: a contact of your account was changed. Not you? See My data and change your password.",
        ),
    ),
    "contact_replaced": Template(
        subject=Text("Kontak ini dilepas dari akun Padan", "This contact was taken off a Padan account"),
        body=Text(
            "Kontak ini baru saja diganti atau dihapus dari akun Padan Anda. Kode dan pesan tidak lagi dikirim ke sini."
            "\n\nBila Anda yang melakukannya, abaikan pesan ini. Bila bukan, bawalah KTP ke dinas tenaga kerja mana "
            "pun paling lambat {by} dan sebutkan {reference}: kontak ini dipulihkan dan orang lain dikeluarkan.",
            "This contact has just been replaced in, or removed from, your Padan account. Codes and messages go here "
            "no more.\n\nIf it was you, ignore this message. If not, take your identity card to any public employment "
            "office by {by} and name {reference}: this contact is given back, and whoever else got in is put out.",
        ),
        sms=Text(
            "Padan: nomor ini dilepas dari akun Anda. Bukan Anda? Bawa KTP ke Disnaker s.d. {by}: {reference}",
            "Padan: this number left your account. Not you? Take your ID to an office by {by}: {reference}",
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
