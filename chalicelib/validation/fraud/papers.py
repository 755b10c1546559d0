"""Signs about papers and secrets: an identity card, a bank card or a code before anybody met the applicant."""

from chalicelib.texts import Text
from chalicelib.validation.fraud.hosts import HOSTS
from chalicelib.validation.fraud.wording import phrases, textual
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
        "meminta foto identitas, kartu bank atau kode rahasia (“{phrase}”)",
        "asks for a picture of identity or bank cards, or for a secret code (“{phrase}”)",
    ),
    phrases(
        "nik sim rekening pin ktp kk kartu atm buku otp kandung passport paspor card verification passbook",
        either(
            rf"\b(?:selfie|swafoto|foto diri|berfoto|foto)\b[^\n;!?]{{0,15}}?\b(?:memegang|pegang|sambil|bersama"
            rf"|holding)\b"
            rf"[^\n;!?]{{0,15}}?\b{_CARD}\b",
            rf"\b(?:selfie|swafoto)\W{{1,3}}(?:\w+\W+)?{_CARD}\b",
            rf"\b(?:kirim(?:kan)?|upload|unggah|foto(?:kan)?)\b[^\n;!?]{{0,25}}?\bfoto (?:asli )?{_CARD}\b",
            rf"\b(?:foto|nomor|no|kirim(?:kan)?|scan) {_BANKED}\b",
            r"\b(?:kirim(?:kan)?|berikan|sebutkan|kasih|share|send)\b[^\n;!?]{0,15}?\b(?:kode )?(?:otp"
            r"|verification code)\b",
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
            rf"\bnomor rekening dan pin\b|\bfoto {_CARD}\b[^\n;!?]{{0,20}}?\b(?:admin|bikin akun|akun)\b",
            r"\bpin atm\b|\bnama (?:gadis )?ibu kandung\b",
            rf"\b(?:send|submit|upload)\b[^\n;!?]{{0,40}}?\b(?:photo|picture|selfie) (?:of|with) (?:your "
            rf"|the )?(?:{_CARD}"
            rf"|{_BANKED})",
        ),
        after=_ONCE_HIRED,
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
