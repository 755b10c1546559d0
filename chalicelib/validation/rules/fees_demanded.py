"""Money that the applicant is told to pay, send or have cut from the pay, whatever it is said to be for."""

from chalicelib.validation.fraud.wording import demands
from chalicelib.validation.phrases import LISTED, Phrases, either

_ONES = r"(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
_SUM = (
    r"(?:(?:rp|idr)\W{0,3}\d[\d.,]{0,14}(?:\s?(?:rb|ribu|jt|juta|k)\b)?|\d[\d.,]{0,14}\s?(?:rb|ribu|rebu|jt|juta|k)\b"
    r"|\d{1,3}(?:\.\d{3})+|\d{5,8}\b"
    rf"|(?:se(?:puluh|ratus|tengah)|{_ONES}(?: (?:puluh|ratus|belas))?)(?: {_ONES} puluh)? (?:ribu|juta)\b|sejuta\b)"
)
_PURPOSE = (
    r"(?:pendaftaran|administrasi|admin|adm|registrasi|training|pelatihan|seragam|jaminan|deposit|interview|wawancara"
    r"|medical|mcu|seleksi|komitmen|tes|psikotes|rekrutmen|penempatan|formulir|berkas|modul|id ?card|tanda pengenal"
    r"|sertifik\w+|starter|kit|atribut|perlengkapan|alat kerja|penyalur\w*|agen|calo|biro|yayasan|registration"
    r"|uniform|onboarding|recruitment|placement|agency|agent|processing|background check)"
)
INSURED = r"(?! (?:kesehatan|sosial|hari tua|pensiun|kecelakaan|kematian|kehilangan|mutu|kualitas))"
"""Behind *jaminan*: what social insurance, or a promise of quality, is called."""

_FOR = r"(?:untuk|utk|buat|bwt|guna|sebagai|as|for)"
_FIRST = r"(?:dulu(?:an)?|dahulu|terlebih dahulu|lebih dulu|di ?muka|di awal|first|up ?front|in advance)"
_GIVE = (
    r"(?:bayar(?:kan|lah)?|membayar(?:kan)?|tf|transfer(?:kan)?|mentransfer|kirim(?:kan)?|mengirim(?:kan)?"
    r"|setor(?:kan)?|menyetor(?:kan)?|siapkan|menyiapkan|sediakan|menyediakan|serahkan|menyerahkan|titip(?:kan)?|lunasi"
    r"|melunasi|bawa|membawa|pay(?!:)|send|prepare)"
)
_NAMED = r"(?:(?:uang|dana|biaya|deposit|tunai|cash|sebesar|senilai|sejumlah|minimal|a|of)\W{1,3}){0,3}"
_BEFORE = (
    r"(?:sebelum|sblm|before)(?: (?:mulai|masuk|di|bisa|the|your|you|start(?:ing)?|first))*"
    r" ?(?:kerja|bekerja|interview|wawancara|tes|test|training|diterima|joining|work\w*|day|tanda tangan|start)"
)
_TO = (
    r"(?:ke|kepada|to|via|lewat)\W{1,3}(?:(?:nomor|no|nmr|rekening|rek|akun|the|our|a|pihak|kantor|bagian)\W{1,3}){0,3}"
    r"(?:hrd?|hp|wa|admin|panitia|penyalur|agen|calo|pic|kami|bendahara|recruiter|rekruter|personalia|saya|this|ini"
    r"|berikut|dana|ovo|gopay|\d{6,})"
)
_CREDIT = r"(?:pulsa|voucher|token listrik|saldo|paket data|e-?money|gopay|ovo|shopeepay|phone credit|gift cards?)"
_WAGE = r"(?:gaji|upah|honor|salary|wages?|pay)"
NOT_CUT = r"(?!\b(?:tidak|tdk|tak|bukan|tanpa|gak|nggak|ga|not|never|no|perusahaan|bpjs|pph|pajak|koperasi)\b)"
"""No word of these stands where pay is cut for what it must not be cut for."""

_PAYS_OUT = (
    r"\b(?:perusahaan|kami|kantor|company|we|pemberi kerja|klien)(?: (?:yang|yg|akan|yang akan|will|selalu|langsung"
    r"|siap|wajib|juga))?\W*$|\b(?:tunjangan|subsidi|allowance|dapat|mendapat\w*|diberi\w*|bonus|insentif|kas|kasir"
    r"|saku|pajak|cicilan|angsuran|pinjaman|denda|sewa|kos|kost|parkir|tiket|konter|counter|jual|menjual|penjualan"
    r"|katering|pembayaran|produk|harga|dp)\b[^,]*$"
)
_BORNE = (
    r"[^\n,]{0,25}\b(?:di ?tanggung|dibiayai|covered|paid|provided|borne)(?: penuh)?(?: oleh| by)?(?: the)?"
    r" (?:perusahaan|pt|kantor|kami|company|employer|us)\b|\W{0,3}(?:/|per|tiap|setiap|se|a) ?(?:hari|bulan|minggu|jam"
    r"|day|month|week|hour|shift)|\W{0,3}(?:\w+\W){0,2}(?:pelanggan|customer|nasabah|pembeli|supplier|vendor|konsumen|siswa|murid)\b"
)
_GIVES = (
    "bayar bayarkan bayarlah membayar membayarkan tf transfer transferkan mentransfer kirim kirimkan mengirim "
    "mengirimkan setor setorkan menyetor menyetorkan siapkan menyiapkan sediakan menyediakan serahkan menyerahkan "
    "titip titipkan lunasi melunasi bawa membawa pay send prepare"
)


