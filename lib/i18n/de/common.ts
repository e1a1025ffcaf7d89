export default {
  skip: "Zum Inhalt",
  home: "Nanostack, Startseite",
  signOut: "Abmelden",
  theme: "Farben",
  themes: { system: "Wie das Gerät", light: "Hell", dark: "Dunkel" },
  language: "Sprache",
} as const
