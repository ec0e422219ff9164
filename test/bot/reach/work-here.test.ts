import { mostLines, workContract } from "../../contracts/work.contract.ts";
import { sweepOffice } from "../../support/sweep-office.ts";

workContract("this process", async (size) => ({
  // Three of four connections are for sweeps.
  at: sweepOffice(size, {
    limits: {
      connections: mostLines + 1,
      questionsPerMinute: { person: 99, channel: 99, workstation: 99 },
    },
  }),
  stop: async () => {},
}));
