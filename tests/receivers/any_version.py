"""Flawed: takes v0 for v1."""

import re

from endpoint import serve
from standard_webhooks import StandardWebhooks


class AnyVersion(StandardWebhooks):
    version = re.compile(r"v[01],(.+)", re.ASCII)


serve(AnyVersion())
