"""Which Terraform and which provider check, by what they say of themselves."""
import json
import pathlib
import re
import subprocess


def of_terraform():
    """Terraform's version; empty where it is absent."""
    try:
        result = subprocess.run(["terraform", "version", "-json"], capture_output=True, text=True)
    except OSError:
        return ""
    return json.loads(result.stdout)["terraform_version"] if result.returncode == 0 else ""


def of_provider(config):
    """The provider's versions in the mirror that a configuration names, of which Terraform takes the newest."""
    mirror = re.search(r'path = "([^"]+)"', pathlib.Path(config).read_text())
    folders = pathlib.Path(mirror[1]).glob("registry.terraform.io/hashicorp/aws/*") if mirror else []
    # A folder for each version, or an archive with the version in its name.
    return " ".join(sorted(path.name for path in folders))


def of_tools(config):
    """What a step that Terraform takes rests on; empty where Terraform or its provider is absent."""
    return f"terraform {of_terraform()}, provider {of_provider(config)}" if config else ""
