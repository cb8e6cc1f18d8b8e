"""Applies roots on the emulator, many at once: as modules of one root, each under a name of its own.

Starting the provider takes longer than making what a root holds, and most of the rest is waiting; side by
side in one account of the emulator they share both.
"""
import concurrent.futures
import dataclasses
import json
import pathlib
import re
import shutil

import emulator
from roots import without_remarks

VERSIONS = """terraform {{
  required_providers {{
    aws = {{
      source = "hashicorp/aws"{aliases}
    }}
  }}
}}
"""


@dataclasses.dataclass
class Outcome:
    """What became of a root: how many resources, which the emulator cannot make, what should not have happened."""

    name: str
    planned: int
    made: int
    excused: set
    findings: list


class Group(emulator.Root):
    """Roots of one Region, each a module of the root in `folder`."""

    def __init__(self, roots, emulated, folder, config, spared=()):
        self.roots, self.emulator, self.folder, self.spared = roots, emulated, pathlib.Path(folder), spared
        self.environment = dict(emulated.environment, TF_CLI_CONFIG_FILE=str(config))
        self.calls = {}
        for number, root in enumerate(roots):
            self.calls[root.name] = f"r{number:03d}"
        modules = [self.module(root, self.calls[root.name]) for root in roots]
        providers = [emulator.PROVIDER % f'  region = "{emulated.region}"', emulator.PROVIDER % '  alias  = "us_east_1"\n  region = "us-east-1"']
        (self.folder / "main.tf").write_text(VERSIONS.format(aliases="") + "".join(providers) + "\n" + "\n".join(modules))

    def module(self, root, name):
        """Copies a root without its providers, under another name of the system, and calls it."""
        copy = self.folder / "m" / name
        shutil.copytree(root.folder, copy)
        (copy / "providers.tf").unlink(missing_ok=True)
        sizes, _ = root.arguments
        own_name = re.compile(rf'(?<=["/ ]){re.escape(sizes["system_name"])}(?=["/-])')
        for path in [*copy.rglob("*.tf"), *copy.rglob("terraform.tfvars.json")]:
            path.write_text(own_name.sub(name, path.read_text()))
        wanted = ", ".join(f"aws.{alias}" for alias in root.aliases)
        aliases = f"\n      configuration_aliases = [{wanted}]" if wanted else ""
        (copy / "versions.tf").write_text(VERSIONS.format(aliases=aliases))
        code = "".join(path.read_text() for path in copy.glob("*.tf"))
        lines = [f'{size} = jsondecode(file("m/{name}/terraform.tfvars.json")).{size}' for size in sorted(sizes)]
        lines += [f"{variable} = {json.dumps(value)}" for variable, value in emulator.filled(code, self.emulator, copy).items()]
        if root.name in self.spared:
            lines.append("web_acl = false")
        if wanted:
            # Each provider that is configured is a process with the whole schema: one for each Region.
            given = [f"aws.{alias} = aws{'.us_east_1' if alias.endswith('us_east_1') else ''}" for alias in root.aliases]
            lines.append("providers = { aws = aws, " + ", ".join(given) + " }")
        return f'module "{name}" {{\n  source = "./m/{name}"\n  ' + "\n  ".join(lines) + "\n}\n"

    def outcomes(self):
        """Applies all; an outcome for each root."""
        self.init()
        applied = self.apply(parallelism=40)
        excused = self.excused(applied) if applied.missing else set()
        common = [error for address, error in applied.errors.items() if address == "?"]
        for root in self.roots:
            inside = f"module.{self.calls[root.name]}."
            planned, missing = ({address for address in found if address.startswith(inside)} for found in (applied.planned, applied.missing))
            findings = [
                f"{root.name}: {address.removeprefix(inside)} was not made: {applied.errors.get(address, 'what it needs was not')}"
                for address in sorted(missing - excused)]
            if not planned or findings:
                findings += [f"{root.name}: nothing was planned"] * (not planned) + common
            yield Outcome(root.name, len(planned), len(planned - missing), missing & excused, findings)


def web_acl_texts(root):
    """What a root without its web ACLs lacks: blocks that are made with them alone, and in other blocks the lines that name them."""
    texts = set()
    for path in root.files:
        for head, body in re.findall(r"^(\S.*)\n((?:[ }].*\n)*)", without_remarks(path.read_text()) + "\n", re.M):
            block = head + "\n" + body
            if "web_acl" in head or re.search(r"^  count += var\.web_acl\b", body, re.M):
                texts.add(block)
            else:
                texts |= {f"{head} {line.strip()}" for line in body.splitlines() if "web_acl" in line or "aws_wafv2" in line}
    return texts


def spared(roots):
    """The names of the roots whose web ACLs, and all that names them, stand in roots before; they are applied with
    `web_acl = false`.

    A few texts of web ACLs are in most roots, and their schema, rules within rules, takes Terraform more
    time than all else.
    """
    seen, names = set(), set()
    for root in roots:
        own = web_acl_texts(root)
        if any('resource "aws_wafv2_web_acl"' in text for text in own) and own <= seen:
            names.add(root.name)
        seen |= own
    return names


def groups(roots, size):
    """Roots by Region, so many at once by the number of their files."""
    by_region = {}
    for root in roots:
        by_region.setdefault(root.arguments[0].get("region", "eu-central-1"), []).append(root)
    for region, members in sorted(by_region.items()):
        group, weight = [], 0
        for root in members:
            if group and weight + len(root.files) > size:
                yield region, group
                group, weight = [], 0
            group.append(root)
            weight += len(root.files)
        yield region, group


def apply_group(number, region, roots, work, config, python, without_web_acl):
    """Every planned resource is made, but for types that the emulator does not implement."""
    folder = pathlib.Path(work) / "applied" / str(number)
    folder.mkdir(parents=True)
    try:
        with emulator.Emulator(python, region=region) as emulated:
            outcomes = list(Group(roots, emulated, folder, config, without_web_acl).outcomes())
    except Exception as failure:
        outcomes = [Outcome(root.name, 0, 0, set(), [f"{root.name}: {failure}"]) for root in roots]
    for outcome in outcomes:
        print(f"  {outcome.name}: {outcome.made} of {outcome.planned} made", flush=True)
    shutil.rmtree(folder)
    return outcomes


def apply_all(roots, work, config, python, parallel, without_web_acl=(), size=110):
    """The outcomes, each as soon as it is known."""
    with concurrent.futures.ThreadPoolExecutor(max_workers=parallel) as pool:
        results = [
            pool.submit(apply_group, number, region, part, work, config, python, without_web_acl)
            for number, (region, part) in enumerate(groups(roots, size))]
        for result in concurrent.futures.as_completed(results):
            yield from result.result()
