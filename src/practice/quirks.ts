/** What a practice workstation does otherwise than an ordinary one; set by whoever furnishes it. */
export interface Quirks {
  /** Printed before everything else, as AutoRun or a profile does. */
  greeting?: string;
  /** `wevtutil` is no program here. */
  noWevtutil?: boolean;
  /** The SFTP subsystem is refused. */
  noSftp?: boolean;
  /** `chcp` is refused, and the answers stay in the OEM code page (Wine does so). */
  keepsCodePage?: boolean;
  /** `cmd` ends with exit code 1 when so many programs have answered and one more is called. */
  cutOffAfter?: number;
  /** `cmd` says nothing more when so many programs have answered and one more is called. */
  silentAfter?: number;
  /** Instead of what the command would say; the first whose beginning fits counts. */
  oddAnswers?: readonly OddAnswer[];
}

interface OddAnswer {
  /** Beginning of a command line, without regard to case. */
  readonly command: string;
  readonly out: string;
  readonly exit: number;
}

export function oddAnswer(quirks: Quirks, command: string): OddAnswer | undefined {
  const said = command.trim().toUpperCase();
  return quirks.oddAnswers?.find((odd) => said.startsWith(odd.command.toUpperCase()));
}
