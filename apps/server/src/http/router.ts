import express, { type Express, type RequestHandler } from "express";
import type { TrustProxy } from "../authentication/trust-proxy.ts";
import { ApiError } from "./errors.ts";
import type { OperationFacts } from "./operation.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Route } from "./route.ts";

/** An operation, ready to answer on its path. */
interface Endpoint {
  operation: OperationFacts;
  serve: RequestHandler;
  /** Answers what a browser asks before a page of another site may make the request; without it none may. */
  preflight?: RequestHandler;
}

/** The operations of another surface, which are mounted beside the router's own. */
export interface Mount {
  endpoints: readonly Endpoint[];
}

/**
 * Makes an Express application of the mounted operations: each on its path of the contract; another method on such a
 * path is a 405 that names those there are; every other path is a 404.
 *
 * @param trustProxy whose `X-Forwarded-For` says where a request comes from.
 * @param others operations of other surfaces. What belongs to none of all is refused by `pipeline`.
 */
export function createRouter<Id extends string, Caller>(
  routes: readonly Route<Id, Caller>[],
  pipeline: Pipeline<Id, Caller>,
  trustProxy: TrustProxy,
  others: readonly Mount[] = [],
): Express {
  const app = express();
  app.set("trust proxy", trustProxy);
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", false);
  app.set("case sensitive routing", true);
  app.set("strict routing", true);

  const own: Endpoint[] = routes.map((route) => ({
    operation: route.operation,
    serve: pipeline.serve(route),
  }));
  const endpoints = [...own, ...others.flatMap((mount) => mount.endpoints)];
  for (const [path, onPath] of Map.groupBy(endpoints, ({ operation }) => expressPath(operation))) {
    const allowed: string[] = [];
    for (const { operation, serve, preflight } of onPath) {
      const { method } = operation;
      app[method](path, serve);
      allowed.push(...(method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()]));
      if (preflight !== undefined) {
        app.options(path, preflight);
        allowed.push("OPTIONS");
      }
    }
    const headers = { Allow: allowed.join(", ") };
    app.all(path, (request, response) => {
      const message = `${request.method} is not possible here. Use ${allowed.join(" or ")}.`;
      pipeline.refuse(request, response, new ApiError("method_not_allowed", { message, headers }));
    });
  }

  app.use((request, response) => {
    pipeline.refuse(request, response, new ApiError("route_not_found"));
  });
  app.use(
    (error: unknown, request: express.Request, response: express.Response, _next: express.NextFunction) => {
      // Express itself refuses a path whose percent-encoding is broken: such a path names nothing. Anything else got
      // past the pipeline, and is a fault of ours.
      pipeline.refuse(request, response, error instanceof URIError ? new ApiError("route_not_found") : error);
    },
  );
  return app;
}

function expressPath({ basePath, path }: OperationFacts): string {
  return basePath + path.replaceAll(/\{(\w+)\}/g, ":$1");
}
