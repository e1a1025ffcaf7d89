export default {
  pageTitle: "Ihre Einladung",
  title: "{organization} beitreten",
  about: "{inviter} lädt Sie ein.",
  unknown: "Dieser Link ist keiner von uns",
  unknownAbout:
    "Wurde er abgeschnitten? Kopieren Sie ihn ganz aus der Mail, oder bitten Sie, wer Sie eingeladen hat, ihn erneut zu senden.",
  gone: "Öffnen Sie den Link noch einmal",
  goneAbout: "Den aus der Mail. Diese Adresse allein gilt nur dort, wo er geöffnet wurde, und eine Stunde lang.",
  signIn: "Anmelden",
  address: "Adresse",
  role: "Rolle",
  until: "Offen bis",
  wrongAccount:
    "Sie sind als <strong>{myself}</strong> angemeldet, aber diese Einladung gilt <strong>{email}</strong>.",
  switch: "Abmelden und als {email} weitermachen",
  signInToAccept: "Anmelden und annehmen",
  forgot: "Passwort vergessen? <link>Setzen Sie es zurück</link>, und öffnen Sie dann diesen Link noch einmal.",
  member: {
    title: "Sie sind bereits Mitglied",
    about: "Sie sind bereits Mitglied von <name></name>. Es gibt nichts mehr anzunehmen.",
    enter: "Zur Organisation",
  },
  left: "Ihre Mitgliedschaft in {organization} ist beendet oder gesperrt. Fragen Sie einen ihrer Admins.",
  name: "Ihr Name",
  password: "Passwort wählen",
  joining: "Sie treten bei …",
  decline: "Nein, danke",
  ask: "Um einen neuen Link bitten",
  asked: "Wir haben gefragt. Wenn jemand einen neuen Link schickt, kommt er in dasselbe Postfach.",
  dead: {
    expired: {
      title: "Diese Einladung ist abgelaufen",
      story: "Bitten Sie um einen neuen Link, dann können die Leute von {organization} Ihnen einen schicken.",
    },
    revoked: {
      title: "Diese Einladung wurde zurückgezogen",
      story:
        "{inviter} oder ein anderer Admin von {organization} hat sie zurückgenommen. War das ein Versehen, bitten Sie um eine neue.",
    },
    replaced: {
      title: "Es gibt einen neueren Link",
      story: "In Ihrem Postfach ist eine neuere Mail zu {organization}. Nur deren Link gilt.",
    },
    accepted: {
      title: "Diese Einladung ist bereits angenommen",
      story: "Melden Sie sich an, um zu {organization} zu kommen.",
    },
    declined: {
      title: "Diese Einladung wurde abgelehnt",
      story:
        "Haben Sie es sich anders überlegt? Dann bitten Sie {inviter}, Sie noch einmal zu {organization} einzuladen.",
    },
  },
} as const
