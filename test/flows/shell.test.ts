import { startShellChat } from "../support/shell-driver.ts";
import { scenarios } from "./scenarios.ts";

scenarios("the shell", async ({ bot, cases }) => await startShellChat({ bot, cases }));
