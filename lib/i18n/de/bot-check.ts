export default {
  checking: "Ihr Browser wird geprüft …",
  failed: "Ihr Browser konnte nicht geprüft werden. Laden Sie die Seite neu, und versuchen Sie es noch einmal.",
  unscripted:
    "Wir müssen prüfen, dass Sie kein Roboter sind. Aktivieren Sie JavaScript, oder versuchen Sie es in einer Minute erneut.",
}
