"""A correct receiver of Standard Webhooks: HMAC-SHA256 over id, time and body, several signatures in a list."""

import base64
import binascii
import hashlib
import hmac
import re
import time

from endpoint import Endpoint, Refused, serve


def decode(text):
    """Strict base64."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return raw if base64.b64encode(raw).decode() == text else b""


class StandardWebhooks(Endpoint):
    version = re.compile(r"v1,(.+)", re.ASCII)
    tolerance = 300

    def event_id(self, delivery):
        return delivery.only("webhook-id")

    def keys(self):
        return [base64.b64decode(self.secret.removeprefix("whsec_"))]

    def timestamps(self, delivery):
        """The times that the signature may be of."""
        text = delivery.only("webhook-timestamp")
        if not re.fullmatch(r"[1-9][0-9]{0,11}", text, re.ASCII):
            raise Refused("webhook-timestamp")
        return [int(text)]

    def entries(self, delivery):
        return delivery.only("webhook-signature").split(" ")[:32]

    def is_right(self, given, due):
        return hmac.compare_digest(given, due)

    def check_age(self, timestamp):
        if abs(time.time() - timestamp) > self.tolerance:
            raise Refused("webhook-timestamp")

    def check(self, delivery):
        for timestamp in self.timestamps(delivery):
            self.check_age(timestamp)
            signed = f"{self.event_id(delivery)}.{timestamp}.".encode("latin-1") + delivery.body
            for key in self.keys():
                due = hmac.new(key, signed, hashlib.sha256).digest()
                for entry in self.entries(delivery):
                    match = self.version.fullmatch(entry)
                    if match and self.is_right(decode(match[1]), due):
                        return
        raise Refused("webhook-signature")


if __name__ == "__main__":
    serve(StandardWebhooks())
