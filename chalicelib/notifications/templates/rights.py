"""Words about people's rights over their data, and about a breach of it."""

from chalicelib.notifications.templates.template import Template
from chalicelib.texts import Text

TEMPLATES: dict[str, Template] = {
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
}
