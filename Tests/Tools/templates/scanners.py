"""checkov and cfn-lint over rendered templates."""
import collections
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


class Checkov:
    """What checkov said of files: how many checks passed, which failed and which were left out."""

    def __init__(self, program, folder, framework):
        environment = dict(os.environ, BC_SKIP_MAPPING="TRUE", LOG_LEVEL="ERROR")
        result = subprocess.run(
            [program, "-d", str(folder), "--framework", framework, "--skip-download", "--compact", "-o", "json"],
            env=environment, capture_output=True, text=True)
        try:
            document = json.loads(result.stdout)
        except ValueError:
            raise RuntimeError(f"checkov: {result.stdout[-2000:]} {result.stderr[-2000:]}")
        reports = document if isinstance(document, list) else [document]
        self.passed, self.failed, self.skipped = 0, [], collections.Counter()
        for report in reports:
            if "results" not in report:
                continue
            self.passed += report["summary"]["passed"]
            for check in report["results"]["failed_checks"]:
                self.failed.append(f"{check['check_id']} {check['check_name']}: {check['file_path']} {check['resource']}")
            for error in report["results"].get("parsing_errors", []):
                self.failed.append(f"cannot be read: {error}")
            self.skipped.update(check["check_id"] for check in report["results"]["skipped_checks"])

    @property
    def unlisted(self):
        return sorted(set(self.skipped) - set(allowed_skips()))


def together(paths, folder):
    """Copies files that share names side by side into one folder."""
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, path in enumerate(paths):
        shutil.copy(path, folder / f"{number:04d}-{path.parent.parent.name}-{path.name}")
    return folder


def lint(program, paths, regions, processes=2):
    """cfn-lint's findings in all Regions; a warning is one."""
    command = ["xargs", "-0", "-n", "12", "-P", str(processes), program, "--format", "parseable", "-r", *regions, "--"]
    result = subprocess.run(command, input="\0".join(map(str, paths)), capture_output=True, text=True)
    lines = [line for line in (result.stdout + result.stderr).splitlines() if line.strip()]
    if result.returncode and not lines:
        lines = [f"cfn-lint ended with {result.returncode}"]
    return lines
