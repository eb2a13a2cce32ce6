/** Something that went wrong, as a person needs to hear it. */
export interface Problem {
  /** What happened. */
  message: string;
  /** What to do next, if the message does not say it; else empty. */
  advice: string;
  /** For support; null when no answer came. */
  requestId: string | null;
  /** The error's code, if the server said one. */
  code: string | null;
  /** The field that is wrong, if it is one. */
  param: string | null;
}

interface ErrorDetail {
  type: string;
  code: string;
  message: string;
  request_id: string;
  param?: string;
}

/** What to do about each family of errors, where the catalogue's messages leave it open. */
const ADVICE: Readonly<Record<string, string>> = {
  permission_error: "Nothing was changed.",
  validation_error: "Nothing was changed. Correct it, then try again.",
  not_found_error: "It may have been removed. Go back to the list.",
  conflict_error: "Nothing was changed. Load the page again to see how it is now.",
  api_error: "Try again. If it goes on, send support the request id.",
};

const OWN_FAULT = "Something went wrong on our side.";

/** Turns whatever a query, a mutation or a component has thrown into words. */
export function toProblem(error: unknown): Problem {
  const detail = detailOf(error);
  if (detail !== null) {
    const { type, code, request_id: requestId, param = null } = detail;
    // What the catalogue says about our own faults is for those who program against the API.
    const message = type === "api_error" ? OWN_FAULT : detail.message;
    return { message, advice: ADVICE[type] ?? "", requestId, code, param };
  }
  const nothing = { requestId: null, code: null, param: null };
  if (isChunkMissing(error)) {
    return { message: "The dashboard was updated.", advice: "Load the page again to go on.", ...nothing };
  }
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return {
      message: "The server cannot be reached.",
      advice: "Check your connection, then try again. What you have entered is still here.",
      ...nothing,
    };
  }
  return {
    message: OWN_FAULT,
    advice: "Load the page again. If it goes on, tell support when it was.",
    ...nothing,
  };
}

/** The code in an error envelope; null for anything else. */
export function codeOf(error: unknown): string | null {
  return detailOf(error)?.code ?? null;
}

/** Whether the same request may succeed in a moment: no answer came, or the server was at fault. */
export function isWorthRetrying(error: unknown): boolean {
  const detail = detailOf(error);
  return detail === null ? error instanceof TypeError : detail.type === "api_error";
}

/** A page's script that is not there: a new release has other files. */
function isChunkMissing(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script/i.test(error.message);
}

function detailOf(error: unknown): ErrorDetail | null {
  if (typeof error !== "object" || error === null || !("error" in error)) return null;
  const { error: detail } = error;
  return isErrorDetail(detail) ? detail : null;
}

function isErrorDetail(value: unknown): value is ErrorDetail {
  if (typeof value !== "object" || value === null) return false;
  return ["type", "code", "message", "request_id"].every(
    (key) => key in value && typeof Reflect.get(value, key) === "string",
  );
}
