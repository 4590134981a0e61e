"""Flawed: tells the provider that a duplicate is an error."""

from endpoint import serve
from standard_webhooks import StandardWebhooks


class RefusesDuplicates(StandardWebhooks):
    def accept(self, delivery):
        with self.lock:
            if self.event_id(delivery) in self.seen:
                return 409
        return super().accept(delivery)


serve(RefusesDuplicates())
