import { safeVerify, type WebhookVerificationErrorCode } from "@watchtraderhub/webhook-verifier";

/** What was pasted. */
export interface Pasted {
  /** The value of `X-WTH-Signature`, or the whole line. */
  header: string;
  /** The body, exactly as it was received. */
  body: string;
  secret: string;
}

/** Which part is wrong; null: none is. */
export type WrongPart = "header" | "time" | "body" | "secret" | "body or secret";

/** What is to be said about a signature. */
export interface Diagnosis {
  wrong: WrongPart | null;
  title: string;
  /** What to do next. */
  advice: string;
}

/** What the verifier's codes mean for who has pasted the parts. Those that are missing cannot come of pasted texts. */
const WORDS: Readonly<Partial<Record<WebhookVerificationErrorCode, Diagnosis>>> = {
  missing_header: {
    wrong: "header",
    title: "There is no signature",
    advice: "Paste the value of the header X-WTH-Signature: t=…,v1=….",
  },
  malformed_header: {
    wrong: "header",
    title: "The header is not a signature",
    advice:
      "It has one t=… with a time in seconds, and a v1=… of 64 hex digits. Paste it whole, as it was received.",
  },
  weak_secret: {
    wrong: "secret",
    title: "The secret is not complete",
    advice: "Paste all of it: whsec_ and the 44 characters after it, without spaces around them.",
  },
};

/** Every change that a body often suffers on its way, undone: if the signature fits then, it was that. */
const MISHAPS: readonly { undo: (body: string) => string; title: string; advice: string }[] = [
  {
    undo: (body) => body.replace(/\r?\n$/, ""),
    title: "The body has a line break at its end that was not signed",
    advice: "Something has added it: an editor, or a log. Sign over the bytes as they come in.",
  },
  {
    undo: (body) => body.trim(),
    title: "The body has white space around it that was not signed",
    advice: "Paste it exactly as it was received, and let your receiver sign over the bytes as they come in.",
  },
  {
    undo: (body) => compact(body),
    title: "The body was parsed and written anew",
    advice: "Its JSON is the same, but not its bytes. Read the raw body before any JSON parser does.",
  },
];

/**
 * Says which part of a signature is wrong, as far as it can be told: here, in the browser, and nowhere else.
 *
 * @param now in Unix seconds.
 */
export async function diagnose(
  { header, body, secret }: Pasted,
  now = Math.floor(Date.now() / 1000),
): Promise<Diagnosis> {
  const headers = header.trim().replace(/^(x-)?wth-signature\s*:\s*/i, "");
  const check = (over: string, key: string) =>
    safeVerify({ body: over, headers, secrets: key, now: timeOf(headers) ?? now });
  const result = await check(body, secret);
  if (result.ok) return judgeTime(result.timestamp, now);
  const known = WORDS[result.code];
  if (known !== undefined)
    return (await (known.wrong === "secret" ? paddedSecret(check, body, secret) : null)) ?? known;
  for (const { undo, title, advice } of MISHAPS) {
    if (undo(body) !== body && (await check(undo(body), secret)).ok) return { wrong: "body", title, advice };
  }
  if (!/^whsec_[A-Za-z0-9+/]{43}=$/.test(secret)) {
    return {
      wrong: "secret",
      title: "The secret is not one of ours",
      advice: "A signing secret is whsec_ and 44 characters of base64. Paste that of this integration.",
    };
  }
  if (!isJson(body)) {
    return {
      wrong: "body",
      title: "The body is not what was signed",
      advice: "What is signed is always JSON, and this is not. Paste the body exactly as it was received.",
    };
  }
  return {
    wrong: "body or secret",
    title: "The secret is another one, or the body was changed",
    advice:
      "Compare the body with the request body of the delivery: if they are the same, it is the secret. After a rotation, use the new one.",
  };
}

/** A secret that was copied with white space around it, but is right otherwise. */
async function paddedSecret(
  check: (body: string, secret: string) => ReturnType<typeof safeVerify>,
  body: string,
  secret: string,
): Promise<Diagnosis | null> {
  if (secret.trim() === secret || !(await check(body, secret.trim())).ok) return null;
  return {
    wrong: "secret",
    title: "The secret has white space around it",
    advice:
      "Without it the signature fits. Look for a space or line break where your receiver keeps the secret.",
  };
}

const TOLERANCE_SECONDS = 300;

/** Everything else fits: what is left is the time. */
function judgeTime(timestamp: number, now: number): Diagnosis {
  const age = now - timestamp;
  if (Math.abs(age) <= TOLERANCE_SECONDS) {
    return {
      wrong: null,
      title: "The signature fits",
      advice: "Header, body and secret go together, and the time is recent.",
    };
  }
  const signed = new Date(timestamp * 1000).toISOString();
  return {
    wrong: "time",
    title:
      age > 0 ? "The signature fits, but is too old" : "The signature fits, but its time is in the future",
    advice:
      age > 0
        ? `It was signed at ${signed}, and receivers take it for 5 minutes. If your receiver refused it when it came, its clock is wrong.`
        : `It was signed at ${signed}. The clock of this computer is behind.`,
  };
}

function timeOf(header: string): number | undefined {
  const [, seconds] = /(?:^|,)\s*t=(\d{1,15})\s*(?:,|$)/.exec(header) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}

function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
