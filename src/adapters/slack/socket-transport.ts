import type { App, Receiver } from "@slack/bolt";
import { type SocketSettings, socketLine } from "./socket-line.ts";
import type { Transport } from "./transport.ts";

/**
 * Slack's deliveries over Socket Mode, on two sockets: Slack tells each to come again every few
 * hours, and gives every delivery to one that is open. So none is lost while the other comes back.
 */
export function socketTransport(settings: SocketSettings): Transport {
  const broken = Promise.withResolvers<string>();
  let since = new Date();
  let wasOpen = false;
  const open = (): number => lines.filter((line) => line.connected()).length;
  const onChange = (): void => {
    if (wasOpen !== open() > 0) since = new Date();
    wasOpen = open() > 0;
  };
  const told = { onRefused: broken.resolve, onChange };
  const [first, second] = [socketLine(settings, told), socketLine(settings, told)];
  const lines = [first, second];
  const receiver: Receiver = {
    init: (app: App) => {
      for (const line of lines) line.receiver.init(app);
    },
    start: async () => await first.open(),
    stop: async () => await Promise.resolve(),
  };
  return {
    receiver,
    async open() {
      await first.open();
      second.keep();
    },
    async close() {
      await Promise.all(lines.map(async (line) => await line.close()));
    },
    connected: () => open() > 0,
    since: () => since,
    says: () => `${open()} of ${lines.length} sockets open`,
    broken: broken.promise,
    port: () => undefined,
  };
}
