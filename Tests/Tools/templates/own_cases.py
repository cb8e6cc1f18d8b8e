"""A fault for each of our own checks, which shows that the check can fail."""
import own_checks as own

ALB_RULE = 'resource "aws_vpc_security_group_ingress_rule" "alb_https" {\n  prefix_list_id = x\n}\n'

# Name of the check, arguments after the code, code that holds the fault.
CASES = [
    ("custom_origins", (), 'resource "aws_cloudfront_distribution" "main" {\n  origin {\n    domain_name = aws_lb.alb.dns_name\n  }\n}\n'),
    ("custom_origins", (), 'resource "aws_cloudfront_distribution" "main" {\n  origin {\n    domain_name = aws_eip.app.public_dns\n  }\n}\n'),
    ("open_balancers", (), ALB_RULE + 'resource "aws_lb_listener" "front" {\n  default_action {\n    type = "forward"\n  }\n}\n'),
    ("database_users", (), 'resource "aws_db_proxy" "main" {\n  auth {\n    secret_arn = aws_db_instance.main.master_user_secret[0].secret_arn\n  }\n}\n'),
    ("function_urls", (), 'resource "aws_lambda_function_url" "app" {\n}\nresource "aws_lambda_permission" "a" {\n  action = "lambda:InvokeFunctionUrl"\n}\naws_cloudfront_distribution\n'),
    ("web_sockets", (), 'resource "aws_apigatewayv2_api" "main" {\n  protocol_type = "WEBSOCKET"\n}\n'),
    ("scaling", ({},), 'resource "aws_autoscaling_policy" "app" {\n  target_value = 60\n}\n'),
    ("scaling", ({"app_minimum": 2, "app_maximum": 2},), 'resource "aws_autoscaling_policy" "app" {\n  target_value = var.app_target\n}\n'),
    ("scaling", ({},), 'resource "aws_lambda_event_source_mapping" "stream" {\n  event_source_arn = aws_kinesis_stream.main.arn\n  starting_position = "LATEST"\n}\n'),
    ("scaling", ({"worker_concurrency": 1},), 'resource "aws_lambda_event_source_mapping" "queue" {\n  event_source_arn = aws_sqs_queue.work.arn\n  maximum_concurrency = 1\n}\n'),
    ("clusters", (), 'resource "aws_eks_cluster" "main" {\n}\nresource "aws_eks_addon" "main" {\n  addon_name = "coredns"\n}\n'),
    ("balancers", (), 'resource "aws_lb" "nlb" {\n  load_balancer_type = "network"\n}\n'),
    ("balancers", (), 'resource "aws_api_gateway_vpc_link" "main" {\n}\nresource "aws_lb" "nlb" {\n  load_balancer_type = "network"\n  internal = true\n}\n'),
    ("inspected_routes", (), 'resource "aws_route" "back" {\n  route_table_id = aws_route_table.public.id\n  vpc_endpoint_id = aws_vpc_endpoint.inspection[0].id\n}\n'),
    ("api_roots", (), 'resource "aws_api_gateway_rest_api" "main" {\n}\n'),
    ("api_roots", (), 'resource "aws_apigatewayv2_api" "main" {\n  protocol_type = "HTTP"\n}\nroute_key = "ANY /{proxy+}"\n'),
    ("scripts", (), "  user_data = <<-SCRIPT\n    device = /dev/sdf\n  SCRIPT\n"),
    ("scripts", (), "  user_data = <<-SCRIPT\n    dnf install -y postgresql16-server\n  SCRIPT\n"),
    ("scripts", (), "  user_data = <<-SCRIPT\n    until true; do\n  SCRIPT\n"),
    ("unsigned_calls", (), {
        "": 'module "mail" {\n  source = "./mail"\n}\n\nmodule "between" {\n  shop_mail_url = module.mail.address\n}\n',
        "mail": 'output "address" {\n  value = aws_lambda_function_url.app.function_url\n}\n', "between": ""}),
    ("watched_parts", (), 'resource "aws_sns_topic" "alarms" {\n}\nresource "aws_lb" "alb" {\n}\n'),
    ("watched_parts", (), 'resource "aws_sns_topic" "health" {\n}\n      DBClusterIdentifier = aws_rds_cluster.main.cluster_identifier\n    }\n'),
]


def blind():
    """The checks that let their fault pass."""
    return [f"the check {name} does not see its fault {number}" for number, (name, values, code) in enumerate(CASES) if not list(getattr(own, name)(code, *values))]
