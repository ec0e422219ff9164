import type { Reply } from "../reply.ts";

/** Nothing new begins while the bot stops. */
export function sayRestarting(): Reply {
  return reply(["I am being restarted; ask again in a minute."], ["Nothing was changed by this."]);
}

/** In place of the message that said that something was being removed or put back. */
export function sayStoppedActing(acting: Reply): Reply {
  return {
    ...acting,
    headline: ["I am being restarted and could not wait for the end of this."],
    mood: "attention",
    body: [
      [
        "When I am back I look at the workstation, and finish this or put back what was moved. " +
          "Ask again in a minute to see how it stands.",
      ],
    ],
    buttons: [],
  };
}

function reply(headline: Reply["headline"], body: Reply["headline"]): Reply {
  return { headline, mood: "attention", body: [body], evidence: [], buttons: [], footer: [] };
}