def _kind(some: str, *parts: str, sign: str = "") -> Phrases:
    return demands(some, either(*parts), unless=_PAYS_OUT, after=_BORNE, sign=sign)


DEMANDED = (
    _kind(
        _GIVES,
        rf"\b{_GIVE}\W{{1,3}}(?:{_FIRST}\W{{1,3}})?{_NAMED}{_SUM}[^\n;!?]{{0,30}}?"
        rf"(?:\b{_FOR} (?:\w+ ){{0,2}}?{_PURPOSE}|\b{_FIRST}|\b{_BEFORE}|\b{_TO})\b",
        rf"\b{_GIVE}\W{{1,3}}{_FIRST}\W{{1,3}}{_NAMED}{_SUM}",
        sign=r"\d|ribu|juta",
    ),
    _kind(
        "bayar transfer tf setor pay membayar mentransfer menyetor",
        rf"\b(?:bayar|transfer|tf|setor|membayar|mentransfer|menyetor)\W{{1,3}}(?:(?:uang|biaya|dana)(?: \w+)?"
        rf"\W{{1,3}})?{_FIRST}\W{{1,3}}(?:\w+ )?"
        rf"(?:{_BEFORE}|(?:baru|agar|supaya|biar|utk|untuk)\W{{1,3}}(?:\w+ ){{0,3}}?"
        r"(?:kerja|bekerja|interview|wawancara|diterima|diproses|training|jadwal|lolos))\b",
        rf"\bpay\W{{1,3}}(?:\w+ )?{_FIRST}\W{{1,3}}{_BEFORE}\b",
    ),
    _kind(
        "pulsa voucher token saldo paket emoney gopay ovo shopeepay credit gift",
        rf"\b(?:kirim(?:kan)?|isi(?:kan)?|transfer(?:kan)?|tf|beli(?:kan)?|send|buy)\W{{1,3}}(?:\w+ )?{_CREDIT}\b"
        rf"[^\n;!?]{{0,30}}?\b{_TO}\b",
        rf"\b(?:kirim(?:kan)?|isi(?:kan)?|transfer(?:kan)?|tf|send) {_CREDIT} (?:\w+ )?{_SUM}",
    ),
    _kind(
        "gaji upah honor salary wage wages pay",
        rf"\b{_WAGE}\b(?:{NOT_CUT}[^\n;!?,]){{0,25}}?\b(?:(?:di ?)?potong|dikurangi|deducted|cut|withheld)\b"
        rf"(?:{NOT_CUT}[^\n;!?]){{0,40}}?\b(?:biaya|uang|fee|{_FOR}|oleh)\W{{1,3}}(?:\w+ ){{0,2}}?{_PURPOSE}\b"
        rf"{INSURED}",
        rf"\b(?:potong(?:an)?|pemotongan|dipotong)\W{{1,3}}(?:{_SUM} )?(?:(?:dari|dr) )?{_WAGE}\b"
        rf"(?:{NOT_CUT}[^\n;!?]){{0,40}}?\b(?:biaya|uang|fee|{_FOR}|oleh)\W{{1,3}}(?:\w+ ){{0,2}}?{_PURPOSE}\b"
        rf"{INSURED}",
        rf"\b{_PURPOSE}\b(?:{NOT_CUT}[^\n;!?,]){{0,20}}?\b(?:di ?potong|deducted|cut)(?: langsung)? (?:dari|dr|from)"
        rf" (?:the |your )?(?:first )?{_WAGE}\b",
        sign=r"potong|kurangi|deduct|\bcut\b|withheld",
    ),
    _kind(
        "dikenakan dikenai kena dipungut dimintai diminta ada membayar bayar",
        rf"\b(?:dikenakan|dikenai|kena|dipungut|dimintai|diminta|ada|membayar|bayar)\W{{1,3}}(?:biaya|uang|dana|iuran)?"
        rf"\W{{0,3}}(?:sebesar |awal |dulu |senilai )?{_SUM}[^\n;!?]{{0,10}}?\b{_FOR}"
        rf" (?:\w+ ){{0,2}}?{_PURPOSE}\b{INSURED}",
        rf"\b(?:dikenakan|dikenai|kena|dipungut|dimintai)\W{{1,3}}(?:biaya|uang|iuran)\W{{1,3}}"
        rf"(?:sebesar |awal |senilai )?{_SUM}",
        sign=r"\d|ribu|juta",
    ),
    _kind(
        "seragam uniform pendaftaran registrasi atribut id idcard formulir",
        r"\b(?:seragam|uniform|atribut|id ?card)\W{1,3}(?:wajib |harus )?(?:beli|bayar|membeli|membayar) (?:sendiri"
        rf"|dulu|di awal|ke (?:kantor|perusahaan|kami|hrd)|{_SUM})",
        rf"\b(?:wajib |harus )(?:mem)?(?:beli|bayar) (?:\w+ )?(?:seragam|uniform|atribut|id ?card)\b[^\n;!?]{{0,15}}?"
        rf"(?:{_SUM}|\bsendiri\b)",
        rf"(?:{LISTED}|\b(?:biaya|hanya|cukup|cuma|sebesar|only) ){_SUM} {_FOR}"
        r" (?:biaya )?(?:seragam|uniform|pendaftaran|registrasi|id ?card|formulir)\b",
    ),
)
