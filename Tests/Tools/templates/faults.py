"""Seeds faults into rendered roots and asks which of the checks catches each.

A fault is a text that a root has and what stands in its place; the first root with that text takes it.
"""
import hashlib
import json
import pathlib
import re
import shutil

import emulator
import own_checks
import scanners
import terraform
from roots import TerraformRoot

# name, pattern, replacement; `sizes:` patterns are looked for in terraform.tfvars.json.
FAULTS = [
    ("indentation", r"\n  cidr_block           = var.vpc_cidr", "\n    cidr_block           = var.vpc_cidr"),
    ("unknown argument", r"enable_dns_support   = true", "enable_dns_support   = true\n  enable_dns_magic     = true"),
    ("bad enumeration", r'traffic_type    = "ALL"', 'traffic_type    = "EVERYTHING"'),
    ("undeclared reference", r"gateway_id             = aws_internet_gateway.main.id", "gateway_id             = aws_internet_gateway.other.id"),
    ("cycle", r'(resource "aws_vpc" "main" \{\n)', r'\1  depends_on           = [aws_internet_gateway.main]' + "\n"),
    ("dangling quote", r'(role   = aws_iam_role.flow.id)', r'\1"'),
    ("bad CIDR", r'cidr_ipv4         = "0.0.0.0/0"', 'cidr_ipv4         = "300.0.0.0/8"'),
    ("host bits", r'(destination_cidr_block = )"0.0.0.0/0"', r'\1"10.0.0.1/8"'),
    ("port 70000", r"from_port +(= )5432\n( +to_port +)= 5432", r"from_port                    \g<1>70000" + "\n" + r"\g<2>= 70000"),
    ("period 45", r"(period              = )300", r"\g<1>45"),
    ("rule of a variable broken", r'sizes:"backup_retention": \d+', '"backup_retention": 99'),
    ("name too long once composed", r"(name +)= \"\$\{local.name\}-alb\"", r'\1= "${local.name}-application-load-balancer"'),
    ("overlapping subnets", r"cidrsubnet\(var.vpc_cidr, 4, 4 \+ count.index\)", "cidrsubnet(var.vpc_cidr, 4, 1 + count.index)"),
    ("subnet outside of the VPC", r"cidrsubnet\(var.vpc_cidr, 4, count.index\)", 'cidrsubnet("10.99.0.0/16", 4, count.index)'),
    ("no such zone", r'sizes:"([a-z]+-[a-z]+-\d)a"', r'"\1q"'),
    ("no such instance type", r'sizes:"app_instance_type": "[^"]+"', '"app_instance_type": "m99.large"'),
    ("effect of a policy", r'effect    = "Deny"', 'effect    = "Dney"'),
    ("alarm without statistic", r"\n +statistic +=[^\n]*\n +extended_statistic[^\n]*", ""),
    ("undeclared hash key", r'hash_key                    = "pk"', 'hash_key                    = "id"'),
    ("SSH from anywhere", r'(prefix_list_id +)= data.aws_ec2_managed_prefix_list.cloudfront.id\n(.*\n)  from_port +(= )443\n  to_port +(= )443',
     'cidr_ipv4         = "0.0.0.0/0"\n\\2  from_port         = 22\n  to_port           = 22'),
    ("IMDSv1", r'http_tokens                 = "required"', 'http_tokens                 = "optional"'),
    ("wildcard of IAM", r'actions   = \["s3:GetObject", "s3:PutObject", "s3:DeleteObject"\]\n    resources = \["[^"]*"\]', 'actions   = ["*"]\n    resources = ["*"]'),
    ("action of IAM", r'"sqs:ReceiveMessage"', '"sqs:RecieveMessage"'),
    ("pair of Fargate", r'sizes:"app_task_cpu": \d+,\n +"app_task_memory": \d+', '"app_task_cpu": 256,\n  "app_task_memory": 8192'),
    ("name of a metric", r'sizes:"metric": "CPUUtilization"', '"metric": "CpuUtilisation"'),
    ("alarm without period", r"\n  period              = 300", ""),
    ("no such image", r'ami( +)= coalesce\(var.image_id, data.aws_ssm_parameter.image.insecure_value\)', r'ami\1= "ami-00000000000000000"'),
    ("protocol", r'ip_protocol       = "tcp"', 'ip_protocol       = "tpc"'),
    ("unused variable", r"(\A.*)", '\\1\nvariable "spare" {\n  description = "Nothing reads it."\n  type        = string\n  default     = ""\n}\n'),
]

