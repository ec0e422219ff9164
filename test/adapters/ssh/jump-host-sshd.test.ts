import { describe, expect, it } from "vitest";
import type { Opened } from "#bot/ports.ts";
import { findSshd } from "../../lab/parts.ts";
import { startJumpSshd } from "../../support/jump-sshd.ts";
import { must } from "../../support/office.ts";
import { otherEd25519, startSshServer } from "../../support/ssh-server.ts";
import { clientOf, knownHostsLine, refusal } from "../../support/ssh-settings.ts";

async function end(opened: Opened): Promise<void> {
  if (opened.ok) await opened.workstation[Symbol.asyncDispose]();
}

const sshd = findSshd();
const skipped = sshd === undefined && !process.env["CI"];

describe.skipIf(skipped)(
  `${skipped ? "not run: sshd: " : ""}OpenSSH's own sshd as the jump host`,
  () => {
    it("lets the bot through to the one place that its key may go to, and says why not elsewhere", async () => {
      const target = await startSshServer({ hostKeys: [otherEd25519.private] });
      await using jump = await startJumpSshd(must(sshd).sshd, target.port);
      const openAt = async (port: number): Promise<string> => {
        const client = clientOf(
          { port },
          {
            credentials: { privateKey: jump.privateKey },
            jump: { address: "127.0.0.1", port: jump.port, user: jump.user },
            knownHosts: jump.knownHost + knownHostsLine(target.port, otherEd25519.public),
            deadlines: { connect: 5_000, call: 5_000 },
          },
        );
        const opened = await client.open();
        client.forget();
        await end(opened);
        return refusal(opened);
      };

      expect(await openAt(target.port)).toBe("opened");
      expect(await openAt(1)).toMatch(/^jump-host: it does not allow connections to 127.0.0.1:1 /u);
      await target.stop();
      expect(await openAt(target.port)).toMatch(/^refused: from the jump host: .*refused/iu);
    });
  },
);
