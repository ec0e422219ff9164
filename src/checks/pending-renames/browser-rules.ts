import type { ProductRule } from "./product-rule.ts";
import { harmless, named } from "./product-rule.ts";

/**
 * Browsers replace themselves while they run and leave the old files to the next restart. Seen:
 * Chrome's `Temp` (dotnet/sdk#28993), version folders of the Google and Edge updaters and their
 * `.exe.old{…}`, Firefox' `tobedeleted` and the maintenance service. The rest is not verified.
 */
export const browserRules: readonly ProductRule[] = [
  harmless("Google Chrome", [
    "programs\\Google\\Chrome\\Temp",
    "programs\\Google\\Chrome\\Temp\\**",
    "app-data\\Local\\Google\\Chrome\\Temp",
    "app-data\\Local\\Google\\Chrome\\Temp\\**",
    "programs\\Google\\Chrome\\Application\\old_chrome*.exe",
    "programs\\Google\\Update\\*.*.*.*",
    "programs\\Google\\Update\\*.*.*.*\\**",
    "programs\\Google\\GoogleUpdater\\*.*.*.*",
    "programs\\Google\\GoogleUpdater\\*.*.*.*\\**",
    "windows\\SystemTemp\\GoogleUpdate*.exe.old*",
  ]),
  named("Google Chrome", ["programs\\Google\\**", "app-data\\Local\\Google\\Chrome\\**"]),
  harmless("Microsoft Edge", [
    "programs\\Microsoft\\Edge\\Temp",
    "programs\\Microsoft\\Edge\\Temp\\**",
    "programs\\Microsoft\\EdgeWebView\\Temp",
    "programs\\Microsoft\\EdgeWebView\\Temp\\**",
    "programs\\Microsoft\\EdgeUpdate\\*.*.*.*",
    "programs\\Microsoft\\EdgeUpdate\\*.*.*.*\\**",
    "app-data\\Local\\Microsoft\\Edge\\Temp",
    "app-data\\Local\\Microsoft\\Edge\\Temp\\**",
    "windows\\SystemTemp\\MicrosoftEdgeUpdate.exe.old*",
  ]),
  named("Microsoft Edge", [
    "programs\\Microsoft\\Edge\\**",
    "programs\\Microsoft\\EdgeCore\\**",
    "programs\\Microsoft\\EdgeUpdate\\**",
    "programs\\Microsoft\\EdgeWebView\\**",
  ]),
  harmless("Microsoft Copilot", ["windows\\SystemTemp\\CopilotUpdate.exe.old*"]),
  harmless("Mozilla Firefox", [
    "programs\\Mozilla Firefox\\tobedeleted",
    "programs\\Mozilla Firefox\\tobedeleted\\**",
    "programs\\Mozilla Firefox\\updated",
    "programs\\Mozilla Firefox\\updated\\**",
    "programs\\Mozilla Firefox\\**\\*.moz-delete",
    "programs\\Mozilla Maintenance Service\\maintenanceservice_tmp.exe",
    "programs\\Mozilla Maintenance Service\\maintenanceservice_old.exe",
  ]),
  named("Mozilla Firefox", [
    "programs\\Mozilla Firefox\\**",
    "programs\\Mozilla Maintenance Service\\**",
  ]),
  harmless("Mozilla Thunderbird", [
    "programs\\Mozilla Thunderbird\\tobedeleted",
    "programs\\Mozilla Thunderbird\\tobedeleted\\**",
  ]),
  named("Mozilla Thunderbird", ["programs\\Mozilla Thunderbird\\**"]),
  harmless("Brave", [
    "programs\\BraveSoftware\\Brave-Browser\\Temp",
    "programs\\BraveSoftware\\Brave-Browser\\Temp\\**",
    "programs\\BraveSoftware\\Update\\*.*.*.*",
    "programs\\BraveSoftware\\Update\\*.*.*.*\\**",
  ]),
  named("Brave", ["programs\\BraveSoftware\\**"]),
];
