# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of HTTP service discovery that answers as it is told, for consumers.sh.

    sdserver.py PORT

The file `answer` in the working directory has the name of an answer, below. Each request is a line of the file
`requests`: the answer, the path, and the headers as JSON.
"""
import gzip
import http.server
import json
import sys

PORT = int(sys.argv[1])
# The server is its own target.
GOOD = [{"targets": ["127.0.0.1:%d" % PORT], "labels": {"__meta_slurm_node": "n1", "__meta_slurm_partitions": ",batch,"}}]


def body(value):
    return json.dumps(value).encode()


def changed(**more):
    return body([dict(GOOD[0], **more)])


# Status, headers, body; without Content-Type it is JSON.
ANSWERS = {
    "good": (200, {}, body(GOOD)),
    "503": (503, {"Retry-After": "5"}, body({"status": "error"})),
    "404": (404, {}, body({"status": "error"})),
    "429": (429, {"Retry-After": "5"}, body({"status": "error"})),
    "304": (304, {}, b""),
    "[]": (200, {}, b"[]"),
    "null": (200, {}, b"null"),
    "[null]": (200, {}, b"[null]"),
    "unknown key": (200, {}, changed(source="slurm", targets=["127.0.0.2:%d" % PORT])),
    "number as label value": (200, {}, changed(labels={"__meta_slurm_node": 1})),
    "gzip not asked for": (200, {"Content-Encoding": "gzip"}, gzip.compress(changed(targets=["127.0.0.2:%d" % PORT]))),
    "HTML": (200, {"Content-Type": "text/html"}, b"<html></html>"),
    "torn": (200, {}, body(GOOD)[:-2]),
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if not self.path.startswith("/targets"):
            self.reply(200, {"Content-Type": "text/plain"}, b"slurm_sd_build_info 1\n")
            return
        with open("answer") as file:
            name = file.read().strip()
        self.reply(*ANSWERS[name])
        with open("requests", "a") as file:
            file.write("%s\t%s\t%s\n" % (name, self.path, json.dumps(dict(self.headers))))

    def do_POST(self):  # what vmagent sends
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.reply(204, {}, b"")

    def reply(self, status, headers, text):
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *arguments):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
