"""Prints the identifiers of what stands on the emulator, by Terraform's type, as boto3 lists it."""
import json

import boto3


def ids(service, operation, path, key, **arguments):
    """Identifiers in an answer: `path` leads to lists, `key` is the identifier's member or nothing."""
    found = [getattr(boto3.client(service), operation)(**arguments)]
    for step in path.split("."):
        found = [item for part in found for item in (part.get(step) or [])]
    return [item[key] if key else item for item in found]


def live(identifiers, states):
    return [identifier for identifier, state in zip(identifiers, states) if state not in ("terminated", "deleted")]


def kms():
    """Keys of the account's own: those that AWS makes for services have reserved aliases."""
    client = boto3.client("kms")
    keys = [key["KeyId"] for key in client.list_keys()["Keys"]]
    reserved = {alias.get("TargetKeyId") for alias in client.list_aliases()["Aliases"] if alias["AliasName"].startswith("alias/aws/")}
    described = [client.describe_key(KeyId=key)["KeyMetadata"] for key in keys]
    return [key["KeyId"] for key in described if key["KeyState"] == "Enabled" and key["KeyId"] not in reserved]


LISTS = {
    "aws_vpc": lambda: ids("ec2", "describe_vpcs", "Vpcs", "VpcId", Filters=[{"Name": "isDefault", "Values": ["false"]}]),
    "aws_subnet": lambda: ids("ec2", "describe_subnets", "Subnets", "SubnetId", Filters=[{"Name": "default-for-az", "Values": ["false"]}]),
    "aws_instance": lambda: live(
        ids("ec2", "describe_instances", "Reservations.Instances", "InstanceId"),
        [state["Name"] for state in ids("ec2", "describe_instances", "Reservations.Instances", "State")]),
    "aws_security_group": lambda: [
        group for group, name in zip(ids("ec2", "describe_security_groups", "SecurityGroups", "GroupId"), ids("ec2", "describe_security_groups", "SecurityGroups", "GroupName"))
        if name != "default"],
    "aws_ebs_volume": lambda: ids("ec2", "describe_volumes", "Volumes", "VolumeId"),
    "aws_s3_bucket": lambda: ids("s3", "list_buckets", "Buckets", "Name"),
    "aws_dynamodb_table": lambda: ids("dynamodb", "list_tables", "TableNames", None),
    "aws_db_instance": lambda: ids("rds", "describe_db_instances", "DBInstances", "DbiResourceId"),
    "aws_rds_cluster": lambda: ids("rds", "describe_db_clusters", "DBClusters", "DBClusterIdentifier"),
    "aws_sqs_queue": lambda: [url for url in ids("sqs", "list_queues", "QueueUrls", None)],
    "aws_sns_topic": lambda: ids("sns", "list_topics", "Topics", "TopicArn"),
    "aws_lambda_function": lambda: ids("lambda", "list_functions", "Functions", "FunctionName"),
    "aws_lb": lambda: ids("elbv2", "describe_load_balancers", "LoadBalancers", "LoadBalancerArn"),
    "aws_ecr_repository": lambda: ids("ecr", "describe_repositories", "repositories", "repositoryName"),
    "aws_kinesis_stream": lambda: [boto3.client("kinesis").describe_stream(StreamName=name)["StreamDescription"]["StreamARN"] for name in ids("kinesis", "list_streams", "StreamNames", None)],
    "aws_kms_key": kms,
    "aws_cloudwatch_log_group": lambda: ids("logs", "describe_log_groups", "logGroups", "logGroupName"),
    "aws_cloudwatch_metric_alarm": lambda: ids("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
    "aws_elasticache_replication_group": lambda: ids("elasticache", "describe_replication_groups", "ReplicationGroups", "ReplicationGroupId"),
    "aws_efs_file_system": lambda: ids("efs", "describe_file_systems", "FileSystems", "FileSystemId"),
}

found = {}
for kind, listing in LISTS.items():
    found[kind] = listing()
# Keys of a second Region are not listed here.
print(json.dumps(found))
