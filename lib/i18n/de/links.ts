export default {
  dead: "Link abgelaufen oder ungültig",
  sendNew: "Neuen Link senden",
  signIn: "Anmelden",
  backToSignIn: "Zurück zur Anmeldung",
  forgot: {
    title: "Passwort vergessen?",
    about:
      "Sie erhalten eine E-Mail mit einem Link, um ein neues zu wählen. Er stellt auch ein Konto wieder her, das in den letzten 30 Tagen geschlossen wurde.",
    submit: "E-Mail zum Zurücksetzen senden",
    done: "Wenn es ein Konto mit dieser E-Mail-Adresse gibt, haben wir einen Link dorthin gesendet. Er läuft in einer Stunde ab.",
  },
  reset: {
    title: "Neues Passwort wählen",
    open: "Öffnen Sie den Link aus unserer E-Mail, oder fordern Sie einen neuen an.",
    about: "Sie werden dadurch überall abgemeldet.",
    password: "Neues Passwort",
    submit: "Neues Passwort speichern",
    submitting: "Wird gespeichert …",
    doneTitle: "Passwort geändert",
    done: "Sie wurden überall abgemeldet. Diese API-Schlüssel aus den letzten 30 Tagen funktionieren weiterhin. Erkennen Sie einen nicht? Widerrufen Sie sie mit dem Link in der E-Mail, die wir Ihnen gerade gesendet haben.",
    signIn: "Mit dem neuen Passwort anmelden",
  },
  verify: {
    title: "E-Mail-Adresse bestätigen",
    changeTitle: "Neue E-Mail-Adresse bestätigen",
    name: "Name",
    registered: "Registriert",
    notMe: "Das war ich nicht …",
    account: {
      about:
        "Mit dieser E-Mail-Adresse wurde ein Konto registriert. Wenn Sie das waren, bestätigen Sie, dass es Ihre Adresse ist.",
      address: "E-Mail",
      submit: "E-Mail-Adresse bestätigen",
      refusing:
        "Das Konto wird geschlossen, und seine Sitzungen, API-Schlüssel, Einladungen und Mitgliedschaften enden. Die E-Mail-Adresse kann danach neu registriert werden.",
      refuse: "Dieses Konto schließen",
      refused: "Konto geschlossen",
      refusedAbout:
        "Seine Sitzungen, API-Schlüssel, Einladungen und Mitgliedschaften sind beendet. Sie müssen nichts weiter tun.",
      begin: "Möchten Sie ein eigenes Konto? <link>Konto erstellen</link>",
    },
    change: {
      about: "Das Konto „<name></name>“ möchte diese E-Mail-Adresse verwenden. Bestätigen Sie sie, wenn Sie das waren.",
      address: "Neue E-Mail",
      submit: "E-Mail-Adresse bestätigen",
      refusing:
        "Das Konto behält seine bisherige E-Mail-Adresse, und dieser Link funktioniert nicht mehr. Sonst ändert sich nichts.",
      refuse: "Änderung ablehnen",
      refused: "Änderung der E-Mail-Adresse abgelehnt",
      refusedAbout: "Das Konto behält seine bisherige E-Mail-Adresse. Sie müssen nichts weiter tun.",
    },
    open: "Öffnen Sie den Link aus unserer E-Mail. Nichts angekommen? Fordern Sie einen neuen an.",
    sentTitle: "Prüfen Sie Ihren Posteingang",
    sent: "Wir haben Ihnen einen Link gesendet. Öffnen Sie ihn, um Ihre E-Mail-Adresse zu bestätigen, und melden Sie sich dann an.",
    resent: "Wenn diese E-Mail-Adresse noch bestätigt werden muss, haben wir einen neuen Link gesendet.",
  },
  revoke: {
    title: "API-Schlüssel widerrufen",
    open: "Öffnen Sie den Link aus unserer E-Mail.",
    question: "Haben Sie diese API-Schlüssel erstellt?",
    about:
      "Sie wurden in den letzten 30 Tagen mit Ihrem Konto erstellt und funktionieren noch. Alles, was sie verwendet, funktioniert nach dem Widerrufen nicht mehr.",
    submit: "Alle Schlüssel widerrufen",
    doneTitle: "API-Schlüssel widerrufen",
    done: "Anfragen mit diesen Schlüsseln schlagen ab jetzt fehl.",
    noneTitle: "Nichts zu widerrufen",
    none: "Keine kürzlich erstellten aktiven Schlüssel.",
    oneByOne: "Melden Sie sich an, um einzelne Schlüssel zu widerrufen.",
  },
  already: {
    title: "Ihre E-Mail-Adresse ist schon bestätigt",
    mine: "<email></email> ist bestätigt. Es ist nichts weiter zu tun.",
    about: "<email></email> ist bestätigt. Melden Sie sich an, um fortzufahren.",
    goOn: "Weiter",
  },
} as const
