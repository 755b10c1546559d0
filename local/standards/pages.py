"""The pages that are written from tables."""

from local.standards.page import Page

_HOW = """Written from `local/standards/{table}.tsv` by `make standards`; tests hold the page to the table
and every link to what is there."""

ASVS = Page(
    table="asvs",
    file="docs/security/asvs.md",
    head=f"""# OWASP ASVS 5.0, levels 1 and 2

Each requirement of levels 1 and 2 of the [Application Security Verification Standard 5.0.0](https://github.com/OWASP/ASVS)
(OWASP, CC BY-SA 4.0), told in our own words; the numbers are those of the standard, which says what exactly is asked. A
line is met where a test or a configuration shows it, and says so where it is not.

{_HOW.format(table="asvs")}
""",
    key="number",
    group="level",
    asked="asked",
)
API_TOP_10 = Page(
    table="api_top_10",
    file="docs/security/api-top-10.md",
    head=f"""# OWASP API Security Top 10, 2023

The ten risks of the [list of 2023](https://owasp.org/API-Security/editions/2023/en/0x11-t10/) (OWASP,
CC BY-SA 4.0), taken apart into what has to hold here.

{_HOW.format(table="api_top_10")}
""",
    key="risk",
    group="where",
    asked="what has to hold",
)
THREATS = Page(
    table="threats",
    file="docs/security/threats.md",
    head=f"""# Threats by flow

What could go wrong in each flow by STRIDE (spoofing, tampering, repudiation, information disclosure, denial of service,
elevation of privilege), what stands against it, and what remains. The flows and boundaries are drawn in the
[threat model](threat-model.md).

{_HOW.format(table="threats")}
""",
    key="threat",
    group="flow",
    asked="what could happen",
)
ISO_27001 = Page(
    table="iso27001",
    file="docs/security/iso27001.md",
    head=f"""# ISO/IEC 27001:2022, Annex A: what software can show

Controls that a platform can give evidence of; what is for the organisation that runs it (people, premises, contracts)
is left to that organisation. `make evidence` collects the evidence into `build/evidence`.

{_HOW.format(table="iso27001")}
""",
    key="control",
    group="theme",
    asked="what the platform shows",
)
PAGES = (ASVS, API_TOP_10, THREATS, ISO_27001)
