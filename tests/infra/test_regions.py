"""CloudFormation knows every type of resource in the region where a stack makes it."""

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

OWN = ("Custom::", "AWS::CloudFormation::CustomResource", "AWS::CDK::Metadata")


def test_every_type_exists_in_the_region_of_its_stack(assembly):
    regions = {stack.region for stack in assembly.stacks}
    known = {region: set(PROVIDER_SCHEMA_MANAGER.get_resource_types(region)) for region in regions}
    unknown = {
        (stack.region, resource["Type"])
        for stack in assembly.stacks
        for resource in stack.resources.values()
        if not resource["Type"].startswith(OWN) and resource["Type"] not in known[stack.region]
    }
    assert unknown == set()


def test_the_published_types_tell_regions_apart():
    """Jakarta has no budgets: the reason why costs are watched from the recovery region."""
    budget = "AWS::Budgets::Budget"
    assert budget not in PROVIDER_SCHEMA_MANAGER.get_resource_types("ap-southeast-3")
    assert budget in PROVIDER_SCHEMA_MANAGER.get_resource_types("ap-southeast-1")
