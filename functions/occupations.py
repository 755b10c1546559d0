"""The occupation code of a job title, for everybody: likely groups, how likely, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint

from functions.calls import Answer, Call
from functions.http import endpoint
from functions.negotiation import has_already
from security.principal import Audience

if TYPE_CHECKING:
    from functions.occupation_views import CodingQuery, TitleCodings

blueprint = Blueprint(__name__)
PUBLIC = (Audience.PUBLIC,)
_NOTHING: Any = ""


@endpoint(blueprint, "GET", "/v1/occupations/code", audience=PUBLIC)
def code(call: Call, query: CodingQuery) -> Answer[TitleCodings]:
    """Unit groups that a job title may mean, the likeliest first, each with its confidence and what speaks for it.

    A vacancy that is posted without an occupation gets the first one when it is likelier than not. A title that is
    like nothing known has none.
    """
    from functions.occupation_views import coding_tag, title_codings

    language = query.lang or call.language
    tag = coding_tag(query, language)
    headers = {
        "Cache-Control": "public, max-age=3600",
        "Vary": "Accept, Accept-Language",
        "Content-Language": language.value,
    }
    if has_already(call, tag):
        return Answer(body=_NOTHING, status=304, version=tag, headers=headers)
    return Answer(body=title_codings(query, language), version=tag, headers=headers)
