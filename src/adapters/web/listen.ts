import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { stream } from "hono/streaming";
import type { z } from "zod";
import type { Bot } from "#bot/bot.ts";
import type { Log, Person } from "#bot/ports.ts";
import { faultReference } from "./fault.ts";
import { guard, headers } from "./guard.ts";
import { limits } from "./limits.ts";
import { count } from "./literal.ts";
import { Asked, PressedButton } from "./schema.ts";
import { createShelf } from "./shelf.ts";
import { type Tell, tellAnswer, tellPressed } from "./tell.ts";

export interface Doors {
  readonly bot: Bot;
  readonly log: Log;
  readonly person: Person;
  /** Known once the server listens. */
  readonly port: () => number;
  /** What is read with GET, by path. */
  readonly files: ReadonlyMap<string, ServedFile>;
  /** Told of every answer under way, so that stopping can wait for it. */
  readonly underWay: (work: Promise<void>) => void;
  /** Nothing is followed any longer: what goes on for minutes must not keep the server. */
  readonly stopping: AbortSignal;
}

export interface ServedFile {
  readonly type: string;
  readonly text: string;
}

/** Every path of the server: files of the page and of answers, `POST /ask` and `POST /press`. */
export function createApp(doors: Doors): Hono {
  const { bot, log, person, port, files, underWay, stopping } = doors;
  const app = new Hono();
  const shelf = createShelf();
  app.use(headers, guard(port));
  app.use(
    bodyLimit({
      maxSize: limits.body,
      onError: (context) => context.text("This is far too long for a question.", 413),
    }),
  );

  for (const [path, { type, text }] of files) {
    app.get(path, (context) =>
      context.body(text, 200, { "content-type": type, "cache-control": "no-cache" }),
    );
  }

  app.get("/files/:id", (context) => {
    const file = shelf.find(context.req.param("id"));
    if (file === undefined) return context.notFound();
    const { name, type, bytes } = file;
    return context.body(bytes, 200, {
      "content-type": type,
      // Opened by itself it is saved, and never shown as a page of this server.
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    });
  });

  app.post("/ask", async (context) => {
    const asked = await bodyOf(context, Asked);
    if (asked === undefined) return context.text("This is not a question of this page.", 400);
    const { length } = asked.text;
    if (length > limits.question) {
      const words = `A question has at most ${count(limits.question)} characters; this one has ${count(length)}.`;
      return context.text(words, 422);
    }
    return tellOn(context, (tell, gone) =>
      tellAnswer(asked.text, { bot, log, person, tell, shelf, gone }),
    );
  });

  app.post("/press", async (context) => {
    const pressed = await bodyOf(context, PressedButton);
    if (pressed === undefined) return context.text("This is not a button of this page.", 400);
    return tellOn(context, (tell) => tellPressed(pressed.press, { bot, log, person, tell }));
  });

  app.notFound((context) => context.text("There is nothing at this address.", 404));
  app.onError((error, context) => {
    const reference = faultReference(log, error);
    return context.text(
      `Something went wrong in the bot itself (reference ${reference}). Nothing was changed.`,
      500,
    );
  });
  return app;

  function tellOn(
    context: Context,
    work: (tell: Tell, gone: AbortSignal) => Promise<void>,
  ): Response {
    context.header("content-type", "application/x-ndjson; charset=utf-8");
    context.header("cache-control", "no-store");
    return stream(context, async (out) => {
      const away = new AbortController();
      out.onAbort(() => away.abort());
      let told: Promise<unknown> = Promise.resolve();
      const tell: Tell = (event) => {
        told = Promise.all([told, out.writeln(JSON.stringify(event))]);
      };
      const done = work(tell, AbortSignal.any([away.signal, stopping]));
      underWay(done);
      await done;
      await told;
    });
  }
}

async function bodyOf<T>(context: Context, schema: z.ZodType<T>): Promise<T | undefined> {
  let body: unknown;
  try {
    body = await context.req.json();
  } catch {
    // Not JSON, or the sender went away in the middle: either way there is nothing to do.
    return undefined;
  }
  const read = schema.safeParse(body);
  return read.success ? read.data : undefined;
}
