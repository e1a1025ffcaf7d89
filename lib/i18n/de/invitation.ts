export default {
  pageTitle: "Ihre Einladung",
  title: "{organization} beitreten",
  about: "{inviter} hat Sie eingeladen.",
  unknown: "Ungültiger Link",
  unknownAbout:
    "Vergewissern Sie sich, dass Sie die ganze Adresse kopiert haben, oder bitten Sie die Person, die Sie eingeladen hat, die Einladung erneut zu senden.",
  gone: "Öffnen Sie den Link noch einmal",
  goneAbout: "Öffnen Sie den Link aus der E-Mail noch einmal – in einem Browser bleibt er eine Stunde lang aktiv.",
  signIn: "Anmelden",
  address: "E-Mail-Adresse",
  role: "Rolle",
  until: "Gültig bis",
  wrongAccount:
    "Sie sind als <strong>{myself}</strong> angemeldet, diese Einladung gilt jedoch für <strong>{email}</strong>.",
  switch: "Abmelden und als {email} fortfahren",
  signInToAccept: "Anmelden und annehmen",
  forgot: "Passwort vergessen? <link>Setzen Sie es zurück</link>, und öffnen Sie dann diesen Link noch einmal.",
  copied: {
    about:
      "Dieser Link kam nicht per E-Mail zu Ihnen und beweist daher nicht, dass <strong>{email}</strong> Ihnen gehört. Fordern Sie die Einladung per E-Mail an, oder melden Sie sich mit einem Konto an, dessen E-Mail-Adresse bestätigt ist.",
    verify:
      "Bestätigen Sie zuerst Ihre E-Mail-Adresse: Verwenden Sie den Link, den wir an <strong>{email}</strong> gesendet haben, und öffnen Sie dann diese Seite noch einmal.",
    send: "Einladung an {email} senden",
    sent: "Sehen Sie in Ihrem Posteingang nach: Die Einladung ist unterwegs, sofern diese Adresse Einladungen empfangen kann.",
    signIn: "Haben Sie schon ein Konto? <link>Anmelden</link>",
  },
  member: {
    title: "Sie sind bereits Mitglied",
    about: "Sie sind bereits Mitglied von <name></name>. Sie müssen nichts annehmen.",
    enter: "Zur Organisation",
  },
  left: "Ihre Mitgliedschaft in {organization} ist beendet oder gesperrt. Wenden Sie sich an einen Admin der Organisation.",
  name: "Ihr Name",
  password: "Passwort wählen",
  joining: "Beitritt läuft …",
  decline: "Ablehnen",
  ask: "Neuen Link anfordern",
  asked: "Die Anforderung wurde gesendet. Sie erhalten eine E-Mail mit einem neuen Link.",
  dead: {
    expired: {
      title: "Diese Einladung ist abgelaufen",
      story: "Fordern Sie einen neuen Link an. Ein Admin von {organization} kann Ihnen dann einen senden.",
    },
    revoked: {
      title: "Diese Einladung wurde widerrufen",
      story:
        "{inviter} oder ein anderer Admin von {organization} hat sie widerrufen. War das ein Versehen, fordern Sie einen neuen Link an.",
    },
    replaced: {
      title: "Es wurde eine neuere Einladung gesendet",
      story: "Öffnen Sie die letzte E-Mail zu {organization}. Nur der Link darin funktioniert.",
    },
    accepted: {
      title: "Diese Einladung wurde bereits angenommen",
      story: "Melden Sie sich an, um zu {organization} zu gelangen.",
    },
    declined: {
      title: "Diese Einladung wurde abgelehnt",
      story: "Haben Sie es sich anders überlegt? Bitten Sie {inviter}, Sie noch einmal zu {organization} einzuladen.",
    },
  },
} as const
