# SPDX-License-Identifier: GPL-3.0-or-later
"""How long after the last byte of Slurm's jobs is /targets of a job of role job the new one, and what do polls of jobs and the
making of node metrics cost who asks for /targets meanwhile?

  python3 tests/bench/ready.py BUILD_DIRECTORY [JOBS] [NODES] [SECONDS]

The jobs are those of jobs.py, of which one has another port in every second answer. Each figure of /targets is of one client that
asks as fast as it can, for SECONDS with nodes polled every 2 s: alone, with jobs polled every 2 s, and with node metrics asked for
twice a second as well; three turns, since the machine may have other things to do."""
import http.client
import http.server
import multiprocessing
import pathlib
import subprocess
import sys
import tempfile
import time

build = pathlib.Path(sys.argv[1]).resolve()
jobs = sys.argv[2] if len(sys.argv) > 2 else "10000"
nodes = sys.argv[3] if len(sys.argv) > 3 else "20000"
seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 15
here = pathlib.Path(__file__).parent
directory = tempfile.TemporaryDirectory(prefix="slurm-sd-bench.")
work = pathlib.Path(directory.name)


def serve(node_list, job_lists, port, sent):
    """slurmrestd's place; `sent` is the time when the last byte of the latest list of jobs was given to the kernel."""
    count = 0

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            nonlocal count
            is_jobs = "/jobs" in self.path
            body = job_lists[count % 2] if is_jobs else node_list
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:  # the daemon has ended
                return
            if is_jobs:
                count += 1
                sent.value = time.monotonic()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port.put(server.server_address[1])
    server.serve_forever()


class Daemon:
    def __init__(self, slurm, has_jobs):
        config = work / "config.yaml"
        config.write_text(
            f'slurm: {{endpoint: "http://127.0.0.1:{slurm}", api_version: v0.0.45, update_interval: 2s, jobs: {{update_interval: 2s}}}}\n'
            'web: {listen_address: ["127.0.0.1:0"]}\n'
            f"jobs: [{{name: node, port: 9100}}{', {name: vllm, role: job}' if has_jobs else ''}]\n")
        self.log = work / "log"
        self.process = subprocess.Popen(
            [build / "daemon/prometheus-slurm-sd", "--config.file", config], stderr=self.log.open("w"))
        self.wanted = "vllm" if has_jobs else "node"
        while "listening" not in self.log.read_text():
            time.sleep(0.05)
        line = next(line for line in self.log.read_text().splitlines() if "listening" in line)
        self.port = int(line.split("127.0.0.1:")[1].split('"')[0].split()[0].split("/")[0])
        while self.connect().status() != 200:
            time.sleep(0.1)

    def connect(self):
        return Client(self.port, self.wanted)

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Client:
    def __init__(self, port, job):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.path = f"/targets?prom_job={job}"
        self.etag = ""

    def status(self):
        self.connection.request("GET", self.path, headers={"If-None-Match": self.etag} if self.etag else {})
        reply = self.connection.getresponse()
        reply.read()
        self.etag = reply.headers.get("ETag", "")
        return reply.status


def ready_after(slurm, sent, polls=12):
    """Milliseconds from the last byte to another answer."""
    daemon = Daemon(slurm, True)
    client = daemon.connect()
    client.status()
    found = []
    before = sent.value
    while len(found) < polls:
        if client.status() == 200 and sent.value != before:
            before = sent.value
            found.append((time.monotonic() - before) * 1e3)
        time.sleep(0.001)
    daemon.stop()
    return sorted(found)


def ask_metrics(port):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while True:
        time.sleep(0.5)
        connection.request("GET", "/metrics/nodes")
        connection.getresponse().read()


def latencies(slurm, has_jobs, has_metrics=False):
    """Of /targets of nodes, in ms."""
    daemon = Daemon(slurm, has_jobs)
    connection = http.client.HTTPConnection("127.0.0.1", daemon.port)
    asker = multiprocessing.Process(target=ask_metrics, args=(daemon.port,), daemon=True)
    if has_metrics:
        asker.start()
    found = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        begin = time.monotonic()
        connection.request("GET", "/targets?prom_job=node")
        connection.getresponse().read()
        found.append((time.monotonic() - begin) * 1e3)
    if has_metrics:
        asker.terminate()
    daemon.stop()
    return sorted(found)


def main():
    answer = subprocess.run(["python3", here / "jobs.py", jobs, nodes], check=True, capture_output=True).stdout
    port_of_one = b"prometheus.io\\/port=8001 "
    other = answer.replace(port_of_one, b"prometheus.io\\/port=7001 ", 1)
    assert other != answer
    subprocess.run([build / "tests/bench/bench_parse", "--write", work / "nodes.json", nodes], check=True, capture_output=True)
    port, sent = multiprocessing.Queue(), multiprocessing.Value("d", 0)
    server = multiprocessing.Process(
        target=serve, args=((work / "nodes.json").read_bytes(), [answer, other], port, sent), daemon=True)
    server.start()
    slurm = port.get()
    found = ready_after(slurm, sent)
    print(f"ready after the last byte: median {found[len(found) // 2]:.0f} ms, all: {' '.join(f'{each:.0f}' for each in found)}")
    for turn in range(3):
        for words, arguments in (("nodes alone", (False,)), ("with jobs", (True,)), ("with jobs and node metrics", (True, True))):
            all_of = latencies(slurm, *arguments)
            print(f"{words}: {len(all_of)} requests, median {all_of[len(all_of) // 2]:.2f} ms, "
                  f"p99 {all_of[len(all_of) * 99 // 100]:.2f} ms, longest {all_of[-1]:.0f} ms", flush=True)
    server.terminate()


main()
