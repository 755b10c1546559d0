"""Signs about journeys: one travel agent that the applicant must use, work abroad without a licence to send people."""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import Observation
from chalicelib.validation.fraud.model import Signal
from chalicelib.validation.fraud.wording import phrases, textual
from chalicelib.validation.phrases import LISTED, either, spotted
from chalicelib.validation.subject import Subject

_AGENT = r"(?:travel agen\w*|agen(?:t|cy)? (?:perjalanan|travel|tiket)|biro perjalanan|travel(?= (?:yang|resmi|kami)))"
_CHOSEN = r"(?:(?:di ?tunjuk|di ?tentukan|rekanan|kerja ?sama|appointed|designated|our partner|partner)\b)"

OBLIGED_TRAVEL = textual(
    "obliged_travel",
    Text(
        "undangan mewajibkan satu agen perjalanan atau hotel (“{phrase}”)",
        "the invitation obliges to use one travel agent or hotel (“{phrase}”)",
    ),
    phrases(
        "travel biro tiket ticket tickets flight flights agen agent agency book akomodasi accommodation penginapan "
        "hotel",
        either(
            rf"\b(?:wajib|harus|diharuskan|diwajibkan|must|have to|required to)\b[^\n;!?]{{0,60}}?\b(?:melalui"
            rf"|lewat|via"
            rf"|menggunakan|through|with|use)\b[^\n;!?]{{0,20}}?\b{_AGENT}",
            rf"\b(?:tiket|transportasi|akomodasi|penginapan|hotel|tickets?|flights?|accommodation)\b[^\n;!?]{{0,60}}?"
            rf"\b{_AGENT}[^\n;!?]{{0,30}}?\b{_CHOSEN}",
            r"\b(?:tiket|transportasi|akomodasi|penginapan|hotel|tickets?|flights?|accommodation)\b[^\n;!?]{0,50}?"
            r"\b(?:di ?ganti(?: penuh)?|di-?reimburse|reimbursed?|dikembalikan|refunded)\b[^\n;!?]{0,25}?"
            r"\b(?:setelah|saat|sesudah|after|at|during) (?:the )?(?:interview|wawancara|tes|test|tiba|seleksi"
            r"|arrival)",
            r"\b(?:must|have to|required to) book\b[^\n;!?]{0,30}\b(?:ticket|flight|hotel|room)s?\b[^\n;!?]{0,20}"
            r"\b(?:through|with|via) (?:our|the)\b",
        ),
        unless=r"\b(?:dinas|tamu|jamaah|jemaah|umrah|umroh|haji|wisata|guests?|business trip|perjalanan dinas)\b",
    ),
)

_ASIA = (
    r"(?:kamboja|cambodia|myanmar|laos|poipet|sihanouk ?ville|phnom ?penh|bavet|mae ?sot|myawaddy|golden triangle"
    r"|segitiga emas)"
)
_DESK = (
    r"(?:customer service|cs\b|operator|admin\w*|telemarketing|marketing|typing|data entry|chat support|it support"
    r"|host live|crypto|judi|slot|game online|online game|casino|kasino|scam\w*)"
)
_NO_MARKET = r"(?:(?!\b(?:pasar|market|ekspor|export|cabang|branch|produk))[^\n!?])"
SCAM_COMPOUND = textual(
    "scam_compound",
    Text(
        "penempatan kantor daring di kawasan rawan perdagangan orang (“{phrase}”)",
        "online office work where people are trafficked for fraud (“{phrase}”)",
    ),
    phrases(
        "kamboja cambodia myanmar laos poipet sihanouk sihanoukville phnom bavet mae maesot myawaddy golden segitiga",
        either(
            rf"\b{_DESK}{_NO_MARKET}{{0,80}}?\b{_ASIA}\b",
            rf"\b{_ASIA}\b{_NO_MARKET}{{0,80}}?\b{_DESK}",
            rf"(?:{LISTED}|\b(?:berangkat|terbang|kerja|dikirim|fly|go) )(?:ke|to) {_ASIA}\b",
            rf"\b(?:penempatan|ditempatkan|berangkat ke|bekerja di|kerja di|placement"
            rf"|based in)\W{{1,3}}(?:\w+\W+)?{_ASIA}\b",
        ),
        unless=r"\b(?:ekspor|export|pasar|market|cabang|kantor perwakilan|distributor|shipment|pengiriman)\b",
        handled=False,
    ),
)

