import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { webApi } from "@slack/bolt";
import { pino } from "pino";
import { z } from "zod";
import { boltLog } from "#adapters/slack/bolt-log.ts";
import { createUserGroups, type UserGroups } from "#adapters/slack/user-groups.ts";

/** How Slack answers when it is asked for the members of a user group. */
export type Answering = (response: ServerResponse) => void;

/** Only the method that rights rest on, for answers that no rule of the local Slack allows. */
export interface RoleServer extends AsyncDisposable {
  /** From now on every call is answered so. */
  answer(answering: Answering): void;
  /** The real user groups on the real client, with nothing remembered and a short deadline. */
  groups(): UserGroups;
  /** How often it was asked. */
  calls(): number;
}

const log = pino({ level: "silent" });

export async function startRoleServer(): Promise<RoleServer> {
  let answering = said({ ok: false, error: "fatal_error" });
  let calls = 0;
  const http = createServer((request, response) => {
    request.resume();
    calls += 1;
    answering(response);
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = z.object({ port: z.int() }).parse(http.address());
  return {
    answer(next) {
      answering = next;
    },
    groups() {
      const client = new webApi.WebClient("xoxb-test", {
        slackApiUrl: `http://127.0.0.1:${port}/api/`,
        timeout: 150,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        logger: boltLog(log),
      });
      return createUserGroups(client, log);
    },
    calls: () => calls,
    async [Symbol.asyncDispose]() {
      http.closeAllConnections();
      const closed = once(http, "close");
      http.close();
      await closed;
    },
  };
}

/** This text, as JSON unless it is text already. */
export function said(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answering {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}
