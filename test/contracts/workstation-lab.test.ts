import { describeWithLab } from "../lab/describe-with-lab.ts";
import { startLab } from "../lab/start.ts";
import { labStage } from "../support/lab-stage.ts";
import { contractAsks, workstationContract } from "./workstation.contract.ts";

describeWithLab("the workstation contract on sshd and Wine", () => {
  workstationContract("the lab", async () => {
    const lab = await startLab();
    return {
      stage: labStage(lab, contractAsks),
      stop: async () => {
        await lab.stop();
      },
    };
  });
});
