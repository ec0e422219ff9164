import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/**
 * The page can change workstations for whoever reaches it, and every web page that a browser on
 * this machine opens can reach loopback. So: only this server's own names in Host (a name of
 * somebody else's that resolves to 127.0.0.1 is DNS rebinding), and for anything but reading only
 * requests that the browser says come from this very page.
 */
export function guard(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const hosts = ["127.0.0.1", "localhost"].map((name) => new URL(`http://${name}:${port()}`));
    const host = context.req.header("host")?.toLowerCase();
    const own = hosts.find((url) => url.host === host);
    if (own === undefined) {
      return context.text(`This page answers only at ${hosts[0]?.origin ?? ""}.`, 403);
    }
    const reads = context.req.method === "GET" || context.req.method === "HEAD";
    if (!reads && !fromOwnPage(context.req.raw.headers, own.origin)) {
      return context.text("Only the page of this server itself may ask and press here.", 403);
    }
    if (!reads && !isJson(context.req.header("content-type"))) {
      return context.text("Send it as application/json.", 415);
    }
    return await next();
  };
}

function fromOwnPage(headers: Headers, origin: string): boolean {
  // Every browser sends Origin with a POST; a request without one comes from something else.
  const site = headers.get("sec-fetch-site") ?? "same-origin";
  return headers.get("origin") === origin && site === "same-origin";
}

function isJson(type: string | undefined): boolean {
  return type?.split(";")[0]?.trim().toLowerCase() === "application/json";
}

/** Nothing from elsewhere, nothing inline, nobody's frame. */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  referrerPolicy: "no-referrer",
  // Loopback has no certificate, and the name localhost is shared with everything else on it.
  strictTransportSecurity: false,
});
