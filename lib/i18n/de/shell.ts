export default {
  pages: {
    label: "Seiten",
    overview: "Übersicht",
    members: "Mitglieder",
    invites: "Einladungen",
    apiKeys: "API-Schlüssel",
    audit: "Audit-Protokoll",
    organization: "Organisation",
    tenants: "Mandanten",
    profile: "Profil",
  },
  organizations: {
    switch: "Organisation: {name}. Wechseln",
    label: "Organisationen",
    yours: "Ihre Organisationen",
    find: "Organisation suchen",
    none: "Keine Treffer",
  },
  refused: {
    title: "Sie haben keinen Zugriff auf diese Seite",
    permission: "Sie benötigen in dieser Organisation die Berechtigung <code>{permission}</code>.",
    ask: "Wenden Sie sich an {n, plural, one {ihren Admin} other {einen ihrer Admins}}: {names}.",
    askAnAdmin: "Bitten Sie einen ihrer Admins um Zugriff.",
  },
  homeless: {
    title: "Sie gehören zu keiner Organisation",
    ask: "Bitten Sie einen Admin um eine Einladung.",
    verify:
      "Bestätigen Sie zuerst Ihre E-Mail-Adresse. Danach können Sie eine Einladung annehmen oder eine eigene Organisation erstellen.",
    begin:
      "Bitten Sie einen Admin um eine Einladung, oder erstellen Sie eine eigene Organisation, und laden Sie andere ein.",
    name: "Name der Organisation",
    submit: "Organisation erstellen",
    submitting: "Wird erstellt …",
  },
  missing: {
    title: "Seite nicht gefunden",
    story: "Sie wurde möglicherweise verschoben oder entfernt, oder Sie haben keinen Zugriff darauf.",
    pageTitle: "Nicht gefunden",
  },
} as const
