import type { ServerResponse } from "node:http";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import type { Log } from "../log.ts";
import type { OperationVersion } from "../versions/pinned-version.ts";
import { type AnyErrorCode, type ApiError, errorBody, toApiError } from "./errors.ts";
import { parseJson, readBody } from "./read-body.ts";
import { newRequestId } from "./request-id.ts";
import type { RequestObserver } from "./request-observer.ts";
import type { AnyReply, Route } from "./route.ts";
import type { CheckedRequest } from "./validate.ts";

/** What every request is answered with. */
export interface PipelineOptions {
  log: Log;
  /** The base of `doc_url`, without a slash at the end. */
  docsBase: string;
  /** Checks answers against the contract too; a wrong one becomes a 500 that the log explains. */
  validateResponses: boolean;
  /** Told of every answer. */
  observer: RequestObserver;
}

/** An answer on its way out: `body` is the exact text, or undefined for none. */
export interface Answer {
  status: number;
  body: string | undefined;
  headers: Readonly<Record<string, string>>;
  /** It was made for an earlier request, in the version of that time. */
  replayed?: boolean;
  /** In place of the body: takes the response over once its headers are set. */
  stream?: ResponseStream | undefined;
}

/** Writes to a response for as long as it likes, and ends it. */
export type ResponseStream = (response: ServerResponse) => void;

/** The state of one request: filled in as the checks learn more, and read for headers and the log. */
export interface Exchange<Caller> {
  startedAt: number;
  requestId: string;
  /** By what the log and metrics name the operation; null when the request belongs to none. */
  operationName: string | null;
  /** The operation as the caller knows it; as the newest version has it while the caller is unknown. */
  operation: OperationVersion | null;
  caller: Caller | null;
  /** The request is in its newest form: from here on, errors name its fields by their newest names. */
  isChecked: boolean;
  /** What its answer carries, whatever it is, beside the request id. */
  headers: Record<string, string | number>;
}

/** A request that has been admitted and read, and is still to be compared with the contract. */
export interface ReadRequest<Id extends string, Caller> {
  route: Route<Id, Caller>;
  request: ExpressRequest;
  /** The body as it came. */
  bytes: Buffer;
  exchange: Exchange<Caller>;
  /** The operation as the caller knows it. */
  version: OperationVersion;
  /** An error as the text that answers with it. */
  renderError(error: ApiError<AnyErrorCode>): string;
}

/** One API: what is particular to it, between the checks that all have. */
export interface Surface<Id extends string, Caller> {
  /** By what the log and metrics name an operation. */
  nameOf(id: Id): string;
  /** The operation as a caller who is not known yet finds it. */
  operation(id: Id): OperationVersion;
  /** Headers of every answer while the caller is unknown. */
  headers(): Record<string, string>;
  /**
   * Decides who comes in, before anything is read: fills in the exchange's caller, and what follows from it.
   *
   * @throws {ApiError} to refuse.
   */
  admit(route: Route<Id, Caller>, request: ExpressRequest, exchange: Exchange<Caller>): Promise<void>;
  /**
   * Looks at what the request has to carry beside what the contract says.
   *
   * @returns what runs its handler, once the contract has nothing against it.
   * @throws {ApiError} to refuse.
   */
  prepare(read: ReadRequest<Id, Caller>): (checked: CheckedRequest) => Promise<Answer>;
  /** Who it was, for the log. */
  logged(caller: Caller): Readonly<Record<string, string>>;
}

/** Runs requests through the checks, in the one order that the product promises, and sends what they come to. */
export class Pipeline<Id extends string, Caller> {
  readonly #surface: Surface<Id, Caller>;
  readonly #options: PipelineOptions;

  constructor(surface: Surface<Id, Caller>, options: PipelineOptions) {
    this.#surface = surface;
    this.#options = options;
  }

  /** The request handler of one operation. */
  serve(route: Route<Id, Caller>): (request: ExpressRequest, response: ExpressResponse) => Promise<void> {
    const unknownCallers = this.#surface.operation(route.id);
    const name = this.#surface.nameOf(route.id);
    return async (request, response) => {
      const exchange = this.#begin(name);
      exchange.operation = unknownCallers;
      try {
        const answer = await this.#answer(route, request, exchange);
        if (answer.replayed !== true) this.#validate(exchange, answer);
        this.#send(request, response, exchange, answer);
      } catch (error) {
        this.#fail(request, response, exchange, error);
      }
    };
  }

  /** Refuses a request that belongs to no operation, or whose operation could not even refuse it. */
  refuse(request: ExpressRequest, response: ExpressResponse, thrown: unknown): void {
    this.#fail(request, response, this.#begin(null), thrown);
  }

