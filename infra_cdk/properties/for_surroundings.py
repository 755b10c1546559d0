"""What must hold for the interface, the network, and whatever watches."""

from infra_cdk.properties import consumers, encryption, exposure, keeping, permissions, residency, watching
from infra_cdk.properties.law import Requirement, law, none, of

_NETWORK = "wiring of the network; what stands in it has laws of its own"

SURROUNDINGS: dict[str, Requirement] = {
    "AWS::AccessAnalyzer::Analyzer": none("reads policies and tells who else could come in"),
    "AWS::ApiGateway::Account": of(law("OwnRole", "logs with a role of ours", "CloudWatchRoleArn")),
    "AWS::ApiGateway::RestApi": none("its stage and its domain are where it is met"),
    "AWS::ApiGateway::Deployment": none("a snapshot of the interface"),
    "AWS::ApiGateway::BasePathMapping": none("says which interface answers at a name"),
    "AWS::ApiGateway::DomainName": of(exposure.API_NAME_TLS),
    "AWS::ApiGateway::Stage": of(
        law("AccessLog", "writes who called what", "AccessLogSetting.DestinationArn"),
        law("Traced", "is traced", "TracingEnabled", True),
        law("Throttled", "limits its callers", "MethodSettings.0.ThrottlingRateLimit"),
        exposure.BEHIND_FIREWALL,
    ),
    "AWS::Budgets::Budget": of(law("Tells", "tells somebody", "NotificationsWithSubscribers.0.Subscribers")),
    "AWS::CE::AnomalyMonitor": none("reads what was spent"),
    "AWS::CE::AnomalySubscription": of(law("Tells", "tells somebody", "Subscribers")),
    "AWS::CertificateManager::Certificate": of(
        law("Proven", "is proven by a record and so renews itself", "ValidationMethod", "DNS")
    ),
    "AWS::Config::ConfigRule": none("looks at other resources"),
    "AWS::Config::ConfigurationRecorder": of(
        law("OwnRole", "records with a role of ours", "RoleARN"),
        law("Everything", "records every type", "RecordingGroup.AllSupported", True),
    ),
    "AWS::Config::DeliveryChannel": of(encryption.CHANNEL),
    "AWS::EC2::EIP": none("the address of a NAT gateway"),
    "AWS::EC2::FlowLog": of(law("Everything", "writes what was let in and what was not", "TrafficType", "ALL")),
    "AWS::EC2::InternetGateway": none(_NETWORK),
    "AWS::EC2::NatGateway": none(_NETWORK),
    "AWS::EC2::Route": none(_NETWORK),
    "AWS::EC2::RouteTable": none(_NETWORK),
    "AWS::EC2::SecurityGroup": of(exposure.CLOSED),
    "AWS::EC2::SecurityGroupIngress": of(exposure.CLOSED),
    "AWS::EC2::Subnet": of(exposure.NO_PUBLIC_ADDRESS),
    "AWS::EC2::SubnetRouteTableAssociation": none(_NETWORK),
    "AWS::EC2::VPC": of(exposure.FLOW_LOGGED),
    "AWS::EC2::VPCEndpoint": of(permissions.ENDPOINT_BOUNDED),
    "AWS::EC2::VPCGatewayAttachment": none(_NETWORK),
    "AWS::GuardDuty::Detector": of(law("On", "is switched on", "Enable", True)),
    "AWS::GuardDuty::MalwareProtectionPlan": of(law("OwnRole", "scans with a role of ours", "Role")),
    "AWS::Logs::LogGroup": of(encryption.LOG_GROUP, keeping.LOG_DAYS, residency.CLASSED, residency.AT_HOME),
    "AWS::Logs::ResourcePolicy": of(exposure.NO_STRANGER),
    "AWS::Route53::HealthCheck": of(
        law("Tls", "asks over TLS", "HealthCheckConfig.Type", "HTTPS"),
    ),
    "AWS::Route53::RecordSet": none("a name of something of ours"),
    "AWS::SES::ConfigurationSet": of(
        law("Tls", "hands mails over by TLS alone", "DeliveryOptions.TlsPolicy", "REQUIRE")
    ),
    "AWS::SES::ConfigurationSetEventDestination": none("counts what became of mails"),
    "AWS::SES::EmailIdentity": of(
        law("Signed", "signs what it sends", "DkimSigningAttributes"),
    ),
    "AWS::SSM::Association": none("runs AWS's own runbook with a role whose policy the general laws read"),
    "AWS::CloudFront::CachePolicy": none("what may be kept is said by the interface, which sends no-store"),
    "AWS::CloudFront::Distribution": of(
        exposure.VIEWER_TLS,
        exposure.EDGE_FIREWALL,
        exposure.ORIGINS_TLS,
        law("DefaultRoot", "shows a page and no list of pages", "DistributionConfig.DefaultRootObject"),
    ),
    "AWS::CloudFront::OriginAccessControl": of(
        law("Signed", "signs what it asks of the bucket", "OriginAccessControlConfig.SigningBehavior", "always")
    ),
    "AWS::CloudFront::ResponseHeadersPolicy": of(
        law(
            "TransportSecurity",
            "has browsers come back over TLS alone",
            "ResponseHeadersPolicyConfig.SecurityHeadersConfig.StrictTransportSecurity.AccessControlMaxAgeSec",
        )
    ),
    "AWS::CloudTrail::Trail": of(
        encryption.TRAIL,
        law("Proven", "proves that nobody changed it", "EnableLogFileValidation", True),
        law("Everywhere", "hears of every region", "IsMultiRegionTrail", True),
    ),
    "AWS::CloudWatch::Alarm": of(watching.ALARM_EXISTS, watching.ALARM_TELLS),
    "AWS::CloudWatch::CompositeAlarm": of(watching.ALARM_TELLS),
    "AWS::CloudWatch::Dashboard": none("shows figures, no data of people"),
    "AWS::Logs::Delivery": of(law("NoPeople", "says which fields it writes", "RecordFields")),
    "AWS::Logs::DeliveryDestination": none("a bucket of ours, whose laws hold"),
    "AWS::Logs::DeliverySource": none("a distribution of ours, whose laws hold"),
    "AWS::Logs::MetricFilter": none("counts lines"),
    "AWS::Logs::QueryDefinition": none("a question that a person may ask of the logs"),
    "AWS::SecurityHub::Hub": none("collects findings"),
    "AWS::SecurityHub::Standard": none("a list of what is looked at"),
    "AWS::Synthetics::Canary": of(
        law("OwnRole", "runs with a role of ours", "ExecutionRoleArn"),
        law("Forgets", "forgets what it saw", "SuccessRetentionPeriod"),
        consumers.CANARY_ALARM,
    ),
    "AWS::WAFv2::LoggingConfiguration": of(
        law("Redacted", "writes no credentials of callers", "RedactedFields"),
    ),
    "AWS::WAFv2::WebACL": of(
        exposure.FIREWALL_LOGGED, law("Counted", "is counted", "VisibilityConfig.CloudWatchMetricsEnabled", True)
    ),
    "AWS::WAFv2::WebACLAssociation": none("puts the interface behind its firewall"),
    "AWS::XRay::Group": none("a selection of traces"),
    "AWS::XRay::SamplingRule": none("says which share of requests is traced"),
}
