"""Plainly invented vacancies as a partner writes them."""

import json


def posting(identifier, title="Kasir Minimarket", **changes):
    """One vacancy that passes every check."""
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": str(identifier),
        "title": title,
        "description": "Melayani pembayaran pelanggan, menghitung kas, dan menata barang di rak setiap hari. "
        f"Cabang {identifier}.",
        "hiringOrganization": {"@type": "Organization", "name": "PT Contoh Rekaan Jaya"},
        "jobLocation": {
            "@type": "Place",
            "address": {"@type": "PostalAddress", "addressLocality": "Kota Semarang", "addressRegion": "Jawa Tengah"},
        },
        **changes,
    }


def write(path, *postings):
    """A file of one posting on each line."""
    path.write_text("".join(json.dumps(each) + "\n" for each in postings))
    return path
