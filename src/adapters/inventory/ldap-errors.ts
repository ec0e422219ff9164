import {
  InsufficientAccessError,
  InvalidCredentialsError,
  NoSuchObjectError,
  OperationsError,
  ResultCodeError,
  SizeLimitExceededError,
} from "ldapts";
import type { Directory, SourceFault } from "./source.ts";

/** What a directory or the way to it said, in words for whoever keeps the bot. */
export function wordLdapError(error: unknown, { url, base, bind }: Directory): SourceFault {
  if (error instanceof InvalidCredentialsError) {
    return {
      says: "refused the login",
      mend: "Correct bindDn or its password, and look whether that account is locked",
    };
  }
  if (error instanceof NoSuchObjectError) {
    return {
      says: `has nothing at ${JSON.stringify(base)}, or shows it to nobody who logs in like this`,
      mend: "Correct base, and let the account read it",
    };
  }
  if (error instanceof InsufficientAccessError || error instanceof OperationsError) {
    const mend = bind
      ? "Let the account read below base"
      : "Write bindDn and passwordFile: it answers nobody else";
    return { says: "refused the search", mend };
  }
  if (error instanceof SizeLimitExceededError) {
    return {
      says: "gave only a part of its answer",
      mend: "Narrow base or filter, or raise the limit of the directory for this account",
    };
  }
  if (error instanceof ResultCodeError) {
    return {
      says: `answered with ${error.name} (${error.code})`,
      mend: "Look at base and filter, and at the log of the directory",
    };
  }
  return wordConnectionError(error, url);
}

function wordConnectionError(error: unknown, url: string): SourceFault {
  const code = codeOf(error);
  if (/^(?:ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)$/u.test(code)) {
    return {
      says: `cannot be reached (${code})`,
      mend: `Look whether a directory answers at ${url}`,
    };
  }
  if (/^(?:ENOTFOUND|EAI_AGAIN)$/u.test(code)) {
    return { says: `cannot be found by its name (${code})`, mend: "Correct url, or the DNS" };
  }
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    return {
      says: "shows a certificate for another name",
      mend: "Write into url the name that stands in its certificate",
    };
  }
  if (/CERT|SIGNED|ISSUER|SIGNATURE/u.test(code)) {
    return {
      says: `shows a certificate that is not trusted (${code})`,
      mend: "Name the authority that signed it with caFile",
    };
  }
  const says = error instanceof Error ? error.message : String(error);
  return {
    says: `did not answer (${says.slice(0, 200)})`,
    mend: `Look whether a directory answers at ${url}`,
  };
}

/** The library puts some errors into another one. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}
