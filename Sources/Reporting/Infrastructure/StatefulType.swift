/// A type of resource that holds data, and what to do before one goes.
struct StatefulType {
  let type: String
  /// Arguments that cannot change in place.
  ///
  /// Source: the provider's schema, `ForceNew`.
  let fixed: [String]
  /// What to do before it is destroyed or replaced.
  let farewell: String

  /// The type of an address; nil for one that holds no data.
  static func of(_ address: String) -> StatefulType? { of(type: TerraformRoot.type(of: address)) }

  /// As `of`, by the type alone.
  static func of(type: String) -> StatefulType? { byType[type] }

  private static let byType = Dictionary(all.map { ($0.type, $0) }) { first, _ in first }

  static let all: [StatefulType] = [
    StatefulType(
      type: "aws_ebs_volume", fixed: ["availability_zone", "encrypted", "kms_key_id"],
      farewell: "copy the database with pg_dump or logical replication, then keep a snapshot"),
    StatefulType(
      type: "aws_db_instance",
      fixed: ["identifier", "engine", "db_name", "username", "storage_encrypted", "kms_key_id"],
      farewell:
        "move the data to its successor (an Aurora replica of it, a snapshot or logical replication), then turn off deletion_protection; a final snapshot stays"
    ),
    StatefulType(
      type: "aws_rds_cluster",
      fixed: [
        "cluster_identifier", "engine", "database_name", "master_username", "storage_encrypted",
        "kms_key_id",
      ],
      farewell:
        "move the data to its successor by snapshot or logical replication, then turn off deletion_protection; a final snapshot stays"
    ),
    StatefulType(
      type: "aws_dynamodb_table", fixed: ["name", "hash_key", "range_key"],
      farewell:
        "export the table to S3 or copy it with AWS Backup, and import it into its successor"),
    StatefulType(
      type: "aws_s3_bucket", fixed: ["bucket"],
      farewell:
        "copy its objects with S3 Batch Replication; a bucket that holds any is not destroyed"),
    StatefulType(
      type: "aws_efs_file_system", fixed: ["encrypted", "kms_key_id"],
      farewell: "copy its files with AWS DataSync"),
    StatefulType(
      type: "aws_kinesis_stream", fixed: ["name"],
      farewell: "let consumers read it to its end before producers change over"),
    StatefulType(
      type: "aws_sqs_queue", fixed: ["name", "fifo_queue"],
      farewell: "let workers empty it before producers change over"),
    StatefulType(
      type: "aws_elasticache_replication_group",
      fixed: ["replication_group_id", "engine", "at_rest_encryption_enabled", "kms_key_id"],
      farewell: "a cache fills again from the database: change over at a quiet hour"),
    StatefulType(
      type: "aws_elasticache_cluster", fixed: ["cluster_id", "engine"],
      farewell: "a cache fills again from the database: change over at a quiet hour"),
    StatefulType(
      type: "aws_ecr_repository", fixed: ["name", "encryption_configuration"],
      farewell: "push the images to its successor"),
    StatefulType(
      type: "aws_backup_vault", fixed: ["name", "kms_key_arn"],
      farewell: "a vault that holds backups is not destroyed: let them end or copy them"),
    StatefulType(
      type: "aws_kms_key", fixed: [],
      farewell: "what it encrypted cannot be read after its thirty days of waiting"),
  ]
}
