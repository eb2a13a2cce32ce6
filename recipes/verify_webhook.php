<?php

declare(strict_types=1);

// Verifies webhooks of WatchTraderHub in PHP 8 without any package. Your endpoint:
//
//   require 'verify_webhook.php';
//   $body = file_get_contents('php://input');
//   try {
//       verify_webhook($body, $_SERVER['HTTP_X_WTH_SIGNATURE'] ?? '', [getenv('WTH_WEBHOOK_SECRET') ?: '']);
//   } catch (WebhookRefused $refused) {
//       http_response_code(400);
//       exit($refused->getMessage());
//   }
//   $event = json_decode($body, true, flags: JSON_THROW_ON_ERROR);
//   http_response_code(204);

/** A webhook that must not be trusted; the message is the reason. */
final class WebhookRefused extends Exception
{
}

/**
 * @param string       $body    the raw body, byte for byte as it came
 * @param string       $header  the value of X-WTH-Signature
 * @param list<string> $secrets the signing secret; during a rotation the new and the old one
 *
 * @return int the index of the secret that fits
 *
 * @throws WebhookRefused answer 400
 */
function verify_webhook(string $body, string $header, array $secrets, ?int $now = null, int $tolerance = 300): int
{
    foreach ($secrets as $secret) {
        // An unset variable must not become an empty key, which anybody could sign with.
        if (strlen($secret) < 32) {
            throw new WebhookRefused('weak_secret');
        }
    }
    if ($header === '') {
        throw new WebhookRefused('missing_header');
    }
    $times = [];
    $all = [];
    foreach (preg_split('/[\t ]*,[\t ]*/', $header) as $element) {
        if (str_starts_with($element, 't=')) {
            $times[] = substr($element, 2);
        } elseif (str_starts_with($element, 'v1=')) {
            $all[] = substr($element, 3);
        }
    }
    // With D, because $ alone would let a line break follow.
    $signatures = preg_grep('/^[0-9a-f]{64}$/D', $all);
    if (count($times) !== 1 || !preg_match('/^[0-9]{1,15}$/D', $times[0]) || $signatures === [] || count($all) > 16) {
        throw new WebhookRefused('malformed_header');
    }
    $age = ($now ?? time()) - (int) $times[0];
    if ($age > $tolerance) {
        throw new WebhookRefused('timestamp_too_old');
    }
    if (-$age > $tolerance) {
        throw new WebhookRefused('timestamp_too_new');
    }
    foreach (array_values($secrets) as $index => $secret) {
        // The key is the whole secret, whsec_ included.
        $expected = hash_hmac('sha256', $times[0] . '.' . $body, $secret);
        foreach ($signatures as $signature) {
            if (hash_equals($expected, $signature)) {
                return $index;
            }
        }
    }
    throw new WebhookRefused('no_match');
}
