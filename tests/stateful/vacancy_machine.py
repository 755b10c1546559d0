"""A machine that takes vacancies through their lives, in any order, while time goes by and streams come late."""

import contextlib
from datetime import timedelta
from random import Random
from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple, rule

from chalicelib import reviewing, vacancies
from chalicelib.errors import PadanError
from chalicelib.vacancies import Decision, Ruling, State, VacancyContent, table
from chalicelib.vacancies.content import ContentPatch
from chalicelib.vacancies.model import ReasonCode
from tests.stateful.vacancy_world import OFFICER, VacancyWorld
from tests.vacancies.samples import content

TEXTS = (
    "Melayani pembayaran pelanggan, menghitung kas, dan menata barang di rak setiap hari.",
    "Melayani pelanggan. Peserta membayar biaya administrasi Rp200.000 sebelum wawancara.",
    "Melayani pelanggan. Pria, usia maksimal 25 tahun, belum menikah, berpenampilan menarik.",
    "Menjaga toko.",
)
"""Plain, with money asked of the applicant, with what nobody may ask for, and with little said."""
PAYS = ((5_500_000, 6_000_000), (900_000, 1_000_000), (None, None))
contents = st.builds(
    lambda title, text, pay: content(title=title, description=text, pay_minimum=pay[0], pay_maximum=pay[1]),
    st.sampled_from(("Kasir Minimarket", "Pramuniaga Toko", "Petugas Gudang")),
    st.sampled_from(TEXTS),
    st.sampled_from(PAYS),
)


class VacancyLives(RuleBasedStateMachine):
    """Each rule takes one action on one vacancy; `VacancyWorld` holds what became of it to the model."""

    drafts: Bundle[str] = Bundle("drafts")
    pushed: Bundle[str] = Bundle("pushed")
    world: VacancyWorld | None = None

    @initialize(verified=st.booleans())
    def begin(self, verified: bool) -> None:
        self.world = VacancyWorld(verified=verified)

    @rule(target=drafts, stated=contents)
    def draft(self, stated: VacancyContent) -> str:
        world = self._world()
        made = vacancies.draft(world.owner, world.employer, stated, clock=world.clock)
        assert (made.state, made.revision, len(made.history)) == (State.DRAFT, 1, 1)
        world.became("draft", made.id)
        return made.id

    @rule(target=pushed, stated=contents, external=st.integers(1, 3))
    def push(self, stated: VacancyContent, external: int) -> Any:
        world = self._world()
        source = world.source(external)
        outcome = vacancies.upsert_from_source(source, "Karya Mitra", stated, None, world.clock.now())
        known = world.of_source(source)
        for which in {*known, outcome.vacancy_id}:
            world.became("push", which)
        return multiple(*(which for which in world.of_source(source) if which not in known))

    @rule(external=st.integers(1, 3))
    def remove(self, external: int) -> None:
        world = self._world()
        source = world.source(external)
        for which in world.of_source(source):
            world.act("remove", which, lambda: vacancies.remove_from_source(source, clock=world.clock))

    @rule(which=drafts, stated=contents)
    def amend(self, which: str, stated: VacancyContent) -> None:
        world = self._world()
        patch = ContentPatch(
            title=stated.title,
            description=stated.description,
            pay_minimum=stated.pay_minimum,
            pay_maximum=stated.pay_maximum,
        )
        revision = world.known[which].revision
        world.act("amend", which, lambda: vacancies.amend(world.owner, which, patch, revision, world.clock))

    @rule(which=drafts)
    def submit(self, which: str) -> None:
        world = self._world()
        world.act("submit", which, lambda: vacancies.submit(world.owner, which, clock=world.clock))

    @rule(which=st.one_of(drafts, pushed))
    def renew(self, which: str) -> None:
        world = self._world()
        world.act("renew", which, lambda: vacancies.renew(world.poster(which), which, clock=world.clock))

    @rule(which=st.one_of(drafts, pushed), filled=st.booleans())
    def close(self, which: str, filled: bool) -> None:
        world, name = self._world(), "fill" if filled else "close"
        world.act(name, which, lambda: vacancies.close(world.poster(which), which, filled=filled, clock=world.clock))

    @rule(which=st.one_of(drafts, pushed))
    def withdraw(self, which: str) -> None:
        world = self._world()
        world.act("withdraw", which, lambda: vacancies.withdraw(world.poster(which), which, clock=world.clock))

    @rule(which=st.one_of(drafts, pushed), decision=st.sampled_from(Decision))
    def decide(self, which: str, decision: Decision) -> None:
        world = self._world()
        ruling = Ruling(decision=decision, code=ReasonCode.FOUND_WRONGLY, reason="Sudah diperiksa oleh petugas.")
        if decision is not Decision.PUBLISH:
            ruling = msgspec.structs.replace(ruling, code=ReasonCode.UNCLEAR)

        def work() -> None:
            reviewing.hold(OFFICER, which, world.clock)
            try:
                reviewing.decide(OFFICER, which, ruling, clock=world.clock)
            finally:
                with contextlib.suppress(PadanError):
                    reviewing.give_back(OFFICER, which, world.clock)

        # Two officers must agree on some, and one may hold only so many.
        world.act(decision.value, which, work, may_refuse=True)

    @rule(which=st.one_of(drafts, pushed))
    def hold(self, which: str) -> None:
        world = self._world()
        world.act("hold", which, lambda: vacancies.hold_published(which, "reported", world.clock))

    @rule(which=st.one_of(drafts, pushed), number=st.integers(0, 4))
    def count(self, which: str, number: int) -> None:
        world = self._world()
        before = world.known[which]
        grew = vacancies.count_applications(which, number)
        item = table.load(which)
        assert item.vacancy == msgspec.structs.replace(before, applications=max(number, before.applications))
        assert grew is (number > before.applications)
        assert int(item.version) == world.versions[which] + grew
        if grew:
            world.streamed(which, item.vacancy, int(item.version))

    @rule(days=st.sampled_from((1, 10, 30, 80, 100)))
    def pass_time(self, days: int) -> None:
        self._world().clock.advance(timedelta(days=days))

    @rule()
    def look_after(self) -> None:
        """The schedules: reminders, and taking off what is due."""
        world = self._world()
        vacancies.remind_employers(world.clock)
        for which in list(world.known):
            world.became("remind", which)
        vacancies.take_off_due(world.clock)
        for which in list(world.known):
            world.became("due", which)

    @rule(order=st.randoms(use_true_random=False), replayed=st.integers(0, 3))
    def drain(self, order: Random, replayed: int) -> None:
        """The streams come: shuffled, and some changes twice."""
        world = self._world()
        batch = [*world.waiting, *world.waiting[:replayed]]
        order.shuffle(batch)
        world.waiting.clear()
        world.deliver(batch)
        world.index_agrees()

    def teardown(self) -> None:
        if self.world is not None:
            self.world.deliver(self.world.waiting)
            self.world.index_agrees()
            self.world.feed_agrees()
            self.world.end()

    def _world(self) -> VacancyWorld:
        assert self.world is not None
        return self.world
