"""Signs about papers and secrets: an identity card, a bank card or a code before anybody met the applicant."""

from chalicelib.texts import Text
from chalicelib.validation.fraud.hosts import HOSTS
from chalicelib.validation.fraud.wording import demands, phrases, textual
from chalicelib.validation.phrases import either

_CARD = r"(?:e-?ktp|ktp|kk|kartu keluarga|kartu identitas|paspor|id card|identity card|passport)"
_BANKED = r"(?:(?:kartu )?atm|buku tabungan|buku rekening|kartu (?:debit|kredit)|bank card|atm card|passbook)"
_FORM = r"(?:" + "|".join(host.replace(".", r"\.") for host in HOSTS.forms) + r"|formulir online|link form\w*)"
_ONCE_HIRED = (
    r"[^\n;!?]{0,25}\b(?:nasabah|pelanggan|customer|konsumen|setelah (?:di)?terima|setelah lolos|after joining)\b"
)

IDENTITY_EARLY = textual(
    "identity_early",
    Text(
        "meminta foto identitas atau kartu bank (“{phrase}”)",
        "asks for a picture of identity or bank cards (“{phrase}”)",
    ),
    phrases(
        "nik sim rekening ktp kk kartu atm buku kandung passport paspor card passbook",
        either(
            rf"\b(?:selfie|swafoto|foto diri|berfoto|foto)\b[^\n;!?]{{0,15}}?\b(?:memegang|pegang|sambil|bersama"
            rf"|holding)\b"
            rf"[^\n;!?]{{0,15}}?\b{_CARD}\b",
            rf"\b(?:selfie|swafoto)\W{{1,3}}(?:\w+\W+)?{_CARD}\b",
            rf"\b(?:kirim(?:kan)?|upload|unggah|foto(?:kan)?)\b[^\n;!?]{{0,25}}?\bfoto (?:asli )?{_CARD}\b",
            rf"\b(?:foto|nomor|no|kirim(?:kan)?|scan) {_BANKED}\b",
            rf"\b(?:kirim(?:kan)?|upload|unggah|submit|send|scan|setor(?:kan)?|serahkan"
            rf"|isi)\b[^\n;!?]{{0,25}}?\b{_CARD}\b[^\n;!?]{{0,45}}?"
            r"\b(?:wa|whats ?app|telegram|tele|admin|verifikasi|dulu|first|sebelum|before|rekening|bank account"
            r"|selfie)\b",
            rf"\b(?:foto )?{_CARD}\b\W{{1,3}}(?:(?:dan|dengan|and|with|bareng) )?\W{{0,2}}(?:selfie|swafoto|wajah"
            rf"|muka|video)\b",
            rf"\b(?:selfie|swafoto|wajah|video wajah|video|muka)\W{{1,3}}(?:(?:dan|dengan|with|and|your|sama)"
            rf" ){{0,2}}\W{{0,2}}{_CARD}\b",
            rf"\b(?:pinjam|jual|sewa)(?:kan)? (?:data |foto )?{_CARD}\b|\b{_CARD} (?:asli )?(?:di ?)?foto\w*"
            rf" (?:bareng|bersama|dengan)\b",
            rf"\b{_CARD} (?:di ?)?kirim(?:kan)?\b[^\n;!?]{{0,25}}?\b(?:admin|wa|telegram|dulu|via)\b",
            rf"\b(?:serahkan|kirim(?:kan)?)\b[^\n;!?]{{0,20}}?\b{_BANKED}\b",
            rf"\b(?:daftar(?:kan)?|buat|bikin|aktivasi|registrasi|verifikasi)\b[^\n;!?]{{0,25}}?\b(?:akun|kartu sim"
            rf"|e-?wallet)\b"
            rf"[^\n;!?]{{0,20}}?\b(?:pakai|dengan|pake|menggunakan) (?:nik|{_CARD}|data)\b",
            rf"\bfoto {_CARD}\b[^\n;!?]{{0,20}}?\b(?:admin|bikin akun|akun)\b",
            r"\bnama (?:gadis )?ibu kandung\b",
            rf"\b(?:send|submit|upload)\b[^\n;!?]{{0,40}}?\b(?:photo|picture|selfie) (?:of|with) (?:your "
            rf"|the )?(?:{_CARD}"
            rf"|{_BANKED})",
        ),
        after=_ONCE_HIRED,
    ),
)

