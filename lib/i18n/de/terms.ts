export default {
  accept: "Ich akzeptiere die <link>Nutzungsbedingungen</link>.",
  title: "Bedingungen akzeptieren",
  changed: "Lesen und akzeptieren Sie die aktuellen <link>Nutzungsbedingungen</link>, um fortzufahren.",
  submit: "Akzeptieren und fortfahren",
  signOut: "Abmelden",
  instead:
    "Möchten Sie sie nicht akzeptieren? Sie können <link>Ihre Daten exportieren oder Ihr Konto schließen</link>.",
} as const
