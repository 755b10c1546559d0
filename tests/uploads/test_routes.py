"""Uploading over the interface: the template, the report row by row, nothing doubled, who may."""

import base64
import csv
import io
import warnings

import pytest
from openpyxl import load_workbook

from chalicelib import employers, settings, uploads, vacancies
from chalicelib.employers.model import Verification
from chalicelib.vacancies.model import Channel, State
from functions.uploads import XLSX, take_rows
from security.principal import Audience, Principal
from tests.functions.posting_samples import CONTENT, OFFICER, employer_of
from tests.store_fixtures import Caller, Reply, SignedIn
from tests.uploads.broken_files import BROKEN, REFUSED, WITH_ROWS
from tests.uploads.making import delimited, workbook

pytestmark = pytest.mark.emulator

HEADINGS = (
    "Nomor",
    "Judul",
    "Uraian",
    "Kode jabatan",
    "Kabupaten/Kota",
    "Gaji",
    "Jam kerja",
    "Jenis pekerjaan",
    "Tautan",
)
DUTIES = "Melayani pembayaran pelanggan, menghitung kas, dan menata barang di rak setiap hari."
FILE = "application/octet-stream"


def row(number: str, title: str = "Kasir Minimarket", **changes: str) -> tuple[str, ...]:
    """A row in which nothing is wrong, with changes by heading."""
    cells = (
        number,
        title,
        DUTIES,
        "5230",
        "Kota Bandung",
        "5,5 juta - 6 juta",
        "40",
        "Penuh waktu",
        CONTENT["contact_url"],
    )
    filled = dict(zip(HEADINGS, cells, strict=True)) | {name.replace("_", " "): text for name, text in changes.items()}
    return tuple(filled[name] for name in HEADINGS)


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


def sent(who: SignedIn, employer: str, content: bytes, **headers: str) -> Reply:
    return who.send("POST", f"/v1/employers/{employer}/uploads", content, **{"content_type": FILE, **headers})


def rows_of(who: SignedIn, reply: Reply) -> list[dict[str, object]]:
    """All rows of a report, page by page."""
    found: list[dict[str, object]] = []
    cursor = ""
    while True:
        page = who.send("GET", f"{reply.headers['location']}?limit=7{cursor}").json
        found += page["rows"]
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"


def outcomes(who: SignedIn, reply: Reply) -> dict[int, str]:
    return {int(str(entry["row"])): str(entry["outcome"]) for entry in rows_of(who, reply)}