APPLIED = ["aws_vpc.main", "aws_subnet.public", "aws_subnet.private"]


def seeded(fault, roots, folder):
    """A copy of the first root that takes the fault; None where no root has the text."""
    name, pattern, replacement = fault
    in_sizes = pattern.startswith("sizes:")
    pattern = re.compile(pattern.removeprefix("sizes:"))
    slug = re.sub("[^a-z0-9]+", "-", name.lower())
    for root in roots:
        needs_fargate = name == "pair of Fargate"
        if needs_fargate and 'requires_compatibilities = ["FARGATE"]' not in root.text("compute.tf"):
            continue
        paths = [root.folder / "terraform.tfvars.json"] if in_sizes else sorted(root.folder.glob("*.tf"))
        for path in paths:
            if name == "unused variable" and path.name != "variables.tf":
                continue
            text = path.read_text()
            if name == "unused variable":
                changed = text + replacement.removeprefix("\\1")
            else:
                changed = pattern.sub(replacement, text, count=1)
            if changed == text:
                continue
            copy = pathlib.Path(folder) / slug / "terraform"
            shutil.copytree(root.folder, copy)
            (copy / path.name).write_text(changed)
            return TerraformRoot(copy, slug)
    return None


class Hunt:
    """Which of the checks catches which fault."""

    def __init__(self, roots, folder, config, tools):
        self.folder, self.config, self.tools = pathlib.Path(folder), config, tools
        self.seeded = {fault[0]: seeded(fault, roots, self.folder / "seeded") for fault in FAULTS}
        self.caught = {}

    @property
    def digest(self):
        """Equal for faults in roots that differ in remarks alone."""
        parts = [f"{name} {root and root.digest(with_sizes=True)}" for name, root in self.seeded.items()]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    @property
    def open(self):
        return {name: root for name, root in self.seeded.items() if root and name not in self.caught}

    def run(self, with_emulator=True):
        self._layout()
        self._own()
        self._validate()
        self._plan()
        if with_emulator:
            self._apply()
        self._scan()
        return self.caught

    def _layout(self):
        for name, root in self.open.items():
            if terraform.badly_laid_out([root.folder], self.config):
                self.caught[name] = "fmt"

    def _own(self):
        known = own_checks.iam_actions(self.tools["packages"])
        for name, root in self.open.items():
            if list(own_checks.findings(root, self.tools["packages"], known)):
                self.caught[name] = "own check"

    def _validate(self):
        # A cycle is looked for only where everything else is right.
        names = sorted(self.open)
        for batch_names in ([name for name in names if name != "cycle"], ["cycle"]):
            roots = [self.open[name] for name in batch_names if name in self.open]
            if not roots:
                continue
            batch = terraform.Batch(roots, self.folder / "validate", self.config)
            failure = batch.init() or batch.validate()
            for name in batch_names:
                root = self.open.get(name)
                if root and failure and (re.search(rf"m/{root.name}/|module.{root.name}\b", failure)):
                    self.caught[name] = "validate"

    def _plan(self):
        roots = list(self.open.values())
        if not roots:
            return
        batch = terraform.Batch(roots, self.folder / "plan", self.config)
        failure = batch.init() or batch.plan()
        for name, root in self.open.items():
            if failure and re.search(rf"module\.{root.name}\.|m/{root.name}/|module \"{root.name}\"", failure):
                self.caught[name] = "mocked plan"

    def _apply(self):
        """Networks are made on the emulator, which looks at ranges and zones."""
        wanted = {name: root for name, root in self.open.items() if "subnet" in name}
        if not wanted:
            return
        with emulator.Emulator(self.tools["moto"]) as emulated:
            for name, root in wanted.items():
                work = self.folder / "applied" / root.name
                work.mkdir(parents=True)
                copy = emulator.Root(root.folder, emulated, work, self.config)
                copy.init()
                applied = copy.apply(targets=APPLIED)
                if any("subnet" in address for address in applied.errors):
                    self.caught[name] = "emulator"

    def _scan(self):
        if not self.open:
            return
        folder = self.folder / "scanned"
        for root in self.open.values():
            shutil.copytree(root.folder, folder / root.name)
        scanned = scanners.checkov(self.tools["checkov"], folder, "terraform")
        for name, root in self.open.items():
            if scanned[root.name]["failed"]:
                self.caught[name] = "checkov"
