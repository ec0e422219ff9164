import type { AddressInfo } from "node:net";
import { type Logger as BoltLogger, HTTPReceiver, type Receiver } from "@slack/bolt";
import { within } from "./in-flight.ts";
import { deadlines } from "./limits.ts";

/** One of the two ways in which Slack's deliveries arrive. */
export interface Transport {
  /** For the App, which hands each delivery to its listeners. */
  readonly receiver: Receiver;
  /** Resolves when deliveries can arrive; rejects when they will not. */
  open(): Promise<void>;
  /** No delivery arrives after it. */
  close(): Promise<void>;
  connected(): boolean;
  /** Since when it is as `connected` says. */
  since(): Date;
  /** Of what `connected` speaks, for the keeper. */
  says(): string;
  /** Settles with Slack's word when it takes the token no more. */
  readonly broken: Promise<string>;
  /** Where requests are taken; undefined for Socket Mode. */
  port(): number | undefined;
}

export interface HttpSettings {
  readonly signingSecret: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: BoltLogger;
}

/** Slack's deliveries as signed requests to `/slack/events`, for events, commands and clicks alike. */
export function httpTransport(settings: HttpSettings): Transport {
  const { signingSecret, host, port, log } = settings;
  const receiver = new HTTPReceiver({ signingSecret, logger: log });
  let address: AddressInfo | undefined;
  let since = new Date();
  return {
    receiver,
    async open() {
      const server = await receiver.start({ host, port });
      const bound = server.address();
      if (bound === null || typeof bound === "string") throw new Error("No port was bound");
      address = bound;
      since = new Date();
    },
    async close() {
      address = undefined;
      since = new Date();
      // Bounded, since a client that holds its connection open would hold up the whole stop.
      await within(receiver.stop(), deadlines.closing);
    },
    connected: () => address !== undefined,
    since: () => since,
    says: () => (address === undefined ? "not listening" : "listening for Slack's requests"),
    // Whether Slack still sends anything cannot be seen from here.
    broken: Promise.withResolvers<string>().promise,
    port: () => address?.port,
  };
}
