"""Finds what a plan rendered: Terraform roots and CloudFormation templates, each distinct one once."""
import hashlib
import json
import pathlib
import re

FILLED = {
    "certificate_arn": "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000",
    "domain_name": "api.example.com", "origin_host_name": "origin.example.com",
}


def without_remarks(text):
    """A text without comments, but for those that checkers read, and without the digest of its plan."""
    lines = [line for line in text.splitlines() if not re.match(r"\s*#(?!checkov:skip)", line)]
    return re.sub(r"\b[0-9a-f]{16}\b", "0", "\n".join(line for line in lines if line.strip()))


class TerraformRoot:
    """A folder with a root: modules below it belong to it."""

    def __init__(self, folder, name):
        self.folder, self.name = pathlib.Path(folder), name
        self.files = sorted(path for path in self.folder.rglob("*.tf"))

    def digest(self, with_sizes):
        """Equal for roots that differ in remarks alone and, unless asked for, in sizes."""
        parts = [f"{path.relative_to(self.folder)}\n{without_remarks(path.read_text())}" for path in self.files]
        if with_sizes:
            parts += [without_remarks(path.read_text()) for path in sorted(self.folder.rglob("terraform.tfvars.json"))]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def text(self, name):
        path = self.folder / name
        return path.read_text() if path.exists() else ""

    @property
    def aliases(self):
        return re.findall(r'alias\s*=\s*"(\w+)"', self.text("providers.tf"))

    @property
    def arguments(self):
        """The values of the root's variables: sizes of the plan, and what a person fills in."""
        sizes = json.loads(self.text("terraform.tfvars.json") or "{}")
        declared = re.findall(r'^variable "(\w+)"', self.text("variables.tf") + self.text("names.tf"), re.M)
        # Units of a system have names of their own: orders_domain_name.
        filled = {other: value for name, value in FILLED.items() for other in declared if other == name or other.endswith("_" + name)}
        return sizes, filled


def terraform_roots(folders):
    """Every root below the folders, in the order of their names."""
    found = []
    for folder in map(pathlib.Path, folders):
        for versions in sorted(folder.rglob("terraform/versions.tf")):
            root = versions.parent
            found.append(TerraformRoot(root, "-".join((folder.name,) + root.relative_to(folder).parts[:-1])))
    return found


def cloudformation_templates(folders):
    """Every CloudFormation template below the folders."""
    return [path for folder in map(pathlib.Path, folders) for path in sorted(folder.rglob("cloudformation/**/*.yaml"))]


def lint_digest(path):
    """Equal for templates that differ in remarks, in their description and in the letters of the system's name."""
    text = re.sub(r"^Description:.*", "", without_remarks(path.read_text()), flags=re.M)
    named = re.search(r'^  SystemName:\n(?:    .*\n)*?    Default: "([a-z0-9-]+)"', text, re.M)
    if named:
        # Names are letters, digits and hyphens: how long they are is all that a check can mind.
        text = re.sub(rf"(?<![a-z0-9-]){re.escape(named[1])}(?![a-z0-9])", "n" * len(named[1]), text)
    return hashlib.sha256(text.encode()).hexdigest()


def scan_digest(path):
    """Equal for templates that differ in the defaults of parameters and in their description alone."""
    text = re.sub("^Description:.*|Default: .*", "", without_remarks(path.read_text()), flags=re.M)
    return hashlib.sha256(text.encode()).hexdigest()


def distinct(items, digest):
    """The first of each set of equal items."""
    seen = {}
    for item in items:
        seen.setdefault(digest(item), item)
    return list(seen.values())
