import { sweepStoreContract } from "../../contracts/sweep-store.contract.ts";
import { memorySweepStore } from "../../support/memory-sweep-store.ts";
import { onEveryStore } from "../../support/on-every-store.ts";

onEveryStore(sweepStoreContract, {
  fake: () => ({ sweeps: memorySweepStore() }),
  of: (store) => ({ sweeps: store.sweeps }),
});
