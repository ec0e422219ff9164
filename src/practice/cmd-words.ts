import type { Language } from "./language.ts";

/** What `cmd` itself says. Only the English and what it says of a missing command were seen. */
interface CmdWords {
  /** Follows the quoted name of a command that is not there. */
  readonly notRecognised: string;
  readonly rights: string;
  readonly echoIsOff: string;
  readonly badPage: string;
  readonly codePage: (page: number) => string;
  readonly notDefined: (name: string) => string;
}

export const cmdWords: Readonly<Record<Language, CmdWords>> = {
  en: {
    notRecognised:
      "is not recognized as an internal or external command,\r\noperable program or batch file.\r\n",
    rights: "(c) Microsoft Corporation. All rights reserved.",
    echoIsOff: "ECHO is off.",
    badPage: "Invalid code page",
    codePage: (page) => `Active code page: ${page}`,
    notDefined: (name) => `Environment variable ${name} not defined`,
  },
  de: {
    notRecognised:
      "wurde nicht als interner oder externer Befehl,\r\nbetriebsfähiges Programm oder Batch-Datei erkannt.\r\n",
    rights: "(c) Microsoft Corporation. Alle Rechte vorbehalten.",
    echoIsOff: "ECHO ist ausgeschaltet (OFF).",
    badPage: "Unzulässige Codepage",
    codePage: (page) => `Aktive Codepage: ${page}.`,
    notDefined: (name) => `Die Umgebungsvariable "${name}" ist nicht definiert.`,
  },
  fr: {
    notRecognised:
      "n'est pas reconnu en tant que commande interne\r\nou externe, un programme exécutable ou un fichier de commandes.\r\n",
    rights: "(c) Microsoft Corporation. Tous droits réservés.",
    echoIsOff: "Commande ECHO désactivée.",
    badPage: "Page de codes non valide",
    codePage: (page) => `Page de codes active : ${page}`,
    notDefined: (name) => `La variable d'environnement ${name} n'est pas définie`,
  },
  ja: {
    notRecognised:
      "は、内部コマンドまたは外部コマンド、\r\n操作可能なプログラムまたはバッチ ファイルとして認識されていません。\r\n",
    rights: "(c) Microsoft Corporation. All rights reserved.",
    echoIsOff: "ECHO は <OFF> です。",
    badPage: "無効なコード ページです",
    codePage: (page) => `現在のコード ページ: ${page}`,
    notDefined: (name) => `環境変数 ${name} が定義されていません`,
  },
};
