"""Words about somebody's account: how they come in, what changed, and when it ends."""

from chalicelib.notifications.templates.template import Template
from chalicelib.texts import Text

TEMPLATES: dict[str, Template] = {
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
}