def vacancies_of(who: SignedIn, employer: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = who.send("GET", f"/v1/employers/{employer}/vacancies?limit=100").json["items"]
    return found


def test_each_row_is_answered_for_with_its_number_column_and_both_languages(owner):
    employer = employer_of(owner, verified=True)
    wrong = row("A-2", Gaji="banyak", Judul="K")
    held = row("A-3", "Kasir Malam", Uraian=f"{DUTIES} Wajib membayar uang jaminan Rp500.000.")
    reply = sent(owner, employer, delimited(HEADINGS, row("A-1"), wrong, held))
    assert reply.status == 202
    assert reply.json["state"] == "done"
    assert reply.json["channel"] == "upload"
    assert reply.json["counts"] == {"published": 1, "waiting": 1, "rejected": 0, "unchanged": 0, "refused": 1}
    one, two, three = rows_of(owner, reply)
    assert (one["row"], one["outcome"], one["number"]) == (2, "published", "A-1")
    problems = {entry["column"]: entry for entry in two["problems"]}
    assert {column: entry["code"] for column, entry in problems.items()} == {"Judul": "length", "Gaji": "no_amount"}
    assert problems["Gaji"]["row"] == 3
    assert "banyak" in problems["Gaji"]["message"]["id"]
    assert "amount" in problems["Gaji"]["message"]["en"]
    assert "vacancy" not in two
    assert (three["outcome"], three["findings"][0]["code"], three["findings"][0]["column"]) == (
        "waiting",
        "fee_asked",
        "Uraian",
    )
    stored = vacancies.get(str(one["vacancy"]))
    assert (stored.channel, stored.state, stored.source.external_id) == (Channel.UPLOAD, State.PUBLISHED, "A-1")
    assert (stored.content.pay_minimum, stored.content.pay_maximum, stored.content.region) == (
        5_500_000,
        6_000_000,
        "32.73",
    )


def test_the_same_file_again_doubles_nothing_and_a_mended_one_completes_it(owner):
    employer = employer_of(owner, verified=True)
    first = sent(owner, employer, delimited(HEADINGS, row("A-1"), row("A-2", Gaji="?"), row("", "Kasir Tanpa Nomor")))
    assert outcomes(owner, first) == {2: "published", 3: "refused", 4: "published"}
    again = sent(owner, employer, delimited(HEADINGS, row("A-1"), row("A-2", Gaji="?"), row("", "Kasir Tanpa Nomor")))
    assert outcomes(owner, again) == {2: "unchanged", 3: "refused", 4: "unchanged"}
    mended = sent(
        owner,
        employer,
        workbook(HEADINGS, row("A-1", Gaji="6 juta"), row("A-2", "Kasir Sore"), row("", "Kasir Tanpa Nomor")),
    )
    assert outcomes(owner, mended) == {2: "published", 3: "published", 4: "unchanged"}
    found = vacancies_of(owner, employer)
    assert sorted(str(entry["content"]["title"]) for entry in found) == [
        "Kasir Minimarket",
        "Kasir Sore",
        "Kasir Tanpa Nomor",
    ]
    assert {entry["revision"] for entry in found if entry["content"]["pay_minimum"] == 6_000_000} == {2}


def test_everyday_words_for_pay_are_read_and_a_minimum_wage_is_asked_for(owner):
    employer = employer_of(owner, verified=True)
    said = ("6.100.000/bln", "nego", "-", "dirahasiakan", "UMR")
    many = [row(f"G-{place}", f"Kasir Cabang {place}", Gaji=text) for place, text in enumerate(said)]
    reply = sent(owner, employer, delimited(HEADINGS, *many))
    found = rows_of(owner, reply)
    assert [entry["outcome"] == "refused" for entry in found] == [False, False, False, False, True]
    assert vacancies.get(str(found[0]["vacancy"])).content.pay_minimum == 6_100_000
    for entry in found[1:4]:
        assert vacancies.get(str(entry["vacancy"])).content.pay_minimum is None
        assert [note["code"] for note in entry["notes"]] == ["pay_not_stated"]
    assert [entry["code"] for entry in found[4]["problems"]] == ["minimum_wage"]


def test_a_title_that_is_a_formula_makes_no_vacancy(owner):
    employer = employer_of(owner, verified=True)
    reply = sent(owner, employer, delimited(HEADINGS, row("A-1", "=cmd|' /C calc'!A0")))
    (only,) = rows_of(owner, reply)
    assert (only["outcome"], only["problems"][0]["code"], only["problems"][0]["column"]) == (
        "refused",
        "looks_like_formula",
        "Judul",
    )
    assert vacancies_of(owner, employer) == []


def test_a_period_beside_the_pay_is_that_of_its_column_or_asked_about(owner):
    employer = employer_of(owner, verified=True)
    headings = (*HEADINGS, "Periode upah")
    rows = [(*row("P-1", Gaji="6 juta/bln"), "per bulan"), (*row("P-2", "Kasir Sore", Gaji="200rb/hari"), "per bulan")]
    same, other = rows_of(owner, sent(owner, employer, delimited(headings, *rows)))
    assert same["outcome"] == "published"
    assert [(entry["code"], entry["column"]) for entry in other["problems"]] == [("other_period", "Gaji")]


def test_a_held_row_without_a_number_is_told_to_mend_its_vacancy(owner):
    employer = employer_of(owner, verified=True)
    fee = f"{DUTIES} Wajib membayar uang jaminan Rp500.000."
    reply = sent(owner, employer, delimited(HEADINGS, row("A-1", Uraian=fee), row("", "Kasir Malam", Uraian=fee)))
    with_number, without = rows_of(owner, reply)
    assert "same number" in with_number["standing"]["action"]["en"]
    assert "same number" not in without["standing"]["action"]["en"]
    assert "mend the vacancy itself" in without["standing"]["action"]["en"]


def test_what_its_employer_closed_stays_closed_until_the_row_says_something_else(owner):
    employer = employer_of(owner, verified=True)
    reply = sent(owner, employer, delimited(HEADINGS, row("A-1")))
    vacancy = rows_of(owner, reply)[0]["vacancy"]
    assert owner.send("POST", f"/v1/vacancies/{vacancy}/close", {"filled": True}).status == 200
    assert outcomes(owner, sent(owner, employer, delimited(HEADINGS, row("A-1")))) == {2: "unchanged"}
    assert vacancies.get(str(vacancy)).state is State.FILLED
    reopened = sent(owner, employer, delimited(HEADINGS, row("A-1", Gaji="6,1 juta")))
    assert outcomes(owner, reopened) == {2: "published"}
    assert vacancies.get(str(vacancy)).state is State.PUBLISHED


def test_an_uploaded_vacancy_is_its_employers_own_to_change(owner):
    employer = employer_of(owner, verified=True)
    reply = sent(owner, employer, delimited(HEADINGS, row("A-1")))
    place = f"/v1/vacancies/{rows_of(owner, reply)[0]['vacancy']}"
    tag = owner.send("GET", place).etag
    assert owner.send("PATCH", place, {"openings": 3}, if_match=tag).status == 200
    assert owner.send("POST", f"{place}/withdraw", {}).status == 200


def test_two_employers_may_use_the_same_numbers(caller, owner):
    other = caller.sign_in(Audience.SEEKER)
    content = delimited(HEADINGS, row("A-1"))
    one, two = employer_of(owner, verified=True), employer_of(other, verified=True)
    assert outcomes(owner, sent(owner, one, content)) == outcomes(other, sent(other, two, content)) == {2: "published"}
    assert len(vacancies_of(owner, one)) == len(vacancies_of(other, two)) == 1


def test_many_rows_are_queued_and_done_by_the_worker(owner, queue):
    employer = employer_of(owner, verified=True)
    many = [row(f"N-{number}", f"Kasir Cabang {number}") for number in range(1, 46)]
    reply = sent(owner, employer, delimited(HEADINGS, *many, row("N-46", Gaji="?")))
    assert (reply.json["state"], reply.json["rows"]) == ("queued", 46)
    assert queue.work_off(take_rows) == 3
    report = owner.send("GET", reply.headers["location"]).json["upload"]
    assert report["state"] == "done"
    assert report["counts"] == {"published": 45, "waiting": 0, "rejected": 0, "unchanged": 0, "refused": 1}
    found = outcomes(owner, reply)
    assert list(found) == list(range(2, 48))
    assert found[47] == "refused"
    aged = row("N-1", "Kasir Cabang 1", Uraian=f"{DUTIES} Usia maksimal 25 tahun.")
    again = sent(owner, employer, delimited(HEADINGS, aged, *many[1:]))
    assert queue.work_off(take_rows) == 3
    counts = owner.send("GET", again.headers["location"]).json["upload"]["counts"]
    assert counts == {"published": 1, "waiting": 0, "rejected": 0, "unchanged": 44, "refused": 0}


def test_a_message_that_comes_again_and_work_that_died_change_nothing(owner, queue, monkeypatch):
    employer = employer_of(owner, verified=True)
    many = [row(f"N-{number}", f"Kasir Cabang {number}") for number in range(1, 22)]
    reply = sent(owner, employer, delimited(HEADINGS, *many))
    chunk = uploads.Chunk(upload=reply.json["id"], chunk=0)
    from chalicelib.uploads import working

    def dies(*_: object) -> None:
        raise RuntimeError("the function ran out of time")

    with monkeypatch.context() as patch:
        patch.setattr(working, "_record", dies)
        with pytest.raises(RuntimeError, match="out of time"):
            uploads.work(chunk)
    assert [outcome.result for outcome in uploads.work(chunk)] == [uploads.RowResult.PUBLISHED] * 20
    assert uploads.work(chunk) == ()
    queue.work_off(take_rows)
    assert owner.send("GET", reply.headers["location"]).json["upload"]["counts"]["published"] == 21
    assert len(vacancies_of(owner, employer)) == 21


def test_the_same_key_is_the_same_upload(owner, queue):
    employer = employer_of(owner)
    content = delimited(HEADINGS, row("A-1"))
    one = sent(owner, employer, content, idempotency_key="k-1")
    two = sent(owner, employer, content, idempotency_key="k-1")
    assert one.json["id"] == two.json["id"]
    assert sent(owner, employer, delimited(HEADINGS, row("A-2")), idempotency_key="k-1").status == 409


def test_the_key_belongs_to_the_employer_and_is_compared_before_the_file_is_read(owner):
    one, other = employer_of(owner), employer_of(owner)
    content = delimited(HEADINGS, row("A-1"))
    first = sent(owner, one, content, idempotency_key="k-2")
    second = sent(owner, other, content, idempotency_key="k-2")
    assert (second.status, second.json["id"] != first.json["id"]) == (202, True)
    assert len(vacancies_of(owner, other)) == 1
    for body in (b"nonsense", content + b"\r\n", workbook(HEADINGS, row("A-1"))):
        assert sent(owner, one, body, idempotency_key="k-2").status == 409
    assert sent(owner, one, content, idempotency_key="k-2").json["id"] == first.json["id"]


def test_a_key_of_a_file_that_was_refused_is_free_for_the_mended_one(owner):
    employer = employer_of(owner)
    assert sent(owner, employer, b"nonsense", idempotency_key="k-3").status == 400
    assert sent(owner, employer, delimited(HEADINGS, row("A-1")), idempotency_key="k-3").status == 202


def test_a_row_that_waits_says_at_which_step_by_which_rule_and_what_to_do(owner):
    employer = employer_of(owner, verified=True)
    fee = row("A-1", Uraian=f"{DUTIES} Wajib membayar uang jaminan Rp500.000.")
    (held,) = rows_of(owner, sent(owner, employer, delimited(HEADINGS, fee)))
    standing = held["standing"]
    assert (held["outcome"], standing["step"], standing["rules"][0]) == ("waiting", "mend", "fee_asked")
    assert standing["reason"]["id"].startswith("Ditahan pemeriksaan: ")
    assert standing["reason"]["en"].startswith("Held by the check: ")
    assert "nomor yang sama" in standing["action"]["id"]
    (again,) = rows_of(owner, sent(owner, employer, delimited(HEADINGS, fee)))
    assert (again["outcome"], again["standing"]) == ("unchanged", standing), "what stands still says why"
    (mended,) = rows_of(owner, sent(owner, employer, delimited(HEADINGS, row("A-1"))))
    assert (mended["outcome"], mended["vacancy"], "standing" in mended) == ("published", held["vacancy"], False)
    assert len(vacancies_of(owner, employer)) == 1, "a corrected row updates its vacancy"


def test_a_new_employers_row_says_that_an_officer_looks_at_it(owner):
    (first,) = rows_of(owner, sent(owner, employer_of(owner), delimited(HEADINGS, row("A-1"))))
    assert (first["outcome"], first["standing"]["step"]) == ("waiting", "officer")
    assert "rules" not in first["standing"]
    assert "nothing is wrong" in first["standing"]["reason"]["en"]
    assert "Tidak perlu tindakan" in first["standing"]["action"]["id"]


def lines(reply: Reply) -> list[dict[str, str]]:
    """The lines of a report as CSV."""
    return list(csv.DictReader(io.StringIO(reply.text.removeprefix("\ufeff")), delimiter=";"))


def test_the_report_comes_as_csv_with_a_line_for_each_thing_to_do(owner):
    employer = employer_of(owner, verified=True)
    held = row("A-2", "Kasir Malam", Uraian=f"{DUTIES} Wajib membayar uang jaminan Rp500.000.")
    wrong = row("A-3", "=1+1", Gaji="banyak")
    place = sent(owner, employer, delimited(HEADINGS, row("A-1"), held, wrong)).headers["location"]
    reply = owner.send("GET", f"{place}/report.csv")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert reply.headers["content-disposition"].startswith("attachment;")
    assert "link" not in reply.headers
    found = lines(reply)
    first, second, *_, third = (line for line in found if line["Baris / Row"] != "2")
    assert [(line["Baris / Row"], line["Aturan / Rule"].partition(",")[0]) for line in (first, second, third)] == [
        ("3", "fee_asked"),
        ("3", "fee_asked"),
        ("4", "no_amount"),
    ]
    assert (first["Langkah / Step"], second["Kolom / Column"], third["Kolom / Column"]) == (
        "perbaiki / mend",
        "Uraian",
        "Gaji",
    )
    assert all(line["Keterangan"] and line["What was found"] != line["Keterangan"] for line in (first, second, third))
    assert all(line["Yang perlu dilakukan"] and line["What to do"] for line in found)


def test_the_csv_of_a_long_report_leads_to_the_next(owner, queue, monkeypatch):
    from functions import uploads as routes

    monkeypatch.setattr(routes, "_ROWS_OF_FILE", 2)
    place = sent(owner, employer_of(owner), delimited(HEADINGS, *[row(f"A-{n}", f"Kasir {n}x") for n in range(3)]))
    first = owner.send("GET", f"{place.headers['location']}/report.csv")
    following = first.headers["link"]
    assert following.endswith('>; rel="next"')
    second = owner.send("GET", "/v1" + following.partition("/v1")[2].partition(">")[0])
    assert [line["Nomor / Number"] for line in (*lines(first), *lines(second))] == ["A-0", "A-1", "A-2"]
    assert "link" not in second.headers


def test_nobody_else_gets_the_csv_of_a_report(caller, owner):
    place = sent(owner, employer_of(owner), delimited(HEADINGS, row("A-1"))).headers["location"]
    assert caller.sign_in(Audience.EMPLOYER).send("GET", f"{place}/report.csv").status == 404
    assert caller.send("GET", f"{place}/report.csv").status == 401
    assert owner.send("GET", f"{place}/report.csv?cursor=x").status == 400


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_by_name(owner, name):
    broken = BROKEN[name]
    reply = sent(owner, employer_of(owner), broken.make()[: 5 * 1024 * 1024])
    assert reply.status in (400, 413), reply.text
    assert reply.pointers() == {"/file": broken.code}


@pytest.mark.parametrize("name", WITH_ROWS)
def test_a_file_with_a_broken_row_is_taken_and_the_row_explained(owner, name):
    broken = BROKEN[name]
    reply = sent(owner, employer_of(owner), broken.make())
    assert reply.status == 202, reply.text
    (problem, *_), *_ = [entry["problems"] for entry in rows_of(owner, reply) if entry["outcome"] == "refused"]
    assert (problem["code"], problem["row"], problem.get("column", "")) == broken[1:]
    assert problem["message"]["id"] != problem["message"]["en"]


def test_a_field_that_contradicts_another_is_told_with_its_column(owner):
    headings = ("Judul", "Upah terendah", "Upah tertinggi", "Berakhir")
    content = delimited(headings, ("Kasir Toko", "6 juta", "5 juta", "2020-01-31"))
    problems = rows_of(owner, sent(owner, employer_of(owner), content))[0]["problems"]
    assert {(entry["column"], entry["code"]) for entry in problems} == {
        ("Upah tertinggi", "below_minimum"),
        ("Berakhir", "past"),
    }


def test_nobody_uploads_for_an_employer_of_others_or_sees_its_reports(caller, owner):
    employer = employer_of(owner)
    content = delimited(HEADINGS, row("A-1"))
    place = sent(owner, employer, content).headers["location"]
    stranger = caller.sign_in(Audience.EMPLOYER)
    assert sent(stranger, employer, content).status == 403
    assert caller.send("POST", f"/v1/employers/{employer}/uploads", content, {"content-type": FILE}).status == 401
    assert stranger.send("GET", place).status == 404
    assert sent(owner, "emp_" + "0" * 26, content).status == 404
    other = employer_of(owner)
    assert owner.send("GET", place.replace(employer, other)).status == 404
    assert owner.send("GET", f"/v1/employers/{employer}/uploads/nonsense").status == 404


def test_an_officer_uploads_for_an_employer_of_the_region_and_only_there(caller, owner):
    employer = employer_of(owner, verified=True)
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    elsewhere = caller.sign_in(Audience.OFFICER, regions=("51",))
    content = delimited(HEADINGS, row("A-1"), row("A-2", **{"Kabupaten/Kota": "Kota Denpasar"}))
    assert sent(elsewhere, employer, content).status == 403
    reply = sent(officer, employer, content)
    assert reply.json["channel"] == "officer"
    first, second = rows_of(officer, reply)
    assert first["outcome"] == "published"
    assert (second["outcome"], second["problems"][0]["code"]) == ("refused", "outside_region")
    assert vacancies.get(str(first["vacancy"])).channel is Channel.OFFICER


@pytest.mark.parametrize(
    ("content_type", "status"), [(FILE, 202), (XLSX, 202), ("text/csv", 202), ("application/pdf", 415)]
)
def test_the_bytes_and_not_their_type_tell_what_a_file_is(owner, content_type, status):
    content = delimited(HEADINGS, row("A-1"))
    assert sent(owner, employer_of(owner), content, content_type=content_type).status == status


def test_the_csv_template_is_filled_in_and_read_back(caller, owner):
    reply = caller.send("GET", "/v1/uploads/template.csv")
    assert reply.status == 200
    assert reply.headers["content-type"].startswith("text/csv")
    lines = reply.text.removeprefix("\ufeff").splitlines()
    mended = "\r\n".join([lines[0], lines[1].replace("# contoh / example: ", "")])
    answer = sent(owner, employer_of(owner, verified=True), ("\ufeff" + mended).encode())
    assert outcomes(owner, answer) == {2: "published"}
    assert answer.json["notes"] == []
    (only,) = rows_of(owner, answer)
    assert "findings" not in only, "the example of the template shows how it is done well"
    untouched = sent(owner, employer_of(owner), reply.text.encode())
    assert untouched.pointers() == {"/file": "no_rows"}


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("accept", [None, "", "*/*", BROWSER, "application/*", "text/csv, application/*;q=0.1", XLSX])
def test_the_workbook_template_is_for_everybody_who_admits_it(caller, accept):
    headers = {} if accept is None else {"accept": accept}
    reply = caller.send("GET", "/v1/uploads/template.xlsx", headers=headers)
    assert (reply.status, reply.headers["content-type"]) == (200, XLSX)
    assert base64.b64decode(reply.text).startswith(b"PK")


@pytest.mark.parametrize("accept", ["text/html", "application/json", f"*/*, {XLSX};q=0", "application/*;q=0, */*"])
def test_who_does_not_admit_a_workbook_gets_none(caller, accept):
    reply = caller.send("GET", "/v1/uploads/template.xlsx", headers={"accept": accept})
    assert (reply.status, XLSX in reply.text) == (406, True)


@pytest.mark.parametrize("accept", [None, "*/*", BROWSER, "text/csv", "text/*"])
def test_the_csv_template_is_for_everybody_who_admits_it(caller, accept):
    headers = {} if accept is None else {"accept": accept}
    assert caller.send("GET", "/v1/uploads/template.csv", headers=headers).status == 200


def test_a_gateway_that_would_garble_the_workbook_is_not_given_it(caller, monkeypatch):
    monkeypatch.setenv("PADAN_STAGE", "pilot")
    settings.forget()
    try:
        answers = [
            caller.send("GET", "/v1/uploads/template.xlsx", headers={"accept": each}).status
            for each in (BROWSER, "*/*", XLSX, f"{XLSX}, */*")
        ]
    finally:
        monkeypatch.undo()
        settings.forget()
    assert answers == [406, 406, 200, 200]


def test_the_workbook_template_explains_columns_and_codes(caller):
    reply = caller.send("GET", "/v1/uploads/template.xlsx", headers={"accept": XLSX})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(base64.b64decode(reply.text)))
    assert len(book.worksheets) == 3
    codes = {line[1] for line in book.worksheets[2].iter_rows(values_only=True)}
    assert {"FULL_TIME", "sma", "32.75", "MONTH"} <= codes


