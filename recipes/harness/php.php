<?php

// Answers the cases on standard input with the recipe for PHP without a framework.
require __DIR__ . '/../verify_webhook.php';

$answers = [];
foreach (json_decode(file_get_contents('php://stdin')) as $case) {
    try {
        $body = base64_decode($case->body);
        $answers[] = ['index' => verify_webhook($body, $case->header, $case->secrets, $case->now, $case->tolerance)];
    } catch (WebhookRefused $refused) {
        $answers[] = ['code' => $refused->getMessage()];
    }
}
echo json_encode($answers);
