import type { Behaviour } from "./ssh-server.ts";
import { otherEd25519 } from "./ssh-server.ts";

/** A `cmd` that answers `chcp` well, and everything else with this exit code. */
export function cmd(exit: number): NonNullable<Behaviour["exec"]> {
  return (channel) => {
    channel.setEncoding("utf8").on("data", (text: string) => {
      for (const { groups } of text.matchAll(/echo (?<marker>\S+) end (?<number>\d+) /gu)) {
        const code = groups?.["number"] === "0" ? 0 : exit;
        channel.write(`${groups?.["marker"]} begin ${groups?.["number"]}\r\n65001\r\n`);
        channel.write(`${groups?.["marker"]} end ${groups?.["number"]} ${code}\r\n`);
      }
      if (!text.endsWith("exit 0\r\n")) return;
      channel.exit(0);
      channel.end();
    });
  };
}

const attributes = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

/** A server that answers the least that a whole look needs: nothing is there. */
export const brief: Behaviour = {
  hostKeys: [otherEd25519.private],
  exec: cmd(0),
  sftp(sftp) {
    sftp.on("LSTAT", (id) => sftp.status(id, 2));
    sftp.on("REALPATH", (id, filename) =>
      sftp.name(id, [{ filename, longname: filename, attrs: attributes }]),
    );
  },
};
