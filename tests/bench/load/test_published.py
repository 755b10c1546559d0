"""A vacancy that stands alone must be found; one that was linked to another is found as that one."""

import httpx
import pytest

from bench.load.published import unfound


class Interface:
    """Lists ``listed`` in pages of two, the first ``late`` times without the last of them, and shows ``shown``."""

    def __init__(self, listed, shown, late=0):
        self.listed, self.shown, self.late = listed, shown, late

    def __call__(self, request):
        if request.url.path == "/v1/vacancies":
            return self._page(int(request.url.params.get("cursor", 0)))
        vacancy = request.url.path.rsplit("/", 1)[1]
        if vacancy not in self.shown:
            return httpx.Response(404)
        return httpx.Response(200, json={"id": vacancy, **self.shown[vacancy]})

    def _page(self, start):
        listed = self.listed[:-1] if self.late > 0 else self.listed
        end = start + 2
        if end >= len(listed):
            self.late -= 1
            return httpx.Response(200, json={"items": [{"id": each} for each in listed[start:]]})
        return httpx.Response(200, json={"items": [{"id": each} for each in listed[start:end]], "next": str(end)})


def looked_for(interface, vacancies, patience=0.0):
    transport = httpx.MockTransport(interface)
    with httpx.Client(transport=transport, base_url="http://127.0.0.1", trust_env=False) as client:
        return unfound(client, vacancies, patience)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_what_is_listed_on_any_page_is_found(count):
    vacancies = [f"vac_{number}" for number in range(count)]
    assert looked_for(Interface([*vacancies, "vac_other"], {}), vacancies) == ()


def test_one_that_stands_alone_and_is_not_listed_is_missing():
    assert looked_for(Interface(["vac_1"], {"vac_2": {}}), ["vac_1", "vac_2"]) == ("vac_2",)


def test_one_that_nobody_can_read_is_missing():
    assert looked_for(Interface(["vac_1"], {}), ["vac_1", "vac_2"]) == ("vac_2",)


def test_one_that_names_another_as_itself_is_not():
    assert looked_for(Interface(["vac_1"], {"vac_2": {"canonical_id": "vac_1"}}), ["vac_1", "vac_2"]) == ()


def test_it_is_waited_for():
    interface = Interface(["vac_1", "vac_2", "vac_3"], {"vac_3": {}}, late=2)
    assert looked_for(interface, ["vac_1", "vac_3"], patience=20.0) == ()
    assert interface.late <= 0


def test_an_interface_that_fails_is_no_answer():
    with pytest.raises(httpx.HTTPStatusError):
        looked_for(lambda _request: httpx.Response(503), ["vac_1"])
