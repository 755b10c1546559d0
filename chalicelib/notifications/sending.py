"""The providers: SES for e-mail, SNS for SMS."""

from typing import Any, Protocol

from chalicelib.notifications.model import Message
from chalicelib.people.verification_model import Channel
from chalicelib.settings import Mail, read


class NotTaken(Exception):
    """The provider answered that it did not take the message; it may be tried again."""


class NeverTaken(Exception):
    """The provider will not take this message, however often it is tried: a dead or malformed address."""


class Sender(Protocol):
    """Something that messages leave by."""

    def send(self, message: Message) -> None:
        """Hand the message over; raises `NotTaken` or `NeverTaken`. Any other error: it may have been taken."""
        ...


_FINAL = frozenset({"MessageRejected", "BadRequestException", "InvalidParameter", "InvalidParameterValue", "OptedOut"})


class AwsSender:
    """Sends by SES version 2 and SNS, whose clients do not repeat by themselves what may have been taken."""

    def __init__(self, mail: Any, texting: Any, source: str) -> None:  # noqa: ANN401 - boto3
        """Use the boto3 clients of ``sesv2`` and ``sns``; ``source`` is the verified sender of e-mail."""
        self._mail, self._texting, self._source = mail, texting, source

    def send(self, message: Message) -> None:
        """Hand the message to the provider of its channel."""
        from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError

        try:
            self._text(message) if message.channel is Channel.PHONE else self._write(message)
        except (EndpointConnectionError, ConnectTimeoutError) as error:
            raise NotTaken from error
        except ClientError as error:
            code = error.response["Error"]["Code"]
            raise (NeverTaken if code in _FINAL else NotTaken)(code) from error

    def _write(self, message: Message) -> None:
        utf8 = {"Charset": "UTF-8"}
        simple: dict[str, Any] = {
            "Subject": {"Data": message.subject, **utf8},
            "Body": {"Text": {"Data": message.body, **utf8}},
        }
        if message.stop is not None:
            simple["Headers"] = [{"Name": name, "Value": value} for name, value in _stopping(message.stop).items()]
        content = {"Simple": simple}
        self._mail.send_email(FromEmailAddress=self._source, Destination={"ToAddresses": [message.to]}, Content=content)

    def _text(self, message: Message) -> None:
        kind = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}
        self._texting.publish(PhoneNumber=message.to, Message=message.body, MessageAttributes=kind)


def _stopping(address: str) -> dict[str, str]:
    """Return the headers by which programs of mail stop messages with one click (RFC 2369, RFC 8058)."""
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def sender() -> Sender:
    """Return this deployment's providers."""
    from chalicelib.aws import client

    return AwsSender(client("sesv2"), client("sns"), read(Mail).mail_sender)
