"""checkov and cfn-lint over rendered templates."""
import json
import os
import pathlib
import shutil
import subprocess

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]


def allowed_skips():
    """The checks that may be left out, with why."""
    lines = (REPOSITORY / "Templates" / "checkov-skips.tsv").read_text().splitlines()
    return {line.split("\t")[0]: line.split("\t")[2] for line in lines if line and not line.startswith("#")}


def checkov(program, folder, framework):
    """What checkov says of each entry of a folder: how many checks passed, which failed, which were left out how often."""
    environment = dict(os.environ, BC_SKIP_MAPPING="TRUE", LOG_LEVEL="ERROR")
    result = subprocess.run(
        [program, "-d", str(folder), "--framework", framework, "--skip-download", "--compact", "-o", "json"],
        env=environment, capture_output=True, text=True)
    try:
        document = json.loads(result.stdout)
    except ValueError:
        raise RuntimeError(f"checkov: {result.stdout[-2000:]} {result.stderr[-2000:]}")
    entries = {path.name: {"passed": 0, "failed": [], "skipped": {}} for path in pathlib.Path(folder).iterdir()}
    for report in document if isinstance(document, list) else [document]:
        results = report.get("results", {})
        for check in results.get("passed_checks", []):
            entries[entry(check)]["passed"] += 1
        for check in results.get("failed_checks", []):
            entries[entry(check)]["failed"].append(f"{check['check_id']} {check['check_name']}: {check['file_path']} {check['resource']}")
        for check in results.get("skipped_checks", []):
            skipped = entries[entry(check)]["skipped"]
            skipped[check["check_id"]] = skipped.get(check["check_id"], 0) + 1
        for path in results.get("parsing_errors", []):
            name = pathlib.Path(path).resolve().relative_to(pathlib.Path(folder).resolve()).parts[0]
            entries[name]["failed"].append(f"cannot be read: {path}")
    return entries


def entry(check):
    """The entry of the scanned folder that a check is about."""
    return check["file_path"].lstrip("/").split("/")[0]


def numbered(number, path):
    return f"{number:04d}-{path.parent.parent.name}-{path.name}"


def together(paths, folder):
    """Copies files that share names side by side into one folder."""
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, path in enumerate(paths):
        shutil.copy(path, folder / numbered(number, path))
    return folder


def lint(program, paths, regions, processes=2):
    """cfn-lint's findings in all Regions; a warning is one."""
    command = ["xargs", "-0", "-n", "12", "-P", str(processes), program, "--format", "parseable", "-r", *regions, "--"]
    result = subprocess.run(command, input="\0".join(map(str, paths)), capture_output=True, text=True)
    lines = [line for line in (result.stdout + result.stderr).splitlines() if line.strip()]
    if result.returncode and not lines:
        lines = [f"cfn-lint ended with {result.returncode}"]
    return lines
