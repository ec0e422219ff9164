import { z } from "zod";
import type { Release } from "./editions.ts";
import { editions, isRelease } from "./editions.ts";
import { readHead } from "./event-xml.ts";

const text = z.string().min(1);
const path = z.string().regex(/^[A-Za-z]:\\/u, "a path begins with a drive: C:\\…");
const moment = z.iso.datetime({ error: "a time is written 2026-11-20T03:12:44Z" });
const key = z.string().regex(/^HKLM\\/u, "a key is written HKLM\\…");
const logs = z.enum(["System", "Setup", "Application"]);
const bytes = z
  .strictObject({ base64: z.base64() })
  .transform(({ base64 }) => Buffer.from(base64, "base64"));

const release = z.custom<Release>(isRelease, `one of ${Object.keys(editions).join(", ")}`);

const base = z
  .strictObject({
    release: release.default("windows-10"),
    bits: z.union([z.literal(32), z.literal(64)]).default(64),
    language: z.enum(["en", "de", "fr", "ja"]).default("en"),
    oemCodePage: z.number().int().exactOptional(),
    directory: path.default("C:\\Windows"),
    terminalServer: z.boolean().default(false),
  })
  .refine(({ release, bits }) => bits === 64 || editions[release].on32Bits, {
    path: ["bits"],
    error: "there is no such Windows for 32 bits",
  });

const texts = z.record(z.string(), z.string());

const wholeEvent = text.refine(
  (xml) => readHead(xml) !== undefined,
  "not an event as wevtutil prints it, on one line",
);

const shortEvent = z.strictObject({
  source: text,
  id: z.number().int().min(0).max(65_535),
  at: moment,
  data: z.union([texts, z.array(z.coerce.string())]).exactOptional(),
  userData: z.record(z.string(), texts).exactOptional(),
});

const planted = { modified: moment.exactOptional(), readOnly: z.boolean().exactOptional() };

/** One of the five ways to say what a file holds. */
const file = z.union([
  z.literal("program"),
  z.literal("directory"),
  z.strictObject({ text: z.string(), ...planted }),
  z.strictObject({ base64: z.base64(), ...planted }),
  z.strictObject({ program: z.number().int().min(200), ...planted }),
  z.strictObject({ same: path, ...planted }),
]);

const quirks = z.strictObject({
  greeting: text.exactOptional(),
  noWevtutil: z.boolean().exactOptional(),
  noSftp: z.boolean().exactOptional(),
  keepsCodePage: z.boolean().exactOptional(),
  cutOffAfter: z.number().int().min(0).exactOptional(),
  silentAfter: z.number().int().min(0).exactOptional(),
  oddAnswers: z
    .array(z.strictObject({ command: text, out: z.string(), exit: z.number().int().default(0) }))
    .exactOptional(),
});

/** What was seen on the machine before. The machine does not know it; whoever looks at it does. */
const earlier = z.strictObject({
  at: moment,
  boot: z
    .strictObject({ bootId: z.number().int().exactOptional(), lastRestart: moment.exactOptional() })
    .default({}),
  signals: z.record(z.string(), z.union([z.array(z.string()), z.enum(["absent", "unseen"])])),
});

/** A machine file without what is expected of it: that is for whoever looks at the machine. */
export const machineSchema = z
  .strictObject({
    about: text.regex(/^[A-Z0-9].*[^.]\.$/u, "one sentence with a full stop"),
    origin: z.enum(["documented", "made-up"]),
    sources: z.array(text).default([]),
    base: base.prefault({}),
    without: z
      .strictObject({
        registry: z.array(key).default([]),
        values: z
          .array(z.string().regex(/^HKLM\\.+ → .+$/u, "a value is written HKLM\\… → Name"))
          .default([]),
        files: z.array(path).default([]),
        events: z.array(logs).default([]),
      })
      .prefault({}),
    registry: z.string().default(""),
    events: z.partialRecord(logs, z.array(z.union([wholeEvent, shortEvent]))).default({}),
    files: z.record(path, file).default({}),
    pair: z
      .strictObject({
        batch: z.union([z.string(), bytes]).exactOptional(),
        runner: z.boolean().default(false),
        modified: moment.default("1997-02-11T14:22:06Z"),
      })
      .exactOptional(),
    denied: z
      .strictObject({
        files: z.array(path).default([]),
        registry: z.array(key).default([]),
        events: z.array(logs).default([]),
      })
      .prefault({}),
    quirks: quirks.default({}),
    earlier: z.array(earlier).default([]),
    expect: z.unknown(),
  })
  .refine(({ origin, sources }) => origin === "made-up" || sources.length > 0, {
    path: ["origin"],
    error: "documented without a source",
  });

export type MachineDescription = z.output<typeof machineSchema>;
export type FileDescription = z.output<typeof file>;
