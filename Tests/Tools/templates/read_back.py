#!/usr/bin/env python3
"""Reads texts back out of rendered templates with the parsers that will read them, and compares.

    read_back.py FOLDER EXPECTED

FOLDER: a rendered root with `terraform` and `cloudformation`. EXPECTED: a JSON file with `triggers` (texts of the
variables, in order) and `health` (texts in code, in order). HCL and the JSON of variables are read by Terraform,
which makes a document of what it understood; YAML by PyYAML; README.md by a Markdown and an HTML parser.
Prints what differs after NFC; exits with 0 if nothing does.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

HARMLESS = {"html", "head", "body", "p", "h1", "h2", "ul", "ol", "li", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "em", "strong"}


def normal(texts):
    return [unicodedata.normalize("NFC", text) for text in texts]


def by_terraform(folder):
    """Texts of triggers and of health, as Terraform understands the variables and the code."""
    code = (folder / "terraform" / "health.tf").read_text()
    literal = re.search(r"^locals \{\n(  health = \{\n.*?\n  \}\n)\n  health_dimensions", code, re.M | re.S)[1]
    with tempfile.TemporaryDirectory() as work:
        root = pathlib.Path(work)
        root.joinpath("main.tf").write_text(
            'variable "triggers" {\n  type = any\n}\n\nlocals {\n' + literal + "}\n\n"
            'output "read" {\n  value = { triggers = var.triggers, health = local.health }\n}\n')
        sizes = json.loads((folder / "terraform" / "terraform.tfvars.json").read_text())
        # The whole file is read; what is not declared here is no variable of this root.
        names = "".join(f'\nvariable "{name}" {{\n  type = any\n}}\n' for name in sizes if name != "triggers")
        root.joinpath("variables.tf").write_text(names)
        root.joinpath("terraform.tfvars.json").write_bytes((folder / "terraform" / "terraform.tfvars.json").read_bytes())
        environment = dict(os.environ, CHECKPOINT_DISABLE="1", TF_IN_AUTOMATION="1")

        def terraform(*arguments):
            result = subprocess.run(["terraform", f"-chdir={work}", *arguments], env=environment, capture_output=True, text=True)
            if result.returncode:
                raise SystemExit(f"terraform: {result.stdout[-2000:]}{result.stderr[-2000:]}")
            return result.stdout

        terraform("init", "-backend=false", "-input=false", "-no-color")
        terraform("apply", "-auto-approve", "-input=false", "-no-color")
        read = json.loads(terraform("output", "-json"))["read"]["value"]
    order = list(sizes["triggers"])
    keys = re.findall(r"^    ([a-z0-9-]+) = \{$", literal, re.M)
    return [read["triggers"][key]["description"] for key in order], [read["health"][key]["description"] for key in keys]


def by_yaml(folder):
    """Texts of the alarms of health in the template, and those of the triggers in its parameters."""
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("!", lambda loader, tag, node: f"!{tag}")
    template = yaml.load((folder / "cloudformation" / "template.yaml").read_text(), Loader)
    health = [part["Properties"]["AlarmDescription"] for name, part in template["Resources"].items() if name.startswith("Health") and part["Type"].endswith("::Alarm")]
    parameters = json.loads((folder / "cloudformation" / "parameters.json").read_text())
    described = [part["ParameterValue"] for part in parameters if re.fullmatch(r"Trigger\d+Description", part["ParameterKey"])]
    return described, health


def readme(path):
    """Tags in a README that no template put there."""
    import html5lib
    import markdown

    document = html5lib.parse(markdown.markdown(path.read_text(), extensions=["tables", "fenced_code"]))
    tags = {str(element.tag).split("}")[-1] for element in document.iter() if isinstance(element.tag, str)}
    return sorted(tags - HARMLESS)


def main(folder, expected):
    folder, expected = pathlib.Path(folder), json.loads(pathlib.Path(expected).read_text())
    found = []
    for language, read in (("Terraform", by_terraform), ("YAML", by_yaml)):
        for what, texts in zip(("triggers", "health"), read(folder)):
            wanted = normal(expected[what])
            if len(texts) != len(wanted):
                found.append(f"{language} reads {len(texts)} texts of {what}, not {len(wanted)}")
            found += [f"{language} reads {text!r} for {other!r}" for text, other in zip(normal(texts), wanted) if text != other]
    for path in sorted(folder.rglob("README.md")):
        found += [f"{path.parent.name}/README.md has a <{tag}>" for tag in readme(path)]
    print("\n".join(found) or "all texts are read as they were written")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
