/**
 * `true` when both types have the same keys and the same values at every depth, whatever is
 * readonly; `false` otherwise. Assignability alone would let a schema forget an optional key, and
 * zod would then drop that key from everything it reads.
 */
export type SameType<A, B> = [Plain<A>, Plain<B>, Full<A>, Full<B>] extends [
  Plain<B>,
  Plain<A>,
  Full<B>,
  Full<A>,
]
  ? true
  : false;

type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T;

type Full<T> = T extends readonly (infer Item)[]
  ? Full<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]-?: Full<T[Key]> }
    : T;
