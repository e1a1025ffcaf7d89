export default {
  or: "oder",
  others: "Weitere Anmeldemöglichkeiten",
  continue: "Weiter mit {provider}",
  onward: {
    title: "Einen Moment",
    about: "Sie werden zur Anmeldung zu {provider} weitergeleitet.",
    submit: "Weiter zu {provider}",
  },
  link: {
    title: "Konto verknüpfen",
    prove:
      "{label} bei {provider} ist noch nicht verknüpft, und hier gibt es bereits ein Konto mit der E-Mail-Adresse {email}. Melden Sie sich wie gewohnt an, und verknüpfen Sie es dann. Das ist nur einmal nötig.",
    proveOrVerify:
      "{label} bei {provider} ist noch mit keinem bestätigten Konto verknüpft. Wenn Sie bereits ein Konto mit der E-Mail-Adresse {email} haben, melden Sie sich wie gewohnt an, und verknüpfen Sie es dann. Wenn Sie neu sind, öffnen Sie den Link aus unserer E-Mail.",
    signIn: "Anmelden und verknüpfen",
    forgot: "Passwort vergessen?",
    confirm: "{label} bei {provider} mit dem Konto {email} verknüpfen? Danach können Sie sich damit anmelden.",
    submit: "{provider} verknüpfen",
    skip: "Ohne Verknüpfung fortfahren",
  },
  title: "Andere Konten",
  about: "Melden Sie sich mit einem Konto an, das Sie anderswo bereits haben.",
  none: "Keine Konten verknüpft.",
  verifyFirst: "Bestätigen Sie Ihre E-Mail-Adresse, um ein Konto zu verknüpfen.",
  signsIn: "Anmeldung mit",
  add: "{provider} verknüpfen",
  used: "Zuletzt verwendet",
  linked: "Verknüpft",
  onlyWay: "Das ist Ihre einzige Anmeldemöglichkeit. Legen Sie ein Passwort fest, um die Verknüpfung aufzuheben.",
  unlink: "Verknüpfung aufheben<hidden>: {label}</hidden>",
  unlinkAbout:
    "Sie können sich damit nicht mehr anmelden. Sitzungen, die damit begonnen wurden, enden, auch diese, wenn Sie sich hier damit angemeldet haben.",
  unlinkNow: "Jetzt aufheben",
  problems: {
    denied: "Die Anmeldung wurde abgebrochen. Versuchen Sie es erneut, oder melden Sie sich anders an.",
    state: "Diese Anmeldung wurde in einem anderen Tab oder Browser begonnen. Beginnen Sie von vorn.",
    expired: "Das hat zu lange gedauert, oder der Link wurde bereits verwendet. Beginnen Sie von vorn.",
    provider:
      "Die Antwort des anderen Dienstes konnte nicht geprüft werden. Versuchen Sie es erneut, oder melden Sie sich anders an.",
    unavailable:
      "Der andere Dienst ist gerade nicht erreichbar. Versuchen Sie es später erneut, oder melden Sie sich anders an.",
    address:
      "Der andere Dienst hat Ihre E-Mail-Adresse nicht mitgeteilt. Erlauben Sie es dort, oder erstellen Sie ein Konto mit Ihrer E-Mail-Adresse.",
    closed: "Ohne Einladung können Sie sich nicht registrieren. Bitten Sie einen Admin um eine Einladung.",
    refused:
      "Mit diesem Konto können Sie sich nicht anmelden. Melden Sie sich anders an, oder setzen Sie Ihr Passwort zurück.",
    after_reset:
      "Ihre Zwei-Faktor-Authentifizierung wurde zurückgesetzt. Melden Sie sich zuerst mit Ihrem Passwort an.",
    elsewhere: "Dieses Konto ist bereits mit einem anderen Konto verknüpft.",
    unverified: "Bestätigen Sie zuerst Ihre E-Mail-Adresse: Öffnen Sie den Link, den wir Ihnen gesendet haben.",
    limited: "Zu viele Versuche. Warten Sie einen Moment, und versuchen Sie es dann erneut.",
    cookies: "Ihr Browser blockiert Cookies. Erlauben Sie sie für diese Website, und versuchen Sie es dann erneut.",
    session: "Ihre Sitzung ist beendet. Melden Sie sich an, und verknüpfen Sie das Konto erneut.",
  },
} as const
