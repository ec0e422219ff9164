import { describe, expect, it } from "vitest";
import { mask, maskSecrets } from "#checks/secrets/mask.ts";

const s = "Hunter2";

describe("a password is masked", () => {
  it.each([
    [
      String.raw`NET USE X: \\SRV\SHARE ${s} /USER:DOM\BOB`,
      String.raw`NET USE X: \\SRV\SHARE ••• /USER:DOM\BOB`,
    ],
    [
      String.raw`net use * \\srv\share "${s} two" /user:bob`,
      String.raw`net use * \\srv\share ••• /user:bob`,
    ],
    [
      String.raw`@C:\WINDOWS\NET.EXE use \\srv\share /user:bob ${s} > nul`,
      String.raw`@C:\WINDOWS\NET.EXE use \\srv\share /user:bob ••• > nul`,
    ],
    [
      String.raw`net use LPT1: \\srv\lp ${s}&&copy C:\A C:\B`,
      String.raw`net use LPT1: \\srv\lp •••&&copy C:\A C:\B`,
    ],
    [String.raw`net use x: \\srv\s a^&${s} /yes`, String.raw`net use x: \\srv\s ••• /yes`],
    [String.raw`net use x: %SRV%\share ${s}`, String.raw`net use x: %SRV%\share •••`],
    [String.raw`net use x: \\srv\s \\${s}`, String.raw`net use x: \\srv\s •••`],
    [String.raw`net use x: https://dav/x ${s}`, String.raw`net use x: https://dav/x •••`],
    [
      String.raw`if exist C:\X net1 use x: \\srv\s ${s}`,
      String.raw`if exist C:\X net1 use x: \\srv\s •••`,
    ],
    [`net user bob ${s} /add`, "net user bob ••• /add"],
    [`net logon bob ${s} /yes`, "net logon bob ••• /yes"],
    [`net password old${s} ${s}`, "net password ••• •••"],
    [`setup /p:${s} /s`, "setup /p:••• /s"],
    [`setup /p:"${s} two" /s`, "setup /p:••• /s"],
    [`setup "/p:${s} two" /s`, 'setup "/p:•••" /s'],
    [`winrs -p:${s}`, "winrs -p:•••"],
    [`cmdkey /add:srv /user:bob /pass:${s}`, "cmdkey /add:srv /user:bob /pass:•••"],
    [`tool /passphrase=${s}`, "tool /passphrase=•••"],
    [`tool --password ${s} x`, "tool --password ••• x"],
    [`tool /pw=${s}`, "tool /pw=•••"],
    [`plink -pw ${s} host`, "plink -pw ••• host"],
    [`set DBPWD=${s} and more`, "set DBPWD=•••"],
    [`set "PASSWORD=${s} and more"`, 'set "PASSWORD=•••'],
    [`if "%PASSWORD%"=="${s}" goto OK`, 'if "%PASSWORD%"==••• goto OK'],
    [`Server=x;User=sa;Password=${s} two;App=y`, "Server=x;User=sa;Password=•••;App=y"],
    [`pwd=${s};Server=x`, "pwd=•••"],
    [`{"password": "${s} two", "a": 1}`, '{"password": ••• "a": 1}'],
    [`sc config svc obj= bob password= ${s}`, "sc config svc obj= bob password= •••"],
    [String.raw`smb /user:dom\bob%${s} x`, String.raw`smb /user:dom\bob%••• x`],
    [`ftp://bob:${s}@srv/x`, "ftp://bob:•••@srv/x"],
    [`https://:${s}@srv:8080/x`, "https://:•••@srv:8080/x"],
    [
      String.raw`psexec64.exe \\pc -u bob -p ${s} cmd`,
      String.raw`psexec64.exe \\pc -u bob -p ••• cmd`,
    ],
    [`schtasks /create /u bob /p ${s} /rp other`, "schtasks /create /u bob /p ••• /rp •••"],
    [`osql -U sa -P${s} -Q x`, "osql -U sa -P••• -Q x"],
    [`osql -U sa -P ${s} -Q x`, "osql -U sa -P ••• -Q x"],
    [`mysql -uroot -p${s} db`, "mysql -uroot -p••• db"],
    [`7z x -p${s} a.7z`, "7z x -p••• a.7z"],
    [`curl -u bob:${s} host`, "curl -u bob:••• host"],
    [`sqlplus scott/${s}@db @x`, "sqlplus scott/••• @x"],
    [`rasdial office bob ${s}`, "rasdial office bob •••"],
    [`autologon /accepteula bob DOM ${s}`, "autologon /accepteula bob DOM •••"],
    [
      String.raw`reg add HKLM\X /v DefaultPassword /t REG_SZ /d ${s} /f`,
      String.raw`reg add HKLM\X /v DefaultPassword /t REG_SZ /d ••• /f`,
    ],
    [`"DefaultPassword"="${s}"`, '"DefaultPassword"=•••'],
    [`    DefaultPassword    REG_SZ    ${s} two`, "    DefaultPassword    REG_SZ    •••"],
    [`setx MYPASSWORD ${s}`, "setx MYPASSWORD •••"],
    [
      `powershell ConvertTo-SecureString "${s}" -AsPlainText`,
      "powershell ConvertTo-SecureString ••• -AsPlainText",
    ],
    [String.raw`cmd /c "net use x: \\srv\s ${s}"`, String.raw`cmd /c "net use x: \\srv\s •••`],
    [
      String.raw`net use x: "\\srv\a net use y: \\srv\s ${s}`,
      String.raw`net use x: "\\srv\a net use y: \\srv\s •••`,
    ],
  ])("in %s", (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
    expect(maskSecrets(text)).not.toContain(s);
  });
});

it.each([
  "DEL C:\\WINDOWS\\SYSTEM\\COMMDLG.DLL",
  "REN C:\\W\\~T1.TMP COMMDLG.DLL",
  "del /p C:\\X\\A.DLL",
  "C:\\Program Files\\Password Safe\\pwsafe.exe",
  "\\??\\C:\\Users\\bob\\AppData\\Local\\Temp\\pass\\net use.tmp",
  "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager",
  "net use x: \\\\srv\\share",
  "net use x: \\\\srv\\share * /user:dom\\bob",
  "net use x: \\\\srv\\share %PASSWORD% /persistent:no",
  'net use /delete "x:"',
  "net user bob /delete",
  "net start spooler",
  "psexec \\\\pc -u bob cmd",
  "runas /savecred /user:DOM\\%USERNAME% cmd",
  "msiexec /i x.msi /passive /norestart",
  'if "%PASSWORD%"=="" goto ASK',
  "https://example.net:8443/a@b",
  "2024-05 Cumulative Update for Windows 11 (KB5037771)",
  "",
])("a text without a password is left as it is: %s", (text) => {
  expect(maskSecrets(text)).toBe(text);
});

it("does not tell how long a password is", () => {
  expect(maskSecrets("tool /p:a")).toBe(`tool /p:${mask}`);
  expect(maskSecrets(`tool /p:${"a".repeat(99)}`)).toBe(`tool /p:${mask}`);
});

it.each([
  "net use ",
  'net use x: \\\\s\\s "',
  "/p:",
  "/user:",
  "/u:a",
  'password="',
  "://a:",
  "pass",
  "set pw=",
  "reg add /v pwd /d ",
  "psexec -p ",
  "\"'",
])("reads 300,000 characters of %s in no time", (piece) => {
  const text = piece.repeat(Math.ceil(300_000 / piece.length));
  const began = performance.now();

  maskSecrets(text);

  expect(performance.now() - began).toBeLessThan(2_000);
});
