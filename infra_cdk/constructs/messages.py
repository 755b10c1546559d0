"""What leaves the platform as mail and SMS. See docs/decisions/0118-messages-in-the-cloud.md."""

from aws_cdk import aws_route53 as route53
from aws_cdk import aws_ses as ses
from constructs import Construct

from infra_cdk.deployment import Place, Role

MAIL_FROM = {Role.HOME: "mail", Role.RECOVERY: "mail-recovery"}
"""Names below the domain that bounces come back to: each has the one MX record that SES of its region asks for."""
EVENTS = ("SEND", "DELIVERY", "BOUNCE", "COMPLAINT", "REJECT", "DELIVERY_DELAY")


class Messages(Construct):
    """A verified ``identity`` for the domain with its mail records, and ``configuration`` that every mail goes by.

    CloudFormation knows no settings of SMS: they are commands in the decision page.
    """

    def __init__(self, scope: Construct, id: str, place: Place) -> None:
        """Make them; the records that there may be one of (DMARC) come with the home region."""
        super().__init__(scope, id)
        self._place = place
        self.zone = route53.PublicHostedZone.from_public_hosted_zone_attributes(
            self, "Zone", hosted_zone_id=place.deployment.hosted_zone, zone_name=place.deployment.domain
        )
        self.configuration = self._configuration()
        self.identity = ses.EmailIdentity(
            self,
            "Identity",
            identity=ses.Identity.public_hosted_zone(self.zone),
            configuration_set=self.configuration,
            dkim_identity=ses.DkimIdentity.easy_dkim(ses.EasyDkimSigningKeyLength.RSA_2048_BIT),
            mail_from_domain=f"{MAIL_FROM[place.role]}.{place.deployment.domain}",
            mail_from_behavior_on_mx_failure=ses.MailFromBehaviorOnMxFailure.REJECT_MESSAGE,
            feedback_forwarding=False,
        )
        if place.is_home:
            self._dmarc()

    def _configuration(self) -> ses.ConfigurationSet:
        """Return the set with TLS, reputation and suppression; its events are counted, and no address is kept."""
        configuration = ses.ConfigurationSet(
            self,
            "Configuration",
            configuration_set_name=self._place.named("mail"),
            tls_policy=ses.ConfigurationSetTlsPolicy.REQUIRE,
            reputation_metrics=True,
            suppression_reasons=ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
        )
        dimension = ses.CloudWatchDimension(
            name="ses:configuration-set",
            source=ses.CloudWatchDimensionSource.MESSAGE_TAG,
            default_value=self._place.named("mail"),
        )
        configuration.add_event_destination(
            "Counts",
            destination=ses.EventDestination.cloud_watch_dimensions([dimension]),
            events=[getattr(ses.EmailSendingEvent, event) for event in EVENTS],
        )
        return configuration

    def _dmarc(self) -> None:
        reports = self._place.deployment.operations_email
        route53.TxtRecord(
            self,
            "Dmarc",
            zone=self.zone,
            record_name="_dmarc",
            values=[f"v=DMARC1; p=quarantine; adkim=r; aspf=r; rua=mailto:{reports}"],
        )
