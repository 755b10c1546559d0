"""Signs about money: asked before work, sent to a person, put in as the worker's own, or moved for somebody else."""

from collections.abc import Iterable

from chalicelib.texts import Text
from chalicelib.validation.catalogue import Observation
from chalicelib.validation.fraud.model import Signal
from chalicelib.validation.fraud.wording import DENIED, phrases, textual
from chalicelib.validation.phrases import either, words
from chalicelib.validation.subject import Subject

_BANK = r"(?:bca|bri|bni|bsi|mandiri|btn|cimb(?: niaga)?|permata|seabank|bank jago|dana|ovo|gopay|shopeepay|linkaja)"
_OWNED = r"(?:a\s?[./]?\s?n\b|atas nama|milik|pribadi)"
_PAID_OUT = r"\b(?:gaji|upah|salary|payroll|dibayar|dibayarkan|bonus|insentif|refund|pencairan|diterima)\b"

_OF_MONEY = words(
    "biaya uang dana deposit deposits fee fees transfer mentransfer potong dipotong pemotongan jaminan cost costs "
    "payment payments"
)


def _asked(subject: Subject) -> Iterable[Observation]:
    """What the rule about fees finds; the rules import the signs, so its module is loaded at the first use."""
    from chalicelib.validation.rules.fees import fee_asked

    if all(_OF_MONEY.isdisjoint(passage.words) for passage in subject.texts):
        return ()
    return fee_asked(subject)


MONEY_ASKED = Signal(
    code="money_asked",
    name=Text("meminta uang dari pelamar (“{phrase}”)", "asks money of the applicant (“{phrase}”)"),
    observe=_asked,
)

PERSONAL_ACCOUNT = textual(
    "personal_account",
    Text("uang dikirim ke rekening perorangan (“{phrase}”)", "money goes to a person's account (“{phrase}”)"),
    phrases(
        "rekening rek gopay shopeepay seabank linkaja atas bca bri bni dana ovo",
        either(
            rf"\b(?:transfer(?:kan)?|tf|kirim(?:kan)?|setor(?:kan)?|bayar(?:kan)?|pembayaran)\b[^\n;!?]{{0,60}}?"
            rf"\brek(?:ening)?\b[^\n;!?]{{0,30}}?(?:{_OWNED}|\b(?:admin|hrd|bendahara|staf|staff)\b)",
            rf"\b(?:transfer(?:kan)?|tf|kirim(?:kan)?|setor(?:kan)?|bayar(?:kan)?)\b[^\n;!?]{{0,50}}?\b{_BANK}\b"
            r"[^\n;!?\d]{0,15}\d{8,16}",
            rf"\b(?:no\.? ?)?rek(?:ening)?\b\W{{0,4}}{_BANK}\b[^\n;!?\d]{{0,6}}\d{{8,16}}",
            rf"\b{_BANK}\b\W{{0,4}}\d{{8,16}}\W{{0,4}}{_OWNED}",
        ),
        unless=_PAID_OUT,
    ),
    phrases(
        "account",
        either(
            r"\b(?:transfer|send|pay)\b[^\n;!?]{0,50}?\b(?:personal|private) (?:bank )?account",
            r"\b(?:transfer|send|pay)\b[^\n;!?]{0,40}?\baccount (?:in the name|of (?:mr|mrs|ms|our (?:hr|staff"
            r"|admin)))\b",
        ),
        unless=r"\b(?:salary|wages?|your pay|we|will)\b",
    ),
)

ACCOUNT_RENTED = textual(
    "account_rented",
    Text(
        "meminjam atau menyewa rekening pelamar (“{phrase}”)", "borrows or rents the applicant's account (“{phrase}”)"
    ),
    phrases(
        "rekening akun atm penampung penampungan account",
        either(
            r"\b(?:sewa|menyewa(?:kan)?|disewa(?:kan)?|jual(?: beli)?|menjual|pinjam(?:kan)?|meminjam(?:kan)?"
            r"|dipinjam(?:kan)?) (?:buku |nomor |no )?(?:rekening|akun (?:bank|dana|ovo|gopay|shopee)|kartu atm|atm)\b"
            r"(?! koran)",
            r"\b(?:rekening|akun bank|atm)\b[^\n;!?]{0,25}?\b(?:milik )?(?:anda|kamu|pribadi|sendiri)\b[^\n;!?]{0,25}?"
            r"\b(?:digunakan|dipakai|disewa|dipinjam)\b",
            r"\brekening penampung\w*|\bpenampung(?:an)? dana\b",
            r"\b(?:rent(?:ing)?|lend|borrow|use)\b(?: out)? your (?:personal |own )?bank account",
            r"\breceive (?:funds|money|payments|transfers) (?:in|into|to|on) your (?:personal |own )?(?:bank )?account",
        ),
        unless=r"\b(?:penyewaan|rental) (?:mobil|motor|alat)\b",
    ),
)

OWN_MONEY = textual(
    "own_money",
    Text("pelamar diminta menaruh modal atau merekrut (“{phrase}”)", "the worker is to invest or recruit (“{phrase}”)"),
    phrases(
        "modal downline member anggota usdt kripto crypto bitcoin btc invest dana "
        "uang join sponsor rekrut paket keanggotaan",
        either(
            r"\b(?:setor|menyetor\w*|siapkan|menyiapkan|butuh|wajib|membayar|bayar|cukup|hanya|dengan) modal(?: awal)?"
            r"\W{0,3}(?:kecil\W{0,3}|minimal\W{0,3}|mulai(?: dari)?\W{0,3}|sebesar\W{0,3})?(?:rp\.?\s?)?\d[\d.,]*\s?"
            r"(?:rb|ribu|jt|juta|k)?\b",
            r"\bmodal awal\W{0,3}(?:rp\.?\s?)?\d[\d.,]*\s?(?:rb|ribu|jt|juta|k)?\b",
            r"\b(?:menanam|tanam|menginvestasikan|investasikan)\w* (?:modal|uang|dana)\b(?: anda| kamu| sendiri| awal)",
            r"\b(?:rekrut|merekrut|mengajak|ajak|cari|mencari) (?:\w+ ){0,2}?(?:downline|member baru|anggota baru)\b",
            r"\bbonus (?:rekrut|downline|sponsor|referral member|join)\w*",
            r"\b(?:daftar|join|gabung|beli paket)\w* (?:sebagai |jadi |menjadi )?(?:member|keanggotaan|paket usaha)\b"
            r"[^\n;!?]{0,25}\d",
            r"\b(?:deposit|top ?-?up|beli|isi saldo)\b[^\n;!?]{0,20}\b(?:usdt|crypto|kripto|bitcoin|btc)\b",
            r"\binvest (?:your own|a minimum|at least|an initial|your)\b",
        ),
        unless=rf"{DENIED}|\b(?:umkm|debitur|pinjaman|kredit|perusahaan|startup|franchise|pasar)\b",
    ),
)

PROMISED_PROFIT = textual(
    "promised_profit",
    Text("keuntungan yang dijanjikan (“{phrase}”)", "a profit that is promised (“{phrase}”)"),
    phrases(
        "profit keuntungan untung return",
        either(
            r"\b(?:profit|keuntungan|untung|return)\b[^\n;!?]{0,15}\d{1,3}\s?%\s?(?:per|/|se)\s?(?:hari|minggu"
            r"|bulan|day"
            r"|week|month)",
        ),
        unless=r"\b(?:target|kpi|omzet|margin|gross|laba)\b",
    ),
)
