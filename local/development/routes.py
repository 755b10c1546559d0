"""The routes under ``/dev``."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from chalicelib.errors import InvalidInput, NotFound, PadanError, invalid
from chalicelib.texts import Language, Text, preferred_language
from functions.problems import MEDIA_TYPE, problem_of
from functions.reading import read_body
from local import mailbox
from local.development.guard import require_local
from local.development.jobs import Jobs, Report
from local.development.wishes import (
    AddedPartner,
    BreachStep,
    LearningNow,
    NewFeed,
    NewPartner,
    Recoding,
    Reconciling,
    Reindexing,
    Seeding,
    StoppedFeed,
    TokenWish,
    Trying,
)
from local.http.types import LocalRequest, LocalResponse, LocalRoute
from security.principal import Audience
from security.signature_types import Algorithm

if TYPE_CHECKING:
    from local.platform import Platform

_OPERATOR = "local"


Serve = Callable[[LocalRequest], Any]


class DevelopmentRoutes:
    """Serves ``/dev`` of one platform."""

    def __init__(self, platform: "Platform") -> None:
        """Work on ``platform``, which may start later."""
        self._platform = platform
        self._jobs = Jobs()
        self._routes: dict[tuple[str, str], Serve] = {
            ("POST", "/dev/token"): self._token,
            ("POST", "/dev/partners"): self._partner,
            ("GET", "/dev/feeds"): self._feeds,
            ("POST", "/dev/feeds"): self._add_feed,
            ("POST", "/dev/feeds/stop"): self._stop_feed,
            ("POST", "/dev/reindex"): self._reindex,
            ("POST", "/dev/reconcile"): self._reconcile,
            ("POST", "/dev/recode"): self._recode,
            ("POST", "/dev/duplicates"): self._duplicates,
            ("POST", "/dev/match-all"): self._match_all,
            ("POST", "/dev/learning"): self._learn,
            ("POST", "/dev/quality/rebuild"): self._rebuild_quality,
            ("POST", "/dev/policies/try"): self._try_policy,
            ("POST", "/dev/audit/verify"): self._verify_audit,
            ("POST", "/dev/breach-notice"): self._breach_notice,
            ("POST", "/dev/seed"): self._seed,
        }

    def routes(self) -> Mapping[str, LocalRoute]:
        """Return what the HTTP front mounts."""
        return {"/dev": self.serve, mailbox.PATH: self.mail}

    def mail(self, request: LocalRequest) -> LocalResponse:
        """Show the messages that were sent."""
        try:
            require_local(request)
            return mailbox.Mailbox(self._platform.emulator.url).serve(request)
        except PadanError as error:
            return _problem(error, preferred_language(request.headers.get("accept-language")))

    def serve(self, request: LocalRequest) -> LocalResponse:
        """Answer one request; refusals are problem documents."""
        language = preferred_language(request.headers.get("accept-language"))
        try:
            require_local(request)
            return _json(200, self._answer(request))
        except PadanError as error:
            return _problem(error, language)

    def _answer(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        serve = self._routes.get((request.method, request.path))
        if serve is not None:
            return serve(request)
        folder, _, identifier = request.path.rpartition("/")
        if request.method == "GET" and folder == "/dev/jobs":
            return self._jobs.get(identifier)
        raise NotFound

    def _token(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from local.development.accounts import account

        wish = read_body(request.body, TokenWish)
        if wish.role in (Audience.PUBLIC, Audience.PARTNER):
            raise InvalidInput
        return account(self._platform.folder, wish.role, wish.regions, wish.name)

    def _partner(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from chalicelib.partners.keys import add_key, add_partner, issue_secret

        wish = read_body(request.body, NewPartner)
        if (wish.public_key is None) != (wish.algorithm is Algorithm.HMAC_SHA256):
            text = Text("Kunci publik untuk ed25519 saja.", "A public key belongs to ed25519, and only to it.")
            raise invalid("/public_key", "invalid", text)
        partner = add_partner(wish.name)
        if wish.public_key is None:
            issued = issue_secret(partner.id)
            return AddedPartner(partner_id=partner.id, key_id=issued.key_id, secret=issued.secret)
        return AddedPartner(partner_id=partner.id, key_id=add_key(partner.id, wish.public_key).key_id)

    def _feeds(self, request: LocalRequest) -> Any:  # noqa: ANN401, ARG002 - becomes JSON; nothing is asked
        from chalicelib.feeds import all_feeds

        return all_feeds()

    def _add_feed(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from chalicelib.feeds import Feed, add_feed
        from chalicelib.partners.keys import partner_named

        wish = read_body(request.body, NewFeed)
        partner = partner_named(wish.partner)
        return add_feed(Feed(partner_id=partner.id, url=wish.url, form=wish.form, minutes=wish.minutes), _OPERATOR)

    def _stop_feed(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from chalicelib.feeds import stop_feed
        from chalicelib.partners.keys import partner_named

        return stop_feed(partner_named(read_body(request.body, StoppedFeed).partner).id, _OPERATOR)

    def _reindex(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from local.development.work import reindexed

        wish = read_body(request.body or b"{}", Reindexing)
        return self._jobs.start("reindex", lambda report: reindexed(wish.force, report))

    def _reconcile(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from local.development.work import reconciled

        wish = read_body(request.body or b"{}", Reconciling)
        return self._jobs.start("reconcile", lambda _: reconciled(wish.repair))

    def _recode(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from local.development.work import recoded

        wish = read_body(request.body or b"{}", Recoding)
        folder = self._platform.folder
        work = partial(recoded, folder, dry_run=wish.dry_run, every=wish.every, per_second=wish.writes_per_second)
        return self._jobs.start("recode", work)

    def _duplicates(self, request: LocalRequest) -> Any:  # noqa: ANN401, ARG002 - becomes JSON; nothing is asked
        from chalicelib import duplicates, sources

        note = self._platform.folder.path / "duplicates.json"
        return self._jobs.start("duplicates", lambda report: duplicates.run(note, report, sources.trust))

    def _match_all(self, request: LocalRequest) -> Any:  # noqa: ANN401, ARG002 - becomes JSON; nothing is asked
        from chalicelib.matching.batch.exporting import export
        from local.batch.running import run

        root = self._platform.folder.path / "matching"
        return self._jobs.start("match-all", lambda report: run(root, export, report))

    def _learn(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from local.development.work import learned

        wish = read_body(request.body or b"{}", LearningNow)
        return self._jobs.start("learning", lambda _: learned(today=wish.today))

    def _rebuild_quality(self, request: LocalRequest) -> Any:  # noqa: ANN401, ARG002 - becomes JSON; nothing is asked
        from chalicelib import quality

        return self._jobs.start("quality", quality.rebuild)

    def _try_policy(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from chalicelib.vacancies.trying import try_policy

        wish = read_body(request.body, Trying)
        return self._jobs.start("try-policy", lambda _: try_policy(wish.old, wish.new, timedelta(days=wish.days)))

    def _verify_audit(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from security.auditing.checking import Wish, verify_present

        wish = read_body(request.body or b"{}", Wish)
        return self._jobs.start("verify-audit", lambda _: verify_present(wish))

    def _breach_notice(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from chalicelib import breaches

        wish = read_body(request.body, BreachStep)

        def work(report: Report) -> Any:  # noqa: ANN401 - becomes JSON
            return breaches.handle(
                wish.file, actor=_OPERATOR, send=wish.send, agency_told=wish.agency_told, tell=report
            )

        return self._jobs.start("breach-notice", work)

    def _seed(self, request: LocalRequest) -> Any:  # noqa: ANN401 - becomes JSON
        from local.seed.filling import fill

        wish = read_body(request.body or b"{}", Seeding)

        def work(report: Report) -> Any:  # noqa: ANN401 - becomes JSON
            return fill(wish.vacancies, wish.people, wish.random_seed, report)

        return self._jobs.start("seed", work)


def _json(status: int, body: object) -> LocalResponse:
    return LocalResponse(status=status, body=msgspec.json.encode(body), headers={"Cache-Control": "no-store"})


def _problem(error: PadanError, language: Language) -> LocalResponse:
    body = msgspec.json.encode(problem_of(error, "local", language))
    return LocalResponse(status=error.status, content_type=MEDIA_TYPE, body=body)
