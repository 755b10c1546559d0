"""The managed rule groups: which, why, and which of their rules count only, because ordinary requests match them.

Capacities and behaviours are those that AWS publishes in the AWS WAF developer guide ("AWS Managed Rules rule groups
list"), consulted in 2026-11. No version is named: AWS's default version moves with notice, and a pinned one expires.
What we depend on is the names of the overridden rules, and those are stable.
"""

from security.waf.model import Group, Override, Published
from security.waf.statements import Component, Header, LongerThan, Not, Pattern

_OURS = "Our own rule holds it to the application's limit."
_TEXT = "Descriptions, profiles and passwords are free text; counted, and bounded by often-suspicious."
_SEARCH = "Words of a search are free text; nothing is rendered from them. Counted, bounded by often-suspicious."
_BODY = "Counted here and refused by attack-in-body, which spares the partners' signed pushes."

REPUTATION = Group(
    name="AWSManagedRulesAmazonIpReputationList",
    why="Addresses that AWS sees attacking.",
    units=25,
    namespace="awswaf:managed:aws:amazon-ip-list:",
    counted=(
        Override(
            "AWSManagedIPReputationList",
            "A mobile operator's address is thousands of people: refused by bad-reputation where it would harm others.",
        ),
    ),
)
ANONYMOUS = Group(
    name="AWSManagedRulesAnonymousIpList",
    why="Labels for the operator's dashboard: proxies and data centres.",
    units=50,
    namespace="awswaf:managed:aws:anonymous-ip-list:",
    counted=(
        Override("AnonymousIPList", "Many people in Indonesia use a VPN."),
        Override("HostingProviderIPList", "Partners and portals call from data centres."),
    ),
)
BAD_INPUTS = Group(
    name="AWSManagedRulesKnownBadInputsRuleSet",
    why="Requests that exploit known holes; none is ours, but each costs a function.",
    units=200,
    namespace="awswaf:managed:aws:known-bad-inputs:",
    counted=tuple(
        Override(rule, _BODY) for rule in ("JavaDeserializationRCE_BODY", "Log4JRCE_BODY", "ReactJSRCE_BODY")
    ),
    published=(
        Published(
            rule="Log4JRCE_HEADER",
            label="Log4JRCE_Header",
            statement=Pattern(field=Header("user-agent"), regex=r"\$\{jndi:ldap://"),
        ),
        Published(
            rule="Log4JRCE_QUERYSTRING",
            label="Log4JRCE_QueryString",
            statement=Pattern(field=Component.QUERY, regex=r"\$\{jndi:ldap://"),
        ),
        Published(
            rule="Log4JRCE_BODY",
            label="Log4JRCE_Body",
            statement=Pattern(field=Component.BODY, regex=r"\$\{jndi:ldap://"),
        ),
    ),
)
COMMON = Group(
    name="AWSManagedRulesCommonRuleSet",
    why="Patterns of attacks that AWS sees everywhere.",
    units=700,
    namespace="awswaf:managed:aws:core-rule-set:",
    counted=(
        Override("NoUserAgent_HEADER", "Gateways of text messages and partners' scripts send none."),
        Override("SizeRestrictions_QUERYSTRING", _OURS),
        Override("SizeRestrictions_URIPATH", _OURS),
        Override("SizeRestrictions_BODY", _OURS),
        Override("EC2MetaDataSSRF_BODY", _BODY),
        Override("GenericLFI_BODY", _TEXT),
        Override("GenericRFI_BODY", _TEXT),
        Override("CrossSiteScripting_BODY", _TEXT),
        Override("GenericLFI_QUERYARGUMENTS", _SEARCH),
        Override("GenericRFI_QUERYARGUMENTS", _SEARCH),
        Override("CrossSiteScripting_QUERYARGUMENTS", _SEARCH),
        Override("RestrictedExtensions_QUERYARGUMENTS", _SEARCH),
    ),
    published=(
        Published(
            rule="NoUserAgent_HEADER",
            label="NoUserAgent_Header",
            statement=Not(LongerThan(field=Header("user-agent"), size=0)),
        ),
        Published(
            rule="UserAgent_BadBots_HEADER",
            label="BadBots_Header",
            statement=Pattern(field=Header("user-agent"), regex="(?i)nessus|nmap"),
        ),
        Published(
            rule="SizeRestrictions_QUERYSTRING",
            label="SizeRestrictions_QueryString",
            statement=LongerThan(field=Component.QUERY, size=2_048),
        ),
        Published(
            rule="SizeRestrictions_Cookie_HEADER",
            label="SizeRestrictions_Cookie_Header",
            statement=LongerThan(field=Header("cookie"), size=10_240),
        ),
        Published(
            rule="SizeRestrictions_BODY",
            label="SizeRestrictions_Body",
            statement=LongerThan(field=Component.BODY, size=8_192),
        ),
        Published(
            rule="SizeRestrictions_URIPATH",
            label="SizeRestrictions_URIPath",
            statement=LongerThan(field=Component.PATH, size=1_024),
        ),
    ),
)
SQL = Group(
    name="AWSManagedRulesSQLiRuleSet",
    why="Nothing here speaks SQL, so nothing can be injected; whoever tries is looking for holes.",
    units=200,
    namespace="awswaf:managed:aws:sql-database:",
    counted=tuple(
        Override(rule, "No SQL database; quotes, OR and select are words of searches and of profiles.")
        for rule in (
            "SQLi_QUERYARGUMENTS",
            "SQLiExtendedPatterns_QUERYARGUMENTS",
            "SQLi_BODY",
            "SQLiExtendedPatterns_BODY",
        )
    ),
)
BOTS = Group(
    name="AWSManagedRulesBotControlRuleSet",
    why="Labels for crawlers; AWS charges by request, so the deployment asks for it.",
    units=50,
    namespace="awswaf:managed:aws:bot-control:",
    counted=(
        Override("CategoryHttpLibrary", "Partners and portals call with the libraries of their languages."),
        Override("SignalNonBrowserUserAgent", "An interface is called by programs."),
        Override("SignalKnownBotDataCenter", "Partners and portals call from data centres."),
        Override("CategorySearchEngine", "Vacancies are meant to be found."),
        Override("CategorySocialMedia", "Vacancies are meant to be shared; a chat shows what a link leads to."),
        Override("CategoryMonitoring", "Probes of health are ours."),
    ),
)

