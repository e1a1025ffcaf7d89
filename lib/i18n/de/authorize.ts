export default {
  title: "Anmelden",
  back: "Zurück zu {name}",
  onward: "Weiter zu {name}",
  cancel: "Abbrechen",
  another: "Anderes Konto verwenden",
  organization: "Organisation",
  signedInAs: "Angemeldet als {email}",
  expired: {
    title: "Diese Anmeldung ist abgelaufen",
    about: "Gehen Sie zurück zur Anwendung und melden Sie sich erneut an.",
  },
  continue: {
    title: "Als {person} bei {name} fortfahren?",
    native: "Fahren Sie nur fort, wenn Sie diese Anmeldung selbst in dieser App oder auf diesem Gerät begonnen haben.",
    submit: "Fortfahren",
  },
  prove: {
    about: "{name} bittet Sie, Ihr Passwort zu bestätigen.",
    both: "{name} bittet Sie, Ihr Passwort und die Zwei-Faktor-Authentifizierung zu bestätigen.",
    code: "Code",
    hint: "Sechs Ziffern aus Ihrer Authenticator-App, oder geben Sie einen Wiederherstellungscode ein.",
  },
  setUp: {
    title: "{name} erfordert die Zwei-Faktor-Authentifizierung",
    about: "Richten Sie sie mit einer Authenticator-App ein und fahren Sie dann mit der Anwendung fort.",
    submit: "Zwei-Faktor-Authentifizierung einrichten",
  },
  consent: {
    title: "{name} den Zugriff auf Ihr Konto erlauben?",
    about: "Diese Anwendung gehört nicht zu Ihrer Organisation. Sie kann dann:",
    scopes: {
      openid: "Sie wiedererkennen",
      profile: "Ihren Namen und Ihr Bild sehen",
      email: "Ihre E-Mail-Adresse sehen",
      organization: "Ihre Organisation, Ihre Rolle und Ihre Berechtigungen sehen",
      "profile:read": "Ihr Profil mit E-Mail-Adresse und Rolle lesen",
      offline_access: "Auch in Ihrer Abwesenheit angemeldet bleiben, bis Sie sie in Ihrem Profil trennen",
    },
    permission: "Ihre Berechtigung {name} nutzen",
    submit: "Erlauben",
  },
  refused: {
    not_for_you: {
      title: "Sie haben keinen Zugriff auf {name}",
      about: "{name} ist für {email} nicht verfügbar. Bitten Sie einen Admin Ihrer Organisation um Zugriff.",
    },
    unverified: {
      title: "Bestätigen Sie zuerst Ihre E-Mail-Adresse",
      about:
        "{name} braucht eine bestätigte E-Mail-Adresse. Öffnen Sie den Link, den wir an {email} gesendet haben, und melden Sie sich dann erneut bei {name} an.",
    },
    profile: "Neuen Link im Profil anfordern",
  },
  failed: {
    title: "Diese Anmeldung funktioniert nicht",
    about: "Die Anwendung hat eine ungültige Anfrage gesendet. Wenn Sie sie entwickeln, korrigieren Sie Folgendes.",
    error: "Fehler",
    description: "Einzelheiten",
    request: "Anfrage-ID",
  },
  device: {
    title: "Gerät verbinden",
    about: "Geben Sie den Code ein, den Ihr Gerät anzeigt.",
    code: "Code",
    next: "Weiter",
    unknown: "Dieser Code ist falsch oder abgelaufen. Prüfen Sie ihn, oder fordern Sie auf Ihrem Gerät einen neuen an.",
    limited: "Zu viele falsche Codes. Versuchen Sie es in einer Stunde erneut.",
    question: "Auf einem Gerät bei {name} anmelden?",
    device: "Gerät",
    address: "IP-Adresse",
    warning:
      "Fahren Sie nur fort, wenn Sie dies selbst begonnen haben und Ihr Gerät diesen Code anzeigt. Wenn Ihnen jemand den Code geschickt hat, brechen Sie ab: Diese Person wäre sonst in Ihrem Namen angemeldet.",
    submit: "Auf diesem Gerät anmelden",
    allowed: {
      title: "Ihr Gerät ist angemeldet",
      about: "Kehren Sie zu ihm zurück. Sie können diese Seite schließen.",
    },
    denied: { title: "Anmeldung abgebrochen", about: "Das Gerät wurde nicht angemeldet." },
  },
  signOut: {
    title: "Abmelden",
    done: "Sie sind abgemeldet",
    of: "Sie sind bei {name} abgemeldet.",
    about:
      "Hier sind Sie noch als {email} angemeldet. Melden Sie sich auch hier ab, wenn andere diesen Browser nutzen.",
    submit: "Auch hier abmelden",
  },
} as const
