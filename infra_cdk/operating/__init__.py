"""Administrative tasks on a deployment, by subject; `infra_cdk.operate` is their command line."""
