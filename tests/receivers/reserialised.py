"""Flawed: checks the JSON as it would write it, and not the bytes that came."""

import json

from body_hmac import BodyHmac
from endpoint import serve


class Reserialised(BodyHmac):
    def signed(self, delivery):
        try:
            return json.dumps(json.loads(delivery.body), separators=(",", ":")).encode()
        except ValueError:
            return delivery.body


serve(Reserialised())
