"""Checks of rendered templates that no tool makes: what AWS would refuse or never report on.

Each takes the text of a Terraform root (or of a CloudFormation template) and gives findings.
"""
import json
import pathlib
import re
import subprocess

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
    watched += re.findall(r'^\s*namespace\s*=\s*"([^"]+)"\n\s*metric(?:_name)?\s*=\s*"([^"]+)"', code, re.M)
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


def arguments(body, name):
    return re.findall(rf"^\s*{name}\s*=\s*(.+)$", body, re.M)


def custom_origins(code):
    """CloudFront trusts a custom origin by its name, and no certificate of ours holds a name of AWS's own."""
    for _, body in blocks(code, 'resource "aws_cloudfront_distribution"'):
        for origin in re.findall(r"^  origin \{\n(.*?)^  \}", body, re.M | re.S):
            for name in arguments(origin, "domain_name"):
                if re.search(r"\baws_(lb|eip|instance|globalaccelerator_accelerator)\b|amazonaws\.com\"$", name) and "execute-api" not in name:
                    yield f"CloudFront calls its origin by a name of AWS's own: {name}"


def open_balancers(code):
    """A balancer that takes all of CloudFront takes everybody's distribution, unless it asks for a secret."""
    rules = dict(blocks(code, 'resource "aws_vpc_security_group_ingress_rule"'))
    behind = any("prefix_list_id" in body for head, body in rules.items() if "alb" in head)
    for head, body in blocks(code, 'resource "aws_lb_listener"'):
        if behind and "front" in head and re.search(r'type\s*=\s*"forward"', body):
            yield "the listener behind CloudFront forwards without asking for the secret"


def database_users(code):
    """Who may sign in to the proxy is whom the proxy has a secret of."""
    if 'resource "aws_db_proxy"' not in code:
        return
    for _, body in blocks(code, 'resource "aws_db_proxy"'):
        if "master_user_secret" in body or "aws_secretsmanager_secret.app.arn" not in body:
            yield "the proxy has no secret of the user app"
    if 'DATABASE_USER' not in code:
        yield "the code is not told its user of the database"


def function_urls(code):
    """An address of a function asks for two rights since October 2025."""
    if 'resource "aws_lambda_function_url"' not in code or "aws_cloudfront_distribution" not in code:
        return
    rights = {value for _, body in blocks(code, 'resource "aws_lambda_permission"') for value in arguments(body, "action")}
    for right in ('"lambda:InvokeFunctionUrl"', '"lambda:InvokeFunction"'):
        if right not in rights:
            yield f"CloudFront lacks {right} on the function"


def web_sockets(code):
    if not re.search(r'protocol_type\s*= "WEBSOCKET"', code):
        return
    for needed in ("execute-api:ManageConnections", "WEBSOCKET_URL", "var.authorizer_function_arn"):
        if needed not in code:
            yield f"the WebSocket API has no {needed}"
    for _, body in blocks(code, 'resource "aws_cloudfront_distribution"'):
        if "aws_apigatewayv2" in body:
            yield "CloudFront stands before a WebSocket API, whose stage is its only path"


def scaling(code, values):
    """Targets come from the plan, and what cannot grow has no policy."""
    for kind in ("aws_autoscaling_policy", "aws_appautoscaling_policy"):
        for head, body in blocks(code, f'resource "{kind}"'):
            tier = head.strip().strip('"')
            if tier not in ("app", "worker"):
                continue
            for value in arguments(body, "target_value"):
                if not value.startswith("var."):
                    yield f"{kind} {tier} has a target of its own: {value}"
            if values.get(f"{tier}_minimum") == values.get(f"{tier}_maximum"):
                yield f"{kind} {tier} scales what has as many at least as at most"
    for head, body in blocks(code, 'resource "aws_lambda_event_source_mapping"'):
        source = " ".join(arguments(body, "event_source_arn"))
        if "aws_sqs_queue" in source and "maximum_concurrency" not in body:
            yield f"{head.strip()} polls more than it may run"
        if "aws_kinesis_stream" in source and ("TRIM_HORIZON" not in body or "on_failure" not in body):
            yield f"{head.strip()} drops records"
    if 'resource "aws_lambda_event_source_mapping" "queue"' in code and values.get("worker_concurrency", 5) < 5:
        yield "a function that polls a queue has less than five executions"


def clusters(code):
    """What runs on nodes waits for them; what nodes need does not; and nodes, pods and people have their roles."""
    if 'resource "aws_eks_cluster"' not in code:
        return
    for head, body in blocks(code, 'resource "aws_eks_addon"'):
        waits = re.search(r"depends_on.*aws_eks_node_group", body)
        needs_nodes = "coredns" in body or "observability" in body
        if bool(waits) != needs_nodes:
            yield f"add-on {head.strip()} {'does not wait' if needs_nodes else 'waits'} for nodes"
    for needed in ("aws_eks_access_entry", '"cluster-autoscaler"', '"cloudwatch-agent"', "aws_ssm_parameter\" \"setting"):
        if needed not in code:
            yield f"the cluster has no {needed}"


