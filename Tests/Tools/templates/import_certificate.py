"""Imports a self-signed certificate into the emulator and prints its ARN: listeners need one that exists."""
import json
import subprocess
import tempfile

import boto3

with tempfile.TemporaryDirectory() as folder:
    key, certificate = f"{folder}/key", f"{folder}/certificate"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=api.example.com", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    with open(certificate, "rb") as body, open(key, "rb") as secret:
        imported = boto3.client("acm").import_certificate(Certificate=body.read(), PrivateKey=secret.read())
print(json.dumps(imported["CertificateArn"]))
