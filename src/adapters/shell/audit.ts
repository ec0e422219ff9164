import type { AuditHead, AuditTrail } from "#bot/audit.ts";
import { verifyChain } from "#bot/audit-chain.ts";
import type { Command } from "./arguments.ts";
import { dressJson } from "./dress.ts";
import { csvHeader, dressLink, dressLinkAsCsv, dressVerdict } from "./dress-audit.ts";
import type { ExitStatus, Shell } from "./listen.ts";
import type { LongOutput } from "./terminal.ts";

interface AuditShell extends Pick<Shell, "out" | "err">, LongOutput {
  readonly audit: AuditTrail;
}

/** Straight from the store; nothing connects. */
export async function shellAudit(
  shell: AuditShell,
  command: Extract<Command, { readonly name: "audit-verify" | "audit-export" }>,
): Promise<ExitStatus> {
  return command.name === "audit-verify"
    ? await verify(shell, command)
    : await handOut(shell, command);
}

/** `whyreboot audit verify`: 0 when the chain is whole, 1 when it is not. */
async function verify(
  { audit, out }: AuditShell,
  { json, noted }: { readonly json: boolean; readonly noted?: AuditHead },
): Promise<ExitStatus> {
  const verdict = await verifyChain(audit.links(), noted);
  out(
    json
      ? dressJson({ schema: "whyreboot/audit-verdict@1", ...verdict })
      : dressVerdict(verdict, noted !== undefined),
  );
  return verdict.whole ? 0 : 1;
}

/** As much is written at a time as a pipe takes in: a write for each line takes far longer. */
const pieceLength = 64 * 1024;

/** `whyreboot audit export`: everything, also of a chain that is not whole; that is said as well. */
async function handOut(shell: AuditShell, { csv }: { readonly csv: boolean }): Promise<ExitStatus> {
  const { audit } = shell;
  let piece = csv ? csvHeader : "";
  for await (const link of audit.links()) {
    piece += csv ? dressLinkAsCsv(link) : dressLink(link);
    if (piece.length < pieceLength) continue;
    // Whoever reads has had enough (`| head`): that is no fault.
    if (!(await shell.hand(piece))) return 0;
    piece = "";
  }
  await shell.hand(piece);
  const verdict = await verifyChain(audit.links());
  if (verdict.whole) return 0;
  shell.err(dressVerdict(verdict, false));
  return 1;
}
