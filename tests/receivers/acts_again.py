"""Flawed: acts on each delivery, and not on each event."""

from endpoint import serve
from standard_webhooks import StandardWebhooks


class ActsAgain(StandardWebhooks):
    def accept(self, delivery):
        with self.lock:
            self.act()
        return 200


serve(ActsAgain())