GROUPS: tuple[Group, ...] = (REPUTATION, ANONYMOUS, BAD_INPUTS, COMMON, SQL)
"""Groups of every deployment, in the order in which they look at a request."""

SUSPICIOUS = (
    "awswaf:managed:aws:core-rule-set:GenericLFI_Body",
    "awswaf:managed:aws:core-rule-set:GenericRFI_Body",
    "awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body",
    "awswaf:managed:aws:core-rule-set:GenericLFI_QueryArguments",
    "awswaf:managed:aws:core-rule-set:GenericRFI_QueryArguments",
    "awswaf:managed:aws:core-rule-set:CrossSiteScripting_QueryArguments",
    "awswaf:managed:aws:core-rule-set:RestrictedExtensions_QueryArguments",
    "awswaf:managed:aws:sql-database:SQLi_QueryArguments",
    "awswaf:managed:aws:sql-database:SQLiExtendedPatterns_QueryArguments",
    "awswaf:managed:aws:sql-database:SQLi_Body",
    "awswaf:managed:aws:sql-database:SQLiExtendedPatterns_Body",
)
"""Labels of what may be an attack or an ordinary text. Not the sizes and the missing user agent, which are ordinary."""

HARMFUL_BODIES = (
    "awswaf:managed:aws:core-rule-set:EC2MetaDataSSRF_Body",
    "awswaf:managed:aws:known-bad-inputs:JavaDeserializationRCE_Body",
    "awswaf:managed:aws:known-bad-inputs:Log4JRCE_Body",
    "awswaf:managed:aws:known-bad-inputs:ReactJSRCE_Body",
)
"""Labels of bodies that are no ordinary text."""

TELLING = (*SUSPICIOUS, *HARMFUL_BODIES, f"{REPUTATION.namespace}AWSManagedIPReputationList")
"""Labels of requests that are logged though they pass."""
