/** Where cases are kept. */
export type StorePlace = SqlitePlace | PostgresPlace;

interface SqlitePlace {
  /** A path, or `:memory:` for a store that ends with the process. */
  readonly file: string;
}

export interface PostgresPlace {
  /** How the place is called in what people read; without a password. */
  readonly url: string;
  /** A DNS name, an IP address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password?: string;
  /** Absent: in the clear. `ca`: the text of the only authority whose certificates are believed. */
  readonly tls?: { readonly ca?: string };
}
