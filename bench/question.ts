import { missingForLab } from "../test/lab/parts.ts";
import { opensshRunner, opensshVersion, processRunner } from "./openssh.ts";
import { type Result, race, rounds } from "./race.ts";
import { notRun, type Section } from "./section.ts";
import { fastest } from "./ssh-options.ts";
import { spreadOf } from "./statistics.ts";
import { openWorkplace } from "./workplace.ts";

/** What the whole question may take of the time that OpenSSH's client needs for its commands alone. */
const goal = 0.8;

/** From question to diagnosis over a connection that does not exist yet, beside OpenSSH's client. */
export async function measureQuestion(signal: AbortSignal): Promise<Section> {
  const version = await opensshVersion();
  const missing = [...missingForLab(), ...(version === undefined ? ["ssh"] : [])];
  if (missing.length > 0) return notRun("lab", missing);
  await using workplace = await openWorkplace();
  const { lab, commands, bot, connects } = workplace;
  const { whole, ssh, sshPinned, process } = await race(
    {
      whole: bot,
      ssh: opensshRunner("ssh, the commands alone", { lab, commands }),
      sshPinned: opensshRunner("ssh, curve25519 and aes128-gcm", { lab, commands }, fastest),
      process: processRunner(),
    },
    signal,
  );
  const ratioTo = (other: Result): number => whole.milliseconds.median / other.milliseconds.median;
  const connecting = spreadOf(connects.slice(-rounds)).median.toFixed(0);
  return {
    figures: [
      {
        what: "whole question ÷ ssh, the commands alone",
        value: ratioTo(ssh),
        unit: "",
        atMost: goal,
      },
      { what: "the same ÷ ssh with the fastest algorithms", value: ratioTo(sshPinned), unit: "" },
    ],
    table: [
      ["from nothing to the end, ms", "median", "middle half", "client's CPU"],
      ...[whole, ssh, sshPinned, process].map(row),
    ],
    notes: [
      `${rounds} rounds by turns; the bot runs as it lives (started, then asked), ssh as a process for each run: ${version}`,
      `${commands.length} commands, ${programs(commands)} of them the start of a program`,
      `until the bot is logged in: ${connecting} ms of the whole question`,
    ],
  };
}

function programs(commands: readonly string[]): number {
  return commands.filter((command) => !command.startsWith("set ")).length;
}

function row({ name, milliseconds, cpu }: Result): readonly string[] {
  const { median, from, to } = milliseconds;
  return [name, median.toFixed(0), `${from.toFixed(0)}–${to.toFixed(0)}`, cpu.toFixed(0)];
}
