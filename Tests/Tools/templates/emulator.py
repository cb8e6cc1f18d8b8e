"""Applies a rendered Terraform root on a local emulator of AWS (moto), and looks at what is there.

The emulator does not implement every type: a resource that it refused, or that needs one it refused,
is no failure while its type stands in `unemulated.txt`, a list that may only shrink.
"""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
OVERRIDE = """terraform {
  backend "local" {}
}
"""
PROVIDER = """
provider "aws" {
%s
  s3_use_path_style       = true
  skip_metadata_api_check = true
  max_retries             = 3
}
"""


def unemulated():
    """The types that the emulator does not implement, by type."""
    lines = (HERE / "unemulated.txt").read_text().splitlines()
    return {line.split()[0] for line in lines if line and not line.startswith("#")}


def bare(address):
    """An address without keys and numbers."""
    return re.sub(r"\[[^\]]*\]", "", address)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Emulator:
    """A moto server of its own on a free port, stopped at the end of the block."""

    def __init__(self, python, region="eu-central-1"):
        self.python, self.port, self.region = python, free_port(), region
        self.url = f"http://127.0.0.1:{self.port}"
        # Whoever started this may block signals (a thread of a test does), and what is started inherits that: the
        # emulator would not hear that it is to end, nor Terraform that it is to stop.
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        # Without credentials it would ask the machine's metadata for some, and wait for an answer.
        environment = dict(
            os.environ, MOTO_IAM_LOAD_MANAGED_POLICIES="true", MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION="true",
            AWS_ACCESS_KEY_ID="t", AWS_SECRET_ACCESS_KEY="t", AWS_EC2_METADATA_DISABLED="true")
        self.log = tempfile.NamedTemporaryFile("w", suffix=".moto.log", delete=False)
        self.process = subprocess.Popen(
            [python, str(HERE / "moto_shim.py"), "-H", "127.0.0.1", "-p", str(self.port)],
            env=environment, stdout=self.log, stderr=self.log)

    def __enter__(self):
        for _ in range(300):
            try:
                urllib.request.urlopen(self.url + "/moto-api/data.json", timeout=5).read(1)
                return self
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.2)
        raise RuntimeError(f"the emulator does not answer: {self.log.name}")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def environment(self):
        return dict(
            os.environ, AWS_ENDPOINT_URL=self.url, AWS_ACCESS_KEY_ID="t", AWS_SECRET_ACCESS_KEY="t",
            AWS_REGION=self.region, AWS_DEFAULT_REGION=self.region, TF_IN_AUTOMATION="1", CHECKPOINT_DISABLE="1")

    def ask(self, script, *arguments):
        """What a script that talks to the emulator through boto3, an independent client, prints as JSON."""
        result = subprocess.run([self.python, str(HERE / script), *arguments], env=self.environment, capture_output=True, text=True)
        if result.returncode:
            raise RuntimeError(result.stderr[-2000:])
        return json.loads(result.stdout)

    def certificate(self):
        """The ARN of a self-signed certificate, imported anew."""
        return self.ask("import_certificate.py")


class Applied:
    """What became of a root: addresses that were planned, made and refused, with why."""

    def __init__(self, lines):
        self.planned, self.actions, self.made, self.errors = set(), {}, set(), {}
        for line in lines:
            try:
                message = json.loads(line)
            except ValueError:
                continue
            kind = message.get("type")
            if kind == "planned_change":
                change = message["change"]
                address, action = change["resource"]["addr"], change["action"]
                if not address.split(".")[-2:][0] == "data" and action not in ("noop", "read"):
                    self.planned.add(address)
                    self.actions[address] = action
            elif kind == "apply_complete":
                if message["hook"].get("action") != "read":
                    self.made.add(message["hook"]["resource"]["addr"])
            elif kind == "diagnostic" and message["diagnostic"]["severity"] == "error":
                diagnostic = message["diagnostic"]
                self.errors.setdefault(diagnostic.get("address", "?"), f"{diagnostic['summary']} {diagnostic.get('detail', '')}"[:400])

    @property
    def missing(self):
        return self.planned - self.made


def package(folder):
    """A package with a function, in a folder."""
    path = pathlib.Path(folder) / "function.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("app.js", "exports.handler = async () => ({ statusCode: 200 });\n")
    return str(path)


