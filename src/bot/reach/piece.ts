import { z } from "zod";
import type { Pressed } from "../bot.ts";
import type { Look } from "../looks.ts";

const who = z.object({ id: z.string(), name: z.string() });
const line = z.object({
  kind: z.literal("line"),
  sweep: z.object({
    id: z.string(),
    question: z.string(),
    askedBy: who,
    retryAfter: z.array(z.number()),
  }),
  line: z.object({ workstation: z.string(), tries: z.number() }),
});
const look = z.object({ kind: z.literal("look"), workstation: z.string(), askedAt: z.string() });
const act = z.object({
  kind: z.literal("act"),
  offer: z.string(),
  press: z.string(),
  person: who.extend({ place: z.string().exactOptional() }),
  consent: z.object({
    stage: z.enum(["ask", "confirm", "lose", "approve", "approved", "withdraw", "withdrawn"]),
    by: who,
    approval: z
      .object({ request: z.object({ by: who, at: z.string(), until: z.string() }), by: who })
      .exactOptional(),
    notes: z.number(),
  }),
});
const piece = z.discriminatedUnion("kind", [line, look, act]);

/** A piece of work on one workstation, as it is handed from process to process. */
export type Piece = z.infer<typeof piece>;

export function writePiece(given: Piece): string {
  return JSON.stringify(given);
}

/** Throws for what another version may have written. */
export function readPiece(text: string): Piece {
  return piece.parse(JSON.parse(text));
}

// What comes back was written by `doPiece` of a worker that shares this store; a test compares every
// machine of the corpus with what comes out of JSON.
const result = z.object({}).loose();

export function readLook(text: string): Look {
  return z.custom<Look>((given) => result.safeParse(given).success).parse(JSON.parse(text));
}

export function readPressed(text: string): Pressed {
  return z.custom<Pressed>((given) => result.safeParse(given).success).parse(JSON.parse(text));
}
