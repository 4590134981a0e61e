"""Flawed: compares only the first bytes of the signature."""

from body_hmac import BodyHmac
from endpoint import serve


class PrefixCompare(BodyHmac):
    def is_right(self, given, due):
        return given[:16] == due[:16]


serve(PrefixCompare())
