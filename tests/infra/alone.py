"""One construct in a stack of its own: its resources as CloudFormation would make them."""

import json

import pytest

SIZES = ("pilot", "national", "worknet")


class Made:
    """The resources of a template, by logical id, with what tests ask of them."""

    def __init__(self, template):
        self.resources = template["Resources"]

    def of(self, kind):
        """Properties of every resource of a type."""
        return [one.get("Properties", {}) for one in self.resources.values() if one["Type"] == kind]

    def one(self, kind, **wanted):
        """Properties of the only resource of a type that has these."""
        (found,) = [one for one in self.of(kind) if all(one.get(name) == value for name, value in wanted.items())]
        return found

    def named(self, kind, text):
        """Properties of the only resource of a type that mention ``text``."""
        (found,) = [one for one in self.of(kind) if text in json.dumps(one)]
        return found

    def whole(self, kind):
        """Every resource of a type, with its policies of deletion."""
        return [one for one in self.resources.values() if one["Type"] == kind]


def alone(place, build):
    """Synthesize what ``build`` makes in a stack in ``place``; CloudFormation's own checks must find nothing in it."""
    from aws_cdk import App

    from infra_cdk.data.tags import tag_all
    from infra_cdk.stacks.stack import place_stack

    app = App()
    tag_all(app, place.deployment)
    stack = place_stack(app, place, "alone")
    build(stack)
    return of_app(app)["alone"]


def of_app(app):
    """Synthesize and return what each stack makes, by the last word of its name; fails on what validation reports."""
    assembly = app.synth()
    report = assembly.directory + "/validation-report.json"
    assert not _violations(report)
    return {stack.stack_name.rpartition("-")[2]: Made(stack.template) for stack in assembly.stacks}


def _violations(report):
    try:
        with open(report) as file:
            content = json.load(file)
    except FileNotFoundError:
        return []
    return [violation for plugin in content["pluginReports"] for violation in plugin.get("violations", [])]


def tags_of(properties):
    """The tags of a resource."""
    return {tag["Key"]: tag["Value"] for tag in properties["Tags"]}


def statements(policy):
    """The statements of a policy by sid."""
    return {statement.get("Sid", str(number)): statement for number, statement in enumerate(policy["Statement"])}


def variants(made):
    """Make a fixture: each size with people's data at home and abroad, and what ``made`` makes of its home place."""

    @pytest.fixture(scope="module", params=[(size, abroad) for size in SIZES for abroad in (False, True)], ids=str)
    def variant(request, pilot):
        from msgspec.structs import replace

        size, abroad = request.param
        deployment = replace(pilot, size=size, personal_data_abroad=abroad)
        return deployment, made(deployment.home)

    return variant
