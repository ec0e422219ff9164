import type { ProductRule } from "./product-rule.ts";
import { harmless, named } from "./product-rule.ts";

/**
 * Antivirus fills the list daily with old definitions (Toast-Notification-Script#40). Where each
 * product keeps them is general knowledge, not verified; engines and drivers are never harmless.
 */
export const antivirusRules: readonly ProductRule[] = [
  harmless("Microsoft Defender", [
    "program-data\\Microsoft\\Windows Defender\\Definition Updates\\**",
    "program-data\\Microsoft\\Windows Defender\\Platform\\*.*.*.*",
    "program-data\\Microsoft\\Windows Defender\\Platform\\*.*.*.*\\**",
  ]),
  named("Microsoft Defender", [
    "program-data\\Microsoft\\Windows Defender\\**",
    "programs\\Windows Defender\\**",
    "windows\\System32\\drivers\\wd\\**",
  ]),
  harmless("Sophos", ["program-data\\Sophos\\AutoUpdate\\Cache\\**"]),
  named("Sophos", [
    "programs\\Sophos\\**",
    "program-data\\Sophos\\**",
    "windows\\System32\\drivers\\Sophos*.sys",
  ]),
  harmless("McAfee or Trellix", ["programs\\Common Files\\McAfee\\Engine\\*.old"]),
  named("McAfee or Trellix", [
    "programs\\McAfee\\**",
    "programs\\Trellix\\**",
    "programs\\Common Files\\McAfee\\**",
    "program-data\\McAfee\\**",
    "program-data\\Trellix\\**",
    "windows\\System32\\drivers\\mfe*.sys",
  ]),
  harmless("Symantec or Norton", [
    "program-data\\Symantec\\Definitions\\**",
    "program-data\\Symantec\\Symantec Endpoint Protection\\*\\Data\\Definitions\\**",
  ]),
  named("Symantec or Norton", [
    "programs\\Symantec\\**",
    "programs\\Norton*\\**",
    "programs\\Common Files\\Symantec Shared\\**",
    "program-data\\Symantec\\**",
    "program-data\\Norton\\**",
  ]),
  harmless("Kaspersky", ["program-data\\Kaspersky Lab\\*\\Bases\\**"]),
  named("Kaspersky", [
    "programs\\Kaspersky Lab\\**",
    "program-data\\Kaspersky Lab\\**",
    "windows\\System32\\drivers\\kl*.sys",
  ]),
  harmless("ESET", ["program-data\\ESET\\*\\Updfiles\\**"]),
  named("ESET", ["programs\\ESET\\**", "program-data\\ESET\\**"]),
  harmless("Trend Micro", ["programs\\Trend Micro\\**\\*.ptn"]),
  named("Trend Micro", [
    "programs\\Trend Micro\\**",
    "program-data\\Trend Micro\\**",
    "windows\\System32\\drivers\\tmcomm.sys",
    "windows\\System32\\drivers\\tmevtmgr.sys",
    "windows\\System32\\drivers\\tmactmon.sys",
  ]),
  harmless("Avast", ["programs\\Avast Software\\Avast\\defs\\**"]),
  named("Avast", ["programs\\Avast Software\\**", "program-data\\Avast Software\\**"]),
  harmless("AVG", ["programs\\AVG\\Antivirus\\defs\\**"]),
  named("AVG", ["programs\\AVG\\**", "program-data\\AVG\\**"]),
  named("Bitdefender", ["programs\\Bitdefender\\**", "program-data\\Bitdefender\\**"]),
  named("CrowdStrike", [
    "programs\\CrowdStrike\\**",
    "program-data\\CrowdStrike\\**",
    "windows\\System32\\drivers\\CrowdStrike\\**",
  ]),
  named("SentinelOne", ["programs\\SentinelOne\\**", "program-data\\Sentinel\\**"]),
  named("Malwarebytes", ["programs\\Malwarebytes\\**", "program-data\\Malwarebytes\\**"]),
];
