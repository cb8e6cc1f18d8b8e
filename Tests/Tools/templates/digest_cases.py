"""What counts as the same and is checked once, with cases that show that no more does."""
import pathlib
import tempfile

import applying
import roots as rendered
from roots import TerraformRoot

TEMPLATE = """# A remark.
Description: "Unit {name}, stage {stage}"
Parameters:
  SystemName:
    Type: String
    Default: "{name}"
  Class:
    Type: String
    Default: "{size}"
Resources:
  Queue:
    Properties:
      QueueName: "{name}-work"
      KmsMasterKeyId: {key}
"""
BASE = {"name": "webshop", "stage": "01", "size": "small", "key": "a"}
# What differs, whether cfn-lint looks anew, whether checkov does.
TEMPLATES = [
    ("remark and description", {"stage": "02"}, False, False),
    ("letters of the system's name", {"name": "hotline"}, False, True),
    ("length of the system's name", {"name": "webshops"}, True, True),
    ("default of a parameter", {"size": "large"}, True, False),
    ("property", {"key": "b"}, True, True),
]
ACL = 'resource "aws_wafv2_web_acl" "edge" {{\n  count = var.web_acl ? 1 : 0\n\n  scope = "{scope}"\n}}\n'
BEHIND = 'resource "aws_cloudfront_distribution" "{name}" {{\n  comment    = "{remark}"\n  web_acl_id = {acl}\n}}\n'
EDGE = {"name": "main", "remark": "a", "acl": "one(aws_wafv2_web_acl.edge[*].arn)"}
# Roots with the scope of their web ACL, None for one without, what is behind it, and whether they are applied without it.
SPARED = [
    ("REGIONAL", EDGE, False), (None, EDGE, False), ("REGIONAL", EDGE, True), ("CLOUDFRONT", EDGE, False), ("CLOUDFRONT", EDGE, True),
    ("REGIONAL", {**EDGE, "remark": "b"}, True), ("REGIONAL", {**EDGE, "name": "files"}, False), ("REGIONAL", {**EDGE, "acl": "null"}, False),
]


def blind():
    """The cases that are not told apart, or are though they are the same."""
    with tempfile.TemporaryDirectory(prefix="tenfold-digests-") as work:
        return [*_templates(pathlib.Path(work)), *_roots(pathlib.Path(work))]


def _templates(work):
    paths = []
    for number, (_, change, _, _) in enumerate([("", {}, False, False), *TEMPLATES]):
        paths.append(work / f"{number}.yaml")
        paths[-1].write_text(TEMPLATE.format(**{**BASE, **change}))
    for (what, _, lints, scans), path in zip(TEMPLATES, paths[1:]):
        for tool, digest, differs in (("cfn-lint", rendered.lint_digest, lints), ("checkov", rendered.scan_digest, scans)):
            if (digest(path) != digest(paths[0])) != differs:
                yield f"templates that differ in {what} are {'not ' * differs}checked anew by {tool}"


def _roots(work):
    found = []
    for number, (scope, behind, _) in enumerate(SPARED):
        folder = work / str(number)
        folder.mkdir()
        (folder / "firewall.tf").write_text(ACL.format(scope=scope) if scope else "# Nothing.\n")
        (folder / "edge.tf").write_text(BEHIND.format(**behind))
        found.append(TerraformRoot(folder, str(number)))
    wanted = {str(number) for number, (_, _, is_spared) in enumerate(SPARED) if is_spared}
    if applying.spared(found) != wanted:
        yield f"roots {sorted(applying.spared(found))} are applied without a web ACL, not {sorted(wanted)}"
