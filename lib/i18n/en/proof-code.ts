/** Confirming who one is without a password. */
export default {
  label: "Code from our email",
  hint: "You have no password, so we email you a code to confirm that it's you.",
  send: "Email me a code",
  sending: "Sending…",
  sent: "We've emailed you a code. It expires in 10 minutes.",
  setTitle: "Set a password",
  setAbout: "You have no password yet. With one, you can also sign in without a code from your email.",
  setSubmit: "Set password",
} as const
