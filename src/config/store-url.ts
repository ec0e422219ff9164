import { isIPv4 } from "node:net";
import type { PostgresConfig } from "./config.ts";

type Address = Omit<PostgresConfig, "password" | "tls"> & { readonly encrypted: boolean };

export type StoreUrl =
  | { readonly ok: true; readonly address: Address }
  | {
      readonly ok: false;
      readonly says: string;
      readonly mend: string;
    };

const example = "Write for example: url: postgres://whyreboot@127.0.0.1/whyreboot";

/**
 * Takes the address of a PostgreSQL database apart. What stands in it is never shown again: a
 * password may be among it.
 */
export function readStoreUrl(text: string): StoreUrl {
  const url = URL.parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    return fault("must be an address of the form postgres://USER@HOST/DATABASE");
  }
  if (url.password !== "" || url.searchParams.has("password")) {
    return {
      ok: false,
      says: "holds a password, and secrets never stand in this file",
      mend: "Put the password into a file that only the bot can read, and write: passwordFile: ./store-password",
    };
  }
  const [user, host, database] = [url.username, url.hostname, url.pathname.slice(1)].map(decode);
  if (!user) return fault("names no user");
  if (!host) return fault("names no host");
  if (!database || database.includes("/")) return fault("names no database");
  const encrypted = readEncryption(url, isThisMachine(host));
  if (typeof encrypted !== "boolean") return encrypted;
  const port = url.port === "" ? 5432 : Number(url.port);
  return {
    ok: true,
    address: { url: text, host: host.replace(/^\[(.*)\]$/, "$1"), port, user, database, encrypted },
  };
}

/** Whatever is asked for, nothing goes to another machine in the clear. */
function readEncryption(url: URL, here: boolean): boolean | StoreUrl {
  const unknown = [...url.searchParams.keys()].some((name) => name !== "sslmode");
  if (unknown || url.hash !== "") {
    return fault("has something after the database that is not known; known there is only sslmode");
  }
  switch (url.searchParams.get("sslmode")) {
    case null:
      return !here;
    case "require":
    case "verify-full":
      return true;
    case "disable":
      return here ? false : fault("turns encryption off towards another machine", dropMode);
    default:
      return fault("has an sslmode that is not require, verify-full or disable", dropMode);
  }
}

const dropMode =
  "Leave sslmode out: the connection is encrypted and the server's certificate checked, unless the database is on this machine";

/** The folder of a socket, or an address that no packet leaves this machine for. */
function isThisMachine(host: string): boolean {
  if (host.startsWith("/") || host === "[::1]" || host.toLowerCase() === "localhost") return true;
  return isIPv4(host) && host.startsWith("127.");
}

/** Undefined for what is no percent-encoded text, or holds what no name holds. */
function decode(part: string): string | undefined {
  try {
    const text = decodeURIComponent(part);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function fault(says: string, mend = example): StoreUrl {
  return { ok: false, says, mend };
}
