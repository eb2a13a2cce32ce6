"""Answers the cases on standard input with the recipe for Python."""

import base64
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent.parent))
from verify_webhook import WebhookRefused, verify_webhook  # noqa: E402

answers = []
for case in json.load(sys.stdin):
    try:
        body = base64.b64decode(case["body"])
        index = verify_webhook(body, case["header"], case["secrets"], case["now"], case["tolerance"])
        answers.append({"index": index})
    except WebhookRefused as refused:
        answers.append({"code": str(refused)})
print(json.dumps(answers))
