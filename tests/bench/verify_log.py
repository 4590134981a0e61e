#!/usr/bin/env python3
"""What verifying a large capture log costs: `hookctl verify LOG --no-explain` against a loop of Python's json and hmac.

The two run in turns.

verify_log.py HOOKCTL [MEGABYTES, 200] [PAIRS, 3]
"""

import hashlib
import hmac
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

SECRET = "k" * 32


def record(number):
    output = [{"url": f"https://delivery.example/{number}/{i}.png", "width": 1024, "é": "雪"} for i in range(12)]
    body = json.dumps({"id": f"gen_{number}", "status": "Ready", "result": {"sample": output}}, ensure_ascii=False)
    raw = body.encode()
    signature = "sha256=" + hmac.new(SECRET.encode(), raw, "sha256").hexdigest()
    return json.dumps({
        "v": 1, "type": "capture", "id": f"01JDA7{number:020d}", "seq": number, "at": "2026-11-21T10:04:31.120431Z",
        "peer": "127.0.0.1:55012", "tls": False,
        "request": {
            "method": "POST", "target": "/hook", "version": "1.1",
            "headers": [["Host", "127.0.0.1:8787"], ["Content-Type", "application/json"],
                        ["X-BFL-Signature", signature]],
            "body": body, "size": len(raw), "sha256": hashlib.sha256(raw).hexdigest(), "framing": "length",
            "trailers": [], "truncated": False},
        "verdict": {"state": "unattempted", "provider": None, "reason": "scheme_unknown", "key": None},
        "event": None, "response": {"status": 200, "rule": "200"}}, ensure_ascii=False, separators=(",", ":"))


def write_log(path, megabytes):
    with open(path, "w") as log:
        number = 0
        while log.tell() < megabytes * 1_000_000:
            number += 1
            log.write(record(number) + "\n")
    return number


def verify_in_python(path):
    """What a careful person would write: parse, hash the body's bytes, compare."""
    with open(path, "rb") as log:
        for line in log:
            request = json.loads(line)["request"]
            body = request["body"].encode()
            due = "sha256=" + hmac.new(SECRET.encode(), body, "sha256").hexdigest()
            given = dict(request["headers"])["X-BFL-Signature"]
            print("verified" if hmac.compare_digest(due, given) else "failed")


def seconds(command, environment):
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(hookctl, megabytes, pairs):
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "captures.jsonl")
        count = write_log(log, megabytes)
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "SECRET": SECRET}
        ours = [hookctl, "verify", log, "--provider", "bfl", "--secret-env", "SECRET", "--no-explain"]
        theirs = [sys.executable, os.path.realpath(__file__), "--loop", log]
        os.chdir(folder)
        seconds(ours, environment)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        times = [(seconds(ours, environment), seconds(theirs, environment)) for _ in range(pairs)]
    ratios = sorted(b / a for a, b in times)
    print(f"verify of {megabytes} MB, {count} captures with HMAC")
    print(f"  hookctl verify      median {statistics.median(a for a, _ in times):6.2f} s, {memory / 1024:.0f} MiB at most")
    print(f"  python json + hmac  median {statistics.median(b for _, b in times):6.2f} s")
    print(f"  times as fast: median {statistics.median(ratios):.2f}, from {ratios[0]:.2f} to {ratios[-1]:.2f} "
          "(goal: at least 3.00)")


if sys.argv[1] == "--loop":
    verify_in_python(sys.argv[2])
else:
    numbers = [int(word) for word in sys.argv[2:]]
    main(os.path.realpath(sys.argv[1]), *(numbers + [200, 3][len(numbers):]))
