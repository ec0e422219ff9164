import type { Button, Confirmation, Reply } from "#bot/reply.ts";

/** Replies as the bot words them, for pages that are looked at and tested without it. */
export const looking: Reply = {
  headline: ["Looking at ", { quote: "PC-42" }, " …"],
  mood: "calm",
  body: [],
  evidence: [],
  buttons: [],
  footer: [],
};

const remove: Button = {
  label: "Remove the two files",
  style: "danger",
  press: "0123456789abcdef:ask",
  confirm: {
    title: "Remove the restart files?",
    text: [
      [
        { quote: "_Mssetup.bat and _Msrstrt.exe" },
        " on ",
        { quote: "PC-42" },
        " are moved to a folder that only administrators can write to. They can be put back.",
      ],
    ],
    yes: "Remove",
    no: "Leave as it is",
    press: "0123456789abcdef:confirm",
  },
};

export const losing: Confirmation = {
  title: "This loses the record of unfinished work",
  text: [
    ["The batch is the only record of these steps, which were never done:"],
    [{ quote: "C:\\WINDOWS\\SYSTEM\\A.000 → A.DLL" }],
  ],
  yes: "Remove anyway",
  no: "Leave as it is",
  press: "0123456789abcdef:lose",
};

export const leftover: Reply = {
  headline: [{ quote: "PC-42" }, " asks because a setup left its restart files behind."],
  mood: "attention",
  body: [
    [
      "For the caller: a setup that has long finished left two files behind, and they make the message come back. A restart will not help.",
    ],
    ["Removing them stops the message. Inferred from KB Q153227; Microsoft published no remedy."],
  ],
  evidence: [
    {
      title: "The two restart files",
      rows: [
        {
          quote: "C:\\Windows\\_Mssetup.bat",
          says: ["255 bytes, changed 2026-11-22 08:55 UTC, SHA-256 9f86d081884c7d65…"],
        },
        {
          quote: "C:\\Windows\\_Msrstrt.exe",
          says: ["2560 bytes, changed 2026-11-22 08:55 UTC, SHA-256 60303ae22b998861…"],
        },
      ],
    },
    {
      title: "What the batch would do",
      rows: [
        { quote: "@echo off", says: ["line 1: does nothing"] },
        { quote: "C:", says: ["line 2: does nothing"] },
        { quote: "CD C:\\WINDOWS\\SYSTEM", says: ["line 3: does nothing"] },
        { quote: "DEL COMCTL32.DLL", says: ["line 4: already done"] },
        { quote: "REN COMCTL32.000 COMCTL32.DLL", says: ["line 5: already done"] },
        { quote: "DEL OLEAUT32.DLL", says: ["line 6: already done"] },
        {
          quote:
            "REN C:\\PROGRA~1\\COMMON~1\\MICROS~1\\MSINFO\\OFFPROV.000 C:\\PROGRA~1\\COMMON~1\\MICROS~1\\MSINFO\\OFFPROV.EXE",
          says: ["line 7: already done"],
        },
      ],
    },
    {
      title: "Other restart signals",
      rows: [
        { says: ["Windows Update: not asking"] },
        { says: ["Pending file renames: not asking"] },
      ],
    },
  ],
  buttons: [remove],
  footer: ["Case K7Q2-MD4X · asked by ", { quote: "you" }, " · 2026-11-23 10:12 UTC"],
};

export const acting: Reply = {
  ...leftover,
  headline: ["Removing the restart files from ", { quote: "PC-42" }, " …"],
  mood: "calm",
  body: [],
  evidence: [],
  buttons: [],
};

const undo: Button = {
  label: "Put them back",
  style: "normal",
  press: "fedcba9876543210:ask",
  confirm: {
    title: "Put the restart files back?",
    text: [["They go back into the Windows directory; the message may come back with them."]],
    yes: "Put back",
    no: "Leave as it is",
    press: "fedcba9876543210:confirm",
  },
};

export const removed: Reply = {
  ...leftover,
  headline: ["Removed both restart files from ", { quote: "PC-42" }, "."],
  mood: "done",
  body: [
    ["By ", { quote: "you" }, ", 2026-11-23 10:13 UTC. Looked again afterwards."],
    ["The files are kept on the workstation and can be put back."],
  ],
  buttons: [undo],
};

export const refusal: Reply = {
  headline: ["You may ask, but not remove files. Nothing was changed."],
  mood: "trouble",
  body: [["Somebody with the right to clear can press the button."]],
  evidence: [],
  buttons: [],
  footer: [],
};

export const help: Reply = {
  headline: ["Name one workstation and I look at it."],
  mood: "calm",
  body: [["For example: ", { quote: "why does PC-42 ask to reboot" }]],
  evidence: [],
  buttons: [],
  footer: [],
};
