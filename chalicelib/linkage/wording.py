"""What confirmations say to people, in both languages."""

from collections.abc import Mapping

from chalicelib.linkage.model import Standing
from chalicelib.linkage.ports import Port
from chalicelib.texts import Text

REGISTERS: Mapping[Port, Text] = {
    Port.POPULATION: Text("data kependudukan", "the population register"),
    Port.COMPANY: Text("data perizinan berusaha", "the company register"),
    Port.INSURANCE: Text("data kepesertaan BPJS Ketenagakerjaan", "the employment insurance"),
    Port.CERTIFICATES: Text("data sertifikat", "the register of certificates"),
}

STATES: Mapping[Standing, Text] = {
    Standing.PENDING: Text("Menunggu jawaban {register}.", "Waiting for {register}."),
    Standing.CONFIRMED: Text("Sesuai dengan {register}.", "Confirmed by {register}."),
    Standing.CONTRADICTED: Text("Tidak sesuai dengan {register}: {what}.", "Contradicted by {register}: {what}."),
    Standing.UNKNOWN: Text("Tidak ditemukan dalam {register}.", "Not found in {register}."),
    Standing.FAILED: Text(
        "Belum dapat diperiksa pada {register}; petugas akan melihatnya.",
        "Could not be checked with {register}; staff will look at it.",
    ),
}

DIFFERENCES: Mapping[str, Text] = {
    "name": Text("nama berbeda", "the name differs"),
    "birth_date": Text("tanggal lahir berbeda", "the birth date differs"),
    "deceased": Text("tercatat meninggal", "recorded as deceased"),
    "status": Text("usaha tidak aktif", "the business is not active"),
    "earlier": Text("sudah terdaftar sebelum melamar", "insured there before applying"),
    "ended": Text("kepesertaan sudah berakhir", "the membership has ended"),
    "holder": Text("pemegang berbeda", "the holder differs"),
    "revoked": Text("dicabut", "revoked"),
    "expired": Text("masa berlaku habis", "expired"),
}


def told(port: Port, state: Standing, differences: tuple[str, ...]) -> Text:
    """Return one sentence about a confirmation."""
    sentence, register = STATES[state], REGISTERS[port]
    whats = [DIFFERENCES[code] for code in differences]
    return Text(
        sentence.id.format(register=register.id, what=", ".join(what.id for what in whats)),
        sentence.en.format(register=register.en, what=", ".join(what.en for what in whats)),
    )
