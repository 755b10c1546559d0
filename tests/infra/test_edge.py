"""The edge serves what one machine serves, by a policy that the pages keep to, and logs nobody."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from chalicelib.texts import Language
from functions.console import page as console_page
from infra_cdk.constructs.edge_log import FIELDS
from infra_cdk.constructs.edge_policies import API_CONTENT, DOCS_CONTENT, content_policy, page_content
from infra_cdk.publishing import handler
from infra_cdk.publishing.pages import CACHING, WEB, pages
from infra_cdk.stacks.edge import REGION
from local.emulator import REGION as REGION_OF_EMULATOR
from local.http.static import StaticFiles
from security import disclosure, headers
from tests.platform_fixtures import platform

__all__ = ["platform"]
INLINE_CODE_LIMIT = 4_096


class Loaded(HTMLParser):
    """What a page loads and runs: addresses by attribute, and whether anything is inline."""

    def __init__(self, text):
        super().__init__()
        self.addresses, self.inline, self.styles, self._open = [], [], 0, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self._open = tag
        for name, value in attributes:
            if name in ("src", "href", "action") and tag != "a":
                self.addresses.append((tag, value))
            if name.startswith("on") or name == "style":
                self.inline.append((tag, name))

    def handle_data(self, data):
        if self._open == "script" and data.strip():
            self.inline.append(("script", data))
        if self._open == "style" and data.strip():
            self.styles += 1

    def handle_endtag(self, tag):
        self._open = ""


@pytest.fixture(scope="module")
def edge(assembly):
    """The resources of the edge's stack."""
    (stack,) = [stack for stack in assembly.stacks if stack.name == "padan-pilot-edge"]
    assert stack.region == REGION
    return stack.resources


def of_type(resources, kind):
    return [resource["Properties"] for resource in resources.values() if resource["Type"] == kind]


@pytest.fixture(scope="module")
def distribution(edge):
    (found,) = of_type(edge, "AWS::CloudFront::Distribution")
    return found["DistributionConfig"]


def test_pages_have_the_names_and_types_of_one_machine():
    served = StaticFiles(WEB)
    found = {page.key: page for page in pages()}
    assert found["index.html"].file == found["app/index.html"].file == WEB / "index.html"
    for page in found.values():
        path = "/" if page.key == "index.html" else f"/{page.key}"
        answer = served.find(tuple(path.split("/")))
        assert dict(answer.headers)["Content-Type"] == page.content_type
        assert answer.body == page.file.read_bytes()


def test_everything_but_hidden_files_is_published(tmp_path):
    (tmp_path / "images").mkdir()
    for name in ("index.html", "images/logo.svg", ".hidden"):
        (tmp_path / name).write_text("x")
    assert [page.key for page in pages(tmp_path)] == ["app/images/logo.svg", "app/index.html", "index.html"]


def test_the_pages_keep_to_their_policy():
    for file in WEB.rglob("*.html"):
        loaded = Loaded(file.read_text())
        assert not loaded.inline
        assert loaded.styles == 0
        for tag, address in loaded.addresses:
            allowed = ("/", "data:") if tag == "link" else ("/",)
            assert address.startswith(allowed), f"{file.name} loads {address}"
    for file in WEB.rglob("*.js"):
        text = file.read_text()
        # Modules of one's own may be fetched when a page needs them, by a name that stands there.
        found = re.sub(r'\bimport\("\./\w+\.js"\)', "", text)
        assert not re.search(r"\beval\(|new Function|https?://|import\(|\.innerHTML|\.style\b|insertRule", found)


def test_the_policy_of_pages_names_what_they_do(pilot, varied):
    policy = page_content(pilot)
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in content_policy(policy)
    assert "ap-southeast-1" not in policy["connect-src"]
    assert "ap-southeast-1" in page_content(varied(personal_data_abroad=True))["connect-src"]


def test_the_console_keeps_to_its_policy():
    description = {"info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": {}}}
    loaded = Loaded(console_page(description, Language.INDONESIAN))
    assert not loaded.inline
    assert not loaded.addresses
    assert DOCS_CONTENT["style-src"] == "'unsafe-inline'"
    assert "script-src" not in DOCS_CONTENT
    assert set(API_CONTENT.values()) == {"'none'"}


