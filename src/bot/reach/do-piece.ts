import type { Desk } from "../desk.ts";
import { sayNotListedAnyMore } from "../words/refusals.ts";
import { type Piece, readPiece } from "./piece.ts";
import { reaches } from "./sites.ts";
import type { Work } from "./work.ts";

/** Does a piece that another process handed out; resolves with its result as JSON. */
export async function doPiece(desk: Desk, here: Work, text: string): Promise<string> {
  const piece = readPiece(text);
  switch (piece.kind) {
    case "line":
      await here.line(piece, new AbortController().signal);
      return "";
    case "look":
      return JSON.stringify(await look(desk, here, piece));
    case "act":
      return JSON.stringify(await act(desk, here, piece));
  }
}

async function look(
  desk: Desk,
  here: Work,
  { workstation, askedAt }: Extract<Piece, { readonly kind: "look" }>,
): ReturnType<Work["look"]> {
  if (desk.inventory.find(workstation) !== workstation) {
    const detail = "it is in no list of workstations of the worker";
    return { ok: false, why: "not-listed", detail, connectedAt: desk.now().toISOString() };
  }
  refuseOthers(desk, workstation);
  return await here.look(workstation, new Date(askedAt));
}

async function act(
  desk: Desk,
  here: Work,
  { offer: id, press, person, consent }: Extract<Piece, { readonly kind: "act" }>,
): ReturnType<Work["act"]> {
  const offer = await desk.cases.findOffer(id);
  const record = offer && (await desk.cases.findCase(offer.caseId));
  if (offer === undefined || record === undefined) throw new Error(`there is no offer ${id}`);
  if (desk.inventory.find(offer.workstation) === undefined) {
    const unread = desk.inventory.unread().length > 0;
    return { kind: "refused", reply: sayNotListedAnyMore(offer.workstation, unread) };
  }
  refuseOthers(desk, offer.workstation);
  // Their rights were read where they pressed.
  const absent = { ...person, holds: async () => "cannot-tell" as const };
  return await here.act({ deps: desk, pressed: { press, person: absent }, offer, record }, consent);
}

/** Two processes with different configurations may not agree on whose it is. */
function refuseOthers(desk: Desk, workstation: string): void {
  if (reaches(desk, workstation)) return;
  throw new Error(`${workstation} belongs to another site, by the configuration of this process`);
}
