"""Applies the stages of a plan on the emulator, one over the state of the one before, and destroys the last.

After the first and the last stage, and after all is destroyed, boto3, which knows nothing of Terraform, lists
what is there. No resource that holds data may be destroyed or replaced unless `diff/STAGE.md` says so.
"""
import hashlib
import pathlib
import re
import tempfile

import emulator
from roots import TerraformRoot

STATEFUL = {
    "aws_ebs_volume", "aws_db_instance", "aws_rds_cluster", "aws_dynamodb_table", "aws_s3_bucket", "aws_efs_file_system",
    "aws_kinesis_stream", "aws_sqs_queue", "aws_elasticache_replication_group", "aws_elasticache_cluster", "aws_ecr_repository",
    "aws_backup_vault", "aws_kms_key",
}


def announced(folder, stage):
    """Addresses that the document of a stage says are destroyed or replaced."""
    path = folder / "diff" / f"{stage}.md"
    rows = re.findall(r"^\| `([^`]+)` \| (goes|replaced)", path.read_text(), re.M) if path.exists() else []
    return {address for address, _ in rows}


def other_region(region):
    """Where what CloudFront uses lives, unless the whole root does."""
    return "none" if region == "us-east-1" else "us-east-1"


class Walk:
    """The stages of a plan from `first` to before `last`, applied in order; findings and a summary."""

    def __init__(self, folder, python, config, first=0, last=None):
        self.folder, self.python, self.config = pathlib.Path(folder), python, config
        self.stages = sorted(path.name for path in self.folder.iterdir() if (path / "terraform").is_dir())[first:last]
        self.findings, self.lines = [], []
        self.planned = self.made = self.lost = self.seen = self.looked_for = 0
        self.left = "nothing destroyed"

    @property
    def digest(self):
        """Equal for walks over stages that differ in remarks alone."""
        parts = []
        for stage in self.stages:
            said = self.folder / "diff" / f"{stage}.md"
            parts += [stage, TerraformRoot(self.folder / stage / "terraform", stage).digest(with_sizes=True)]
            parts += [said.read_text()] if said.exists() else []
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    @property
    def summary(self):
        lost = f", {self.lost} with data lost as announced" if len(self.stages) > 1 else ""
        return f"{self.made} of {self.planned} resources made or changed{lost}; boto3 finds {self.seen} of {self.looked_for}; {self.left}"

    def run(self):
        with tempfile.TemporaryDirectory(prefix="tenfold-stages-") as work:
            place = pathlib.Path(work) / "root"
            place.mkdir()
            sizes = (self.folder / self.stages[0] / "terraform" / "terraform.tfvars.json").read_text()
            region = re.search(r'"region": "([^"]+)"', sizes)[1]
            with emulator.Emulator(self.python, region=region) as emulated:
                root = None
                for number, stage in enumerate(self.stages):
                    source = self.folder / stage / "terraform"
                    if root is None:
                        root = emulator.Root(source, emulated, place, self.config)
                    else:
                        root.take(source)
                    root.init()
                    self.apply(root, stage, number)
                    if number in (0, len(self.stages) - 1):
                        self.look(root, stage)
                self.destroy(root)

    def apply(self, root, stage, number):
        applied = root.apply(parallelism=30)
        lost = {
            emulator.bare(address) for address, action in applied.actions.items()
            if action in ("delete", "replace") and emulator.bare(address).split(".")[-2] in STATEFUL}
        unsaid = lost - announced(self.folder, stage) if number else lost
        self.findings += [f"{stage}: {address} is lost, and diff/{stage}.md does not say so" for address in sorted(unsaid)]
        # What was planned as a change since a value was not known yet, and turned out as it was, is not applied.
        missing = {address for address in applied.missing if address in applied.errors or applied.actions[address] in ("create", "replace")}
        missing -= root.excused(applied) if missing else set()
        self.findings += [f"{stage}: {error}" for address, error in applied.errors.items() if address not in applied.planned]
        self.findings += [f"{stage}: {address} was not made: {applied.errors.get(address, '')}" for address in sorted(missing)]
        if not applied.planned:
            self.findings.append(f"{stage}: nothing was planned: {applied.errors}")
        self.planned += len(applied.planned)
        self.made += len(applied.made & applied.planned)
        self.lost += len(lost)
        self.say(f"{self.folder.parent.name} {stage}: {len(applied.planned)} planned, {len(applied.made & applied.planned)} made or changed, "
                 f"{len(lost)} with data lost as announced, {len(applied.errors)} errors")

    def look(self, root, stage):
        """How many of the resources in the state an independent client finds, of those that it knows how to."""
        found = root.emulator.ask("list_resources.py")
        known = [
            (kind, attributes) for _, kind, attributes in root.state()
            if kind in found and f":{other_region(root.emulator.region)}:" not in str(attributes.get("arn"))]
        missing = [f"{kind} {attributes.get('id')}" for kind, attributes in known if attributes.get("id") not in found[kind]]
        self.findings += [f"{stage}: boto3 does not find {what}" for what in missing]
        if not known:
            self.findings.append(f"{stage}: boto3 looked for nothing")
        self.seen, self.looked_for = self.seen + len(known) - len(missing), self.looked_for + len(known)
        kinds = ", ".join(f"{len(ids)} {kind.removeprefix('aws_')}" for kind, ids in sorted(found.items()) if ids)
        self.say(f"  boto3 finds {len(known) - len(missing)} of {len(known)}: {kinds}")

    def destroy(self, root):
        result = root.destroy()
        left = [address for address, _, _ in root.state()]
        standing = {kind: ids for kind, ids in root.emulator.ask("list_resources.py").items() if ids}
        self.left = f"destroyed: {len(left)} left in the state, boto3 finds {sum(map(len, standing.values())) or 'nothing'}"
        self.say(f"  {self.left} {standing or ''}")
        if left:
            self.findings.append(f"destroy leaves {', '.join(left[:10])}: {result.stderr[-1500:]}")
        self.findings += [f"after the destruction boto3 finds {kind} {', '.join(map(str, ids))}" for kind, ids in standing.items()]

    @staticmethod
    def say(line):
        print(line, flush=True)
