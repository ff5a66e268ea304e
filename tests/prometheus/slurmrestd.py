# SPDX-License-Identifier: GPL-3.0-or-later
"""A slurmrestd for jobs.sh: slurmrestd.py PORT answers v0.0.42's nodes and jobs with nodes.json and jobs.json of the working
directory, and metrics, in place of all dcgm-exporters, with dcgm.prom."""
import http.server
import sys

FILES = {
    "/slurm/v0.0.42/nodes/": ("nodes.json", "application/json"),
    "/slurm/v0.0.42/jobs/": ("jobs.json", "application/json"),
    "/metrics": ("dcgm.prom", "text/plain; version=0.0.4"),
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        name, kind = FILES.get(self.path.split("?")[0], (None, "text/plain"))
        body = open(name, "rb").read() if name else b""
        self.send_response(200 if name else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
