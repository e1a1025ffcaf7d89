import type { Texts } from "./texts"

/** Every email in German. */
export default {
  frame: {
    hello: "Hallo {name},",
    helloUnknown: "Hallo,",
    writes: "{name} schreibt:",
    copy: "Wenn die Schaltfläche nicht funktioniert, kopieren Sie diesen Link in Ihren Browser:",
    sentBy: "Gesendet von Nanostack, {host}",
    key: "Der API-Schlüssel „{name}“",
  },
  roles: { admin: "Admin", member: "Mitglied", guest: "Gast" },
  verify_email: {
    subject: "Bestätigen Sie Ihre E-Mail-Adresse",
    line: "Mit dieser E-Mail-Adresse wurde ein Konto mit dem Namen „{name}“ registriert. Wenn Sie das waren, bestätigen Sie die Adresse, um das Konto fertig einzurichten.",
    action: "E-Mail-Adresse bestätigen",
    once: "Der Link funktioniert einmal und läuft in {hours} Stunden ab.",
    notYou:
      "Wenn Sie das nicht waren, öffnen Sie den Link und wählen Sie „Das war ich nicht“, um das Konto zu schließen.",
  },
  reset_password: {
    subject: "Setzen Sie Ihr Passwort zurück",
    line: "Für Ihr Konto wurde ein neues Passwort angefordert.",
    action: "Passwort zurücksetzen",
    once: "Der Link funktioniert einmal und läuft in {minutes} Minuten ab.",
    notYou: "Wenn Sie das nicht waren, ignorieren Sie diese E-Mail. Ihr Passwort bleibt unverändert.",
  },
  email_code: {
    subject: "Ihr Anmeldecode",
    line: "Geben Sie diesen Code dort ein, wo Sie ihn angefordert haben:",
    action: "Anmeldung öffnen",
    elsewhere:
      "Auf dem Gerät, auf dem Sie den Code angefordert haben, meldet die Schaltfläche Sie an. Überall sonst zeigt sie nur den Code.",
    once: "Der Code funktioniert einmal und läuft in {minutes} Minuten ab. Geben Sie ihn niemandem.",
    notYou: "Wenn Sie das nicht waren, ignorieren Sie diese E-Mail. Ohne den Code kann sich niemand anmelden.",
  },
  proof_code: {
    subject: "Ihr Bestätigungscode",
    line: "Geben Sie diesen Code ein, um zu bestätigen, dass Sie es sind:",
    once: "Der Code funktioniert einmal und läuft in {minutes} Minuten ab. Geben Sie ihn niemandem.",
    notYou:
      "Wenn Sie das nicht waren, ist jemand anderes in Ihrem Konto angemeldet. Melden Sie Ihre anderen Sitzungen in Ihrem Profil ab.",
  },
  factor_code: {
    subject: "Ihr Code zum Abschließen der Anmeldung",
    line: "Ihre Zwei-Faktor-Authentifizierung wurde zurückgesetzt. Geben Sie diesen Code ein, um die Anmeldung abzuschließen:",
    once: "Der Code funktioniert einmal und läuft in {minutes} Minuten ab. Geben Sie ihn niemandem.",
    notYou: "Wenn Sie das nicht waren, kennt jemand anderes Ihr Passwort. Ändern Sie es sofort.",
  },
  password_changed: {
    subject: "Ihr Passwort wurde geändert",
    line: "Ihr Passwort wurde gerade geändert. Ihre anderen Sitzungen wurden abgemeldet.",
    notYou: "Wenn Sie das waren, müssen Sie nichts tun. Wenn nicht, setzen Sie Ihr Passwort zurück.",
    action: "Passwort zurücksetzen",
  },
  review_api_keys: {
    subject: "Haben Sie diese API-Schlüssel erstellt?",
    line: "Ihr Passwort wurde zurückgesetzt. Diese API-Schlüssel wurden in den letzten 30 Tagen mit Ihrem Konto erstellt und funktionieren weiterhin:",
    action: "Alle Schlüssel widerrufen",
    note: "Wenn Sie alle kennen, müssen Sie nichts tun. Der Link funktioniert einmal und läuft in {hours} Stunden ab.",
  },
  new_sign_in: {
    subject: "Neue Anmeldung bei Ihrem Konto",
    line: "Wir haben eine Anmeldung bei Ihrem Konto mit einem neuen Gerät bemerkt.",
    device: "Gerät",
    time: "Zeit",
    ip: "IP-Adresse",
    action: "Passwort ändern",
    notYou: "Wenn Sie das waren, müssen Sie nichts tun. Wenn nicht, ändern Sie Ihr Passwort.",
  },
  confirm_email: {
    subject: "Bestätigen Sie Ihre neue E-Mail-Adresse",
    line: "Das Konto „{name}“ möchte diese E-Mail-Adresse verwenden. Wenn Sie das waren, bestätigen Sie sie. Bis dahin behält das Konto seine bisherige Adresse.",
    action: "E-Mail-Adresse bestätigen",
    once: "Der Link funktioniert einmal und läuft in {hours} Stunden ab.",
    notYou:
      "Wenn Sie das nicht waren, öffnen Sie den Link und wählen Sie „Das war ich nicht“, oder ignorieren Sie diese E-Mail. Es ändert sich nichts.",
  },
  email_change_requested: {
    subject: "Änderung der E-Mail-Adresse angefordert",
    line: "Jemand möchte die E-Mail-Adresse Ihres Kontos in {email} ändern. Sie ändert sich, sobald die neue Adresse bestätigt ist.",
    notYou: "Wenn Sie das waren, müssen Sie nichts tun. Wenn nicht, ändern Sie Ihr Passwort.",
    action: "Passwort ändern",
  },
  email_changed: {
    subject: "Ihre E-Mail-Adresse wurde geändert",
    line: "Ihr Konto verwendet jetzt {email}. Mit dieser Adresse können Sie sich nicht mehr anmelden.",
    notYou: "Wenn Sie das nicht waren, wenden Sie sich sofort an einen Admin Ihrer Organisation.",
  },
  identity_linked: {
    subject: "Ein Konto wurde verknüpft",
    line: "Sie können sich jetzt mit {account} bei {provider} anmelden.",
    notYou: "Wenn Sie das nicht waren, heben Sie die Verknüpfung in Ihrem Profil auf, und ändern Sie Ihr Passwort.",
    action: "Sicherheitseinstellungen ansehen",
  },
  identity_unlinked: {
    subject: "Die Verknüpfung mit einem Konto wurde aufgehoben",
    line: "Sie können sich nicht mehr mit {account} bei {provider} anmelden. Sitzungen, die damit begonnen wurden, sind beendet.",
    notYou: "Wenn Sie das nicht waren, prüfen Sie Ihr Profil, und ändern Sie Ihr Passwort.",
    action: "Sicherheitseinstellungen ansehen",
  },
  review_identities: {
    subject: "Prüfen Sie Ihre verknüpften Konten",
    line: "Ihr Passwort wurde zurückgesetzt. Mit diesen Konten bei anderen Diensten können Sie sich weiterhin anmelden:",
    note: "Heben Sie die Verknüpfung mit Konten auf, die Sie nicht kennen.",
    action: "Sicherheitseinstellungen ansehen",
  },
  second_factor_enabled: {
    subject: "Zwei-Faktor-Authentifizierung ist eingeschaltet",
    line: "Für die Anmeldung brauchen Sie jetzt auch einen Code aus Ihrer Authenticator-App. Bewahren Sie Ihre Wiederherstellungscodes sicher auf.",
    sessions: "Ihre anderen Sitzungen bleiben angemeldet. Beenden Sie unbekannte Sitzungen in Ihrem Profil.",
    action: "Profil ansehen",
  },
  second_factor_disabled: {
    subject: "Zwei-Faktor-Authentifizierung ist ausgeschaltet",
    line: "Für die Anmeldung genügt jetzt Ihr Passwort. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort.",
    action: "Profil ansehen",
  },
  second_factor_reset: {
    subject: "Ihre Zwei-Faktor-Authentifizierung wurde zurückgesetzt",
    line: "{by} hat die Zwei-Faktor-Authentifizierung Ihres Kontos ausgeschaltet, seine Passkeys entfernt und alle Sitzungen beendet.",
    next: "Bei Ihrer nächsten Anmeldung senden wir Ihnen einen Code per E-Mail. Richten Sie die Zwei-Faktor-Authentifizierung danach wieder ein.",
    notYou: "Wenn Sie nicht darum gebeten haben, ändern Sie sofort Ihr Passwort, und wenden Sie sich an einen Admin.",
    action: "Profil ansehen",
  },
  recovery_codes_renewed: {
    subject: "Sie haben neue Wiederherstellungscodes",
    line: "Ihre alten Wiederherstellungscodes funktionieren nicht mehr. Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort.",
    action: "Profil ansehen",
  },
  passkey_added: {
    subject: "Passkey hinzugefügt",
    line: "Zu Ihrem Konto wurde ein Passkey hinzugefügt. Mit ihm können Sie sich ohne Passwort anmelden.",
    passkey: "Passkey",
    device: "Gerät",
    notYou: "Wenn Sie das nicht waren, entfernen Sie den Passkey in Ihrem Profil und ändern Sie sofort Ihr Passwort.",
    action: "Profil ansehen",
  },
  passkey_removed: {
    subject: "Passkey entfernt",
    line: "Ein Passkey wurde aus Ihrem Konto entfernt. Sitzungen, die mit ihm begonnen wurden, sind beendet.",
    passkey: "Passkey",
    device: "Gerät",
    notYou: "Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort.",
    action: "Profil ansehen",
  },
  passkey_copied: {
    subject: "Wir haben einen Passkey entfernt, der vielleicht kopiert wurde",
    line: "Ein Passkey Ihres Kontos wurde so verwendet, als hätte jemand eine Kopie davon.",
    ended:
      "Wir haben ihn entfernt und die Sitzungen beendet, die mit ihm begonnen wurden. Prüfen Sie Ihre Sitzungen, und fügen Sie einen neuen Passkey hinzu.",
    passkey: "Passkey",
    action: "Profil ansehen",
  },
  invite: {
    subject: "{inviter} lädt Sie zu {organization} ein",
    line: "{inviter} lädt Sie ein, {organization} als {role} beizutreten.",
    action: "Einladung ansehen",
    expires: "Der Link läuft am {date} ab.",
    unknown: "Wenn Sie den Absender nicht kennen, können Sie diese E-Mail ignorieren.",
  },
  set_password: {
    subject: "{inviter} hat Sie zu {organization} hinzugefügt: legen Sie Ihr Passwort fest",
    line: "{inviter} hat Sie als {role} zu {organization} hinzugefügt.",
    how: "Legen Sie ein Passwort fest, um beizutreten. Wenn Sie mit dieser E-Mail-Adresse schon ein Konto haben, melden Sie sich stattdessen an.",
    action: "Passwort festlegen",
  },
  invite_reminder: {
    subject: "Ihre Einladung zu {organization} läuft morgen ab",
    expires: "Die Einladung läuft am {date} ab. Wir senden keine weitere Erinnerung.",
    decline: "Wenn Sie nicht beitreten möchten, lehnen Sie die Einladung ab oder ignorieren Sie diese E-Mail.",
  },
  invite_requested: {
    subject: "{email} bittet um eine neue Einladung zu {organization}",
    line: "Die Einladung von {email} zu {organization} funktioniert nicht mehr. Es wurde ein neuer Link angefordert.",
    how: "Senden Sie die Einladung erneut, um den Beitritt zu ermöglichen.",
    action: "Einladungen ansehen",
  },
  role_changed: {
    subject: "Ihre Rolle in {organization} wurde geändert",
    line: "Sie sind in {organization} jetzt {role}.",
    by: "{by} hat Ihre Rolle geändert.",
    action: "Organisation ansehen",
  },
  membership_suspended: {
    subject: "Ihr Zugriff auf {organization} ist gesperrt",
    by: "{by} hat Ihren Zugriff auf {organization} gesperrt. Ihr Konto und Ihre anderen Organisationen sind nicht betroffen.",
    line: "Ein Admin von {organization} hat Ihren Zugriff gesperrt. Ihr Konto und Ihre anderen Organisationen sind nicht betroffen.",
    mistake: "Wenn Sie das für einen Irrtum halten, wenden Sie sich an die Admins der Organisation.",
  },
  membership_ended: {
    subject: "Sie sind nicht mehr Mitglied von {organization}",
    by: "{by} hat Sie aus {organization} entfernt.",
    line: "Ihre Mitgliedschaft in {organization} ist beendet.",
    mistake:
      "Wenn Sie das für einen Irrtum halten, wenden Sie sich an einen Admin von {organization}. Die Mitgliedschaft kann 30 Tage lang wiederhergestellt werden.",
  },
  application_secrets_known: {
    subject: "Ersetzen Sie Anwendungsgeheimnisse, die ein früheres Mitglied kennt",
    line: "{by} ist nicht mehr Mitglied von {organization}, hat aber Geheimnisse dieser Anwendungen erstellt, die weiterhin gelten:",
    replace: "Erstellen Sie für jede ein neues Geheimnis, stellen Sie die Anwendung um, und widerrufen Sie das alte.",
    action: "Anwendungen ansehen",
  },
  api_key_created: {
    subject: "Neuer API-Schlüssel für Ihr Konto",
    line: "Der API-Schlüssel „{key}“ wurde mit Ihrem Konto in {organization} erstellt.",
    everywhere: "Der API-Schlüssel „{key}“ für den ganzen Mandanten wurde mit Ihrem Konto erstellt.",
    notYou: "Wenn Sie das nicht waren, widerrufen Sie den Schlüssel und ändern Sie Ihr Passwort.",
    action: "API-Schlüssel ansehen",
  },
  api_key_rotated: {
    subject: "Das Geheimnis eines API-Schlüssels wurde erneuert",
    line: "Das Geheimnis des API-Schlüssels „{key}“ wurde mit Ihrem Konto in {organization} erneuert.",
    everywhere: "Das Geheimnis des API-Schlüssels „{key}“ für den ganzen Mandanten wurde mit Ihrem Konto erneuert.",
    notYou: "Wenn Sie das nicht waren, widerrufen Sie den Schlüssel und ändern Sie Ihr Passwort.",
    action: "API-Schlüssel ansehen",
  },
  revoked_by_operator: {
    twoFactorSubject: "Die Zwei-Faktor-Authentifizierung Ihres Kontos wurde entfernt",
    sessionsSubject: "Sie wurden abgemeldet",
    keysSubject: "Ihre API-Schlüssel wurden widerrufen",
    invitesSubject: "Ihre Einladungen wurden widerrufen",
    twoFactor:
      "Der Betreiber dieses Dienstes hat die Zwei-Faktor-Authentifizierung und Ihre Wiederherstellungscodes entfernt. Bei Ihrer nächsten Anmeldung senden wir Ihnen einen Code per E-Mail.",
    someSessions:
      "Der Betreiber dieses Dienstes hat einige Ihrer Sitzungen beendet. Melden Sie sich wieder an, um fortzufahren.",
    allSessions:
      "Der Betreiber dieses Dienstes hat alle Ihre Sitzungen beendet. Melden Sie sich wieder an, um fortzufahren.",
    keys: "Der Betreiber dieses Dienstes hat diese von Ihnen erstellten API-Schlüssel widerrufen. Sie funktionieren nicht mehr:",
    invites: "Der Betreiber dieses Dienstes hat diese Einladungen widerrufen. Ihre Links funktionieren nicht mehr:",
    signIn: "Anmelden",
    viewKeys: "API-Schlüssel ansehen",
    viewInvites: "Einladungen ansehen",
    why: "Der Betreiber tut dies nach einem Sicherheitsvorfall, nach dem Einspielen einer Sicherung oder auf Wunsch. Ihr Passwort ist unverändert.",
  },
} satisfies Texts
