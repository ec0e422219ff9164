import { logNames } from "./event-log.ts";
import type { EventHead } from "./event-xml.ts";
import type { Language } from "./language.ts";
import type { Ran } from "./reg-query.ts";
import type { PracticeWindows } from "./windows.ts";

// Exit codes are those of Win32; a missing log, a bad query, a bad option and a denied log were seen.
const denied = 5;
const badOption = 87;
const badQuery = 15_001;
const noSuchLog = 15_007;

/**
 * `wevtutil qe LOG "/q:XPATH" /rd:true /c:N /f:xml`: one event a line, newest first, no root. No
 * event is an empty answer and exit code 0.
 */
export function wevtutil(words: readonly string[], windows: PracticeWindows): Ran {
  const message = messages[windows.language];
  const [verb, log = "", ...options] = words;
  const wish = readOptions(options);
  if (verb?.toLowerCase() !== "qe" || wish === undefined) return refused(message.option, badOption);
  const name = logNames.find((known) => known.toLowerCase() === log.toLowerCase());
  if (name === undefined) return refused(message.log, noSuchLog);
  const fits = readQuery(wish.query);
  if (fits === undefined) return refused(message.query, badQuery);
  const events = windows.events.read(name);
  if (events === "denied") return refused(message.denied, denied);
  const told = events.filter(fits).slice(0, wish.count);
  return { out: told.map(({ xml }) => `${xml}\r\n`).join(""), err: "", code: 0 };
}

function readOptions(
  options: readonly string[],
): { readonly query: string; readonly count: number } | undefined {
  let query: string | undefined;
  let count: number | undefined;
  for (const option of options) {
    const [, name = "", value = ""] = /^\/(\w+):(.*)$/su.exec(option) ?? [];
    if (name === "q") query = value;
    else if (name === "c" && /^[1-9]\d*$/u.test(value)) count = Number(value);
    // Any other order or form of the answer is not imitated.
    else if (!(name === "rd" && value === "true") && !(name === "f" && value === "xml")) {
      return undefined;
    }
  }
  return query === undefined || count === undefined ? undefined : { query, count };
}

/**
 * Of XPath only what finds events by source and number:
 * `*[System[(Provider[@Name='A'] and (EventID=1 or EventID=2)) or (Provider[@Name='B'] and …)]]`.
 */
function readQuery(query: string): ((event: EventHead) => boolean) | undefined {
  const inside = /^\*\[System\[(.+)\]\]$/su.exec(query)?.[1];
  if (inside === undefined) return undefined;
  const source =
    /^\(Provider\[@Name='([^']+)'\] and \((EventID=\d+(?: or EventID=\d+)*)\)\)(?: or (?=\())?/u;
  const wanted = new Map<string, Set<number>>();
  let rest = inside;
  while (rest !== "") {
    const [whole = "", provider = "", numbers = ""] = source.exec(rest) ?? [];
    if (whole === "") return undefined;
    const ids = numbers.split(" or ").map((one) => Number(one.slice("EventID=".length)));
    wanted.set(provider, new Set([...(wanted.get(provider) ?? []), ...ids]));
    rest = rest.slice(whole.length);
  }
  return ({ provider, id }) => wanted.get(provider)?.has(id) === true;
}

interface Messages {
  readonly denied: string;
  readonly option: string;
  readonly query: string;
  readonly log: string;
}

/** Only the English is known to be what Windows says. */
const messages: Readonly<Record<Language, Messages>> = {
  en: {
    denied: "Failed to open event query.\r\nAccess is denied.",
    option: "The parameter is incorrect.",
    query: "The specified query is invalid.",
    log: "Failed to open event query.\r\nThe specified channel could not be found.",
  },
  de: {
    denied: "Fehler beim Öffnen der Ereignisabfrage.\r\nZugriff verweigert",
    option: "Falscher Parameter.",
    query: "Die angegebene Abfrage ist ungültig.",
    log: "Fehler beim Öffnen der Ereignisabfrage.\r\nDer angegebene Kanal wurde nicht gefunden.",
  },
  fr: {
    denied: "Échec d'ouverture de la requête d'événements.\r\nAccès refusé.",
    option: "Paramètre incorrect.",
    query: "La requête spécifiée n'est pas valide.",
    log: "Échec d'ouverture de la requête d'événements.\r\nLe canal spécifié est introuvable.",
  },
  ja: {
    denied: "イベント クエリを開けませんでした。\r\nアクセスが拒否されました。",
    option: "パラメーターが間違っています。",
    query: "指定されたクエリは無効です。",
    log: "イベント クエリを開けませんでした。\r\n指定されたチャネルが見つかりませんでした。",
  },
};

function refused(message: string, code: number): Ran {
  return { out: "", err: `${message}\r\n`, code };
}
