#!/usr/bin/env python3
"""What a whole process costs: `hookctl sign` of 1 KiB against `openssl dgst -hmac`, in turns.

whole_process.py HOOKCTL [PAIRS, 200]
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

SECRET = "k" * 32


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def cost(command, environment):
    """Seconds that passed, and seconds of the processor, which tell more where others work on the machine, too."""
    start, worked = time.perf_counter(), processor_seconds()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start, processor_seconds() - worked


def show(ours, theirs, what, goal=""):
    ratios = sorted(a / b for a, b in zip(ours, theirs))
    print(f"  {what:22} {statistics.median(ours) * 1e3:6.2f} ms against {statistics.median(theirs) * 1e3:6.2f} ms, "
          f"ratio of pairs: median {statistics.median(ratios):.2f}, "
          f"p10 {ratios[len(ratios) // 10]:.2f}, p90 {ratios[len(ratios) * 9 // 10]:.2f}{goal}")


def main(hookctl, pairs):
    with tempfile.TemporaryDirectory() as folder:
        body = os.path.join(folder, "body")
        with open(body, "wb") as file:
            file.write(b"x" * 1024)
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "SECRET": SECRET}
        ours = [hookctl, "sign", body, "--provider", "bfl", "--secret-env", "SECRET"]
        theirs = ["openssl", "dgst", "-sha256", "-hmac", SECRET, body]
        os.chdir(folder)
        costs = [(cost(ours, environment), cost(theirs, environment)) for _ in range(pairs)]
    print("hookctl sign against openssl dgst -hmac, whole processes")
    show([a for (a, _), _ in costs], [b for _, (b, _) in costs], "time", " (goal: at most 1.30)")
    show([a for (_, a), _ in costs], [b for _, (_, b) in costs], "time of the processor")


main(os.path.realpath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