def test_what_a_public_body_posts_or_uploads_is_a_public_post(caller, owner):
    employer = employer_of(owner, verified=True)
    path, yes = f"/v1/employers/{employer}/public-body", {"public_body": True}
    assert owner.send("POST", path, yes).status == 403
    assert caller.sign_in(Audience.OFFICER, regions=("32",)).send("POST", path, yes).status == 403
    admin = caller.sign_in(Audience.ADMIN)
    assert admin.send("POST", path, {"public_body": "maybe"}).status == 400
    assert admin.send("POST", path, yes).json["public_body"] is True
    drafted = owner.send("POST", "/v1/vacancies", {**CONTENT, "employer_id": employer})
    assert vacancies.get(drafted.json["id"]).channel is Channel.PUBLIC
    reply = sent(owner, employer, delimited(HEADINGS, row("A-1")))
    assert reply.json["channel"] == "public"
    assert admin.send("POST", path, {"public_body": False}).json.get("public_body") is None


def test_an_employer_that_an_officer_registered_is_known_as_such(caller, owner):
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    registered = officer.send("POST", "/v1/employers", {"name": "Warung Bu Tini", "region": "32.73"}).json
    assert registered["assisted"] is True
    assert employers.stored(registered["id"]).employer.members == ()
    assert "assisted" not in owner.send("GET", f"/v1/employers/{registered['id']}").json
    assert "assisted" not in owner.send("GET", f"/v1/employers/{employer_of(owner)}").json


