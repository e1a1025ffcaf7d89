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
} as const
