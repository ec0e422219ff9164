import type { PostgresPlace } from "./place.ts";

/**
 * Work that failed with one of these has changed nothing and may succeed a moment later: the
 * transaction met another one, or there was no connection to begin with.
 * https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
const passing: ReadonlySet<string> = new Set([
  "40001", // serialization_failure
  "40P01", // deadlock_detected
  "55P03", // lock_not_available
  "53300", // too_many_connections
  "57P03", // cannot_connect_now: it starts, stops or recovers
  "ECONNREFUSED", // it is being started again
]);

export function isPassing(error: unknown): boolean {
  return passing.has(codeOf(error) ?? "");
}

/** Something before it has failed already; nothing but a rollback is answered any more. */
export function isInFailedTransaction(error: unknown): boolean {
  return codeOf(error) === "25P02";
}

/** Why the database cannot be used, and what to do. */
export function wordPostgresFault(place: PostgresPlace, error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const words = wordsOfCode[codeOf(error) ?? ""]?.(place, said) ?? wordsOfMessage(place, said);
  return `The store ${place.url} ${words ?? `cannot be used: ${said}`}`;
}

/** A SQLSTATE, or the code of an error of Node's sockets and certificates. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

type Words = (place: PostgresPlace, said: string) => string;

const full: Words = () => "cannot grow: the server's disk is full. Make room there.";

const loginRefused: Words = ({ user, database }, said) =>
  `refuses the login of ${user} (${said}). Correct the user in store.url, or the password in store.passwordFile or store.passwordEnv, or let that user in to ${database} in the server's pg_hba.conf.`;

const noAnswer: Words = ({ host, port }) =>
  `does not answer: nothing can be reached at ${at(host, port)}. Look whether the server runs and listens there, and whether a firewall is in between; or correct store.url.`;

const noName: Words = ({ host }) =>
  `cannot be found: no machine of the name ${host} is known here. Correct store.url.`;

const noSocket: Words = ({ host, port }) =>
  `cannot be reached: there is no socket ${at(host, port)} that this user may use. Look whether the server runs, or correct store.url.`;

const noRights: Words = ({ user, database }, said) =>
  `does not let ${user} do what is needed (${said}). Give the database to that user: alter database "${database}" owner to "${user}".`;

const certificate: Words = ({ host }, said) =>
  `shows a certificate that is not believed for ${host} (${said}). Name the authority that signed it in store.caFile, and write the host in store.url as the certificate names it.`;

const wordsOfCode: Readonly<Record<string, Words>> = {
  ECONNREFUSED: noAnswer,
  ECONNRESET: noAnswer,
  EHOSTUNREACH: noAnswer,
  ENETUNREACH: noAnswer,
  ETIMEDOUT: noAnswer,
  ENOTFOUND: noName,
  EAI_AGAIN: noName,
  ENOENT: noSocket,
  EACCES: noSocket,
  "28000": loginRefused,
  "28P01": loginRefused,
  "3D000": ({ user, database }) =>
    `cannot be used: the server has no database ${database}. Make it: createdb --owner=${user} --encoding=UTF8 --template=template0 ${database}`,
  "3F000": noRights,
  "42501": noRights,
  "25006": () =>
    "can only be read: the server is a standby, or set to be read only. Name the primary server in store.url.",
  "53100": full,
  "53300": (_, said) =>
    `has no connection left (${said}). whyreboot needs up to five: raise max_connections, or end other programs' connections.`,
  "57P03": (_, said) => `is not ready (${said}). Start again in a moment.`,
  CERT_HAS_EXPIRED: certificate,
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate,
  ERR_TLS_CERT_ALTNAME_INVALID: certificate,
  SELF_SIGNED_CERT_IN_CHAIN: certificate,
  UNABLE_TO_GET_ISSUER_CERT: certificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate,
};

/** The library gives these no code. */
function wordsOfMessage(place: PostgresPlace, said: string): string | undefined {
  if (/timeout/i.test(said)) return noAnswer(place, said);
  if (/does not support SSL/i.test(said)) {
    return "does not offer encryption, and without it nothing is sent to another machine. Turn ssl on in the server's postgresql.conf.";
  }
  return undefined;
}

function at(host: string, port: number): string {
  if (host.startsWith("/")) return `${host}/.s.PGSQL.${port}`;
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
