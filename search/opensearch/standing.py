"""What the index of standing searches looks like on OpenSearch: a query in each row, and the fields that it may ask."""

from search.opensearch.layout import DOCUMENT, KEYWORD, LIVE, POINT, TOKENS, Json, Layout
from search.opensearch.queries import ALIVE, admitted
from search.percolating.standing import StandingSearch
from search.plan import Admission, CodeField, NumberField, TextField

QUERY = "query"
READING = "reading"


def standing_query(admission: Admission) -> Json:
    """Return the query for what ``admission`` admits, to be percolated: a vacancy at hand is alive."""
    query = admitted(admission)["bool"]
    return {"bool": query | {"filter": [entry for entry in query["filter"] if entry is not ALIVE]}}


def search_row(search: StandingSearch) -> Json:
    """Return what is stored and indexed of a saved search."""
    return {
        LIVE: True,
        DOCUMENT: search,
        "id": search.id,
        READING: search.reading,
        QUERY: standing_query(search.admission),
    }


SEARCHES: Layout[StandingSearch] = Layout(
    name="searches",
    version=2,
    kind=StandingSearch,
    row=search_row,
    properties={
        QUERY: {"type": "percolator"},
        READING: KEYWORD,
        # What a query can ask of a vacancy: the fields of the vacancy index, of which no row here has one.
        **{field.value: TOKENS for field in TextField},
        **{field.value: KEYWORD for field in CodeField},
        **{field.value: {"type": "long"} for field in NumberField},
        POINT: {"type": "geo_point"},
    },
)
