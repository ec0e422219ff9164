import type { Asks, EnvironmentName, EventQuery, RegistryKey } from "#checks/machine.ts";

/** Throws for everything that no check declared, as the real adapter does. */
export function requireDeclared(asks: Asks | undefined): {
  environment(name: EnvironmentName): void;
  registry(key: RegistryKey): void;
  tree(key: RegistryKey): void;
  events(query: EventQuery): void;
} {
  const require = (declared: boolean, wanted: unknown): void => {
    if (asks !== undefined && !declared) {
      throw new Error(`never declared: ${JSON.stringify(wanted)}`);
    }
  };
  return {
    environment: (name) =>
      require(name === "SystemRoot" || asks?.environment.includes(name) === true, name),
    // With a key, every key above it is declared.
    registry: (key) =>
      require(asks?.registry.some((one) => one === key || one.startsWith(`${key}\\`)) ===
        true, key),
    tree: (key) => require(asks?.trees.includes(key) === true, key),
    events: (query) => require(asks?.events.includes(query) === true, query),
  };
}
