"""The methods that a function may send to the index are those that its work sends, no more and no fewer."""

import pytest

from chalicelib.identifiers import new_identifier
from infra_cdk.functions.specs import API, FUNCTIONS, PREPARE_INDICES
from search.document import CandidateDocument
from search.opensearch import auditing
from search.opensearch.candidates import OpenSearchCandidateIndex
from search.opensearch.layout import CANDIDATES, VACANCIES
from search.opensearch.percolating import OpenSearchPercolator
from search.opensearch.preparing import Spread, admit, prepare
from search.opensearch.standing import SEARCHES
from search.opensearch.vacancies import OpenSearchVacancyIndex
from search.percolating.standing import StandingSearch
from search.plan import Admission, CandidatePlan, CodeField, Plan, WeightedCode
from search.port import Removal
from tests.contracts.index.asking import SIGNALS
from tests.function_policies import policy_of
from tests.search.builders import NOW, vacancy
from tests.search.test_signed_paths import PREFIX, domain


def read(connection):
    vacancies = OpenSearchVacancyIndex(connection, VACANCIES, PREFIX)
    vacancies.search(Plan(signals=SIGNALS))
    vacancies.get(new_identifier("vac"))
    vacancies.counts(CodeField.REGION, ["32.73"], NOW)
    vacancies.employers("pt contoh", NOW)
    vacancies.count()
    plan = CandidatePlan(occupations=(WeightedCode("5230", 1.0),), limit=1)
    OpenSearchCandidateIndex(connection, CANDIDATES, PREFIX).search(plan)


def follow_vacancies(connection):
    index = OpenSearchVacancyIndex(connection, VACANCIES, PREFIX)
    index.put([vacancy(1)])
    index.remove([Removal(vacancy(1).id, 2)])


def follow_people(connection):
    index = OpenSearchCandidateIndex(connection, CANDIDATES, PREFIX)
    index.put([CandidateDocument(id=new_identifier("per"), version=1)])
    index.remove([Removal(new_identifier("per"), 2)])


def compare(connection):
    follow_vacancies(connection)
    list(OpenSearchVacancyIndex(connection, VACANCIES, PREFIX).versions())


def percolator(connection):
    return OpenSearchPercolator(connection, SEARCHES, PREFIX)


def saved():
    return StandingSearch(id=new_identifier("sav"), version=1, admission=Admission())


def follow_searches(connection):
    percolator(connection).put([saved()])
    percolator(connection).remove([Removal(saved().id, 2)])


def meet_searches(connection):
    percolator(connection).count()
    percolator(connection).matching([vacancy(1)])


def check_searches(connection):
    index = percolator(connection)
    list(index.readings())
    index.put([saved()], generation=index.start())


def prepare_all(connection):
    role = "arn:aws:iam::000000000000:role/padan-api"
    admit(connection, PREFIX, [role], [role])
    auditing.record(connection)
    for layout in (VACANCIES, CANDIDATES):
        prepare(connection, layout, PREFIX, Spread(shards=3, copies=3))


WORK = {
    API: read,
    "index_people": follow_people,
    "index_vacancies": follow_vacancies,
    "reconcile_indices": compare,
    "index_searches": follow_searches,
    "match_searches": meet_searches,
    "check_searches": check_searches,
    "tell_people": read,
    PREPARE_INDICES: prepare_all,
}


def granted(name):
    actions = [action for each in policy_of(name) for action in each.actions]
    return {action.removeprefix("es:ESHttp").upper() for action in actions if action.startswith("es:ESHttp")}


def test_no_other_function_reaches_the_index():
    assert {function.name for function in FUNCTIONS if granted(function.name)} == set(WORK)


@pytest.mark.parametrize("name", WORK)
def test_the_work_of_a_function_sends_what_it_may_send(name):
    with domain() as (connection, asked):
        WORK[name](connection)
    assert {each.method for each in asked} == granted(name)
