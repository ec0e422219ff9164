/** What Slack sends to an app, whichever way it travels. */
export interface Envelope {
  readonly type: "events_api" | "slash_commands" | "interactive";
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Retry {
  /** From 1. */
  readonly attempt: number;
  readonly reason: "timeout" | "http_timeout" | "http_error";
}

/** What became of a delivery. */
export interface Delivered {
  /** False when nobody was there to take it. */
  readonly arrived: boolean;
  /** Within three seconds. */
  readonly acknowledged: boolean;
  readonly milliseconds: number;
}

export interface Deliveries {
  deliver(envelope: Envelope, retry?: Retry): Promise<Delivered>;
  stop(): Promise<void>;
}

/** How long Slack waits for an acknowledgement, in milliseconds. */
export const patience = 3_000;

export const nobodyThere: Delivered = { arrived: false, acknowledged: false, milliseconds: 0 };