  #begin(operationName: string | null): Exchange<Caller> {
    return {
      startedAt: performance.now(),
      requestId: newRequestId(),
      operationName,
      operation: null,
      caller: null,
      isChecked: false,
      headers: this.#surface.headers(),
    };
  }

  async #answer(
    route: Route<Id, Caller>,
    request: ExpressRequest,
    exchange: Exchange<Caller>,
  ): Promise<Answer> {
    const { operation } = route;
    await this.#surface.admit(route, request, exchange);
    const bytes =
      operation.method === "get" ? Buffer.alloc(0) : await readBody(request, operation.bodyLimitBytes);
    const { "content-type": contentType, "content-encoding": encoding } = request.headers;
    const body = operation.hasBody ? parseJson(bytes, contentType, encoding) : undefined;
    const version = exchange.operation ?? this.#surface.operation(route.id);
    const renderError = (error: ApiError<AnyErrorCode>) => this.#errorText(error, exchange);
    const run = this.#surface.prepare({ route, request, bytes, exchange, version, renderError });
    const checked = version.check({
      requestId: exchange.requestId,
      path: onlyStrings(request.params),
      query: queryOf(request.url),
      body,
      header: (name: string) => request.get(name),
    });
    exchange.isChecked = true;
    return run(checked);
  }

  #errorText(error: ApiError<AnyErrorCode>, { operation, requestId, isChecked }: Exchange<Caller>): string {
    const nameParam = isChecked ? operation?.param : undefined;
    const body = errorBody(error, requestId, this.#options.docsBase, nameParam);
    return JSON.stringify(operation === null ? body : operation.answer(error.status, body));
  }

  /** @throws {ContractViolation} for an answer that is not documented, where answers are checked. */
  #validate({ operation }: Exchange<Caller>, { status, body }: Answer): void {
    if (!this.#options.validateResponses) return;
    operation?.validate(status, body === undefined ? undefined : JSON.parse(body));
  }

  #fail(
    request: ExpressRequest,
    response: ExpressResponse,
    exchange: Exchange<Caller>,
    thrown: unknown,
  ): void {
    const { log } = this.#options;
    const error = toApiError(thrown);
    if (error.status >= 500)
      log.error({ request_id: exchange.requestId, err: error.cause ?? thrown }, "The request failed.");
    const answer = { status: error.status, body: this.#errorText(error, exchange), headers: error.headers };
    try {
      this.#validate(exchange, answer);
    } catch (violation) {
      log.error(
        { request_id: exchange.requestId, code: error.code, err: violation },
        "The error is not documented.",
      );
    }
    this.#send(request, response, exchange, answer, error.code);
  }

  #send(
    request: ExpressRequest,
    response: ExpressResponse,
    exchange: Exchange<Caller>,
    answer: Answer,
    code?: AnyErrorCode,
  ): void {
    const { caller, requestId, operationName: operation } = exchange;
    response.statusCode = answer.status;
    response.setHeader("X-Request-Id", requestId);
    for (const [name, value] of Object.entries(exchange.headers)) response.setHeader(name, value);
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
    if (answer.body !== undefined) {
      response.setHeader("Content-Type", "application/json; charset=utf-8");
      response.setHeader("Content-Length", Buffer.byteLength(answer.body));
    }
    if (answer.stream === undefined || request.method === "HEAD") response.end(answer.body);
    else answer.stream(response);
    const durationMs = performance.now() - exchange.startedAt;
    this.#options.observer.answered({
      operation,
      method: request.method,
      status: answer.status,
      code,
      durationMs,
      requestId,
      traceparent: request.get("traceparent"),
    });
    this.#options.log.info(
      {
        request_id: requestId,
        operation,
        method: request.method,
        path: request.path,
        status: answer.status,
        code,
        duration_ms: Math.round(durationMs),
        ...(caller === null ? {} : this.#surface.logged(caller)),
      },
      "request",
    );
  }
}

/** A handler's answer as the caller's version has it. */
export function toAnswer(
  version: OperationVersion,
  { status, body, headers = {}, stream }: AnyReply,
): Answer {
  return {
    status,
    body: body === undefined ? undefined : JSON.stringify(version.answer(status, body)),
    headers,
    stream,
  };
}

/**
 * What follows the first question mark. Not through `URL`: a request may also name its target in full (RFC 9112, 3.2.2),
 * with a host that `URL` refuses, and the host has no say here.
 */
function queryOf(target: string): URLSearchParams {
  const at = target.indexOf("?");
  return new URLSearchParams(at === -1 ? "" : target.slice(at + 1));
}

/** Express 5 gives a wildcard's parameter as a list; the contract's paths have none. */
function onlyStrings(params: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