def balancers(code):
    for head, body in blocks(code, 'resource "aws_lb"'):
        if not re.search(r'load_balancer_type\s*= "network"', body):
            continue
        is_internal = re.search(r"internal\s*=\s*true", body)
        if not is_internal and "allocation_id" not in body:
            yield f"load balancer {head.strip()} has no fixed addresses"
        if is_internal and 'resource "aws_api_gateway_vpc_link"' in code and "enforce_security_group_inbound_rules_on_private_link_traffic" not in body:
            yield f"load balancer {head.strip()} drops what comes from the API's link"


def inspected_routes(code):
    """A flow that an appliance sees one way only is dropped by it."""
    for head, body in blocks(code, 'resource "aws_route"'):
        if "aws_vpc_endpoint.inspection" in body and "aws_route_table.public" in body:
            yield f"route {head.strip()} leads answers of the public load balancer through the appliances"


def api_roots(code):
    methods = "".join(body for _, body in blocks(code, 'resource "aws_api_gateway_method"'))
    if 'resource "aws_api_gateway_rest_api"' in code and "root_resource_id" not in methods:
        yield "the REST API has no method at its root"
    if re.search(r'protocol_type = "HTTP"', code) and not re.search(r'route_key\s*= "\$default"', code):
        yield "the HTTP API has no route for its root"


def scripts(code):
    """User data is a script that a shell can read, and what fetches from the network tries again."""
    for script in re.findall(r"<<-SCRIPT\n(.*?)^\s*SCRIPT$", code, re.M | re.S):
        plain = re.sub(r"\$\{[^}]*\}", "x", "\n".join(line.strip() for line in script.splitlines()))
        result = subprocess.run(["sh", "-n"], input=plain, capture_output=True, text=True)
        if result.returncode:
            yield f"user data is no script: {result.stderr.strip()}"
        for line in plain.splitlines():
            if re.match(r"\w+ = ", line):
                yield f"user data has blanks around the sign of {line!r}"
            if re.match(r"(dnf|aws) ", line):
                yield f"user data tries {line!r} once"


def watched_parts(code):
    """Each part that can fail is watched for that, and Aurora on its writer."""
    if 'resource "aws_sns_topic" "health"' not in code and 'resource "aws_sns_topic" "alarms"' in code and 'resource "aws_lb" "' in code:
        yield "nothing watches whether parts fail"
    for cluster in re.findall(r"DBClusterIdentifier = aws_rds_cluster\.main\.cluster_identifier\n(?!\s*Role)", re.sub(" +", " ", code)):
        if "AuroraReplicaLagMaximum" not in code and "Volume" not in code:
            yield "an alarm averages the processor of Aurora's writer and readers"


def unsigned_calls(folders):
    """A unit whose address asks for a signature is called by roles that may call it.

    `folders`: the code of a root and of its modules, by folder; that of the root has an empty name.
    """
    root = folders.get("", "")
    signed = re.compile(r'output "address" \{[^}]*?(function_url\b|invoke_url\b|uris\[)', re.S)
    for edge, unit in re.findall(r"^\s*(\w+)_url\s*=\s*module\.(\w+)\.address$", root, re.M):
        source = re.search(rf'^module "{unit}" \{{\n\s*source\s*=\s*"\./([^"]+)"', root, re.M)
        if source and signed.search(folders.get(source[1], "")) and f'aws_iam_policy" "{edge}_call"' not in folders.get("between", ""):
            yield f"the call {edge} to the unit {unit} is signed, and nobody may make it"


def findings(root, site_packages, known_actions=None):
    """Everything that these checks find in a root and its modules."""
    known = known_actions if known_actions is not None else iam_actions(site_packages)
    types = instance_types()
    folders = sorted({path.parent for path in root.files})
    texts = {str(folder.relative_to(root.folder)).removeprefix("."): "\n".join(path.read_text() for path in sorted(folder.glob("*.tf"))) for folder in folders}
    for finding in unsigned_calls(texts):
        yield f"{root.name}: {finding}"
    for folder in folders:
        code = "\n".join(path.read_text() for path in sorted(folder.glob("*.tf")))
        sizes = folder / "terraform.tfvars.json"
        values = json.loads(sizes.read_text()) if sizes.exists() else {}
        is_fargate = 'requires_compatibilities = ["FARGATE"]' in re.sub(" +", " ", code)
        place = f"{root.name}/{folder.relative_to(root.folder)}"
        for check in (
                unused_variables(code), unused_locals(code), protocols(code), watched_metrics(code, values), images(code), effects(code),
                custom_origins(code), open_balancers(code), database_users(code), function_urls(code), web_sockets(code), scaling(code, values),
                clusters(code), balancers(code), inspected_routes(code), api_roots(code), scripts(code), watched_parts(code),
                alarm_statistics(code), table_keys(code), sizes_exist(values, types), fargate_pairs(values) if is_fargate else (), actions(code, known)):
            for finding in check:
                yield f"{place}: {finding}"
