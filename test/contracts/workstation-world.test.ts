import { world } from "../support/world.ts";
import { workstationContract } from "./workstation.contract.ts";

workstationContract("the pretend one in memory", async () => ({
  stage: world(),
  stop: async () => {},
}));
