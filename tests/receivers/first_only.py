"""Flawed: looks only at the first of several signatures."""

from endpoint import serve
from standard_webhooks import StandardWebhooks


class FirstOnly(StandardWebhooks):
    def entries(self, delivery):
        return [entry for entry in super().entries(delivery) if entry][:1]


serve(FirstOnly())
