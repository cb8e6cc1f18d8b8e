"""Applies roots on the emulator, each on a server of its own, several at once."""
import concurrent.futures
import dataclasses
import pathlib

import emulator


@dataclasses.dataclass
class Outcome:
    """What became of a root: how many resources, and what should not have happened."""

    name: str
    planned: int
    made: int
    excused: int
    findings: list


def apply_one(root, work, config, python):
    """Every planned resource is made, but for types that the emulator does not implement."""
    folder = pathlib.Path(work) / "applied" / root.name
    folder.mkdir(parents=True)
    try:
        with emulator.Emulator(python, region=root.arguments[0].get("region", "eu-central-1")) as emulated:
            copy = emulator.Root(root.folder, emulated, folder, config)
            copy.init()
            applied = copy.apply()
            excused = copy.excused(applied) if applied.missing else set()
            findings = [f"{root.name}: {address} was not made" for address in sorted(applied.missing - excused)]
            if findings or not applied.planned:
                findings += [f"{root.name}: {address}: {error}" for address, error in applied.errors.items()]
            if not applied.planned:
                findings.append(f"{root.name}: nothing was planned")
            return Outcome(root.name, len(applied.planned), len(applied.made & applied.planned), len(excused), findings)
    except Exception as failure:
        return Outcome(root.name, 0, 0, 0, [f"{root.name}: {failure}"])


def apply_all(roots, work, config, python, parallel):
    with concurrent.futures.ThreadPoolExecutor(max_workers=parallel) as pool:
        outcomes = list(pool.map(lambda root: apply_one(root, work, config, python), roots))
    return outcomes