def test_what_the_interface_says_of_contents_stands_and_pages_have_the_last_word(edge, distribution):
    """Behind the links of messages the interface has pages with a button, which the policy for data would forbid."""
    final = {}
    for behaviour in (distribution["DefaultCacheBehavior"], *distribution["CacheBehaviors"]):
        policy = edge[behaviour["ResponseHeadersPolicyId"]["Ref"]]["Properties"]["ResponseHeadersPolicyConfig"]
        security = policy["SecurityHeadersConfig"]
        path = behaviour.get("PathPattern", "pages")
        final[path] = (security["ContentSecurityPolicy"]["Override"], security["ReferrerPolicy"]["Override"])
        custom = {each["Header"]: each["Value"] for each in policy["CustomHeadersConfig"]["Items"]}
        assert custom.items() <= headers.ANYWHERE.items()
        assert set(custom) >= {"Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"}
    yes, no = (True, True), (False, False)
    assert final == {"pages": yes, "/docs": yes, "/v1/*": no, disclosure.PATH: no}


def test_every_behaviour_is_secure_and_the_interface_is_asked_each_time(edge, distribution):
    behaviours = [distribution["DefaultCacheBehavior"], *distribution["CacheBehaviors"]]
    assert {each["Compress"] for each in behaviours} == {True}
    assert {each["ViewerProtocolPolicy"] for each in behaviours} == {"https-only", "redirect-to-https"}
    for behaviour in behaviours:
        policy = edge[behaviour["ResponseHeadersPolicyId"]["Ref"]]["Properties"]["ResponseHeadersPolicyConfig"]
        security = policy["SecurityHeadersConfig"]
        assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 31_536_000
        assert "frame-ancestors 'none'" in security["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        assert security["ContentTypeOptions"]["Override"] is True
    assert [each["PathPattern"] for each in distribution["CacheBehaviors"]] == ["/v1/*", disclosure.PATH, "/docs"]
    assert distribution["CacheBehaviors"][0]["ViewerProtocolPolicy"] == "https-only", "tokens never travel in the clear"
    assert distribution["DefaultCacheBehavior"]["ViewerProtocolPolicy"] == "redirect-to-https"
    (caching,) = of_type(edge, "AWS::CloudFront::CachePolicy")
    config = caching["CachePolicyConfig"]
    assert (config["MinTTL"], config["DefaultTTL"]) == (0, 0)
    keyed = config["ParametersInCacheKeyAndForwardedToOrigin"]
    assert {"Accept", "Accept-Language", "Authorization"} <= set(keyed["HeadersConfig"]["Headers"])
    assert keyed["QueryStringsConfig"] == {"QueryStringBehavior": "all"}


def test_the_edge_speaks_todays_protocols_alone(distribution):
    assert distribution["HttpVersion"] == "http2and3"
    assert distribution["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert "WebACLId" in distribution
    origins = {
        origin["DomainName"] if isinstance(origin["DomainName"], str) else "pages": origin
        for origin in distribution["Origins"]
    }
    assert origins["api.padan.example"]["CustomOriginConfig"]["OriginSSLProtocols"] == ["TLSv1.2"]
    assert "OriginAccessControlId" in origins["pages"]


def test_only_the_edge_reads_the_pages(edge):
    for policy in of_type(edge, "AWS::S3::BucketPolicy"):
        for statement in policy["PolicyDocument"]["Statement"]:
            if statement["Effect"] == "Allow":
                assert "Service" in statement["Principal"]
                assert any("SourceArn" in json.dumps(condition) for condition in statement["Condition"].values())


def test_the_log_of_the_edge_names_no_one(edge):
    (delivery,) = of_type(edge, "AWS::Logs::Delivery")
    assert delivery["RecordFields"] == list(FIELDS)
    personal = {"c-ip", "x-forwarded-for", "cs-uri-query", "cs(Cookie)", "cs(Referer)", "cs(User-Agent)", "c-port"}
    assert not personal & set(FIELDS)


def test_people_reach_it_by_both_families_of_addresses(edge):
    records = of_type(edge, "AWS::Route53::RecordSet")
    assert {(each["Name"], each["Type"]) for each in records} == {("padan.example.", "A"), ("padan.example.", "AAAA")}


def test_the_publisher_is_whole_in_the_template(edge):
    (function,) = of_type(edge, "AWS::Lambda::Function")
    code = function["Code"]["ZipFile"]
    assert code == Path(handler.__file__).read_text()
    assert len(code.encode()) <= INLINE_CODE_LIMIT
    (published,) = [each for each in edge.values() if each["Type"] == "Custom::Pages"]
    assert {page["Key"] for page in published["Properties"]["Pages"]} == {page.key for page in pages()}


class Store:
    """Buckets in memory, as far as the publisher asks."""

    def __init__(self, *keys):
        self.held = dict.fromkeys(keys, "old")

    def copy_object(self, *, Bucket, Key, CopySource, **more):  # noqa: N803 - boto3's words
        self.held[Key] = (CopySource["Key"], more["ContentType"], more["CacheControl"], more["MetadataDirective"])

    def delete_object(self, *, Bucket, Key):  # noqa: N803
        del self.held[Key]

    def get_paginator(self, name):
        assert name == "list_objects_v2"
        return self

    def paginate(self, *, Bucket):  # noqa: N803
        yield {"Contents": [{"Key": key} for key in list(self.held)]}
        yield {}


class Distributions:
    """Remembers what is to be forgotten."""

    def __init__(self):
        self.forgotten = []

    def create_invalidation(self, *, DistributionId, InvalidationBatch):  # noqa: N803
        self.forgotten.append(
            (DistributionId, InvalidationBatch["Paths"]["Items"], InvalidationBatch["CallerReference"])
        )


WANTED = {
    "Bucket": "web",
    "Distribution": "E1",
    "Pages": [
        {
            "Key": "index.html",
            "SourceBucket": "assets",
            "SourceKey": "a.html",
            "ContentType": "text/html",
            "CacheControl": CACHING,
        }
    ],
}


def test_the_bucket_holds_the_wanted_pages_and_no_others():
    store, distributions = Store("index.html", "app/gone.js"), Distributions()
    handler.publish(WANTED, "r1", store, distributions)
    assert store.held == {"index.html": ("a.html", "text/html", CACHING, "REPLACE")}
    assert distributions.forgotten == [("E1", ["/*"], "r1")]


@pytest.mark.emulator
def test_pages_are_copied_with_their_types(platform):
    s3 = platform.client("s3")
    for bucket in ("edge-assets", "edge-web"):
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION_OF_EMULATOR})
    s3.put_object(Bucket="edge-assets", Key="a.html", Body=b"<p>x</p>")
    s3.put_object(Bucket="edge-web", Key="app/gone.js", Body=b"old")
    (page,) = WANTED["Pages"]
    wanted = WANTED | {"Bucket": "edge-web", "Pages": [page | {"SourceBucket": "edge-assets"}]}
    for _ in range(2):
        handler.publish(wanted, "r1", s3, Distributions())
    listed = s3.list_objects_v2(Bucket="edge-web")["Contents"]
    assert [entry["Key"] for entry in listed] == ["index.html"]
    found = s3.get_object(Bucket="edge-web", Key="index.html")
    assert (found["ContentType"], found["CacheControl"], found["Body"].read()) == ("text/html", CACHING, b"<p>x</p>")


