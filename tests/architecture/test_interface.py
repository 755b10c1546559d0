"""What must hold for every operation, queue and stream of the platform."""

from collections import Counter
from pathlib import Path

import pytest

import app as root
from chalicelib import errors, resources, tables
from chalicelib.errors import PadanError
from functions.http import ENDPOINTS
from security.principal import Audience

IDS = [f"{endpoint.method} {endpoint.path}" for endpoint in ENDPOINTS]


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=IDS)
def test_states_its_audience(endpoint):
    assert endpoint.audience
    assert endpoint.audience <= frozenset(Audience)
    assert Audience.PARTNER not in endpoint.audience or endpoint.audience == {Audience.PARTNER}


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=IDS)
def test_describes_itself(endpoint):
    assert endpoint.handler.__doc__, "an operation needs a docstring: it becomes its summary"
    assert endpoint.answer is not None, "the return annotation is Answer[Something]"


def test_every_route_of_the_app_was_declared_with_an_audience():
    declared = {(endpoint.method, endpoint.path) for endpoint in ENDPOINTS}
    routed = {(method, path) for path, methods in root.app.routes.items() for method in methods}
    assert routed == declared


def test_operation_names_are_unique():
    assert not [name for name, count in Counter(endpoint.name for endpoint in ENDPOINTS).items() if count > 1]


def _consumed_queues():
    return {
        source.queue.removeprefix(resources.physical_name(""))
        for source in root.app.event_sources
        if hasattr(source, "queue")
    }


def test_every_queue_is_consumed_and_nothing_else_is():
    assert _consumed_queues() == {queue.name for queue in resources.QUEUES}


def test_every_queue_has_a_dead_letter_queue():
    for queue in resources.QUEUES:
        assert queue.dead_letter != queue.name
        assert queue.max_receives >= 2


def _streamed_tables():
    streams = [source.stream_arn for source in root.app.event_sources if hasattr(source, "stream_arn")]
    return {arn.split("/")[1].removeprefix(tables.physical_name("")) for arn in streams}


def _own_tables():
    """Without the tables that other tests make for themselves."""
    return tables.all_tables()


def test_streams_are_declared_where_they_are_consumed():
    streaming = {model.Meta.logical_name for model in _own_tables() if hasattr(model.Meta, "stream_view_type")}
    assert _streamed_tables() == streaming


def test_every_error_type_has_its_own_slug_and_words():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, PadanError)]
    assert len({kind.slug for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert kind.title.id != kind.title.en
        assert 400 <= kind.status < 600


def test_every_error_type_is_in_the_catalogue():
    page = (Path(__file__).parents[2] / "docs" / "errors.md").read_text()
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, PadanError)]
    for kind in kinds:
        assert f"| `{kind.slug}` | {kind.status} |" in page, kind.__name__


def test_sibling_path_variables_share_one_name():
    """API Gateway takes one variable path part below each resource."""
    names = {}
    for endpoint in ENDPOINTS:
        parts = endpoint.path.split("/")
        for place, part in enumerate(parts):
            if part.startswith("{"):
                names.setdefault("/".join(parts[:place]), set()).add(part)
    assert {parent: found for parent, found in names.items() if len(found) > 1} == {}