def test_an_officer_sees_what_was_posted_on_behalf_of_an_employer_in_their_region(caller, owner):
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    employer = officer.send("POST", "/v1/employers", {"name": "Warung Bu Tini", "region": "32.73"}).json["id"]
    sent(officer, employer, delimited(HEADINGS, row("A-1")))
    place = f"/v1/employers/{employer}/vacancies"
    (seen,) = officer.send("GET", place).json["items"]
    assert (seen["channel"], seen["source"]["external_id"]) == ("officer", "A-1")
    for stranger in (caller.sign_in(Audience.OFFICER, regions=("51",)), caller.sign_in(Audience.EMPLOYER), owner):
        assert stranger.send("GET", place).status == 404
    assert officer.send("GET", "/v1/employers/emp_" + "0" * 26 + "/vacancies").status == 404


def test_an_officer_does_not_see_an_employers_drafts_of_another_region(caller, owner):
    employer = employer_of(owner)
    sent(owner, employer, delimited(HEADINGS, row("A-1"), row("A-2", **{"Kabupaten/Kota": "Kota Denpasar"})))
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    seen = officer.send("GET", f"/v1/employers/{employer}/vacancies").json["items"]
    assert [entry["source"]["external_id"] for entry in seen] == ["A-1"]
    assert len(vacancies_of(owner, employer)) == 2


