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
    story: "Bitten Sie einen Ihrer Admins um eine Einladung. Ihr Profil bleibt Ihnen offen.",
  },
  missing: {
    title: "Hier ist nichts",
    story: "Vielleicht wurde es verschoben oder entfernt, oder Sie haben keinen Zugang.",
    pageTitle: "Nicht gefunden",
  },
} as const
