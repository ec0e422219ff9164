import * as fc from "fast-check";

/** What text tries in order to be more than text, on each of the places where it is shown. */
export const tricks: readonly string[] = [
  // Slack
  "<!channel>",
  "<!here|x>",
  "<!everyone>",
  "<@U0ALICE>",
  "<#C0DESK>",
  "<!subteam^S0DESK>",
  "<!date^1392734382^{date}^https://evil.example|x>",
  "<http://evil.example|PC-42>",
  "<mailto:a@evil.example|x>",
  "&lt;!channel&gt; &amp;lt;",
  ":skull:",
  // Discord
  "@everyone",
  "@here",
  "<@1001>",
  "<@!1001>",
  "<@&222>",
  "<#601>",
  "<a:smile:12>",
  "<t:1:R>",
  "</why:1>",
  "<id:home>",
  "||spoiler||",
  "[PC-42](https://evil.example)",
  "-# small",
  "# big",
  ">>> quoted",
  // Markdown of either
  "*b* _i_ ~s~ **b** __u__ ~~s~~",
  "`",
  "``",
  "```\nansi",
  "\\`",
  "\\",
  "https://evil.example/a_b",
  "http://evil.example",
  // HTML and script
  "</script><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  `" onmouseover="alert(1)`,
  "' x='",
  "</code></details></dialog>",
  "<!--",
  "]]>",
  "javascript:alert(1)",
  "&#x3c;b&#x3e;",
  "${1}{{1}}",
  // terminals
  "\u001B[2J",
  "\u001B]0;owned\u0007",
  "\u001B]8;;https://evil.example\u001B\\x\u001B]8;;\u001B\\",
  "\u009B31m",
  "\u0090q\u009C",
  "\b\b\b",
  "\r",
  "\n",
  "\r\nCase K7Q2-MD4X",
  "\t",
  "\u0000",
  "\u007F",
  "\u0085",
  "\u2028",
  "\u2029",
  // direction, the unseen, and what stacks
  "\u202Egnp.exe",
  "\u2066\u2069\u061C",
  "\u200B\u200D\u2060\uFEFF\u00AD",
  "\u034F\u115F\u3164\uFFA0\u180E",
  "\uFE0F\u{E0041}\u{E0101}",
  `Z${"\u0335\u0321".repeat(20)}`,
  "\uD800",
  "\uDC00",
  "\u{1F5A5}",
  "",
  " ",
];

/** A few of them, joined by anything at all, with `mark` in it so that it is found again. */
export function hostileText(mark = ""): fc.Arbitrary<string> {
  const trick = fc.constantFrom(...tricks);
  const anything = fc.string({ unit: "binary", maxLength: 8 });
  const line = fc
    .array(fc.oneof({ weight: 3, arbitrary: trick }, anything), { maxLength: 6 })
    .map((parts) => parts.join(mark));
  // Far more than any place shows.
  const endless = trick.map((text) => `${text}${mark}`.repeat(100_000 / (text.length + 8)));
  return fc
    .oneof({ weight: 20, arbitrary: line }, { weight: 1, arbitrary: endless })
    .map((text) => `${mark}${text}${mark}`);
}

/** What must not be in text that is shown: it acts, or it is there without being seen. */
export const unshowable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
