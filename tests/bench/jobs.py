# SPDX-License-Identifier: GPL-3.0-or-later
"""jobs.py [JOBS] [NODES]: Slurm's answer to GET /slurm/v0.0.45/jobs/?flags=ALL for made-up running jobs, printed as slurmrestd
prints it, every second one annotated. A job is a recorded one of v0.0.42 without DETAIL, with the keys that are new up to
v0.0.45; about 8 kB. Nodes are n1, n2, …, as in tests/support/fakecluster.h."""
import json
import pathlib
import sys

jobs = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
nodes = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
recording = pathlib.Path(__file__).parent.parent / "data/captures-jobs/24.11.5/v0.0.42/job-held.http"
answer = json.loads(recording.read_text().split("\n\n", 1)[1])
template = answer["jobs"][0]
template.update(
    licenses_allocated="", stderr_expanded="/home/user/slurm-1.out", stdin_expanded="/dev/null", container_type="",
    stdout_expanded="/home/user/slurm-1.out", submit_line="sbatch --partition=gpu --gres=gpu:4 --time=1-0 serve.sh")
answer["last_update"] = {"set": True, "infinite": False, "number": 1795423898}


def number(value):
    return {"set": True, "infinite": False, "number": value}


def job(i):
    user = i * 7 % 300
    one = dict(template)
    one.update(
        job_id=1000 + i, name=f"serve-{i % 50}", user_id=20_000 + user, user_name=f"user{user}", account=f"account{user % 20}",
        partition="gpu" if i % 4 else "batch", qos="normal", job_state=["RUNNING"], start_time=number(1795400000 + i),
        nodes=f"n{i * 2 % nodes + 1}" if i % 8 else f"n[{i % (nodes - 4) + 1}-{i % (nodes - 4) + 4}]",
        batch_host=f"n{i * 2 % nodes + 1}",
        comment=f"prometheus.io/port={8000 + i % 1000} prometheus.io/path=/metrics" if i % 2 else "")
    return json.dumps(one, indent=2).replace("/", "\\/").replace("\n", "\n    ")


sys.stdout.write('{\n  "jobs": [\n    ')
for i in range(jobs):
    sys.stdout.write((",\n    " if i else "") + job(i))
rest = {key: value for key, value in answer.items() if key != "jobs"}
sys.stdout.write("\n  ]," + json.dumps(rest, indent=2).removeprefix("{") + "\n")
