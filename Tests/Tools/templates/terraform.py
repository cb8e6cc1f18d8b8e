"""Terraform's own checks of many roots at once: its layout, the provider's schema, plans with a mock.

Loading the provider's schema takes longer than checking a root against it, so one root calls all others
as modules.
"""
import os
import pathlib
import re
import shutil
import subprocess

MOCK = """mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[]}" }
  }
  mock_data "aws_ssm_parameter" {
    defaults = { insecure_value = "ami-0123456789abcdef0" }
  }
}
"""


class Batch:
    """A root in `folder` that calls each of `roots` as a module."""

    def __init__(self, roots, folder, config, mocked=False):
        self.roots, self.folder, self.mocked = roots, pathlib.Path(folder), mocked
        self.environment = dict(os.environ, TF_CLI_CONFIG_FILE=str(config), TF_IN_AUTOMATION="1", CHECKPOINT_DISABLE="1")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
            self.environment.pop(name, None)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        calls = [self._module(root) for root in roots]
        providers = 'provider "aws" {\n  region = "us-east-1"\n}\n\n'
        head = 'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n\n'
        (self.folder / "main.tf").write_text(head + providers + "\n".join(calls))
        (self.folder / "plan.tftest.hcl").write_text(MOCK + 'run "plan" {\n  command = plan\n}\n')

    def _module(self, root):
        """Copies a root without its providers, which a module must not configure, and calls it."""
        copy = self.folder / "m" / root.name
        shutil.copytree(root.folder, copy)
        (copy / "providers.tf").unlink(missing_ok=True)
        if self.mocked:
            # Terraform cannot mock ephemeral resources yet: the data source of the same name stands in.
            for path in copy.rglob("*.tf"):
                text = path.read_text()
                if "ephemeral" in text:
                    path.write_text(text.replace('ephemeral "aws_secrets', 'data "aws_secrets').replace("ephemeral.aws_secrets", "data.aws_secrets"))
        aliases = "".join(f", aws.{alias}" for alias in root.aliases)[2:]
        wanted = f"\n      configuration_aliases = [{aliases}]" if aliases else ""
        (copy / "versions.tf").write_text(
            f'terraform {{\n  required_providers {{\n    aws = {{\n      source = "hashicorp/aws"{wanted}\n    }}\n  }}\n}}\n')
        sizes, filled = root.arguments
        lines = [f"{name} = jsondecode(file(\"m/{root.name}/terraform.tfvars.json\")).{name}" for name in sorted(sizes)]
        lines += [f'{name} = "{value}"' for name, value in filled.items()]
        if root.aliases:
            # One process for all: each provider that is configured loads the whole schema.
            lines.append("providers = { aws = aws, " + ", ".join(f"aws.{alias} = aws" for alias in root.aliases) + " }")
        return f'module "{re.sub("[^A-Za-z0-9_-]", "-", root.name)}" {{\n  source = "./m/{root.name}"\n  ' + "\n  ".join(lines) + "\n}\n"

    def _run(self, *arguments):
        result = subprocess.run(
            ["terraform", f"-chdir={self.folder}", *arguments, "-no-color"], env=self.environment, capture_output=True, text=True)
        return None if result.returncode == 0 else result.stdout + result.stderr

    def init(self):
        return self._run("init", "-backend=false", "-input=false")

    def validate(self):
        return self._run("validate")

    def plan(self):
        return self._run("test")


def badly_laid_out(folders, config):
    """The files that `terraform fmt` would change."""
    environment = dict(os.environ, TF_CLI_CONFIG_FILE=str(config), CHECKPOINT_DISABLE="1")
    result = subprocess.run(
        ["terraform", "fmt", "-check", "-recursive", *map(str, folders)], env=environment, capture_output=True, text=True)
    return result.stdout.split() + ([result.stderr] if result.stderr else [])
