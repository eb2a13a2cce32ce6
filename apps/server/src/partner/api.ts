import { type PartnerOperationId, partnerOperations } from "@wth/contract";
import { Pipeline, type PipelineOptions } from "../http/pipeline.ts";
import { createRoutes } from "../http/route.ts";
import type { Mount } from "../http/router.ts";
import type { Services } from "../services.ts";
import { answerPreflight } from "./cors.ts";
import { partnerOfferHandlers } from "./offers/handlers.ts";
import type { PartnerCaller, PartnerHandlers } from "./operation.ts";
import { partnerOrderHandlers } from "./orders/handlers.ts";
import { keyTypesOf, PartnerSurface, type PartnerSurfaceOptions } from "./surface.ts";
import { partnerWebhookHandlers } from "./webhooks/handlers.ts";

/** What the Partner API is made of. */
export interface PartnerApiOptions extends Services, Pick<PartnerSurfaceOptions, "lockout" | "rateLimiter"> {
  /** Development mode: webhook URLs may be http and lead to this machine. */
  allowInsecureWebhooks: boolean;
  /** How its requests are answered. */
  answering: PipelineOptions;
}

/** The Partner API's operations, to be mounted beside those of the public API. */
export function partnerApi({ answering, ...options }: PartnerApiOptions): Mount {
  const handlers: PartnerHandlers = {
    ...partnerWebhookHandlers(options, options.allowInsecureWebhooks),
    ...partnerOrderHandlers(options),
    ...partnerOfferHandlers(options),
  };
  const routes = createRoutes<PartnerOperationId, PartnerCaller>(partnerOperations, handlers);
  const pipeline = new Pipeline(new PartnerSurface(options), answering);
  return {
    endpoints: routes.map((route) => ({
      operation: route.operation,
      serve: pipeline.serve(route),
      ...(keyTypesOf(route.id).includes("public") ? { preflight: answerPreflight } : {}),
    })),
  };
}