def test_an_officers_post_is_recorded_as_such_and_told_to_the_employer(caller, owner, monkeypatch):
    from chalicelib import outbox

    told: list[tuple[str, str]] = []
    add = outbox.add

    def noting(transaction: object, *, topic: str, subject: str, **more: object) -> None:
        told.append((topic, subject))
        add(transaction, topic=topic, subject=subject, **more)

    monkeypatch.setattr(outbox, "add", noting)
    employer = employer_of(owner, verified=True)
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    place = officer.send("POST", "/v1/vacancies", {**CONTENT, "employer_id": employer}).json["id"]
    assert vacancies.get(place).channel is Channel.OFFICER
    assert officer.send("POST", f"/v1/vacancies/{place}/submit").status == 200
    assert told == [("vacancy_on_behalf", place)]
    own = owner.send("POST", "/v1/vacancies", {**CONTENT, "title": "Kasir Siang", "employer_id": employer}).json["id"]
    assert owner.send("POST", f"/v1/vacancies/{own}/submit").status == 200
    assert vacancies.get(own).channel is Channel.EMPLOYER
    upload = sent(officer, employer, delimited(HEADINGS, row("A-1"))).json["id"]
    assert told == [("vacancy_on_behalf", place), ("upload_on_behalf", upload)]


def test_a_new_employers_rows_wait_for_an_officer(owner):
    employer = employer_of(owner)
    assert outcomes(owner, sent(owner, employer, delimited(HEADINGS, row("A-1")))) == {2: "waiting"}
    employers.verify(Principal(id=OFFICER.id, roles=OFFICER.roles, regions=("32",)), employer, Verification.VERIFIED)
    assert outcomes(owner, sent(owner, employer, delimited(HEADINGS, row("A-2", "Kasir Lain")))) == {2: "published"}
