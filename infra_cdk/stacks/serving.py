"""The part of a place that serves: the same in the home region and, kept warm, in the recovery region."""

from collections.abc import Callable, Mapping

import msgspec
from aws_cdk import App, Stack
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.constructs.application import Application
from infra_cdk.constructs.delivery import Delivery, alarm_of
from infra_cdk.constructs.firewall import Firewall, Kind
from infra_cdk.constructs.identity import Identity
from infra_cdk.constructs.indices import Indices
from infra_cdk.constructs.interface import Interface
from infra_cdk.constructs.matching import Matching
from infra_cdk.constructs.messages import Messages
from infra_cdk.constructs.names import Names
from infra_cdk.constructs.network import Network
from infra_cdk.constructs.queues import Queues
from infra_cdk.constructs.search_domain import SearchDomain
from infra_cdk.deployment import Place
from infra_cdk.functions.machine import JOIN, PART
from infra_cdk.functions.specs import API, FIND_STREAMS, PREPARE_INDICES
from infra_cdk.functions.surroundings import Arns, Surroundings
from infra_cdk.monitoring.constructs.monitoring import Monitoring, ServiceAlarms, gateways_of
from infra_cdk.monitoring.watched import watched
from infra_cdk.stacks.stack import place_stack

DEPLOYING = (PREPARE_INDICES, FIND_STREAMS)
"""Functions that CloudFormation itself calls: always the newest version, or it could not prepare what it needs."""
BY_MACHINE = (PART, JOIN)
"""Functions that a state machine calls: a part that another version prepared refuses itself, so that they need no alias
that moves step by step."""


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """What the serving part stands on: the keys of the place, the vault and the audit, queues, the tables' streams.

    ``streams`` returns the ARN of each stream by its table; it may add to the functions' stack what finds them.
    """

    key: kms.IKey
    vault_key: str
    audit_key: str
    queues: Queues
    streams: Callable[[Construct], Mapping[str, str]]


class Serving:
    """The stacks of network, index, sign-in, functions and interface, and of what watches them."""

    def __init__(self, app: App, place: Place, ground: Ground) -> None:
        """Compose them."""
        self._app, self._place = app, place
        self.network = Network(self._stack("network"), "Network", place, ground.key)
        self.search = SearchDomain(self._stack("search"), "Search", place, self.network, ground.key)
        identity = self._stack("identity")
        self.identity = Identity(identity, "Identity", place)
        self.messages = Messages(identity, "Messages", place)
        self.platform = platform = self._stack("platform")
        around = Surroundings(
            data_key=ground.key.key_arn,
            vault_key=ground.vault_key,
            audit_key=ground.audit_key,
            search_url=self.search.endpoint_url,
            user_pool_arn=self.identity.pool.user_pool_arn,
            user_pool_id=self.identity.pool.user_pool_id,
            user_pool_client_id=self.identity.client.user_pool_client_id,
            token_issuer=self.identity.issuer,
            streams=ground.streams(self.platform),
        )
        roles = {PREPARE_INDICES: self.search.master}
        self.application = Application(platform, "Application", place, around, ground.key, self.network, roles)
        self._deliver(Delivery(platform, "Delivery", place))
        self.matching = Matching(platform, "Matching", place, Arns(place=place, around=around), ground.key)
        self.indices = Indices(platform, "Indices", place, self.application)
        self.interface = Interface(platform, "Interface", place, self.application, ground.key)
        self.firewall = Firewall(platform, "Firewall", place, Kind.REGIONAL, key=ground.key)
        self.firewall.protect(self.interface.stage_arn)
        self.names = Names(platform, "Names", place, self.interface)
        self.monitoring = self._monitor(platform, ground.key)

    def _deliver(self, delivery: Delivery) -> None:
        for name, function in self.application.functions.items():
            if name not in (*DEPLOYING, *BY_MACHINE):
                delivery.publish(function, [alarm_of(self._place, name)], interface=name == API)

    def _monitor(self, platform: Stack, key: kms.IKey) -> Monitoring:
        """Watch the place; filters need the groups of logs that come with the functions."""
        stack = self._stack("monitoring")
        stack.add_stack_dependency(platform)
        names = watched(
            self._place,
            gateways=gateways_of(self.network.vpc),
            certificates=(self.names.certificate.certificate_arn,),
        )
        monitoring = Monitoring(stack, "Monitoring", names, key)
        alarms = self._stack("alarms")
        alarms.add_stack_dependency(stack)
        ServiceAlarms(alarms, "Service", names, monitoring.topics)
        return monitoring

    def _stack(self, name: str) -> Stack:
        return place_stack(self._app, self._place, name)
