"""Flawed: for the sake of clocks that differ it tries the times around the one in the header, which so is not signed."""

from endpoint import serve
from standard_webhooks import StandardWebhooks


class NearTimestamp(StandardWebhooks):
    def timestamps(self, delivery):
        near = super().timestamps(delivery)[0]
        self.check_age(near)
        return range(near - 5, near + 6)

    def check(self, delivery):
        self.timestamps(delivery)
        check_age, self.check_age = self.check_age, lambda _: None
        try:
            super().check(delivery)
        finally:
            self.check_age = check_age


serve(NearTimestamp())
