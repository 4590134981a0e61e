#!/usr/bin/env python3
"""What a whole process costs: `hookctl sign` of 1 KiB against `openssl dgst -hmac`, in turns.

whole_process.py HOOKCTL [PAIRS, 200]
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

SECRET = "k" * 32


def seconds(command, environment):
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(hookctl, pairs):
    with tempfile.TemporaryDirectory() as folder:
        body = os.path.join(folder, "body")
        with open(body, "wb") as file:
            file.write(b"x" * 1024)
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "SECRET": SECRET}
        ours = [hookctl, "sign", body, "--provider", "bfl", "--secret-env", "SECRET"]
        theirs = ["openssl", "dgst", "-sha256", "-hmac", SECRET, body]
        os.chdir(folder)
        times = [(seconds(ours, environment), seconds(theirs, environment)) for _ in range(pairs)]
    ratios = sorted(a / b for a, b in times)
    print(f"hookctl sign, whole process   median {statistics.median(a for a, _ in times) * 1e3:6.2f} ms")
    print(f"openssl dgst -hmac            median {statistics.median(b for _, b in times) * 1e3:6.2f} ms")
    print(f"  ratio of pairs: median {statistics.median(ratios):.2f}, "
          f"p10 {ratios[pairs // 10]:.2f}, p90 {ratios[pairs * 9 // 10]:.2f} (goal: at most 1.30)")


main(os.path.realpath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
