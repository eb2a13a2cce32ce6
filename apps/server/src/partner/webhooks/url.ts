import { checkEndpointUrl, EndpointUrlError } from "../../delivery/endpoint-url.ts";
import { ApiError } from "../../http/errors.ts";

/**
 * Checks a webhook's URL as every endpoint's is.
 *
 * @param allowInsecure development mode.
 * @returns the URL as it will be called.
 * @throws {ApiError} `invalid_request` with `param` `url`, which says why and what to use.
 */
export function checkWebhookUrl(url: string, allowInsecure: boolean): string {
  try {
    return checkEndpointUrl(url, allowInsecure);
  } catch (error) {
    if (!(error instanceof EndpointUrlError)) throw error;
    throw new ApiError("invalid_request", { param: "url", message: error.message });
  }
}
