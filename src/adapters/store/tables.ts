/**
 * The tables, in types that SQLite and PostgreSQL share: text and whole numbers. Every column
 * named `…_json` holds JSON text. Words of people and workstations are kept only there: JSON writes
 * U+0000 and lone surrogates as escapes, which neither database takes in plain text.
 */
export interface Tables {
  cases: CasesTable;
  offers: OffersTable;
  notes: NotesTable;
  requests: RequestsTable;
  claims: ClaimsTable;
  open_messages: OpenMessagesTable;
  audit: AuditTable;
  sweeps: SweepsTable;
  sweep_lines: SweepLinesTable;
  watches: WatchesTable;
  watch_known: WatchKnownTable;
  watch_runs: WatchRunsTable;
  watch_news: WatchNewsTable;
  leases: LeasesTable;
}

export interface CasesTable {
  id: string;
  workstation: string;
  asked_at: string;
  /** Who */
  asked_by_json: string;
  /** The id in it, plain text; null in cases of sweeps, and in those from before this was kept. */
  asked_by_id: string | null;
  question_json: string;
  report_json: string;
  reply_json: string;
  /** `SHA256:…`; null when the workstation was not looked at. */
  host_key: string | null;
}

export interface OffersTable {
  id: string;
  case_id: string;
  /** From 1 within the case, in the order of offering. */
  position: number;
  workstation: string;
  act: string;
  confirm: string;
  evidence_json: string;
  /** `open`, `taken`, `closed` */
  state: string;
  /** Who; null while open. */
  taken_by_json: string | null;
  taken_at: string | null;
  /** Only when closed. */
  outcome: string | null;
}

interface NotesTable {
  offer_id: string;
  /** From 1 within the offer's journal. */
  position: number;
  at: string;
  step: string;
  facts_json: string;
}

/** See `ApprovalRequest`; one for each offer at most. */
export interface RequestsTable {
  offer_id: string;
  /** Who */
  by_json: string;
  asked_at: string;
  until: string;
}

interface ClaimsTable {
  key: string;
  claimed_at: string;
}

/** See `OpenMessage`. */
interface OpenMessagesTable {
  id: string;
  platform: string;
  place_json: string;
  offer_id: string | null;
  at: string;
  /** ProcessMark */
  process_json: string;
}

/** See `AuditLink`. */
export interface AuditTable {
  /** From 1. */
  position: number;
  /** Null when the entry is about none of the inventory. */
  workstation: string | null;
  /** `canonical(entry)`; the entry's time is in it. */
  entry_json: string;
  previous: string;
  hash: string;
}

/** See `Sweep`. */
export interface SweepsTable {
  id: string;
  asked_at: string;
  /** `SweepRecord` but its id */
  record_json: string;
  /** `running`, `ended`, `stopped` */
  state: string;
  /** Null while it runs. */
  ended_at: string | null;
  /** Who; only when stopped. */
  stopped_by_json: string | null;
  /** ProcessMark */
  owner_json: string;
  owned_until: string;
  /** TellPlace */
  place_json: string | null;
}

/** See `SweepLine`. */
export interface SweepLinesTable {
  sweep_id: string;
  /** From 1, in the order of the work. */
  position: number;
  workstation: string;
  tries: number;
  /** Null once there is a result. */
  due_at: string | null;
  /** Result; written in one way only, so that equal ones are equal text. */
  result_json: string | null;
  case_id: string | null;
  /** When there was a result. */
  at: string | null;
}

/** See `Watch`. */
export interface WatchesTable {
  id: string;
  /** A platform id is plain text. */
  by_id: string;
  /** `WatchRecord` but its id and its end */
  record_json: string;
  until: string;
  next_at: string;
  /** `active`, `ended`, `stopped` */
  state: string;
  /** Null while it is active. */
  ended_at: string | null;
  /** Who; only when stopped. */
  stopped_by_json: string | null;
  /** The sweep under way, and since when; both or none. */
  run_id: string | null;
  run_at: string | null;
  /** TellPlace */
  place_json: string | null;
}

/** See `Known`; one for each workstation of a watch. */
interface WatchKnownTable {
  watch_id: string;
  workstation: string;
  known_json: string;
}

/** See `RunCounts`. */
interface WatchRunsTable {
  watch_id: string;
  sweep_id: string;
  at: string;
  counts_json: string;
  /** Null once the sweep was removed. */
  kept: string | null;
}

/** See `News`. */
export interface WatchNewsTable {
  id: string;
  watch_id: string;
  at: string;
  /** Reply */
  reply_json: string;
  tries: number;
  /** Null once it was told or given up. */
  due_at: string | null;
}

/** See `Leases`. */
interface LeasesTable {
  name: string;
  /** ProcessMark */
  holder_json: string;
  /** Milliseconds since 1970, by the clock of the store. */
  ends_at: number;
}
