"""Types that cfn-lint does not find in a Region, and those of them that are no mistake of a template."""
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
PRICES = HERE.parents[2] / "Catalog" / "prices"


def listed():
    """Region, beginning of the type, and why, for each row of `unlinted.tsv`."""
    lines = (HERE / "unlinted.tsv").read_text().splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def sorted_out(findings, rows=None):
    """The findings that no row allows, and the rows that allowed some."""
    left, used = [], set()
    for finding in findings:
        absent = re.search(r"E3006:Resource type '([\w:]+)' does not exist in '([\w-]+)'", finding)
        row = next((row for row in rows or listed() if absent and row[0] == absent[2] and absent[1].startswith(row[1])), None)
        if row:
            used.add(row)
        else:
            left.append(finding)
    return left, used


def untrue(rows=None):
    """Rows that say that something is not sold where the catalog has a price of it."""
    for region, kind, why in rows or listed():
        service = kind.split("::")[1].lower()
        sold = re.search(rf"^{service}\.", (PRICES / region / "services.tsv").read_text(), re.M)
        if bool(sold) == why.startswith("not sold"):
            yield f"unlinted.tsv: {kind} in {region} is {'sold' if sold else 'not sold'} by the catalog's prices, and the row says otherwise"


def blind():
    """The cases in which a mistake would pass, or what is listed would not."""
    rows = [("ca-central-1", "AWS::DAX::", "not sold there")]
    said = "a.yaml:1:1:1:1:E3006:Resource type '{}' does not exist in '{}'"
    cases = [("AWS::DAX::Cluster", "ca-central-1", True), ("AWS::DAX::Cluster", "eu-west-1", False), ("AWS::SQS::Queue", "ca-central-1", False)]
    for kind, region, passes in cases:
        if (sorted_out([said.format(kind, region)], rows)[0] == []) != passes:
            yield f"{kind} in {region} {'does not pass' if passes else 'passes'}"
    if sorted_out(["a.yaml:1:1:1:1:W2001:Parameter A not used"], rows)[0] == []:
        yield "a warning passes"
    if not list(untrue([("eu-west-1", "AWS::DAX::", "not sold there")])):
        yield "a row that the prices contradict passes"
