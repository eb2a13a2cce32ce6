import type { ApiPromise } from "../api-promise.ts";
import { invalidArgument, requireId } from "../checks.ts";
import { MAX_BULK_CUSTOMERS } from "../generated/limits.ts";
import type { PostOptions, RequestOptions } from "../options.ts";
import { PagePromise } from "../pagination.ts";
import type { Requester } from "../request.ts";
import type {
  BulkUpsertCustomersParams,
  Customer,
  CustomerBulkResultList,
  CustomerList,
  ListCustomersParams,
  UpsertCustomerParams,
} from "../types.ts";
import { ListResource } from "./list-resource.ts";

/** The dealer's clients, in the mode of the key: test and live ones never meet. */
export class Customers extends ListResource<ListCustomersParams, Customer, CustomerList> {
  readonly #api: Requester;

  /** @internal */
  constructor(api: Requester) {
    super();
    this.#api = api;
  }

  /**
   * Creates a client, or updates the one with this `external_id` or else this `email`; what is left out keeps its value.
   * `matched_existing` tells which it was, as does the status: 201 created, 200 matched.
   *
   * @throws ValidationError `invalid_request`, with the field in `param`
   * @throws IdempotencyError when your `idempotencyKey` was used for something else
   * @example
   * const customer = await wth.customers.upsert({ external_id: "ext-A1", email: "a1@example.com", name: "Customer A1" });
   * console.log(customer.id, customer.matched_existing ? "was there already" : "is new");
   */
  upsert(params: UpsertCustomerParams, options?: PostOptions): ApiPromise<Customer> {
    return this.#api.call("upsertCustomer", options, (client, init, idempotencyKey) =>
      client.POST("/customers", {
        ...init,
        params: { header: { "Idempotency-Key": idempotencyKey } },
        body: params,
      }),
    );
  }

  /**
   * Upserts up to 500 clients in one request, which costs 2 tokens of the rate limit. Each is checked by itself: the
   * answer has one result for each, in their order, and a client that is not valid does not keep the others from being
   * written. More than 500 are refused before anything is sent: split them, and give each part an idempotency key of
   * its own if your program can repeat it.
   *
   * @throws WatchTraderHubError `invalid_argument` for more than 500 clients
   * @throws ValidationError `invalid_request` for none, `payload_too_large` for more than 2 MiB in all
   * @throws IdempotencyError when your `idempotencyKey` was used for something else
   * @example
   * const { data } = await wth.customers.bulkUpsert({
   *   customers: [{ external_id: "ext-A1", name: "Customer A1" }, { email: "marta.keller@example.com" }],
   * });
   * for (const result of data) {
   *   if (result.status === "error") console.error(result.index, result.error.param, result.error.message);
   *   else console.log(result.index, result.status, result.customer.id);
   * }
   */
  bulkUpsert(params: BulkUpsertCustomersParams, options?: PostOptions): ApiPromise<CustomerBulkResultList> {
    return this.#api.call("bulkUpsertCustomers", options, (client, init, idempotencyKey) =>
      client.POST("/customers/bulk", {
        ...init,
        params: { header: { "Idempotency-Key": idempotencyKey } },
        body: { ...params, customers: requireBulkSize(params.customers) },
      }),
    );
  }

  /**
   * The clients, the most recently updated first: one page when awaited, all of them in a loop. With `email` or
   * `external_id` the one that has it.
   *
   * @throws ValidationError `invalid_request`, `invalid_cursor`
   * @example
   * const { data } = await wth.customers.list({ email: "a1@example.com" });
   * console.log(data[0]?.id ?? "no such client");
   */
  list(params: ListCustomersParams = {}, options?: RequestOptions): PagePromise<Customer, CustomerList> {
    return new PagePromise(params, (position) =>
      this.#api.call("listCustomers", options, (client, init) =>
        client.GET("/customers", { ...init, params: { query: { ...params, ...position } } }),
      ),
    );
  }

  /**
   * One client.
   *
   * @param id the client's `id`, a UUID; for your own id use `list({ external_id })`
   * @throws NotFoundError `resource_not_found` when there is none in the mode of the key
   * @example
   * const customer = await wth.customers.get("36f5655d-4c3a-4d58-b8e2-a68edfcda239");
   * console.log(customer.name, customer.accepts_marketing);
   */
  get(id: string, options?: RequestOptions): ApiPromise<Customer> {
    return this.#api.call("getCustomer", options, (client, init) =>
      client.GET("/customers/{id}", { ...init, params: { path: { id: requireId(id) } } }),
    );
  }
}

function requireBulkSize(customers: readonly UpsertCustomerParams[]): UpsertCustomerParams[] {
  if (customers.length <= MAX_BULK_CUSTOMERS) return [...customers];
  throw invalidArgument(
    `${customers.length} clients: at most ${MAX_BULK_CUSTOMERS} fit, so call bulkUpsert for each ${MAX_BULK_CUSTOMERS}.`,
  );
}
