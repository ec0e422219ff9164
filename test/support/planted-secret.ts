import * as fc from "fast-check";

/** A password that stands in no other text, in a line that gives it away. */
export interface PlantedSecret {
  readonly line: string;
  /** None of these may be seen anywhere. */
  readonly parts: readonly string[];
}

type Form = (secret: string) => string;

/** Every one says by itself that a password comes; blanks in it only where quotes hold it together. */
const forms: readonly Form[] = [
  (s) => String.raw`NET USE X: \\SRV\SHARE ${s} /USER:DOM\BOB`,
  (s) => String.raw`net.exe use \\srv\share /user:bob ${s}`,
  (s) => String.raw`net use lpt1: \\srv\lp ${s} /yes`,
  (s) => `net user bob ${s} /add`,
  (s) => `net logon bob ${s}`,
  (s) => `net password ${s} ${s}`,
  (s) => `SETUP /P:${s} /S`,
  (s) => `setup /pass:${s}`,
  (s) => `setup /password=${s}`,
  (s) => `setup /passphrase:${s}`,
  (s) => `setup /pw=${s}`,
  (s) => `setup -p:${s}`,
  (s) => `tool --password ${s}`,
  (s) => `plink -pw ${s} host`,
  (s) => `setup SAPWD=${s}`,
  (s) => `pwd=${s}`,
  (s) => `Password: ${s}`,
  (s) => `set DBPASSWORD=${s}`,
  (s) => String.raw`psexec \\pc -u bob -p ${s} cmd`,
  (s) => `schtasks /create /ru bob /rp ${s}`,
  (s) => `osql -U sa -P ${s}`,
  (s) => `rasdial office bob ${s}`,
  (s) => `autologon bob dom ${s}`,
  (s) => `cmdkey /add:srv /user:bob /pass:${s}`,
  (s) => `runas /savecred /user:dom\\bob /password:${s} cmd`,
  (s) => `REG ADD HKLM\\X /v DefaultPassword /t REG_SZ /d ${s} /f`,
  (s) => `"DefaultPassword"=${s}`,
  (s) => `DefaultPassword    REG_SZ    ${s}`,
];
const unquotedForms: readonly Form[] = [
  (s) => `ftp://bob:${s}@srv/x`,
  (s) => String.raw`smbclient /user:dom\bob%${s}`,
  (s) => `mysql -uroot -p${s} db`,
  (s) => `curl -u bob:${s} host`,
  (s) => `sqlplus scott/${s}@db`,
];

const word = fc
  .array(fc.constantFrom(..."abcdefgh0123456789!#$+-_.~".split("")), {
    minLength: 6,
    maxLength: 12,
  })
  .map((letters) => `Zq9${letters.join("")}`);

const planted: fc.Arbitrary<PlantedSecret> = fc.oneof(
  fc
    .record({ form: fc.constantFrom(...forms, ...unquotedForms), secret: word })
    .map(({ form, secret }) => ({ line: form(secret), parts: [secret] })),
  fc
    .record({ form: fc.constantFrom(...forms), parts: fc.tuple(word, word) })
    .map(({ form, parts }) => ({ line: form(`"${parts.join(" ")}"`), parts })),
);

/** Whatever surrounds it: ordinary commands, other secrets, quotation marks that are never closed. */
export const plantedSecret: fc.Arbitrary<PlantedSecret> = fc
  .record({
    before: fc.oneof(
      fc.constantFrom("", "@", "if exist C:\\X ", 'cmd /c "', "CALL C:\\WINDOWS\\", "REM "),
      fc.string({ maxLength: 30 }).map((text) => `${text} `),
    ),
    secret: planted,
    after: fc.oneof(
      fc.constantFrom("", ' "', " > nul", " && del C:\\X", '" & exit'),
      fc.string({ maxLength: 30 }).map((text) => ` ${text}`),
    ),
  })
  .map(({ before, secret: { line, parts }, after }) => ({ line: before + line + after, parts }));
