"""Signs about money: asked before work, sent to a person, or moved for somebody else."""

from collections.abc import Iterable

from chalicelib.texts import Text
from chalicelib.validation.catalogue import Observation
from chalicelib.validation.fraud.model import Signal
from chalicelib.validation.fraud.wording import phrases, textual
from chalicelib.validation.phrases import either
from chalicelib.validation.subject import Subject

_BANK = r"(?:bca|bri|bni|bsi|mandiri|btn|cimb(?: niaga)?|permata|seabank|bank jago|dana|ovo|gopay|shopeepay|linkaja)"
_OWNED = r"(?:a\s?[./]?\s?n\b|atas nama|milik|pribadi)"
_PAID_OUT = r"\b(?:gaji|upah|salary|payroll|dibayar|dibayarkan|bonus|insentif|refund|pencairan|diterima)\b"


def _asked(subject: Subject) -> Iterable[Observation]:
    """What the rule about fees finds; the rules import the signs, so its module is loaded at the first use."""
    from chalicelib.validation.rules.fees_everyday import asked

    return subject.once(asked)


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
