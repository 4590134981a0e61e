"""Signed deliveries of 1 KiB, as a script for wrk."""

import hashlib
import hmac
import json
import random
import string

SECRET = "a-secret-for-measuring"
SIZE = 1024
COUNT = 4096

SCRIPT = """
local requests = {
%s}
local i = 0
request = function() i = i %% #requests + 1; return requests[i] end
done = function(summary, latency)
  local e = summary.errors
  print(string.format('summary {"requests":%%d,"us":%%d,"p99_us":%%d,"errors":%%d}', summary.requests, summary.duration,
    latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def body_of(number, chance):
    event = {"id": f"gen_{number:06d}", "status": "Ready",
             "result": {"sample": f"https://delivery.example/{number}.png", "seed": number, "prompt": ""}}
    room = SIZE - len(json.dumps(event))
    event["result"]["prompt"] = "".join(chance.choices(string.ascii_letters + "    ", k=room))
    return json.dumps(event)


def bodies():
    chance = random.Random(1)
    return [body_of(number, chance) for number in range(COUNT)]


def request_of(body, connection):
    signature = hmac.new(SECRET.encode(), body.encode(), hashlib.sha256).hexdigest()
    return (f"POST /hook HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nContent-Type: application/json\r\n"
            f"X-BFL-Signature: sha256={signature}\r\nContent-Length: {len(body)}\r\n{connection}\r\n{body}")


def write_script(path, connection=""):
    """`connection` is a further header line."""
    with open(path, "w", encoding="ascii") as file:
        # A JSON string of ASCII is a Lua string, too.
        file.write(SCRIPT % "".join(json.dumps(request_of(body, connection)) + ",\n" for body in bodies()))
