import { z } from "zod";
import { buttonsOf, Component, countOf, hazards, textsOf } from "./discord-components.ts";
import type { StoredAttachment } from "./discord-files.ts";
import { Attachments, attach, referenceProblems } from "./discord-files.ts";
import type { StoredMessage } from "./discord-world.ts";
import type { FilePart } from "./multipart.ts";

export const ephemeral = 1 << 6;
export const componentsV2 = 1 << 15;

/** What a message body may hold; an unknown field is a mistake worth hearing about. */
const Body = z.strictObject({
  content: z.string().max(2000).optional(),
  embeds: z.array(z.unknown()).max(10).optional(),
  flags: z.number().int().optional(),
  components: z.array(Component).optional(),
  allowed_mentions: z
    .strictObject({
      parse: z.array(z.string()),
      users: z.array(z.string()).optional(),
      roles: z.array(z.string()).optional(),
      replied_user: z.boolean().optional(),
    })
    .optional(),
  message_reference: z
    .strictObject({ message_id: z.string(), fail_if_not_exists: z.boolean().optional() })
    .optional(),
  nonce: z.string().max(25).optional(),
  enforce_nonce: z.boolean().optional(),
  tts: z.boolean().optional(),
  attachments: Attachments.optional(),
});
export type Body = z.infer<typeof Body>;

export type Judged =
  | {
      readonly body: Body;
      /** The files of the message from then on. */
      readonly stored: readonly StoredAttachment[];
      readonly problems: readonly [];
    }
  | { readonly body?: undefined; readonly problems: readonly string[] };

/** `create` may choose the flags; `edit` and `response-edit` meet what is there already. */
export interface Writing {
  readonly way: "create" | "edit" | "response";
  readonly before?: StoredMessage | undefined;
  /** The files that came with the body. */
  readonly files?: readonly FilePart[];
}

/** Every rule for the body of a message that is broken, in words. */
export function judgeBody(raw: unknown, writing: Writing): Judged {
  const parsed = Body.safeParse(raw);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );
    return { problems };
  }
  const body = parsed.data;
  const { before, files = [] } = writing;
  const attached = attach({
    attachments: body.attachments,
    files,
    before: before?.attachments ?? [],
  });
  const isV2 = (((body.flags ?? 0) | (before?.flags ?? 0)) & componentsV2) !== 0;
  const { stored } = attached;
  const problems = [
    ...attached.problems,
    ...referenceProblems(body.components ?? [], { stored, isV2 }),
    ...mentionProblems(body),
    ...flagProblems(body, writing),
    ...textProblems(body),
  ];
  return problems.length === 0 ? { body, stored, problems: [] } : { problems };
}

function mentionProblems({ allowed_mentions: allowed }: Body): readonly string[] {
  if (allowed === undefined) return ["allowed_mentions is missing, so mentions would be parsed"];
  const pings =
    allowed.parse.length > 0 ||
    (allowed.users ?? []).length > 0 ||
    (allowed.roles ?? []).length > 0 ||
    allowed.replied_user === true;
  return pings ? ["allowed_mentions lets somebody be pinged"] : [];
}

function flagProblems(body: Body, { way, before }: Writing): readonly string[] {
  const flags = body.flags ?? 0;
  const wasV2 = ((before?.flags ?? 0) & componentsV2) !== 0;
  const isV2 = (flags & componentsV2) !== 0 || wasV2;
  const problems: string[] = [];
  if (wasV2 && body.flags !== undefined && (flags & componentsV2) === 0) {
    problems.push("flags: IS_COMPONENTS_V2 cannot be removed");
  }
  if (way !== "response" && (flags & ephemeral) !== 0) {
    problems.push("flags: EPHEMERAL is only for the response to an interaction");
  }
  if (isV2 && (body.content !== undefined || body.embeds !== undefined)) {
    problems.push("content and embeds cannot be used with IS_COMPONENTS_V2");
  }
  if (!isV2 && (body.components ?? []).some(({ type }) => type !== 1)) {
    problems.push("components: only action rows without IS_COMPONENTS_V2");
  }
  const nothing = (body.content ?? "") === "" && (body.components ?? []).length === 0;
  if (nothing && (body.attachments ?? []).length === 0) {
    problems.push("cannot send an empty message");
  }
  return problems;
}

function textProblems(body: Body): readonly string[] {
  const components = body.components ?? [];
  const texts = textsOf(components);
  const ids = buttonsOf(components).map((button) => button.custom_id);
  const problems = [body.content ?? "", ...texts].flatMap((text) =>
    hazards(text).map((hazard) => `text would show ${hazard}: ${text.slice(0, 120)}`),
  );
  if (countOf(components) > 40) problems.push(`components: ${countOf(components)} of at most 40`);
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  if (total > 4000) problems.push(`text displays hold ${total} characters of at most 4000`);
  if (new Set(ids).size < ids.length) problems.push("custom_id is used twice in one message");
  return problems;
}
