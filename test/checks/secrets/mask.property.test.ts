import * as fc from "fast-check";
import { expect, it } from "vitest";
import { maskSecrets } from "#checks/secrets/mask.ts";
import { plantedSecret } from "../../support/planted-secret.ts";

it("shows no part of a planted password, whatever surrounds it", () => {
  fc.assert(
    fc.property(plantedSecret, ({ line, parts }) => {
      const masked = maskSecrets(line);

      for (const part of parts) expect(masked).not.toContain(part);
    }),
    { numRuns: 3_000 },
  );
});

it("masks what is masked already to itself, so that an earlier look can be compared", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        plantedSecret.map(({ line }) => line),
        fc.string(),
      ),
      (line) => {
        const masked = maskSecrets(line);

        expect(maskSecrets(masked)).toBe(masked);
      },
    ),
    { numRuns: 3_000 },
  );
});

it("leaves an ordinary path or line as it is", () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_ ~()-]{0,20}[A-Za-z0-9]$/u);
  const path = fc
    .array(name, { minLength: 1, maxLength: 5 })
    .map((names) => `C:\\${names.join("\\")}.DLL`);
  const command = fc.constantFrom("DEL ", "REN ", "COPY /Y ", "MD ", "", "\\??\\");
  fc.assert(
    fc.property(command, path, (verb, file) => {
      expect(maskSecrets(verb + file)).toBe(verb + file);
    }),
    { numRuns: 1_000 },
  );
});

it("takes any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(typeof maskSecrets(text)).toBe("string");
    }),
  );
});
