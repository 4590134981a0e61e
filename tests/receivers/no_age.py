"""Flawed: does not look at how old a delivery is."""

from endpoint import serve
from standard_webhooks import StandardWebhooks


class NoAge(StandardWebhooks):
    def check_age(self, timestamp):
        pass


serve(NoAge())
