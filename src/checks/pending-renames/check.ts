import { signalCheck } from "../signal.ts";
import { id, judgeRenames } from "./judge.ts";
import type { RenamesSeen } from "./look.ts";
import { lookAtRenames, sessionManager } from "./look.ts";

/**
 * Files that wait to be deleted, moved or replaced by the session manager at the next start of
 * Windows (MoveFileEx with "delay until reboot"). Every peer counts the list or drops it; here each
 * operation is weighed.
 */
export const pendingRenames = signalCheck<RenamesSeen>({
  id,
  asks: { registry: [sessionManager] },
  gather: lookAtRenames,
  judge: judgeRenames,
});
