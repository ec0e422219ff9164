import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  /** Sent as they are, Host and Origin too, which fetch would choose by itself. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** One request as no browser would send it. */
export async function send(url: string, sent: Sent = {}): Promise<Received> {
  const response = await begin(url, sent);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: await text(response),
  };
}

/** The same, up to the first byte of the answer. */
export async function begin(url: string, sent: Sent): Promise<IncomingMessage> {
  const { method = "GET", path = "/", headers = {}, body } = sent;
  const asking = request(new URL(path, url), { method, headers, agent: false });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  asking.on("response", resolve).on("error", reject).end(body);
  return await promise;
}

/** A question as the page sends it. */
export function asPage(url: string, path: "/ask" | "/press", body: object): Sent {
  return {
    method: "POST",
    path,
    headers: {
      origin: url,
      "sec-fetch-site": "same-origin",
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  };
}
