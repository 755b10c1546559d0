"""Signs of task frauds: small sums for clicks, then a deposit for the next, better paid task."""

from chalicelib.texts import Text
from chalicelib.validation.fraud.wording import DENIED, phrases, textual
from chalicelib.validation.phrases import either

_ONLY = (
    r"(?:tugas(?:nya)?|misi|tasks?|kerja(?:an)?nya|cukup|hanya|cuma|tinggal|dibayar|bayaran|komisi|just|only|simply"
    r"|paid|"
    r"earn|get paid)"
)
_CLICK = (
    r"(?:(?:nge-?|me)?like|klik|mengklik|click(?:ing)?|subscribe|follow|rating|bintang 5|like and subscribe|liking)"
)
_THING = (
    r"(?:video|vidio|akun|account|channel|you\s?tube|tik\s?tok|instagram|ig|produk|product|toko|shop|iklan|ads?|shopee"
    r"|tokopedia)"
)

PAID_CLICKS = textual(
    "paid_clicks",
    Text("bayaran untuk klik, suka, atau ikuti (“{phrase}”)", "pay for likes, clicks or follows (“{phrase}”)"),
    phrases(
        "like likes ngelike melike klik mengklik click clicking subscribe follow rating bintang liking",
        either(
            rf"\b{_ONLY}\b[^\n;!?]{{0,30}}?\b{_CLICK}\b[^\n;!?]{{0,25}}?\b{_THING}s?\b",
            rf"\b{_CLICK}\b[^\n;!?]{{0,30}}?\b{_THING}s?\b[^\n;!?]{{0,25}}?\b(?:dibayar|dapat komisi|komisi"
            rf"|get paid|per (?:like"
            r"|klik|video|tugas))\b",
        ),
        unless=r"\b(?:meningkatkan|increase|growth|engagement|kpi|target|strategi|insight|konten|content|campaign"
        r"|followers?)\b",
        after=r"[^\n;!?]{0,15}\b(?:kami untuk info|our (?:page|instagram) for)\b",
    ),
)

TOP_UP_TASKS = textual(
    "top_up_tasks",
    Text("tugas yang harus dibayar dulu (“{phrase}”)", "tasks that must be paid for first (“{phrase}”)"),
    phrases(
        "top topup saldo talangan talangi menalangi prepaid prepay deposit",
        either(
            r"\b(?:tugas|misi|order|pesanan|task|mission)\w*\b[^\n!?]{0,60}?\b(?:top ?-?up|isi saldo|deposit"
            r"|dana talangan|talangi|menalangi|prepaid)\b",
            r"\b(?:top ?-?up|isi saldo|deposit|talangi|menalangi|prepay|prepaid)\b[^\n!?]{0,40}?\b(?:tugas|misi"
            r"|komisi|task"
            r"|mission|commission)\w*\b",
            r"\b(?:top ?-?up|isi saldo)\b[^\n;!?]{0,20}?\b(?:dulu|terlebih dahulu|first)\b",
        ),
        unless=rf"{DENIED}|\b(?:driver|kurir|konter|counter|pulsa|kasir|e-?wallet|bank|treasury|funding|escrow)\b",
    ),
)

EASY_EARNINGS = textual(
    "easy_earnings",
    Text("janji penghasilan harian yang besar (“{phrase}”)", "a promise of high daily earnings (“{phrase}”)"),
    phrases(
        "penghasilan income komisi cuan untung hasilkan menghasilkan dapatkan raih earn earning earnings commission "
        "cair paid",
        either(
            r"\b(?:penghasilan|income|komisi|cuan|untung|hasilkan|menghasilkan|dapatkan|raih|earn(?:ings)?"
            r"|commission)\b"
            r"[^\n;!?]{0,30}?(?:\d{3}\s?(?:rb|ribu|k)|[5-9]\d\d\.000|\d{1,3}\s?(?:juta|jt)|\d{1,2}\.\d{3}\.000"
            r"|[\$]\s?\d{2,4}"
            r"|\d{2,4}\s?(?:usd|dollars?))\W{0,3}(?:/|per|se|setiap|a|each)\W?(?:hari|day|jam|hour|minggu|week)",
            r"\b(?:komisi|bonus|gaji|profit) (?:harian )?(?:langsung )?cair (?:setiap|tiap) hari\b",
            r"\bkomisi harian\b[^\n;!?]{0,30}?(?:\d{2,3}\s?(?:rb|ribu|k)|\d{1,3}\s?%|\d{1,3}\s?(?:juta|jt))",
            r"\b(?:daily commission|get paid daily)\b[^\n;!?]{0,30}?\d",
        ),
        unless=r"\b(?:omzet|omset|transaksi|revenue)\b",
    ),
)

TOO_EASY = textual(
    "too_easy",
    Text("pekerjaan tanpa syarat apa pun (“{phrase}”)", "work that asks for nothing (“{phrase}”)"),
    phrases(
        "hp handphone smartphone ponsel phone cukup hanya cuma only just kalangan rumahan",
        either(
            r"\b(?:cukup|hanya|modal|cuma|bermodal(?:kan)?|only need|just need)\b[^\n;!?]{0,20}?\b(?:hp|handphone"
            r"|smartphone"
            r"|ponsel|a phone|your phone)\b",
            r"\b(?:cukup|hanya|cuma|only|just) [12](?:\s?-\s?[23])? (?:jam|hours?)(?: per| se| a|/)?\W?(?:hari|day)\b",
            r"\b(?:terbuka untuk|cocok untuk|bisa untuk|untuk) (?:semua|segala) kalangan\b",
            r"\bkerja (?:online )?(?:dari )?(?:rumahan|hp)\b",
        ),
        handled=False,
        unless=r"\b(?:produk|layanan|menu|harga|aplikasi)\b",
    ),
)
PRESSURE = textual(
    "pressure",
    Text("mendesak agar segera memutuskan (“{phrase}”)", "presses for a quick decision (“{phrase}”)"),
    phrases(
        "slot slots kuota siapa buruan terakhir kehabisan sebelum hurry act segera",
        either(
            r"\b(?:slot|kuota)(?: sangat)? terbatas\b|\bsiapa cepat\b|\bburuan\b|\blimited slots?\b|\bhurry up\b"
            r"|\bact now\b",
            r"\b(?:hari ini|malam ini) (?:hari )?terakhir\b|\bsebelum (?:kehabisan|slot penuh|kuota penuh)\b",
            r"\bsegera (?:transfer|bayar|konfirmasi pembayaran|amankan slot)\b",
        ),
        handled=False,
    ),
)
