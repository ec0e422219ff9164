import { createHmac } from "node:crypto";
import {
  type Delivered,
  type Deliveries,
  type Envelope,
  nobodyThere,
  patience,
  type Retry,
} from "./slack-server-delivery.ts";
import type { SlackWorld } from "./slack-server-world.ts";

/** Slack's deliveries as signed requests to the app. */
export interface Requests extends Deliveries {
  /** Where the app takes them. */
  aim(port: number | undefined): void;
  /** How far Slack's clock, which dates the signatures, is ahead of the app's. */
  setClockAhead(milliseconds: number): void;
  /** The HTTP status of a request with this signature, or `right` for the one that fits. */
  send(envelope: Envelope, signature?: string, retry?: Retry): Promise<number>;
}

export function sendRequests(world: SlackWorld, signingSecret: string): Requests {
  let target: number | undefined;
  let ahead = 0;

  async function send(envelope: Envelope, signature = "right", retry?: Retry): Promise<number> {
    const { type, body } = encode(envelope);
    const timestamp = String(Math.floor((Date.now() + ahead) / 1000));
    const right = `v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
    const retried =
      retry === undefined
        ? {}
        : { "x-slack-retry-num": String(retry.attempt), "x-slack-retry-reason": retry.reason };
    const answer = await fetch(`http://127.0.0.1:${target}/slack/events`, {
      method: "POST",
      headers: {
        "content-type": type,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature === "right" ? right : signature,
        ...retried,
      },
      body,
      signal: AbortSignal.timeout(patience),
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  return {
    send,
    aim(port) {
      target = port;
    },
    setClockAhead(milliseconds) {
      ahead = milliseconds;
    },
    async deliver(envelope, retry): Promise<Delivered> {
      if (target === undefined) return nobodyThere;
      const began = performance.now();
      const status = await send(envelope, "right", retry).catch((error: unknown) => error);
      const milliseconds = performance.now() - began;
      if (status instanceof TypeError) return nobodyThere;
      const acknowledged = status === 200;
      if (!acknowledged) {
        world.violations.push(`${envelope.type} was answered with ${String(status)}`);
      }
      return { arrived: true, acknowledged, milliseconds };
    },
    async stop() {
      target = undefined;
    },
  };
}

function encode({ type, payload }: Envelope): { type: string; body: string } {
  if (type === "events_api") return { type: "application/json", body: JSON.stringify(payload) };
  const fields =
    type === "interactive"
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return {
    type: "application/x-www-form-urlencoded",
    body: new URLSearchParams(fields).toString(),
  };
}
