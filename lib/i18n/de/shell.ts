export default {
  pages: {
    label: "Seiten",
    overview: "Übersicht",
    members: "Mitglieder",
    invites: "Einladungen",
    apiKeys: "API-Schlüssel",
    audit: "Protokoll",
    organization: "Organisation",
    tenants: "Mandanten",
    profile: "Profil",
  },
  organizations: {
    switch: "Organisation: {name}. Wechseln",
    label: "Organisationen",
    yours: "Ihre Organisationen",
    find: "Organisation suchen",
    none: "Keine heißt so.",
  },
  refused: {
    title: "Diese Seite steht Ihnen nicht offen",
    permission: "Sie brauchen in dieser Organisation die Berechtigung <code>{permission}</code>.",
    ask: "Fragen Sie {n, plural, one {ihren Admin} other {ihre Admins}}: {names}.",
    askAnAdmin: "Fragen Sie einen ihrer Admins.",
  },
  homeless: {
    title: "Sie sind in keiner Organisation",
    ask: "Bitten Sie einen Admin um eine Einladung. Ihr Profil bleibt Ihnen offen.",
    verify:
      "Bestätigen Sie zuerst Ihre E-Mail-Adresse. Danach können Sie eine Einladung annehmen oder eine eigene Organisation erstellen.",
    begin:
      "Bitten Sie einen Admin um eine Einladung, oder erstellen Sie eine eigene Organisation und laden Sie andere ein.",
    name: "Name der Organisation",
    submit: "Organisation erstellen",
    submitting: "Wird erstellt …",
  },
  missing: {
    title: "Hier ist nichts",
    story: "Vielleicht wurde es verschoben oder entfernt, oder Sie haben keinen Zugang.",
    pageTitle: "Nicht gefunden",
  },
} as const
