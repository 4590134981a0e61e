"""Flawed: decodes a secret that is the key as it stands."""

import base64

from body_hmac import BodyHmac
from endpoint import serve


class DecodedSecret(BodyHmac):
    def key(self):
        return base64.b64decode(self.secret)


serve(DecodedSecret())
