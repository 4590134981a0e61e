"""A correct receiver of signatures over the body alone, as Black Forest Labs makes them."""

import hashlib
import hmac
import json

from endpoint import Endpoint, Refused, serve


class BodyHmac(Endpoint):
    def key(self):
        return self.secret.encode()

    def signed(self, delivery):
        return delivery.body

    def event_id(self, delivery):
        try:
            return json.loads(delivery.body)["id"]
        except (ValueError, KeyError, TypeError):
            return hashlib.sha256(delivery.body).hexdigest()

    def is_right(self, given, due):
        return hmac.compare_digest(given.encode(), due.encode())

    def check(self, delivery):
        due = "sha256=" + hmac.new(self.key(), self.signed(delivery), hashlib.sha256).hexdigest()
        if not self.is_right(delivery.only("X-BFL-Signature"), due):
            raise Refused("X-BFL-Signature")


if __name__ == "__main__":
    serve(BodyHmac())
