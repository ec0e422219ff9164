import { type Html, html } from "./html.ts";

/** Both messages side by side, each as wide as on a phone; Slack shows pictures below its own. */
export function sheet(
  slack: Html,
  discord: Html,
  pictures: readonly (readonly [string, string])[],
): string {
  const below = pictures.map(
    ([name, source]) =>
      html`<p class="caption">Below it in the thread</p><section class="slack"><img src="${source}" alt="${name}" /></section>`,
  );
  return html`<!doctype html>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />
    <style>${style}</style>
    <main>
      <div class="phone"><h1>Slack</h1>${slack}${below}</div>
      <div class="phone"><h1>Discord</h1>${discord}</div>
    </main>`.html;
}

/** Near enough to both platforms to judge length, order and weight by; no marks of theirs. */
const style: Html = {
  html: `
  * { box-sizing: border-box; margin: 0; }
  body { background: #d3d6da; font: 15px/1.4 Lato, "Helvetica Neue", "Liberation Sans", "DejaVu Sans", sans-serif; }
  main { display: inline-flex; gap: 16px; padding: 16px; align-items: flex-start; }
  .phone { width: 375px; }
  h1 { font-size: 13px; color: #555; padding: 0 0 6px; }
  section { padding: 14px; border-radius: 10px; overflow-wrap: anywhere; }
  p, li { margin: 0 0 2px; }
  .block { margin: 0 0 8px; }
  .gap { height: 8px; }
  ul { padding-left: 20px; }
  .sign { width: 17px; height: 17px; vertical-align: -3px; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 2px; }
  .button { padding: 6px 12px; font-weight: bold; font-size: 14px; }
  code { font: 12.5px/1.4 "DejaVu Sans Mono", monospace; border-radius: 3px; padding: 1px 3px; }
  img { display: block; max-width: 100%; border-radius: 6px; }
  .file { border: 1px solid #3f4147; border-radius: 8px; padding: 8px 10px; color: #00a8fc; }
  .caption { padding: 10px 0 6px; font-size: 13px; color: #555; }
  .lines { white-space: pre-line; padding: 4px 0 10px; }
  .slack { background: #fff; color: #1d1c1d; }
  .slack code { background: #f5f5f5; border: 1px solid #ddd; color: #b3123f; }
  .slack .small { font-size: 12.5px; color: #666; margin: 0; }
  .slack .button { border: 1px solid #bbb; border-radius: 6px; }
  .slack .primary { background: #007a5a; border-color: #007a5a; color: #fff; }
  .slack .danger { background: #d3124f; border-color: #d3124f; color: #fff; }
  .slack a { color: #1264a3; }
  .discord { background: #313338; color: #dbdee1; padding: 8px; }
  .discord .container { background: #2b2d31; border: 1px solid #3f4147; border-left: 4px solid; border-radius: 8px; padding: 12px; }
  .discord code { background: #1e1f22; }
  .discord .small { font-size: 12.5px; color: #a5a8ae; }
  .discord hr { border: 0; border-top: 1px solid #45474d; margin: 4px 0 10px; }
  .discord .button { background: #4e5058; color: #fff; border-radius: 8px; }
  .discord .danger { background: #da373c; }
  .discord a { color: #00a8fc; }
`,
};
