export default {
  pages: {
    label: "Seiten",
    overview: "Übersicht",
    members: "Mitglieder",
    invites: "Einladungen",
    apiKeys: "API-Schlüssel",
    applications: "Anwendungen",
    roles: "Rollen",
    audit: "Audit-Protokoll",
    organization: "Organisation",
    tenants: "Mandanten",
    profile: "Profil",
  },
  organizations: {
    switch: "Organisation: {name}. Wechseln",
    label: "Organisationen",
    yours: "Ihre Organisationen",
    create: "Organisation erstellen",
    find: "Organisation suchen",
    none: "Keine Treffer",
  },
  refused: {
    title: "Sie haben keinen Zugriff auf diese Seite",
    permission: "Sie benötigen in dieser Organisation {required}.",
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
  account: {
    label: "Konto",
    open: "Konto: {name}",
    profile: "Profil",
    theme: "Design",
    language: "Sprache",
    signOut: "Abmelden",
  },
  unverified: {
    about:
      "Bestätigen Sie <strong>{email}</strong>, um Personen einzuladen und Einstellungen zu ändern. Öffnen Sie den Link in unserer E-Mail.",
    send: "Erneut senden",
    sent: "Wir haben einen neuen Link gesendet. Frühere Links sind ungültig.",
  },
  notices: {
    registered: "Ihr Konto ist eingerichtet.",
    verified: "Ihre E-Mail-Adresse ist bestätigt.",
    joined: "Sie sind der Organisation beigetreten.",
    restored: "Willkommen zurück. Ihr Konto sollte am {date} gelöscht werden; es ist wieder aktiv.",
    member: "Sie sind bereits Mitglied dieser Organisation.",
    "identity-linked": "Das Konto ist verknüpft. Sie können sich jetzt damit anmelden.",
    "identity-unlinked": "Die Verknüpfung wurde aufgehoben. Sitzungen, die damit begonnen wurden, sind beendet.",
    left: "Sie haben die Organisation verlassen.",
    created: "Ihre Organisation ist eingerichtet.",
  },
  create: {
    title: "Organisation erstellen",
    about: "Sie werden Admin. Mitglieder und Einstellungen sind von Ihren anderen Organisationen getrennt.",
  },
  suspended: {
    title: "Ihr Zugriff ist gesperrt",
    about:
      "Ihr Zugriff auf <strong>{organization}</strong> ist gesperrt. Bitten Sie einen der Admins, ihn zu reaktivieren.",
    profile: "Zum Profil",
  },
  missing: {
    title: "Seite nicht gefunden",
    story: "Sie wurde möglicherweise verschoben oder entfernt, oder Sie haben keinen Zugriff darauf.",
    pageTitle: "Nicht gefunden",
  },
} as const
