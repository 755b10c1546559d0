"""The rule packs of cdk-nag over every stack of a deployment, and the exceptions that we answer for."""
