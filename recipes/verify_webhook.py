"""Verifies webhooks of WatchTraderHub in Python 3 without any package. Your endpoint, for example with Flask:

    @app.post("/webhooks/wth")
    def webhook():
        try:
            verify_webhook(request.get_data(), request.headers.get("X-WTH-Signature"), [os.environ["WTH_WEBHOOK_SECRET"]])
        except WebhookRefused as refused:
            return str(refused), 400
        event = request.get_json()
        return "", 204
"""

from __future__ import annotations

import hashlib
import hmac
import re
import time as clock


class WebhookRefused(Exception):
    """A webhook that must not be trusted; the message is the reason. Answer 400."""


def verify_webhook(body: bytes, header: str | None, secrets: list[str], now: float | None = None, tolerance: int = 300) -> int:
    """Returns the index of the secret that fits, or raises WebhookRefused.

    body: the raw body, byte for byte as it came
    header: the value of X-WTH-Signature
    secrets: the signing secret; during a rotation the new and the old one
    """
    # An unset variable must not become an empty key, which anybody could sign with.
    if any(len(secret) < 32 for secret in secrets):
        raise WebhookRefused("weak_secret")
    if not header:
        raise WebhookRefused("missing_header")
    elements = re.split(r"[\t ]*,[\t ]*", header)
    times = [element[2:] for element in elements if element.startswith("t=")]
    every = [element[3:] for element in elements if element.startswith("v1=")]
    signatures = [signature for signature in every if re.fullmatch(r"[0-9a-f]{64}", signature)]
    if len(times) != 1 or not re.fullmatch(r"[0-9]{1,15}", times[0]) or not signatures or len(every) > 16:
        raise WebhookRefused("malformed_header")
    [time] = times
    age = int(clock.time() if now is None else now) - int(time)
    if age > tolerance:
        raise WebhookRefused("timestamp_too_old")
    if -age > tolerance:
        raise WebhookRefused("timestamp_too_new")
    for index, secret in enumerate(secrets):
        # The key is the whole secret, whsec_ included.
        expected = hmac.new(secret.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest()
        # A list, so that all are compared.
        if any([hmac.compare_digest(expected, signature) for signature in signatures]):
            return index
    raise WebhookRefused("no_match")