@pytest.mark.parametrize(("kind", "status"), [("Create", "SUCCESS"), ("Delete", "SUCCESS"), ("Update", "FAILED")])
def test_cloudformation_is_answered_whatever_happens(monkeypatch, kind, status):
    store, sent = Store("index.html"), []

    def client(service):
        if kind == "Update":
            raise RuntimeError("no way to " + service)
        return store if service == "s3" else Distributions()

    monkeypatch.setattr(handler.boto3, "client", client)
    monkeypatch.setattr(handler, "send", lambda url, body: sent.append((url, json.loads(body))))
    event = {
        "RequestType": kind,
        "RequestId": "r",
        "StackId": "s",
        "LogicalResourceId": "Published",
        "ResponseURL": "https://answer.invalid",
        "ResourceProperties": WANTED,
    }
    handler.handler(event, None)
    ((url, answer),) = sent
    assert (url, answer["Status"], answer["PhysicalResourceId"]) == ("https://answer.invalid", status, "Published")
    assert ("no way to" in answer["Reason"]) == (kind == "Update")
    assert (store.held["index.html"] == "old") == (kind != "Create")


def test_the_answer_is_put_as_it_was_signed():
    from tests.search.opensearch.test_connection import server

    with server(lambda asked: (200, b"")) as (url, asked):
        handler.send(f"{url}/answer", b"{}")
    assert (asked[0].method, asked[0].headers["content-type"], asked[0].body) == ("PUT", "", b"{}")
