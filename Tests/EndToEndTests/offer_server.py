#!/usr/bin/env python3
"""Serves offer files on a free port of 127.0.0.1 until its standard input ends.

Prints the port first. Below /cut/ a file breaks off in the middle, below /page/ an error comes as a
page of HTML with the status 200.
"""

import http.server
import os
import sys
import threading

ROOT = sys.argv[1]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, _, path = self.path.lstrip("/").partition("/")
        file = os.path.join(ROOT, path)
        if kind == "page":
            body, length = b"<html>503 Slow Down</html>\n", None
        elif not os.path.isfile(file):
            self.send_error(404)
            return
        else:
            with open(file, "rb") as opened:
                body = opened.read()
            length = len(body)
            if kind == "cut":
                body = body[: length // 2]
        self.send_response(200)
        self.send_header("Content-Length", str(length if length is not None else len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
