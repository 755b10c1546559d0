"""What the fields of a vacancy are called in messages to its poster, as in the template of uploads."""

from collections.abc import Mapping

from chalicelib.texts import Language, Text

FIELD_LABELS: Mapping[str, Text] = {
    "title": Text("Judul", "Title"),
    "description": Text("Uraian", "Description"),
    "occupation": Text("Kode jabatan", "Occupation code"),
    "skills": Text("Keterampilan", "Skills"),
    "region": Text("Kabupaten/Kota", "Region"),
    "point": Text("Titik lokasi", "Place on the map"),
    "pay_minimum": Text("Upah terendah", "Lowest pay"),
    "pay_maximum": Text("Upah tertinggi", "Highest pay"),
    "hours": Text("Jam per minggu", "Hours a week"),
    "employment_type": Text("Jenis pekerjaan", "Employment type"),
    "education": Text("Pendidikan terendah", "Least education"),
    "education_required_by_law": Text("Pendidikan diwajibkan aturan", "Education required by law"),
    "experience_months": Text("Pengalaman (bulan)", "Experience (months)"),
    "licences": Text("SIM dan izin", "Licences"),
    "languages": Text("Bahasa", "Languages"),
    "openings": Text("Jumlah lowongan", "Openings"),
    "remote": Text("Kerja jarak jauh", "Remote"),
    "disability_friendly": Text("Ramah disabilitas", "Disability friendly"),
    "fresh_graduate": Text("Lulusan baru", "Fresh graduates"),
    "small_enterprise": Text("Usaha mikro/kecil", "Small enterprise"),
    "benefits": Text("Tunjangan", "Benefits"),
    "contact_url": Text("Tautan", "Link"),
    "expires_at": Text("Berlaku sampai", "Expires"),
}


def label_of(pointer: str, language: Language) -> str:
    """Return what the field at a JSON pointer is called; the pointer itself where it leads to none."""
    label = FIELD_LABELS.get(pointer.split("/")[1] if pointer.startswith("/") else "")
    return pointer if label is None else label.in_language(language)
