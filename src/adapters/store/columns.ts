import { z } from "zod";
import type {
  Act,
  Evidence,
  JournalNote,
  OfferRecord,
  OfferState,
  OutcomeKind,
  Who,
} from "#bot/cases.ts";
import type { Reply } from "#bot/reply.ts";
import { report } from "./report-column.ts";
import type { SameType } from "./same-type.ts";

/**
 * What the columns hold whose content is more than plain text. Keys that are not known here are dropped on reading, so that a store
 * stays readable when a newer version has added some; everything that is used is checked.
 */
const who = z.object({ id: z.string(), name: z.string() });

const line = z.array(z.union([z.string(), z.object({ quote: z.string() })]));

const reply = z.object({
  headline: line,
  mood: z.enum(["calm", "attention", "trouble", "done"]),
  body: z.array(line),
  evidence: z.array(
    z.object({
      title: z.string(),
      rows: z.array(z.object({ quote: z.string().exactOptional(), says: line })),
    }),
  ),
  buttons: z.array(
    z.object({
      label: z.string(),
      style: z.enum(["danger", "normal"]),
      press: z.string(),
      confirm: z.object({
        title: z.string(),
        text: z.array(line),
        yes: z.string(),
        no: z.string(),
        press: z.string(),
      }),
    }),
  ),
  footer: line,
});

const evidence = z.object({
  hostKey: z.string(),
  windowsDirectory: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      home: z.string().exactOptional(),
      bytes: z.number(),
      modified: z.string(),
      sha256: z.string(),
    }),
  ),
  loses: z.array(z.string()),
});

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const act = z.enum(["clear-restart-files", "undo-clear"]);
const confirm = z.enum(["once", "twice"]);
const state = z.enum(["open", "taken", "closed"]);
const outcome = z.enum([
  "removed",
  "partly",
  "still-there",
  "restored",
  "partly-restored",
  "evidence-changed",
  "purged",
  "still-kept",
  "unknown",
]);

// A type of the bot and its column must not drift apart: whichever changes alone fails to compile.
true satisfies SameType<z.infer<typeof who>, Who>;
true satisfies SameType<z.infer<typeof reply>, Reply>;
true satisfies SameType<z.infer<typeof evidence>, Evidence>;
true satisfies SameType<z.infer<typeof facts>, JournalNote["facts"]>;
true satisfies SameType<z.infer<typeof act>, Act>;
true satisfies SameType<z.infer<typeof confirm>, OfferRecord["confirm"]>;
true satisfies SameType<z.infer<typeof state>, OfferState["state"]>;
true satisfies SameType<z.infer<typeof outcome>, OutcomeKind>;

export const columns = {
  who,
  question: z.string(),
  report,
  reply,
  evidence,
  facts,
  act,
  confirm,
  state,
  outcome,
};

/**
 * The value as JSON text. Checked on the way in too, so that nothing is kept that could not be
 * read again (NaN becomes null in JSON).
 */
export function toJson(column: z.ZodType, value: unknown): string {
  return JSON.stringify(column.parse(value));
}

/** @throws when the text is not what the column holds: something else has written to the store. */
export function fromJson<T>(column: z.ZodType<T>, text: string): T {
  try {
    return column.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error("the store holds a record that cannot be read", { cause });
  }
}
