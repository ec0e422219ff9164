import type { Known, News, RunCounts, Watch, WatchStore } from "#bot/watch/watch.ts";

interface Kept {
  watch: Watch;
  readonly known: Map<string, Known>;
  runs: RunCounts[];
}

interface KeptNews {
  readonly news: News;
  tries: number;
  due: string | undefined;
}

/** Watches that end with the test, as strict as the real store: the same contract runs on both. */
export function memoryWatchStore(): WatchStore {
  const watches = new Map<string, Kept>();
  const news = new Map<string, KeptNews>();
  const active = (fits: (watch: Watch) => boolean): Watch[] =>
    [...watches.values()]
      .filter(({ watch }) => watch.state.kind === "active" && fits(watch))
      .map(({ watch }) => structuredClone(watch))
      .toSorted((one, other) =>
        `${one.nextAt} ${one.id}` < `${other.nextAt} ${other.id}` ? -1 : 1,
      );
  const change = (
    id: string,
    fits: (watch: Watch) => boolean,
    to: (watch: Watch) => Watch,
  ): boolean => {
    const kept = watches.get(id);
    if (kept === undefined || !fits(kept.watch)) return false;
    kept.watch = structuredClone(to(kept.watch));
    return true;
  };
  const isActive = ({ state }: Watch): boolean => state.kind === "active";
  const withoutRun = (watch: Watch): Watch => {
    const { run, ...rest } = watch;
    return run === undefined ? watch : rest;
  };
  const add = (one: News): void =>
    void news.set(one.id, { news: structuredClone(one), tries: 0, due: one.at });

  return {
    beginWatch: async (record, nextAt) => {
      if (watches.has(record.id)) throw new Error(`there is a watch ${record.id} already`);
      const watch = structuredClone({ ...record, state: { kind: "active" as const }, nextAt });
      watches.set(record.id, { watch, known: new Map(), runs: [] });
    },
    renewWatch: async (record, nextAt) =>
      change(record.id, isActive, (watch) => ({ ...watch, ...record, nextAt })),
    findWatch: async (id) => structuredClone(watches.get(id)?.watch),
    watchesOf: async (personId) =>
      active(({ askedBy }) => askedBy.id === personId).toSorted((one, other) =>
        one.begunAt < other.begunAt ? -1 : 1,
      ),
    tellWatchAt: async (id, place) =>
      void change(
        id,
        () => true,
        (watch) => ({ ...watch, place }),
      ),
    dueWatches: async (now, limit) =>
      active(({ run, nextAt }) => run === undefined && nextAt <= now).slice(0, limit),
    overWatches: async (now) => active(({ run, until }) => run === undefined && until <= now),
    runningWatches: async () => active(({ run }) => run !== undefined),
    takeRun: async (id, from, { sweep, takenAt, nextAt }) =>
      change(
        id,
        (watch) => isActive(watch) && watch.run === undefined && watch.nextAt === from,
        (watch) => ({ ...watch, run: { sweep, takenAt }, nextAt }),
      ),
    dropRun: async (id, sweep, nextAt) =>
      change(
        id,
        ({ run }) => run?.sweep === sweep,
        (watch) => ({ ...withoutRun(watch), nextAt }),
      ),
    settleRun: async (id, sweep, { counts, known, forgotten, news: said }) => {
      const mine = (watch: Watch): boolean => isActive(watch) && watch.run?.sweep === sweep;
      const kept = watches.get(id);
      if (!change(id, mine, withoutRun) || kept === undefined) return false;
      for (const one of structuredClone(known)) kept.known.set(one.workstation, one);
      for (const workstation of forgotten) kept.known.delete(workstation);
      kept.runs.push(structuredClone(counts));
      if (said !== undefined) add(said);
      return true;
    },
    knownOf: async (id) =>
      structuredClone([...(watches.get(id)?.known.values() ?? [])]).toSorted((one, other) =>
        one.workstation < other.workstation ? -1 : 1,
      ),
    runsOf: async (id, since) =>
      structuredClone(watches.get(id)?.runs ?? [])
        .filter(({ at }) => at >= since)
        .toSorted((one, other) => (one.at < other.at ? -1 : 1)),
    endWatch: async (id, end, said) => {
      const ended = change(id, isActive, (watch) => ({ ...watch, state: end }));
      if (ended && said !== undefined) add(said);
      return ended;
    },
    newsToTell: async (now, limit) =>
      [...news.values()]
        .flatMap(({ news: one, tries, due }) => {
          const place = watches.get(one.watch)?.watch.place;
          const waits = [...news.values()].some(
            (other) =>
              other.due !== undefined && other.news.watch === one.watch && other.news.at < one.at,
          );
          if (due === undefined || due > now || place === undefined || waits) return [];
          return [{ ...structuredClone(one), place, tries, dueAt: due }];
        })
        .toSorted((one, other) => (`${one.at} ${one.id}` < `${other.at} ${other.id}` ? -1 : 1))
        .slice(0, limit),
    takeNews: async (id, from, until) => {
      const kept = news.get(id);
      if (kept === undefined || kept.due !== from) return false;
      kept.due = until;
      kept.tries += 1;
      return true;
    },
    closeNews: async (id) => {
      const kept = news.get(id);
      if (kept !== undefined) kept.due = undefined;
    },
    lastNews: async (watch) =>
      structuredClone(
        [...news.values()]
          .map((one) => one.news)
          .filter((one) => one.watch === watch)
          .toSorted((one, other) => (`${one.at} ${one.id}` < `${other.at} ${other.id}` ? -1 : 1))
          .at(-1),
      ),
    forgetBefore: async (time) => {
      for (const [id, one] of news) {
        if (one.news.at < time && one.due === undefined) news.delete(id);
      }
      for (const [id, { watch }] of watches) {
        if (watch.state.kind === "active" || watch.state.at >= time) continue;
        watches.delete(id);
        for (const [newsId, one] of news) if (one.news.watch === id) news.delete(newsId);
      }
    },
  };
}
