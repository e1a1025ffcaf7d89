/** Recovery codes, and setting up an authenticator app on a phone. */
export default {
  download: "Download",
  file: "Recovery codes for {email}. Each works once.",
  print: "Print",
  renew: "New recovery codes…",
  renewAbout: "Your old codes stop working immediately.",
  submit: "Create new codes",
  submitting: "Creating…",
  renewed: "You have new recovery codes. The old ones no longer work.",
  openApp: "Open in authenticator app",
  key: "Setup key",
} as const
