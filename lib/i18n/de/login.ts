export default {
  title: "Anmelden",
  notices: {
    signedOut: "Sie sind abgemeldet.",
    passwordReset: "Ihr Passwort ist geändert und jede Sitzung beendet. Melden Sie sich mit dem neuen an.",
    verified: "Ihre Adresse ist bestätigt. Melden Sie sich an, um fortzufahren.",
    closed:
      "Ihr Konto ist geschlossen. Um es zurückzubekommen, melden Sie sich innerhalb von 30 Tagen an oder setzen das Passwort zurück.",
  },
  email: "E-Mail",
  password: "Passwort",
  submit: "Anmelden",
  submitting: "Wird angemeldet …",
  forgot: "Passwort vergessen?",
  register: "Neu hier? <link>Konto anlegen</link>",
  code: {
    title: "Code eingeben",
    about: "Ihr Konto hat einen zweiten Faktor.",
    label: "Code",
    hint: "Sechs Ziffern aus Ihrer Authenticator-App. Ohne Telefon: einer Ihrer Wiederherstellungscodes.",
    submitting: "Wird geprüft …",
    again: "Noch einmal anmelden",
    back: "Zurück zur Anmeldung",
  },
} as const
