"""The web application firewall as data: what it checks, why, and what its rules would answer to a request.

Nothing here knows AWS's clients or the CDK; `infra_cdk.constructs.firewall` renders these rules and
`security.waf.evaluating` reads them. See docs/firewall.md.
"""
