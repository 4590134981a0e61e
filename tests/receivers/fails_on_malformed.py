"""Flawed: what it cannot read ends in an error of its own."""

from endpoint import Refused, serve
from standard_webhooks import StandardWebhooks


class FailsOnMalformed(StandardWebhooks):
    def answer(self, delivery):
        try:
            int(delivery.only("webhook-timestamp"))
        except (Refused, ValueError):
            return 500
        return super().answer(delivery)


serve(FailsOnMalformed())
