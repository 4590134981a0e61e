"""What the receivers of the tests share: a small HTTP server, and an endpoint that acts once on each event.

A receiver prints its port, takes its secret from SECRET and counts what it did at GET /effects.
"""

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Refused(Exception):
    """The delivery is not genuine."""


class Delivery:
    def __init__(self, headers, body):
        self.headers = headers
        self.body = body

    def only(self, name):
        """The value of a header that must be there once."""
        values = [value.strip(" \t") for value in self.headers.get_all(name, [])]
        if len(values) != 1 or not values[0]:
            raise Refused(name)
        return values[0]


class Endpoint:
    """Checks deliveries and acts on each event once. A correct one says how to check and what an event's id is."""

    secret = os.environ.get("SECRET", "")

    def __init__(self):
        self.lock = threading.Lock()
        self.seen = set()
        self.effects = 0

    def check(self, delivery):
        raise NotImplementedError

    def event_id(self, delivery):
        raise NotImplementedError

    def act(self):
        self.effects += 1

    def accept(self, delivery):
        """The status that acknowledges a genuine delivery."""
        with self.lock:
            if self.event_id(delivery) not in self.seen:
                self.seen.add(self.event_id(delivery))
                self.act()
        return 200

    def answer(self, delivery):
        try:
            self.check(delivery)
        except Refused:
            return 401
        return self.accept(delivery)


class Server(ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, *_):
        pass  # senders may be gone before they are answered


def read_chunks(stream):
    body = b""
    while size := int(stream.readline().split(b";")[0], 16):
        body += stream.read(size)
        stream.readline()
    while stream.readline().strip():
        pass  # trailers are no headers
    return body


def serve(endpoint):
    class Handler(BaseHTTPRequestHandler):
        def read_body(self):
            if self.headers.get("Transfer-Encoding"):
                return read_chunks(self.rfile)
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))

        def say(self, status, text=""):
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def do_POST(self):
            self.say(endpoint.answer(Delivery(self.headers, self.read_body())))

        def do_GET(self):
            if self.path == "/effects":
                return self.say(200, str(endpoint.effects))
            self.read_body()
            self.say(405)

        do_PUT = do_DELETE = do_PATCH = do_GET

        def log_message(self, *_):
            pass

    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
