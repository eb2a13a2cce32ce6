// Answers the cases on standard input with the recipe for Node.
import { readFileSync } from "node:fs";
import { verifyWebhook } from "../node.mjs";

const answers = JSON.parse(readFileSync(0, "utf8")).map(({ body, header, secrets, now, tolerance }) => {
  try {
    return { index: verifyWebhook(Buffer.from(body, "base64"), header, secrets, now, tolerance) };
  } catch (error) {
    return { code: error.message };
  }
});
console.log(JSON.stringify(answers));