_BANKING = (
    r"(?:(?:mobile|internet|m|i|e)[ -]?banking|bank\w*|atm|kartu|rekening|debit|kredit|dana|ovo|gopay|brimo|livin)"
)
_CODE = (
    r"(?:(?:kode |nomor |code )?otp|cv[vc]2?|(?:kode|nomor|no\.?) pin|pin(?= (?:anda|kamu|kalian"
    r"|(?:dan|atau|serta|and) (?:kode|otp|password|sandi|cvv))\b)"
    rf"|pin {_BANKING}|(?:password|kata sandi|sandi|passcode|m-?pin|user ?(?:name|id))(?: {_BANKING})?"
    r"|kode (?:verifikasi|rahasia|sms|keamanan|akses)|token bank|verification code|security code|one[- ]time (?:code"
    r"|password))"
)
_GIVE = (
    r"(?:kirim(?:kan)?|beri(?:kan|tahukan)?|beritahu|sebut(?:kan)?|kasih|isi(?:kan)?|lampirkan|sertakan|tulis(?:kan)?"
    r"|serahkan|bagikan|infokan|siapkan|share|send|give|provide|tell|fill in|submit|konfirmasi(?:kan)?|meminta|minta)"
)
_NO_FORM = r"(?!\b(?:buat|membuat|create|website|situs|log ?in|daftar|registrasi)\b)"
_OBLIGED = r"(?:wajib|harus|diminta|diwajibkan|bersedia|mohon|silakan|silahkan|must|required to|asked to)"
_GIVING = (
    r"(?:mengirim(?:kan)?|memberi(?:kan)?|menyebut(?:kan)?|mengisi(?:kan)?|menyerahkan|melampirkan|menulis(?:kan)?)"
)
_NOT_OWN = (
    r"[^\n;!?]{0,30}\b(?:nasabah|pelanggan|customers?|konsumen|pengguna|users?|clients?|klien|karyawan|staf|sistem"
    r"|system|server|database|aplikasi kami|supervisor|manager|manajemen|management|policy|reset)\b"
)

SECRET_ASKED = textual(
    "secret_asked",
    Text(
        "meminta kode rahasia: OTP, PIN, kata sandi atau CVV (“{phrase}”)",
        "asks for a secret: an OTP, PIN, password or CVV (“{phrase}”)",
    ),
    demands(
        "otp pin password sandi passcode cvv cvc cvv2 kode token mpin username userid code",
        either(
            rf"\b(?:{_GIVE}|{_OBLIGED} {_GIVING})\b(?:{_NO_FORM}[^\n;!?]){{0,60}}?\b{_CODE}(?!\w)",
            rf"\b(?:{_GIVE}|{_OBLIGED} {_GIVING}) pin\b(?! (?:lokasi|location|maps?|point|board|bb|tempat))",
            rf"\b(?:input|masukkan|enter)\b[^\n;!?]{{0,30}}?\b(?:pin|password|sandi|cv[vc]) {_BANKING}\b",
            r"\b(?:rekening|atm|kartu)\W{1,3}(?:(?:dan|serta|beserta|and|no|nomor|kode)\W{1,3}){0,3}pin\b",
            rf"\b(?:pin|password|sandi|user ?(?:name|id)) (?:kartu )?(?:atm|{_BANKING})(?: \w+)? (?:anda|kamu|kalian"
            r"|pelamar)\b|\bpin atm\b|\byour (?:atm |bank |card |e-?wallet )?(?:pin|otp|cvv)\b",
            rf"\b{_CODE} (?:anda|kamu|kalian|pelamar|yang masuk|yg masuk)\b[^\n;!?]{{0,25}}?\b"
            r"(?:di)?(?:kirim|minta|berikan|serahkan)",
        ),
        unless=r"\b(?:keamanan|fitur|mengembangkan|membangun|develop\w*|implement\w*|menguji|test(?:ing)?|reset|kepada"
        r" nasabah|edukasi|sosialisasi)\b[^,]*$",
        after=_NOT_OWN,
    ),
)

FORM_FOR_IDENTITY = textual(
    "form_for_identity",
    Text(
        "formulir umum meminta data identitas atau rekening (“{phrase}”)",
        "a form on a public service asks for identity or bank data (“{phrase}”)",
    ),
    phrases(
        "formulir forms form gform googleform jotform typeform tally airtable surveymonkey",
        either(
            rf"\b{_FORM}[^\n;!?]{{0,90}}?\b(?:nik|nomor ktp|no\.? ktp|foto ktp|nomor rekening|no\.? rekening"
            rf"|id card number"
            r"|bank account(?: number)?)\b",
            r"\b(?:nik|nomor ktp|no\.? ktp|foto ktp|nomor rekening|no\.? rekening|id card number|bank account"
            rf"(?: number)?)\b[^\n;!?]{{0,60}}?\b{_FORM}",
        ),
    ),
)
