"""Signs that the worker is to put in money or people: capital, starter kits, recruits, a profit that is promised."""

from chalicelib.texts import Text
from chalicelib.validation.fraud.wording import DENIED, phrases, textual
from chalicelib.validation.phrases import either

_SUM = r"(?:rp\.?\s?\d[\d.,]*(?:\s?(?:rb|ribu|jt|juta|k)\b)?|\d[\d.,]*\s?(?:rb|ribu|jt|juta|k)\b|\d{1,3}(?:\.\d{3})+)"
_PEOPLE = r"(?:\d{1,3} |sebanyak\S* |your )?(?:teman|orang|keluarga|member|anggota|friends?|tim|kenalan|people|others)"

OWN_MONEY = textual(
    "own_money",
    Text("pelamar diminta menaruh modal atau merekrut (“{phrase}”)", "the worker is to invest or recruit (“{phrase}”)"),
    phrases(
        "modal downline member anggota usdt kripto crypto bitcoin btc invest dana "
        "uang join sponsor rekrut paket keanggotaan recruit recruiting friends upline binary jaringan network mlm "
        "teman reseller stok starter kit passive pasif referral",
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
            rf"\b(?:beli|membeli|buy|purchase|join|gabung|daftar)\b[^\n;!?]{{0,25}}?\b(?:paket|member|stok|produk"
            rf"|agen|reseller"
            rf"|starter kit|kit|deposit)\b[^\n;!?]{{0,15}}?{_SUM}",
            r"\b(?:wajib|harus|must)\W{1,3}(?:\w+\W{1,3}){0,2}?(?:beli|membeli|buy|stok)\b[^\n;!?]{0,15}?\b(?:starter"
            r" kit|produk|paket"
            rf"|stok|{_SUM})",
            r"\bbeli (?:produk|paket)(?: \w+)? dulu\b",
            rf"\b(?:rekrut|merekrut|ajak|mengajak|cari|recruit|invite)\W{{1,3}}{_PEOPLE}\b[^\n;!?]{{0,30}}?\b(?:bonus"
            rf"|reward|komisi"
            rf"|hadiah|poin|umroh|mobil|earn|earnings)\b",
            r"\b(?:bonus|komisi|reward|earn)\w*\b[^\n;!?]{0,25}?\b(?:tiap|setiap|per|by|dari|for (?:each"
            r"|every))\W{1,3}(?:setiap )?"
            r"(?:rekrut|kepala|orang yang|member (?:yang|yg|baru)|recruit\w*|building your)\b",
            r"\b(?:sistem|plan) (?:binary|binari|matahari|piramida)\b|\bbonus pasangan\b|\b(?:upline|downline)s?\b",
            r"\b(?:bisnis|peluang|usaha) (?:jaringan|mlm|network)\b|\b(?:network|multi[- ]?level) marketing\b|\bmlm\b",
            r"\bmodal (?:kecil|receh|minim)\W{1,3}(?:untung|hasil|profit|cuan)(?: besar| gede)?\b",
            r"\b(?:passive|pasif|pasive) income\b|\bpenghasilan pasif\b|\bfinancial freedom\b|\bbe your own boss\b",
            r"\breferral member\b|\bsetor modal\b",
            r"\binvest (?:your own|a minimum|at least|an initial|your)\b",
        ),
        unless=rf"{DENIED}|\b(?:umkm|debitur|pinjaman|kredit|perusahaan|startup|franchise|pasar|dilarang|melarang|gym|koperasi|asuransi)\b",
        after=r"\W{0,3}(?:dilarang|tidak|bukan|engineer|analyst|specialist)",
    ),
)

PROMISED_PROFIT = textual(
    "promised_profit",
    Text("keuntungan yang dijanjikan (“{phrase}”)", "a profit that is promised (“{phrase}”)"),
    phrases(
        "profit keuntungan untung return returns kembali balik cuan pasti dijamin guaranteed investasi investasikan",
        either(
            r"\b(?:profit|keuntungan|untung|return)\b[^\n;!?]{0,15}\d{1,3}\s?%\s?(?:per|/|se)\s?(?:hari|minggu"
            r"|bulan|day"
            r"|week|month)",
            r"\b(?:profit|keuntungan|untung|return|cuan)s?\b[^\n;!?]{0,20}?\d{1,3}\s?%[^\n;!?]{0,15}?\b(?:di ?jamin"
            r"|pasti|guaranteed|daily"
            r"|weekly|monthly|harian|mingguan)\b",
            r"\b(?:profit|keuntungan|untung) (?:harian|mingguan|pasti|daily)\b[^\n;!?]{0,15}?(?:\d{1,3}\s?%|di ?jamin)",
            r"\b(?:guaranteed|fixed|dijamin|pasti)\W{1,3}(?:profit|return|untung|cuan|balik modal)s?\b|\b(?:profit"
            r"|untung|cuan) pasti\b",
            rf"\binvest(?:asi(?:kan)?)?\b[^\n;!?]{{0,20}}?{_SUM}[^\n;!?]{{0,15}}?\b(?:kembali|jadi|balik"
            rf"|menjadi)\b[^\n;!?]{{0,10}}?{_SUM}",
            r"\b(?:daily|harian)\b[^\n;!?]{0,15}?\bprofit\b[^\n;!?]{0,20}?\b(?:usdt|crypto|kripto|staking|trading"
            r"|robot)\b",
            r"\bbalik modal (?:dalam |cuma )?\w+",
        ),
        unless=r"\b(?:target|kpi|omzet|margin|gross|laba)\b",
    ),
)
