<?php

declare(strict_types=1);

namespace App\Http\Middleware;

use Closure;
use Illuminate\Http\Request;
use Illuminate\Http\Response;
use UnexpectedValueException;

/**
 * Lets only genuine webhooks of WatchTraderHub pass. Put it into app/Http/Middleware, then:
 *
 *   // routes/api.php
 *   Route::post('/webhooks/wth', WatchTraderHubController::class)->middleware(VerifyWatchTraderHubSignature::class);
 *
 *   // config/services.php: the secret, and during a rotation also the old one
 *   'watchtraderhub' => ['webhook_secrets' => array_filter(explode(',', env('WTH_WEBHOOK_SECRETS', '')))],
 *
 * A route in routes/web.php needs an exception from CSRF protection.
 */
final class VerifyWatchTraderHubSignature
{
    public function handle(Request $request, Closure $next): mixed
    {
        $secrets = config('services.watchtraderhub.webhook_secrets', []);
        try {
            // getContent() is the raw body; what $request->all() has is parsed already.
            self::verify($request->getContent(), (string) $request->header('X-WTH-Signature', ''), $secrets);
        } catch (UnexpectedValueException $refused) {
            return new Response($refused->getMessage(), 400);
        }

        return $next($request);
    }

    /**
     * @param list<string> $secrets
     *
     * @return int the index of the secret that fits
     *
     * @throws UnexpectedValueException whose message is the reason
     */
    public static function verify(
        string $body,
        string $header,
        array $secrets,
        ?int $now = null,
        int $tolerance = 300,
    ): int {
        foreach ($secrets as $secret) {
            if (strlen($secret) < 32) {
                throw new UnexpectedValueException('weak_secret');
            }
        }
        if ($header === '') {
            throw new UnexpectedValueException('missing_header');
        }
        [$time, $signatures] = self::parse($header);
        $age = ($now ?? time()) - (int) $time;
        if (abs($age) > $tolerance) {
            throw new UnexpectedValueException($age > 0 ? 'timestamp_too_old' : 'timestamp_too_new');
        }
        foreach (array_values($secrets) as $index => $secret) {
            // The key is the whole secret, whsec_ included.
            $expected = hash_hmac('sha256', "$time.$body", $secret);
            foreach ($signatures as $signature) {
                if (hash_equals($expected, $signature)) {
                    return $index;
                }
            }
        }
        throw new UnexpectedValueException('no_match');
    }

    /** @return array{string, array<string>} the time as it was signed, and the well-formed signatures */
    private static function parse(string $header): array
    {
        $elements = preg_split('/[\t ]*,[\t ]*/', $header);
        $times = array_values(array_filter($elements, fn (string $element) => str_starts_with($element, 't=')));
        $all = array_filter($elements, fn (string $element) => str_starts_with($element, 'v1='));
        // With D, because $ alone would let a line break follow.
        $signatures = preg_grep('/^v1=[0-9a-f]{64}$/D', $all);
        $isValid = count($times) === 1 && preg_match('/^t=[0-9]{1,15}$/D', $times[0]);
        if (!$isValid || $signatures === [] || count($all) > 16) {
            throw new UnexpectedValueException('malformed_header');
        }

        return [substr($times[0], 2), array_map(fn (string $element) => substr($element, 3), $signatures)];
    }
}
