"""Flawed: a secret that was not configured is an empty one, and that counts, too."""

from endpoint import serve
from standard_webhooks import StandardWebhooks


class EmptySecret(StandardWebhooks):
    def keys(self):
        return super().keys() + [b""]


serve(EmptySecret())
