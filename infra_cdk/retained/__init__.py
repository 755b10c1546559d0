"""What must never be replaced: tables, buckets, keys, pools, secrets and vaults, as they are recorded.

CloudFormation replaces a resource when its logical id or one of certain properties changes: it makes a new, empty one
and leaves or deletes the old. ``infra_cdk/retained.toml`` records those of every resource that holds something; a
change that would replace one fails a test that names it. ``python -m infra_cdk.retained write`` records what is meant.
"""
