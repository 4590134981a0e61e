"""Flawed: does its work before it answers."""

import time

from endpoint import serve
from standard_webhooks import StandardWebhooks


class Slow(StandardWebhooks):
    def accept(self, delivery):
        status = super().accept(delivery)
        time.sleep(0.4)
        return status


serve(Slow())
