<?php

// Answers the cases on standard input with the middleware for Laravel, of which it stands in for the few parts that are
// used: one answer is that of verify(), the other that of handle() for a request of this moment.

namespace Illuminate\Http {
    final class Request
    {
        public function __construct(private string $body, private ?string $signature)
        {
        }

        public function getContent(): string
        {
            return $this->body;
        }

        public function header(string $name, string $default): string
        {
            return $name === 'X-WTH-Signature' ? $this->signature ?? $default : $default;
        }
    }

    final class Response
    {
        public function __construct(public string $content, public int $status)
        {
        }
    }
}

namespace App\Http\Middleware {
    /** @var list<string> */
    $GLOBALS['secrets'] = [];

    function config(string $key, array $default): array
    {
        return $key === 'services.watchtraderhub.webhook_secrets' ? $GLOBALS['secrets'] : $default;
    }
}

namespace {
    use App\Http\Middleware\VerifyWatchTraderHubSignature as Middleware;
    use Illuminate\Http\Request;
    use Illuminate\Http\Response;

    require __DIR__ . '/../laravel/VerifyWatchTraderHubSignature.php';

    $answers = [];
    foreach (json_decode(file_get_contents('php://stdin')) as $case) {
        $body = base64_decode($case->body);
        try {
            $index = Middleware::verify($body, $case->header, $case->secrets, $case->now, $case->tolerance);
            $answers[] = ['index' => $index];
        } catch (UnexpectedValueException $refused) {
            $answers[] = ['code' => $refused->getMessage()];
        }
    }

    $secret = str_repeat('s', 32);
    $GLOBALS['secrets'] = [$secret];
    $time = time();
    $genuine = "t=$time,v1=" . hash_hmac('sha256', "$time.{}", $secret);
    $next = fn (Request $request) => new Response('handled', 204);
    $handled = [];
    foreach ([$genuine, "t=$time,v1=" . str_repeat('0', 64), null] as $signature) {
        $response = (new Middleware())->handle(new Request('{}', $signature), $next);
        $handled[] = [$response->status, $response->content];
    }
    echo json_encode(['answers' => $answers, 'handled' => $handled]);
}
