"""Checks of rendered templates that no tool makes: what AWS would refuse or never report on.

Each takes the text of a Terraform root (or of a CloudFormation template) and gives findings.
"""
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
CATALOG = HERE.parents[2] / "Catalog"

PROTOCOLS = {
    "ip_protocol": {"tcp", "udp", "icmp"}, "origin_protocol_policy": {"https-only"},
    "protocol": {"HTTPS", "TLS", "TCP", "TCP_UDP", "UDP", "GENEVE", "HTTP", "tcp", "udp", "email", "sqs"},
    "protocol_type": {"HTTP", "WEBSOCKET"},
}
FARGATE = {
    256: [512, 1024, 2048], 512: range(1024, 4097, 1024), 1024: range(2048, 8193, 1024), 2048: range(4096, 16385, 1024),
    4096: range(8192, 30721, 1024), 8192: range(16384, 61441, 4096), 16384: range(32768, 122881, 8192),
}


def metrics():
    """Namespace and name of every metric that may be watched."""
    lines = (CATALOG / "metrics.tsv").read_text().splitlines()
    return {tuple(line.split("\t")[:2]) for line in lines if line and not line.startswith("#")}


def iam_actions(site_packages):
    """Actions of IAM by service, from cfn-lint's data; None where it is not installed."""
    found = sorted(pathlib.Path(site_packages).glob("cfnlint/data/AdditionalSpecs/Policies.json"))
    if not found:
        return None
    services = json.loads(found[0].read_text())
    return {service: {action.lower() for action in known.get("Actions", {})} for service, known in services.items()}


def blocks(text, kind):
    """Heads and bodies of the top-level blocks of a kind, as `terraform fmt` lays them out."""
    return re.findall(rf"^{kind} ([^\n{{]*)\{{\n(.*?)^\}}", text, re.M | re.S)


def unused_variables(code):
    """Variables that nothing but their own validation reads."""
    for head, body in blocks(code, "variable"):
        name = head.strip().strip('"')
        rest = code.replace(body, "")
        if not re.search(rf"\bvar\.{name}\b", rest):
            yield f"variable {name} is declared and not used"


def unused_locals(code):
    for _, body in re.findall(r"^(locals )\{\n(.*?)^\}", code, re.M | re.S):
        for name in re.findall(r"^  (\w+) +=", body, re.M):
            if not re.search(rf"\blocal\.{name}\b", code):
                yield f"local {name} is not used"


def protocols(code):
    for name, allowed in PROTOCOLS.items():
        for value in re.findall(rf'^\s*{name}\s*=\s*"([^"$]*)"', code, re.M):
            if value not in allowed:
                yield f"{name} {value!r} is none"


def watched_metrics(code, values):
    """Names of metrics in code and in the sizes, against the catalog's table."""
    known = metrics()
    watched = [(trigger["namespace"], trigger["metric"]) for trigger in values.get("triggers", {}).values()]
    for head, body in blocks(code, 'resource "aws_cloudwatch_metric_alarm"'):
        name = re.search(r'^\s*metric_name\s*=\s*"([^"]+)"', body, re.M)
        space = re.search(r'^\s*namespace\s*=\s*"([^"]+)"', body, re.M)
        if name and space:
            watched.append((space[1], name[1]))
        if not re.search(r"^\s*(period|metric_query)\b", body, re.M):
            yield f"alarm {head.strip()} has no period"
    for namespace, metric in watched:
        if (namespace, metric) not in known:
            yield f"there is no metric {metric} in {namespace}"


def effects(code):
    """Effects of policies: IAM knows two, and a third is refused when it is too late."""
    for value in re.findall(r'\b[Ee]ffect\s*=\s*"([^"]*)"', code):
        if value not in ("Allow", "Deny"):
            yield f"effect {value!r} is none"


def alarm_statistics(code):
    for head, body in blocks(code, 'resource "aws_cloudwatch_metric_alarm"'):
        if not re.search(r"^\s*(statistic|extended_statistic|metric_query)\b", body, re.M):
            yield f"alarm {head.strip()} has no statistic"


def table_keys(code):
    for head, body in blocks(code, 'resource "aws_dynamodb_table"'):
        declared = set(re.findall(r'^    name = "([^"]+)"', body, re.M))
        for key in re.findall(r'^\s*(?:hash|range)_key\s*=\s*"([^"]+)"', body, re.M):
            if key not in declared:
                yield f"table {head.strip()} has no attribute {key}"


def instance_types():
    """Types of instances, databases and cache nodes that the catalog knows."""
    known = set()
    for table in (CATALOG / "instances").glob("*.tsv"):
        known.update(line.split("\t")[0] for line in table.read_text().splitlines() if line and not line.startswith("#"))
    return known


def sizes_exist(values, known):
    """Types stand in the catalog, and zones are of the Region."""
    for name, value in values.items():
        if name.endswith("_instance_type") or name in ("database_class", "cache_node_type"):
            if value not in known:
                yield f"{name} {value} is not in the catalog"
    for zone in values.get("availability_zones", []):
        if not re.fullmatch(re.escape(values.get("region", "")) + "[a-f]", zone):
            yield f"zone {zone} is not one of {values.get('region')}"


def images(code):
    """Machine images are looked up, never written down: an id holds in one Region and for a while."""
    for value in re.findall(r'"(ami-[0-9a-z]+)"', code):
        yield f"image {value} is written down"


def fargate_pairs(values):
    for name, cpu in values.items():
        if not name.endswith("_task_cpu"):
            continue
        memory = values.get(name.replace("_cpu", "_memory"))
        if cpu in FARGATE and values.get("is_fargate", True) and memory not in FARGATE[cpu]:
            yield f"Fargate has no task of {cpu} units with {memory} MiB"


def actions(code, known):
    """Actions of policies that IAM does not have."""
    if known is None:
        return
    lists = re.findall(r"\b[Aa]ctions?\s*=\s*(\[[^\]]*\]|\"[^\"]*\")", code)
    for value in re.findall(r'"([a-z0-9-]+:[A-Za-z*]+)"', " ".join(lists)):
        service, action = value.split(":")
        if service not in known or service in ("aws",):
            continue
        if action.endswith("*"):
            matches = any(other.startswith(action[:-1].lower()) for other in known[service])
        else:
            matches = action.lower() in known[service]
        if not matches:
            yield f"IAM has no action {value}"


def findings(root, site_packages, known_actions=None):
    """Everything that these checks find in a root and its modules."""
    known = known_actions if known_actions is not None else iam_actions(site_packages)
    types = instance_types()
    folders = sorted({path.parent for path in root.files})
    for folder in folders:
        code = "\n".join(path.read_text() for path in sorted(folder.glob("*.tf")))
        sizes = folder / "terraform.tfvars.json"
        values = json.loads(sizes.read_text()) if sizes.exists() else {}
        is_fargate = 'requires_compatibilities = ["FARGATE"]' in re.sub(" +", " ", code)
        place = f"{root.name}/{folder.relative_to(root.folder)}"
        for check in (
                unused_variables(code), unused_locals(code), protocols(code), watched_metrics(code, values), images(code), effects(code),
                alarm_statistics(code), table_keys(code), sizes_exist(values, types), fargate_pairs(values) if is_fargate else (), actions(code, known)):
            for finding in check:
                yield f"{place}: {finding}"
