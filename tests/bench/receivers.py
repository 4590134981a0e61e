"""The receivers that are measured: hookctl, nginx that logs bodies, and a logger in Go. Each keeps what it gets in a file."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time

from deliveries import SECRET

ECHO_MODULE = "/usr/lib/nginx/modules/ngx_http_echo_module.so"

# nginx reads a body only for a module that wants it; of those, echo costs least (proxying costs it half its speed).
NGINX = """
load_module {echo};
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.error;
worker_processes 1;
events {{ worker_connections 16384; }}
http {{
  log_format bodies escape=json '{{"at":"$time_iso8601","peer":"$remote_addr:$remote_port","method":"$request_method",'
    '"target":"$request_uri","signature":"$http_x_bfl_signature","body":"$request_body"}}';
  access_log {log} bodies;
  client_body_buffer_size 64k; keepalive_requests 1000000000; keepalive_timeout 75s;
  client_body_temp_path {folder}/n1; proxy_temp_path {folder}/n2; fastcgi_temp_path {folder}/n3;
  uwsgi_temp_path {folder}/n4; scgi_temp_path {folder}/n5;
  server {{
    listen 127.0.0.1:{port} backlog=4096{ssl};
    location / {{ echo_read_request_body; echo_duplicate 0 ""; }}
  }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_open(port, process):
    end = time.monotonic() + 20
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.01)
    raise RuntimeError(f"{process.args[0]} does not listen")


class Place:
    """Where a receiver works: a folder of its own, a port, and with TLS a certificate and its key."""

    def __init__(self, folder, identity=None):
        self.folder, self.identity = folder, identity
        self.port = free_port()
        self.log = os.path.join(folder, "log.jsonl")


def hookctl_command(program, sync):
    def command(place):
        tls = ["--tls-cert", place.identity[0], "--tls-key", place.identity[1]] if place.identity else []
        return [program, "listen", "--port", str(place.port), "--output", place.log, "--sync", sync, *tls]
    return command


def nginx_command(place):
    ssl = " ssl" if place.identity else ""
    text = NGINX.format(folder=place.folder, port=place.port, log=place.log, ssl=ssl, echo=ECHO_MODULE)
    if place.identity:
        lines = "ssl_certificate {}; ssl_certificate_key {}; ssl_session_cache shared:s:1m;".format(*place.identity)
        text = text.replace("server {", f"server {{ {lines}", 1)
    path = os.path.join(place.folder, "nginx.conf")
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
    return [nginx_program(), "-e", f"{place.folder}/nginx.error", "-c", path]


def nginx_program():
    return shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")


def go_command(program):
    return lambda place: [program, f"127.0.0.1:{place.port}", place.log]


def build_go_logger(folder):
    program = os.path.join(folder, "go_logger")
    source = os.path.join(os.path.dirname(os.path.realpath(__file__)), "go_logger", "main.go")
    subprocess.run(["go", "build", "-o", program, source], check=True, timeout=600)
    return program


@contextlib.contextmanager
def running(command, place):
    """A receiver that has begun to listen; it is gone when this ends."""
    environment = dict(os.environ, BFL_WEBHOOK_SECRET=SECRET, HOME=place.folder)
    process = subprocess.Popen(command(place), env=environment, cwd=place.folder, process_group=0,
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_open(place.port, process)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(8)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def processor_seconds(process):
    """What a receiver and its children have used of the processor so far."""
    found = subprocess.run(["pgrep", "-g", str(process.pid)], capture_output=True, text=True, check=True)
    ticks = 0
    for pid in found.stdout.split():
        with contextlib.suppress(OSError), open(f"/proc/{pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def resident_bytes(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmRSS:"))


def check_log(path, answered, known):
    """Whatever was answered must be in the log, with its body."""
    with open(path, "rb") as file:
        lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
        file.seek(max(0, file.tell() - 16384))
        last = json.loads(file.read().splitlines()[-1])
    body = last["request"]["body"] if "request" in last else last["body"]
    if lines < answered or body not in known:
        raise RuntimeError(f"{path}: {lines} records of {answered} answered, or their bodies are missing")
    if last.get("verdict", {"state": "verified"})["state"] != "verified" or not last.get("verified", True):
        raise RuntimeError(f"{path}: the last record was not verified")
