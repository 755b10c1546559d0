"""One way to break each law: a property of some resource of the type is changed, or something elsewhere."""

import copy

GONE = object()
ANYONE = {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]}
OPEN = [{"CidrIp": "0.0.0.0/0", "IpProtocol": "-1"}]
PERSONAL = [{"Key": "data-class", "Value": "personal"}]
UNSAID = [{"Key": "data-class", "Value": "unknown"}]
ABROAD = {"Region": "ap-southeast-1"}


def put(path, value):
    """Set or remove the property at a dotted path of the resource."""

    def change(templates, stack, logical):
        *steps, last = path.split(".")
        at = templates[stack]["Resources"][logical].setdefault("Properties", {})
        for step in steps:
            at = at[int(step)] if isinstance(at, list) else at.setdefault(step, {})
        key = int(last) if isinstance(at, list) else last
        if value is GONE:
            at.pop(key, None)
        else:
            at[key] = copy.deepcopy(value)

    return change


def body(key, value):
    """Set an attribute of the resource that is no property."""

    def change(templates, stack, logical):
        templates[stack]["Resources"][logical][key] = value

    return change


def without(*kinds):
    """Take all resources of some types out of every stack."""

    def change(templates, stack, logical):
        for template in templates.values():
            for name in [name for name, one in template["Resources"].items() if one["Type"] in kinds]:
                del template["Resources"][name]

    return change


def both(*changes):
    """Do one thing after the other."""

    def change(templates, stack, logical):
        for one in changes:
            one(templates, stack, logical)

    return change


def each_replica(**settings):
    """Change every replica of a table."""

    def change(templates, stack, logical):
        for replica in templates[stack]["Resources"][logical]["Properties"]["Replicas"]:
            replica.update(copy.deepcopy(settings))

    return change


def first_policy(value):
    """Let a role take a policy of AWS."""
    return put("ManagedPolicyArns", [f"arn:aws:iam::aws:policy/{value}"])


EVERYTHING = {"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"}]}
_ALARMS = without("AWS::CloudWatch::Alarm")
_UNLOCKED = body("DeletionPolicy", "Delete")

