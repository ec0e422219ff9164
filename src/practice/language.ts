/** The languages in which the programs of a practice workstation complain. */
export type Language = "en" | "de" | "fr" | "ja";

/** What a new console speaks in each, until `chcp`. */
export const oemCodePages: Readonly<Record<Language, number>> = {
  en: 437,
  de: 850,
  fr: 850,
  ja: 932,
};
