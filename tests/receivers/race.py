"""Flawed: looks for the event and stores it in two steps."""

import time

from endpoint import serve
from standard_webhooks import StandardWebhooks


class Race(StandardWebhooks):
    def accept(self, delivery):
        if self.event_id(delivery) in self.seen:
            return 200
        time.sleep(0.05)
        with self.lock:
            self.seen.add(self.event_id(delivery))
            self.act()
        return 200


serve(Race())
