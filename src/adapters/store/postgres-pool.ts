import { Pool, TypeOverrides, types } from "pg";
import { patienceMilliseconds } from "./patience.ts";
import type { PostgresPlace } from "./place.ts";

/**
 * Connections that are opened when they are needed. Everything is said outright: what is left out
 * the library would take from PGHOST, PGPASSWORD, PGSSLMODE, ~/.pgpass and their like.
 */
export function postgresPool(place: PostgresPlace): Pool {
  const pool = new Pool({
    host: place.host,
    port: place.port,
    user: place.user,
    database: place.database,
    password: () => place.password ?? refuseToGuess(),
    // The name is checked even where `host` is an address: then the certificate must name that.
    ssl: place.tls === undefined ? false : { ...place.tls, rejectUnauthorized: true },
    application_name: "whyreboot",
    // Writers wait for each other anyway; the others are for readers.
    max: 5,
    connectionTimeoutMillis: patienceMilliseconds,
    keepAlive: true,
    lock_timeout: patienceMilliseconds,
    statement_timeout: 15_000,
    // When no answer comes at all, not even that the statement took too long.
    query_timeout: 20_000,
    // Nobody waits for ever for a process that hangs while it holds the writers' lock.
    idle_in_transaction_session_timeout: 10_000,
    types: countsAsNumbers(),
  });
  // A server that ends a connection makes the client emit an error, also when nobody asks it
  // anything; without a listener that would end the process. The pool drops such a client, and a
  // query that was on its way rejects.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", () => {});
  return pool;
}

/** Counts (`int8`) as numbers, as SQLite gives them; beyond 2^53 nothing is counted here. */
function countsAsNumbers(): TypeOverrides {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.INT8, Number);
  return overrides;
}

function refuseToGuess(): never {
  throw new Error(
    "it asks for a password, and the configuration names none. Write store.passwordFile or store.passwordEnv.",
  );
}
