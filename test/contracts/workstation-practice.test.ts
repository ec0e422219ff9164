import { practiceStage } from "../support/practice-stage.ts";
import { contractAsks, workstationContract } from "./workstation.contract.ts";

workstationContract(
  "a practice workstation behind SSH",
  async () => await practiceStage(contractAsks),
);
