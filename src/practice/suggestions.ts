/** Questions to try, one for each practice workstation and one for many, with what they are about. */
export const practiceSuggestions = [
  { text: "why does PC-42 ask to reboot", about: "left-behind restart files" },
  { text: "why does PC-43 ask to reboot", about: "unfinished work of an old setup" },
  { text: "why does PC-44 ask to reboot", about: "one file alone" },
  { text: "why does PC-45 ask to reboot", about: "Windows Update" },
  { text: "why does PC-46 ask to reboot", about: "nothing asks" },
  { text: "why does PC-47 ask to reboot", about: "does not answer" },
  { text: "why does PC-48 ask to reboot", about: "access denied" },
  { text: "why does PC-49 ask to reboot", about: "changes before the click" },
  { text: "which workstations in lab ask to reboot", about: "four at once, with a picture" },
];