def filled(code, emulated, folder):
    """What a person fills in, for the variables that the code declares."""
    values = {
        "certificate_arn": emulated.certificate, "domain_name": lambda: "api.example.com", "origin_host_name": lambda: "origin.example.com",
        "package_path": lambda: package(folder), "deletion_protection": lambda: False,
    }
    # Units of a system have names of their own: orders_domain_name.
    declared = re.findall(r'^variable "(\w+)"', code, re.M)
    return {other: value() for name, value in values.items() for other in declared if other == name or other.endswith("_" + name)}


class Root:
    """A copy of a root, made ready for the emulator."""

    def __init__(self, source, emulator, workdir, config):
        self.folder, self.emulator = pathlib.Path(workdir), emulator
        self.environment = dict(emulator.environment, TF_CLI_CONFIG_FILE=str(config))
        self.take(source)

    def take(self, source):
        """Puts the files of a root in the place of those that are there; the state stays."""
        for file in self.folder.rglob("*"):
            if file.is_file() and ".terraform" not in file.parts and not file.name.startswith("terraform.tfstate"):
                file.unlink()
        shutil.copytree(source, self.folder, dirs_exist_ok=True)
        aliases = re.findall(r'alias\s*=\s*"(\w+)"', (self.folder / "providers.tf").read_text())
        overrides = [PROVIDER % ""] + [PROVIDER % f'  alias = "{alias}"' for alias in aliases]
        (self.folder / "zz_emulator_override.tf").write_text(OVERRIDE + "".join(overrides))
        code = "".join(file.read_text() for file in self.folder.glob("*.tf"))
        (self.folder / "filled.auto.tfvars.json").write_text(json.dumps(filled(code, self.emulator, self.folder)))

    def terraform(self, *arguments):
        return subprocess.run(
            ["terraform", f"-chdir={self.folder}", *arguments], env=self.environment, capture_output=True, text=True)

    def init(self):
        result = self.terraform("init", "-input=false", "-no-color")
        if result.returncode:
            raise RuntimeError(result.stdout + result.stderr)

    def apply(self, targets=(), parallelism=10):
        """Applies the root, or what the targets need of it."""
        chosen = [f"-target={target}" for target in targets]
        result = self.terraform("apply", "-auto-approve", "-input=false", "-json", f"-parallelism={parallelism}", *chosen)
        return Applied(result.stdout.splitlines())

    def destroy(self):
        return self.terraform("destroy", "-auto-approve", "-input=false", "-no-color")

    def state(self):
        """The managed resources of the state: address, type and attributes."""
        path = self.folder / "terraform.tfstate"
        document = json.loads(path.read_text()) if path.exists() else {"resources": []}
        for resource in document["resources"]:
            if resource["mode"] != "managed":
                continue
            module = resource.get("module", "")
            for instance in resource["instances"]:
                key = instance.get("index_key")
                index = "" if key is None else f"[{json.dumps(key)}]"
                address = f"{module + '.' if module else ''}{resource['type']}.{resource['name']}{index}"
                yield address, resource["type"], instance["attributes"]

    def excused(self, applied):
        """Addresses that are missing because of a type that the emulator does not implement."""
        listed = unemulated()
        graph = self.terraform("graph", "-type=apply").stdout
        edges = {}
        for a, b in re.findall(r'"\[root\] (\S+?)(?: \([^"]*)?" -> "\[root\] (\S+?)(?: \([^"]*)?"', graph):
            edges.setdefault(a, set()).add(b)

        def reaches(node, seen):
            if node in seen:
                return False
            seen.add(node)
            if any(part in listed for part in node.split(".")):
                return True
            return any(reaches(other, seen) for other in edges.get(node, ()))

        return {address for address in applied.missing if reaches(bare(address), set())}


def offline_config(folder):
    """A Terraform configuration of the local provider mirror; None where there is none."""
    path = pathlib.Path(folder) / "offline.tfrc"
    result = subprocess.run([str(HERE.parent / "terraform-mirror"), "--config"], capture_output=True, text=True)
    if result.returncode:
        return None
    path.write_text(result.stdout)
    return path
