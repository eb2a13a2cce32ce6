import type { RequestOptions } from "../options.ts";
import { type Page, PageIterator, type PagePromise } from "../pagination.ts";

/** What every resource with a list has. */
export abstract class ListResource<Params, Item, List extends Page<Item>> {
  /** One page when awaited, all items in a loop. */
  abstract list(params?: Params, options?: RequestOptions): PagePromise<Item, List>;

  /**
   * All items: what looping over `list()` gives, as an object that is no promise. Use it where awaiting by mistake would
   * cut the list off after one page, such as when an `async` function returns it.
   *
   * @example
   * async function pendingOrders() {
   *   return wth.orders.iterate({ status: "pending" });
   * }
   * for await (const order of await pendingOrders()) console.log(order.external_id);
   */
  iterate(params?: Params, options?: RequestOptions): PageIterator<Item, List> {
    const list = this.list(params, options);
    return new PageIterator(() => list.pages());
  }
}
