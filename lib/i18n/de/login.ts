export default {
  title: "Anmelden",
  notices: {
    ended: "Ihre Sitzung ist beendet. Melden Sie sich wieder an, um fortzufahren.",
    signedOut: "Sie sind abgemeldet.",
    passwordReset: "Passwort geändert. Sie wurden überall abgemeldet. Melden Sie sich mit dem neuen Passwort an.",
    verified: "Ihre E-Mail-Adresse ist bestätigt. Melden Sie sich an, um fortzufahren.",
    closed:
      "Ihr Konto ist geschlossen. Um es wiederherzustellen, melden Sie sich innerhalb von 30 Tagen an, oder setzen Sie das Passwort zurück.",
  },
  email: "E-Mail-Adresse",
  password: "Passwort",
  submit: "Anmelden",
  submitting: "Wird angemeldet …",
  emailCode: "Code per E-Mail senden",
  forgot: "Passwort vergessen?",
  register: "Neu bei Nanostack? <link>Konto erstellen</link>",
  code: {
    title: "Code eingeben",
    about: "Für dieses Konto ist die Zwei-Faktor-Authentifizierung aktiviert.",
    label: "Code",
    hint: "Sechs Ziffern aus Ihrer Authenticator-App, oder geben Sie einen Wiederherstellungscode ein.",
    emailed: {
      about:
        "Ihre Zwei-Faktor-Authentifizierung wurde zurückgesetzt. Um sicherzugehen, dass Sie es sind, haben wir Ihnen einen Code per E-Mail gesendet.",
      hint: "Sechs Ziffern. Für einen neuen Code gehen Sie zurück und melden sich erneut an.",
    },
    submitting: "Wird geprüft …",
    again: "Erneut anmelden",
    back: "Zurück zur Anmeldung",
  },
} as const
