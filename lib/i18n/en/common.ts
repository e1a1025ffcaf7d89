/** What stands around every page, and words that many pages share. */
export default {
  skip: "Skip to the content",
  home: "Nanostack, start",
  signOut: "Sign out",
  theme: "Theme",
  themes: { system: "As the device", light: "Light", dark: "Dark" },
  language: "Language",
} as const
