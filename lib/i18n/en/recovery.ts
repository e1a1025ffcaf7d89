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
  reset: {
    behind: "Reset two-factor authentication…",
    about:
      "For a member who has lost their authenticator app, recovery codes or passkeys. Make sure that it is really them. Their passkeys are removed, all of their sessions end, and they get an email. At their next sign-in, we also email them a code.",
    submit: "Reset two-factor authentication",
    done: "Two-factor authentication is off, their passkeys are removed, and their sessions have ended.",
  },
} as const
