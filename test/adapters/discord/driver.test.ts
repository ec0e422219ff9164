import { expect, test } from "vitest";
import { startDiscordChat } from "../../support/discord-driver.ts";
import { answering, offering, removal, reply, scriptedBot } from "../../support/discord-scene.ts";

test.for(["mention", "slash"] as const)(
  "people ask and press through the door %s",
  async (door) => {
    const scripted = scriptedBot({
      ask({ onLooking }) {
        onLooking?.(reply("Looking at PC-42."));
        return { reply: offering("PC-42 asks because of two files."), audience: "everyone" };
      },
      press: answering({
        "offer:ask": { kind: "confirm", confirmation: removal },
        "offer:confirm": { kind: "replaced", reply: reply("Both files are gone."), ok: true },
      }),
    });
    const chat = await startDiscordChat({ door, bot: () => scripted });

    const seen = await chat.ask("why does PC-42 ask to reboot");
    const left = await chat.press(seen, "Remove the files", { answer: "no" });
    const gone = await chat.press(seen, "Remove the files");
    const again = await chat.again(seen);
    await chat.stop();

    expect(seen).toMatchObject({
      text: "PC-42 asks because of two files.",
      buttons: ["Remove the files"],
      audience: "everyone",
    });
    expect(left).toMatchObject({ buttons: ["Remove the files"], audience: "everyone" });
    expect(gone.text).toContain("Remove both files from PC-42?");
    expect(gone.text).toContain("Both files are gone.");
    expect(gone.buttons).toEqual([]);
    expect(again.text).toBe("Both files are gone.");
    expect(chat.violations()).toEqual([]);
  },
);
