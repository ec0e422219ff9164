import { mayStillRun } from "./act/process-mark.ts";
import type { Resumed } from "./act/resume.ts";
import type { OpenMessage, OpenMessages } from "./open-messages.ts";
import type { Reply, ReplyFile } from "./reply.ts";
import type { BotDeps } from "./settle-case.ts";
import type { Turns } from "./turns.ts";
import { sayWaiting } from "./words/approval.ts";
import { offerButton } from "./words/offer.ts";
import {
  sayGivenBack,
  sayLostQuestion,
  sayLostRemovals,
  saySettledMeanwhile,
} from "./words/resumed.ts";

/**
 * How the bot says something where nobody has asked just now. False: the platform did not take it.
 * Files that it does not take are left out; nothing rests on them.
 */
export type Tell = (place: string, reply: Reply, files?: readonly ReplyFile[]) => Promise<boolean>;

/** By the name of the platform. */
export type Tells = Readonly<Record<string, Tell>>;

export interface Telling {
  readonly open: OpenMessages;
  /** By the name of the platform; one that is not there any more is not told. */
  readonly tells: Tells;
  /** Where several processes run. */
  readonly turns?: Turns;
}

/** No question takes so long; a process of another host cannot be asked whether it still runs. */
const leaseMilliseconds = 15 * 60 * 1000;

/** After this the message is of no use to anybody. */
const forgetMilliseconds = 3 * 24 * 60 * 60 * 1000;

/**
 * Says the last word for processes that ended before they could: a question is said to be lost, an
 * act is told as it came. What still waits for its workstation is left for the next time. Rejects
 * when the store cannot be read.
 */
export async function tellLost(
  deps: BotDeps,
  { open, tells, turns }: Telling,
  resumed: readonly Resumed[],
): Promise<void> {
  const now = deps.now().getTime();
  for (const message of await open.all()) {
    const age = now - Date.parse(message.at);
    const { platform, process, at } = message;
    if (turns?.elsewhere(platform)) continue;
    const silent = turns?.orphaned(platform, process, at) ?? false;
    if (!silent && mayStillRun(process) && age < leaseMilliseconds) continue;
    if (age > forgetMilliseconds) {
      await open.close(message.id);
      continue;
    }
    const tell = tells[platform];
    const reply = tell && (await lastWord(deps, message, resumed));
    if (tell === undefined || reply === undefined) continue;
    // Closed first, so that of several processes one tells it.
    if (!(await open.close(message.id))) continue;
    if (await tell(message.place, reply)) continue;
    deps.log.warn({ platform }, "a lost question or act could not be told");
    await open.open(message);
  }
}

/** Undefined while nobody knows it. */
async function lastWord(
  deps: BotDeps,
  message: OpenMessage,
  resumed: readonly Resumed[],
): Promise<Reply | undefined> {
  if (message.offer === undefined) return sayLostQuestion();
  const sweep = /^sweep:(?<id>.+)$/u.exec(message.offer)?.groups?.["id"];
  if (sweep !== undefined) return sayLostRemovals(sweep);
  const came = resumed.find(({ offer }) => offer.id === message.offer)?.came;
  if (came?.kind === "ended") return came.reply;
  const offer = await deps.cases.findOffer(message.offer);
  const record = offer && (await deps.cases.findCase(offer.caseId));
  if (offer === undefined || record === undefined) return sayLostQuestion();
  if (offer.state === "taken") return undefined;
  if (offer.state === "open") {
    const request = await deps.cases.requestOf(offer.id);
    const waits = request !== undefined && request.until > deps.now().toISOString();
    return waits ? sayWaiting(offer, request, record.reply) : sayGivenBack(offer, record.reply);
  }
  const offers = await deps.cases.offersOf(offer.caseId);
  const wayBack = offers.findLast(({ act, state }) => act === "undo-clear" && state === "open");
  const buttons = wayBack === undefined ? [] : [offerButton(wayBack)];
  return saySettledMeanwhile({ ...offer, buttons }, record.reply);
}
