export default {
  title: "Mit einem Code anmelden",
  about: "Wir senden Ihnen einen Code per E-Mail, mit dem Sie sich anmelden. Sie brauchen kein Passwort.",
  submit: "Code per E-Mail senden",
  sending: "Wird gesendet …",
  again: "Neuen Code senden",
  wait: "In {seconds} Sekunden können Sie einen neuen Code anfordern.",
  password: "Stattdessen ein Passwort verwenden",
  enter: {
    title: "Sehen Sie in Ihre E-Mails",
    about:
      "Wenn es zu <email></email> ein Konto gibt, haben wir einen Code dorthin gesendet. Er läuft in 10 Minuten ab. Ist diese Adresse falsch? Gehen Sie zurück, und korrigieren Sie sie.",
    label: "Code",
    hint: "Sechs Ziffern aus unserer neuesten E-Mail. Bleiben Sie in diesem Browser.",
    submit: "Anmelden",
    submitting: "Wird geprüft …",
  },
  link: {
    title: "Anmelden",
    about: "Sie haben in diesem Browser einen Code für <email></email> angefordert.",
    submit: "Anmelden",
  },
  shown: {
    title: "Ihr Anmeldecode",
    about: "Geben Sie diesen Code dort ein, wo Sie ihn angefordert haben. Hier meldet er Sie nicht an.",
    warning: "Geben Sie diesen Code niemandem. Wenn Sie ihn nicht angefordert haben, schließen Sie diese Seite.",
  },
  dead: {
    title: "Code abgelaufen oder schon verwendet",
    about:
      "Codes funktionieren einmal, 10 Minuten lang, und enden nach fünf falschen Eingaben. Fordern Sie einen neuen an.",
  },
} as const
