import { openMessagesContract } from "../../contracts/open-messages.contract.ts";
import { memoryOpenMessages } from "../../support/memory-open-messages.ts";
import { onEveryStore } from "../../support/on-every-store.ts";

onEveryStore(openMessagesContract, {
  fake: () => ({ messages: memoryOpenMessages() }),
  of: (store) => ({ messages: store.messages }),
});
