export default {
  label: "Code aus unserer E-Mail",
  hint: "Sie haben kein Passwort. Zur Bestätigung senden wir Ihnen daher einen Code per E-Mail.",
  send: "Code per E-Mail senden",
  sending: "Wird gesendet …",
  sent: "Wir haben Ihnen einen Code gesendet. Er läuft in 10 Minuten ab.",
  setTitle: "Passwort festlegen",
  setAbout: "Sie haben noch kein Passwort. Damit können Sie sich auch ohne Code aus einer E-Mail anmelden.",
  setSubmit: "Passwort festlegen",
} as const
