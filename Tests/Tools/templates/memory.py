"""What earlier runs found right, so that a run that was cut off, or follows a small change, goes on from there.

An item is known by the hash of what was checked and of what checks it, with the versions of Terraform and its
provider where they do: a change of any is checked anew.
Only what passed is remembered.
"""
import hashlib
import json
import pathlib
import threading

HERE = pathlib.Path(__file__).resolve().parent
TOOLS = HERE.parent

# What the outcome of a step rests on beside the item itself.
RESTS_ON = {
    "validate": [HERE / "terraform.py", HERE / "roots.py"],
    "plan": [HERE / "terraform.py", HERE / "roots.py"],
    "checkov-terraform": [TOOLS / "requirements.txt", TOOLS.parents[1] / "Templates" / "checkov-skips.tsv", HERE / "scanners.py"],
    "checkov-cloudformation": [TOOLS / "requirements.txt", TOOLS.parents[1] / "Templates" / "checkov-skips.tsv", HERE / "scanners.py"],
    "lint": [TOOLS / "requirements.txt", HERE / "scanners.py"],
    "stages": [TOOLS / "requirements-emulator.txt", HERE / "moto_shim.py", HERE / "unemulated.txt", HERE / "emulator.py",
               HERE / "stages.py", HERE / "list_resources.py", HERE / "import_certificate.py", HERE / "roots.py"],
    "faults": [TOOLS / "requirements.txt", TOOLS / "requirements-emulator.txt", TOOLS.parents[1] / "Catalog" / "metrics.tsv",
               TOOLS.parents[1] / "Templates" / "checkov-skips.tsv",
               *(HERE / f"{name}.py" for name in ("faults", "own_checks", "terraform", "emulator", "moto_shim", "scanners", "roots"))],
    "emulator": [TOOLS / "requirements-emulator.txt", HERE / "moto_shim.py", HERE / "unemulated.txt", HERE / "emulator.py",
                 HERE / "applying.py", HERE / "roots.py"],
}

# The steps that Terraform and its provider take.
BY_TERRAFORM = {"validate", "plan", "stages", "faults", "emulator"}


class Memory:
    """Lines of a file, each an item that passed a step with what was counted; nothing is kept without a file."""

    def __init__(self, path=None, tools=""):
        """`tools`: the versions of Terraform and its provider."""
        self.path, self.lock, self.known, self.tools = path and pathlib.Path(path), threading.Lock(), {}, tools
        # As they are when the run begins: what is edited while it runs did not check anything yet.
        self.rests_on = {step: [path.read_bytes() for path in paths] for step, paths in RESTS_ON.items()}
        if self.path and self.path.exists():
            for line in self.path.read_text().splitlines():
                key, counted = json.loads(line)
                self.known[key] = counted

    def key(self, step, digest):
        tools = [self.tools.encode()] if step in BY_TERRAFORM else []
        return hashlib.sha256(b"\0".join([step.encode(), digest.encode(), *tools, *self.rests_on[step]])).hexdigest()

    def recall(self, step, digest):
        """What was counted when the item passed; None if it has not."""
        return self.known.get(self.key(step, digest))

    def note(self, step, digest, counted):
        with self.lock:
            key = self.key(step, digest)
            self.known[key] = counted
            if self.path:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with self.path.open("a") as file:
                    file.write(json.dumps([key, counted]) + "\n")


def blind():
    """The changes after which an item would pass unseen, or be checked again for nothing."""
    kept = Memory(tools="terraform 1, provider 5")
    kept.note("validate", "a", {})
    kept.note("lint", "a", {})
    other = Memory(tools="terraform 1, provider 6")
    other.known = kept.known
    if kept.recall("validate", "a") is None or kept.recall("validate", "b") is not None:
        yield "what passed is not told from what did not"
    if other.recall("validate", "a") is not None:
        yield "what another provider validated passes"
    if other.recall("lint", "a") is None:
        yield "a template is linted anew for another provider"
    for step in RESTS_ON:
        changed = Memory(tools=kept.tools)
        changed.rests_on[step] = [*changed.rests_on[step][:-1], b"changed"]
        if changed.key(step, "a") == kept.key(step, "a"):
            yield f"{step}: what was checked by other checks passes"
