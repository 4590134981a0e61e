"""Flawed: checks nothing."""

from endpoint import serve
from standard_webhooks import StandardWebhooks


class NoCheck(StandardWebhooks):
    def event_id(self, delivery):
        return delivery.headers.get("webhook-id")

    def check(self, delivery):
        pass


serve(NoCheck())