MUTATIONS = {
    ("AWS::ApiGateway::Account", "OwnRole"): put("CloudWatchRoleArn", GONE),
    ("AWS::ApiGateway::DomainName", "Tls"): put("SecurityPolicy", "TLS_1_0"),
    ("AWS::ApiGateway::Stage", "AccessLog"): put("AccessLogSetting", GONE),
    ("AWS::ApiGateway::Stage", "Firewall"): without("AWS::WAFv2::WebACLAssociation"),
    ("AWS::ApiGateway::Stage", "Throttled"): put("MethodSettings", []),
    ("AWS::ApiGateway::Stage", "Traced"): put("TracingEnabled", False),
    ("AWS::Backup::BackupPlan", "BackupAtHome"): put(
        "BackupPlan.BackupPlanRule.0.CopyActions",
        [{"DestinationBackupVaultArn": "arn:aws:backup:ap-southeast-1:000000000000:backup-vault:any"}],
    ),
    ("AWS::Backup::BackupSelection", "OwnRole"): put("BackupSelection.IamRoleArn", GONE),
    ("AWS::Backup::BackupVault", "AtHome"): put("BackupVaultTags", {"data-class": "personal"}),
    ("AWS::Backup::BackupVault", "Classed"): put("BackupVaultTags", {"data-class": "unknown"}),
    ("AWS::Backup::BackupVault", "Encrypted"): put("EncryptionKeyArn", "arn:aws:kms:ap-southeast-3:1:key/of-others"),
    ("AWS::Backup::BackupVault", "Locked"): put("LockConfiguration", GONE),
    ("AWS::Backup::BackupVault", "NoStranger"): put("AccessPolicy", ANYONE),
    ("AWS::Backup::BackupVault", "Retained"): _UNLOCKED,
    ("AWS::Backup::RestoreTestingPlan", "Regular"): put("ScheduleExpression", GONE),
    ("AWS::Backup::RestoreTestingSelection", "OwnRole"): put("IamRoleArn", GONE),
    ("AWS::Budgets::Budget", "Tells"): put("NotificationsWithSubscribers", []),
    ("AWS::CE::AnomalySubscription", "Tells"): put("Subscribers", []),
    ("AWS::CertificateManager::Certificate", "Proven"): put("ValidationMethod", "EMAIL"),
    ("AWS::CloudFront::Distribution", "DefaultRoot"): put("DistributionConfig.DefaultRootObject", GONE),
    ("AWS::CloudFront::Distribution", "Firewall"): put("DistributionConfig.WebACLId", GONE),
    ("AWS::CloudFront::Distribution", "OriginsTls"): put(
        "DistributionConfig.Origins.1.CustomOriginConfig.OriginProtocolPolicy", "match-viewer"
    ),
    ("AWS::CloudFront::Distribution", "Tls"): put(
        "DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy", "allow-all"
    ),
    ("AWS::CloudFront::OriginAccessControl", "Signed"): put("OriginAccessControlConfig.SigningBehavior", "never"),
    ("AWS::CloudFront::ResponseHeadersPolicy", "TransportSecurity"): put(
        "ResponseHeadersPolicyConfig.SecurityHeadersConfig", {}
    ),
    ("AWS::CloudTrail::Trail", "Encrypted"): put("KMSKeyId", GONE),
    ("AWS::CloudTrail::Trail", "Everywhere"): put("IsMultiRegionTrail", False),
    ("AWS::CloudTrail::Trail", "Proven"): put("EnableLogFileValidation", False),
    ("AWS::CloudWatch::Alarm", "Exists"): put(
        "Metrics",
        [
            {
                "MetricStat": {
                    "Metric": {
                        "Namespace": "AWS/SQS",
                        "MetricName": "Age",
                        "Dimensions": [{"Name": "QueueName", "Value": "padan-pilot-forgotten"}],
                    }
                }
            }
        ],
    ),
    ("AWS::CloudWatch::Alarm", "Tells"): put("AlarmDescription", "Something is wrong."),
    ("AWS::CloudWatch::CompositeAlarm", "Tells"): put("AlarmActions", []),
    ("AWS::CodeDeploy::DeploymentGroup", "RollsBack"): put("AutoRollbackConfiguration.Enabled", False),
    ("AWS::CodeDeploy::DeploymentGroup", "Watched"): put("AlarmConfiguration.Enabled", False),
    ("AWS::Cognito::UserPool", "AtHome"): put("UserPoolTags", {"data-class": "personal"}),
    ("AWS::Cognito::UserPool", "Classed"): put("UserPoolTags", {"data-class": "unknown"}),
    ("AWS::Cognito::UserPool", "Protected"): put("DeletionProtection", "INACTIVE"),
    ("AWS::Cognito::UserPool", "Retained"): _UNLOCKED,
    ("AWS::Cognito::UserPoolClient", "NoGuessing"): put("PreventUserExistenceErrors", "LEGACY"),
    ("AWS::Config::ConfigurationRecorder", "Everything"): put("RecordingGroup.AllSupported", False),
    ("AWS::Config::ConfigurationRecorder", "OwnRole"): put("RoleARN", GONE),
    ("AWS::Config::DeliveryChannel", "Encrypted"): put("S3KmsKeyArn", GONE),
    ("AWS::DynamoDB::GlobalTable", "AtHome"): both(
        put("TableName", "padan-pilot-people"), each_replica(Tags=PERSONAL, **ABROAD)
    ),
    ("AWS::DynamoDB::GlobalTable", "Classed"): each_replica(Tags=[]),
    ("AWS::DynamoDB::GlobalTable", "Encrypted"): each_replica(SSESpecification={}),
    ("AWS::DynamoDB::GlobalTable", "Restorable"): each_replica(PointInTimeRecoverySpecification={}),
    ("AWS::DynamoDB::GlobalTable", "Retained"): _UNLOCKED,
    ("AWS::EC2::FlowLog", "Everything"): put("TrafficType", "REJECT"),
    ("AWS::EC2::SecurityGroup", "Closed"): put("SecurityGroupIngress", OPEN),
    ("AWS::EC2::SecurityGroupIngress", "Closed"): put("CidrIpv6", "::/0"),
    ("AWS::EC2::Subnet", "Private"): put("MapPublicIpOnLaunch", True),
    ("AWS::EC2::VPC", "FlowLogged"): without("AWS::EC2::FlowLog"),
    ("AWS::EC2::VPCEndpoint", "Bounded"): put("PolicyDocument", ANYONE),
    ("AWS::Events::Rule", "DeadLetters"): put("Targets.0.DeadLetterConfig", GONE),
    ("AWS::GuardDuty::Detector", "On"): put("Enable", False),
    ("AWS::GuardDuty::MalwareProtectionPlan", "OwnRole"): put("Role", GONE),
    ("AWS::IAM::ManagedPolicy", "Named"): put("PolicyDocument", EVERYTHING),
    ("AWS::IAM::Policy", "Named"): put("PolicyDocument", EVERYTHING),
    ("AWS::IAM::Role", "Named"): put("Policies", [{"PolicyDocument": EVERYTHING}]),
    ("AWS::IAM::Role", "NoManagedAdministrator"): first_policy("AdministratorAccess"),
    ("AWS::KMS::Key", "KeyRotated"): put("EnableKeyRotation", False),
    ("AWS::KMS::Key", "NoStranger"): put("KeyPolicy", ANYONE),
    ("AWS::KMS::Key", "Retained"): _UNLOCKED,
    ("AWS::KMS::ReplicaKey", "NoStranger"): put("KeyPolicy", ANYONE),
    ("AWS::KMS::ReplicaKey", "Retained"): _UNLOCKED,
    ("AWS::Lambda::EventInvokeConfig", "DeadLetters"): put("DestinationConfig", GONE),
    ("AWS::Lambda::EventSourceMapping", "AlarmConsumer"): _ALARMS,
    ("AWS::Lambda::EventSourceMapping", "Bounded"): both(
        put("MaximumRetryAttempts", -1), put("EventSourceArn", "arn:aws:dynamodb:ap-southeast-3:0:table/x/stream/y")
    ),
    ("AWS::Lambda::EventSourceMapping", "DeadLetters"): both(
        put("DestinationConfig", GONE), put("EventSourceArn", "arn:aws:dynamodb:ap-southeast-3:0:table/x/stream/y")
    ),
    ("AWS::Lambda::EventSourceMapping", "Parts"): put("FunctionResponseTypes", []),
    ("AWS::Lambda::Function", "AlarmErrors"): _ALARMS,
    ("AWS::Lambda::Function", "AlarmThrottles"): _ALARMS,
    ("AWS::Lambda::Function", "Bounded"): put("ReservedConcurrentExecutions", GONE),
    ("AWS::Lambda::Function", "OwnLog"): put("LoggingConfig", GONE),
    ("AWS::Lambda::Function", "OwnRole"): put("Role", GONE),
    ("AWS::Lambda::Function", "Private"): put("VpcConfig", GONE),
    ("AWS::Lambda::Function", "Traced"): put("TracingConfig.Mode", "PassThrough"),
    ("AWS::Lambda::Permission", "Bound"): put("SourceArn", GONE),
    ("AWS::Logs::Delivery", "NoPeople"): put("RecordFields", GONE),
    ("AWS::Logs::LogGroup", "AtHome"): put("Tags", PERSONAL),
    ("AWS::Logs::LogGroup", "Classed"): put("Tags", UNSAID),
    ("AWS::Logs::LogGroup", "Encrypted"): put("KmsKeyId", GONE),
    ("AWS::Logs::LogGroup", "LogDays"): put("RetentionInDays", 1),
    ("AWS::Logs::ResourcePolicy", "NoStranger"): put("PolicyDocument", ANYONE),
    ("AWS::OpenSearchService::Domain", "AtHome"): put("Tags", PERSONAL),
    ("AWS::OpenSearchService::Domain", "Classed"): put("Tags", UNSAID),
    ("AWS::OpenSearchService::Domain", "Encrypted"): put("NodeToNodeEncryptionOptions.Enabled", False),
    ("AWS::OpenSearchService::Domain", "FineGrained"): put("AdvancedSecurityOptions.Enabled", False),
    ("AWS::OpenSearchService::Domain", "Logged"): put("LogPublishingOptions", GONE),
    ("AWS::OpenSearchService::Domain", "Masters"): put("ClusterConfig.DedicatedMasterEnabled", False),
    ("AWS::OpenSearchService::Domain", "NoStranger"): put("AccessPolicies", ANYONE),
    ("AWS::OpenSearchService::Domain", "Private"): put("VPCOptions", GONE),
    ("AWS::OpenSearchService::Domain", "SpreadOut"): put("ClusterConfig.ZoneAwarenessEnabled", False),
    ("AWS::OpenSearchService::Domain", "Tls"): put("DomainEndpointOptions.EnforceHTTPS", False),
    ("AWS::Route53::HealthCheck", "Tls"): put("HealthCheckConfig.Type", "HTTP"),
    ("AWS::S3::Bucket", "AtHome"): put("Tags", PERSONAL),
    ("AWS::S3::Bucket", "Classed"): put("Tags", UNSAID),
    ("AWS::S3::Bucket", "Encrypted"): put("BucketEncryption", GONE),
    ("AWS::S3::Bucket", "Forgets"): put("LifecycleConfiguration", GONE),
    ("AWS::S3::Bucket", "NoCopyAbroad"): both(
        put("BucketName", "padan-pilot-anything"),
        put("Tags", PERSONAL),
        put("ReplicationConfiguration", {"Rules": [{"Destination": {"Bucket": "arn:aws:s3:::elsewhere"}}]}),
    ),
    ("AWS::S3::Bucket", "Private"): put("PublicAccessBlockConfiguration.BlockPublicPolicy", False),
    ("AWS::S3::Bucket", "Retained"): _UNLOCKED,
    ("AWS::S3::Bucket", "Tls"): without("AWS::S3::BucketPolicy"),
    ("AWS::S3::Bucket", "Versioned"): put("VersioningConfiguration", GONE),
    ("AWS::S3::BucketPolicy", "NoStranger"): put("PolicyDocument", ANYONE),
    ("AWS::SES::ConfigurationSet", "Tls"): put("DeliveryOptions", GONE),
    ("AWS::SES::EmailIdentity", "Signed"): put("DkimSigningAttributes", GONE),
    ("AWS::SNS::Topic", "Encrypted"): put("KmsMasterKeyId", GONE),
    ("AWS::SNS::Topic", "Tls"): without("AWS::SNS::TopicPolicy"),
    ("AWS::SNS::TopicPolicy", "NoStranger"): put("PolicyDocument", ANYONE),
    ("AWS::SQS::Queue", "AlarmQueue"): _ALARMS,
    ("AWS::SQS::Queue", "Classed"): put("Tags", UNSAID),
    ("AWS::SQS::Queue", "DeadLetters"): both(
        put("RedrivePolicy", GONE),
        put("QueueName", "padan-pilot-forgotten"),
    ),
    ("AWS::SQS::Queue", "Encrypted"): put("SqsManagedSseEnabled", GONE),
    ("AWS::SQS::Queue", "Tls"): without("AWS::SQS::QueuePolicy"),
    ("AWS::SQS::QueuePolicy", "NoStranger"): put("PolicyDocument", ANYONE),
    ("AWS::SecretsManager::Secret", "Classed"): put("Tags", UNSAID),
    ("AWS::SecretsManager::Secret", "Encrypted"): put("KmsKeyId", GONE),
    ("AWS::SecretsManager::Secret", "Generated"): put("GenerateSecretString", GONE),
    ("AWS::SecretsManager::Secret", "NoCopyAbroad"): both(put("Tags", PERSONAL), put("ReplicaRegions", [ABROAD])),
    ("AWS::SecretsManager::Secret", "Retained"): _UNLOCKED,
    ("AWS::StepFunctions::StateMachine", "Discreet"): put("LoggingConfiguration.IncludeExecutionData", True),
    ("AWS::StepFunctions::StateMachine", "Logged"): put("LoggingConfiguration.Level", "ERROR"),
    ("AWS::StepFunctions::StateMachine", "Named"): put("StateMachineName", GONE),
    ("AWS::StepFunctions::StateMachine", "Traced"): put("TracingConfiguration.Enabled", False),
    ("AWS::Synthetics::Canary", "AlarmSuccessPercent"): _ALARMS,
    ("AWS::Synthetics::Canary", "Forgets"): put("SuccessRetentionPeriod", GONE),
    ("AWS::Synthetics::Canary", "OwnRole"): put("ExecutionRoleArn", GONE),
    ("AWS::WAFv2::LoggingConfiguration", "Redacted"): put("RedactedFields", []),
    ("AWS::WAFv2::WebACL", "Counted"): put("VisibilityConfig.CloudWatchMetricsEnabled", False),
    ("AWS::WAFv2::WebACL", "Logged"): without("AWS::WAFv2::LoggingConfiguration"),
}
