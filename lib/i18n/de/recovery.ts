export default {
  download: "Herunterladen",
  file: "Wiederherstellungscodes für {email}. Jeder funktioniert einmal.",
  print: "Drucken",
  renew: "Neue Wiederherstellungscodes …",
  renewAbout: "Ihre alten Codes funktionieren sofort nicht mehr.",
  submit: "Neue Codes erstellen",
  submitting: "Codes werden erstellt …",
  renewed: "Sie haben neue Wiederherstellungscodes. Die alten funktionieren nicht mehr.",
  openApp: "In Authenticator-App öffnen",
  key: "Einrichtungsschlüssel",
  reset: {
    behind: "Zwei-Faktor-Authentifizierung zurücksetzen …",
    about:
      "Für ein Mitglied, das Authenticator-App, Wiederherstellungscodes oder Passkeys verloren hat. Vergewissern Sie sich, dass die Person echt ist. Ihre Passkeys werden entfernt, alle Sitzungen enden, und sie erhält eine E-Mail. Bei der nächsten Anmeldung senden wir ihr außerdem einen Code per E-Mail.",
    submit: "Zwei-Faktor-Authentifizierung zurücksetzen",
    done: "Die Zwei-Faktor-Authentifizierung ist ausgeschaltet, die Passkeys sind entfernt, und die Sitzungen sind beendet.",
  },
} as const
