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
      "For a member who has lost their authenticator app and recovery codes. Make sure that it is really them: afterwards their password is enough to sign in. All of their sessions end, and they get an email.",
    submit: "Reset two-factor authentication",
    done: "Two-factor authentication is off, and their sessions have ended.",
  },
} as const
