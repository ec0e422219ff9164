/**
 * Which product a path belongs to, and what weight its waiting has. A pattern begins with a root:
 * `windows` (the machine's Windows directory), `programs` (`X:\Program Files`, `X:\Program Files
 * (x86)`), `program-data`, `app-data` (`X:\Users\<name>\AppData`) or `drive` (`X:`). `*` stands for
 * any text within one name, `**` for one or more names.
 */
export interface ProductRule {
  readonly product: string;
  /**
   * - `harmless`: old or temporary files; nothing is lost while they wait, whatever is done with
   *   them. Such a rule names what may go, never a whole product.
   * - `as-operation`: the path names the product and no more; the operation decides.
   */
  readonly weight: "harmless" | "as-operation";
  /** A place that many products use; a target elsewhere says more about whose the operation is. */
  readonly shared?: true;
  readonly paths: readonly string[];
}

export function harmless(product: string, paths: readonly string[]): ProductRule {
  return { product, weight: "harmless", paths };
}

export function named(product: string, paths: readonly string[]): ProductRule {
  return { product, weight: "as-operation", paths };
}

export function harmlessForAll(product: string, paths: readonly string[]): ProductRule {
  return { product, weight: "harmless", shared: true, paths };
}