TOURIST_VISA = textual(
    "tourist_visa",
    Text("bekerja di luar negeri dengan visa kunjungan (“{phrase}”)", "work abroad on a visitor's visa (“{phrase}”)"),
    phrases(
        "visa permit",
        either(
            r"\b(?:pakai|menggunakan|dengan|memakai|berangkat|via|proses|on a|using|with)\b[^\n;!?]{0,25}?\b"
            r"(?:visa (?:turis|wisata|kunjungan|ziarah|umrah|umroh)|(?:tourist|visitor|visit) visa)",
            r"\bvisa (?:turis|wisata|kunjungan|liburan|holiday)\b(?! (?:keluarga|untuk|grup))",
            r"\bwork(?:ing)? (?:permit|visa) (?:is )?not (?:needed|required)\b",
            r"\b(?:tanpa|without|no need (?:of|for)) (?:a )?(?:visa kerja|work(?:ing)? visa|work permit)\b",
        ),
        unless=r"\b(?:wisatawan|traveller|travelers?|turis asing|penjualan|jual paket|tour)\b",
        handled=True,
    ),
)

_ABROAD = (
    r"(?:luar negeri|filipina|philippines|manila|bangkok|vietnam|china|rrt|maladewa|maldives|hungaria|kroasia|taiwan"
    r"|hong ?kong|malaysia|singapura|singapore|brunei|korea|jepang|japan|arab saudi|saudi arabia"
    r"|dubai|qatar|kuwait|uea|polandia|poland|turki|rumania|thailand|macau|australia|new zealand|selandia baru|kanada"
    r"|canada|jerman|germany)"
)
_PLACED = phrases(
    "abk filipina philippines manila bangkok vietnam china rrt maladewa maldives hungaria kroasia luar tki tkw pmi "
    "migran overseas abroad taiwan hong hongkong malaysia singapura singapore brunei korea jepang "
    "japan arab saudi dubai qatar kuwait uea polandia poland turki rumania thailand macau australia zealand "
    "selandia kanada canada jerman germany",
    either(
        rf"\b(?:penempatan|ditempatkan|diberangkatkan|pemberangkatan|berangkat(?:kan)?|kerja"
        rf"|bekerja)\W{{1,3}}(?:di |ke |"
        rf"kerja di |negara )?{_ABROAD}\b",
        r"\b(?:lowongan|loker|rekrut\w*|dibutuhkan|dicari|calon) (?:\w+ )?(?:tki|tkw|pmi|pekerja migran)\b",
        rf"\b(?:tki|tkw|pmi|abk|pekerja migran)\b[^\n;!?,]{{0,20}}?\b{_ABROAD}\b"
        rf"|\b{_ABROAD}\b[^\n;!?]{{0,15}}?\b(?:tki|tkw|pmi|abk)\b",
        rf"\b(?:butuh|dibutuhkan|dicari|cari|magang|dikirim|terbang|fly|job|baby ?sitter|perawat|art|caregiver|spa"
        rf"|lowongan"
        rf"|loker) (?:\w+ ){{0,4}}?(?:ke |di |untuk |utk |to |in )?{_ABROAD}\b",
        rf"\b(?:overseas|abroad) (?:placement|job|work)\b|\bplacement (?:in|to) {_ABROAD}\b",
    ),
    unless=r"\b(?:lulusan|pengalaman|ekspor|export|pasar|market|perjalanan dinas|dinas|tugas|traveling|siswa|peserta"
    r"|sekolah|kuliah|studi|lulus|experience|bersedia|restoran|restaurant|masakan|klien|clients?|tamu|guru|kursus"
    r"|import?"
    r"|impor|bahasa|berbahasa|mobil|produk|distributor|kantor|bank|tur|tour|umrah|umroh|pengiriman)\b",
    after=r"\W{0,3}(?:food|cuisine|restaurant|speak\w*|language|brand|company|clients?|market)",
)
_LICENSED = re.compile(
    r"\b(?:p3mi|sip3mi|siup3mi|sippmi|sip2mi|bp2mi|kp2mi|bp3mi|g ?to ?g|government to government)\b", re.IGNORECASE
)

_OVERSEAS_NAME = Text(
    "penempatan ke luar negeri tanpa menyebut izin P3MI (“{phrase}”)",
    "placement abroad without naming a P3MI licence (“{phrase}”)",
)


def _overseas(subject: Subject) -> Iterator[Observation]:
    """Only companies with the minister's licence may place workers abroad (Act 18/2017, articles 49 and 51)."""
    found = tuple(spotted(subject.texts, _PLACED))
    if found and not any(_LICENSED.search(passage.original) for passage in subject.texts):
        yield from found


OVERSEAS_UNLICENSED = Signal(code="overseas_unlicensed", name=_OVERSEAS_NAME, observe=_overseas)
