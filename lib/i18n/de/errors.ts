export default {
  codes: {
    invalid_json: "Der Inhalt ist kein gültiges JSON. Senden Sie ein JSON-Objekt.",
    unknown_parameter: "Unbekannter Abfrageparameter.",
    unauthenticated:
      "Anmeldung erforderlich. Senden Sie ein Zugriffstoken oder einen API-Schlüssel im Header Authorization.",
    invalid_token:
      "Ihre Sitzung, Ihr Token oder Ihr API-Schlüssel ist ungültig oder abgelaufen. Melden Sie sich erneut an, oder verwenden Sie gültige Anmeldedaten.",
    invalid_credentials: "E-Mail-Adresse oder Passwort ist falsch.",
    second_factor_required:
      "Geben Sie einen Code für die Zwei-Faktor-Authentifizierung ein, um die Anmeldung abzuschließen.",
    permission_required: "Dazu sind Sie nicht berechtigt. Bitten Sie einen Admin um Zugriff.",
    email_not_verified: "Bestätigen Sie zuerst Ihre E-Mail-Adresse: Öffnen Sie den Link, den wir Ihnen gesendet haben.",
    bot_check_required:
      "Lösen Sie eine Aufgabe von GET /auth/bot-challenge, und senden Sie die Lösung als proof_of_work.",
    sign_up_closed: "Ohne Einladung können Sie sich nicht registrieren. Bitten Sie einen Admin um eine Einladung.",
    role_above_your_own: "Eine höhere Rolle als Ihre eigene können Sie weder verwalten noch vergeben.",
    permission_not_held: "Sie können nur Berechtigungen vergeben, die Sie selbst haben.",
    own_rights: "Ihren eigenen Zugriff können Sie nicht erweitern. Bitten Sie einen anderen Admin.",
    not_a_user: "Dieser Endpunkt erfordert das Zugriffstoken eines Benutzers, keinen API-Schlüssel.",
    not_for_applications:
      "Anwendungen können diesen Endpunkt nicht verwenden. Melden Sie sich bei Nanostack selbst an.",
    invite_email_mismatch: "Diese Einladung wurde an eine andere E-Mail-Adresse gesendet.",
    two_factor_required:
      "Hier ist die Zwei-Faktor-Authentifizierung erforderlich. Laden Sie die Seite neu, oder öffnen Sie comply_url im Browser.",
    sign_in_method_not_allowed:
      "Diese Art der Anmeldung ist hier nicht erlaubt. Laden Sie die Seite neu, oder öffnen Sie comply_url im Browser.",
    session_too_old: "Ihre Anmeldung ist hier zu alt, um fortzufahren. Melden Sie sich neu an.",
    https_required: "HTTPS ist erforderlich. Ersetzen Sie alle Anmeldedaten, die Sie gerade über HTTP gesendet haben.",
    cross_site:
      "Dieses Formular wurde von einer anderen Website gesendet. Laden Sie die Seite neu, und versuchen Sie es erneut.",
    not_found: "Nicht gefunden, oder Sie haben keinen Zugriff.",
    method_not_allowed: "Diese Methode ist nicht zulässig.",
    email_taken:
      "Zu dieser E-Mail-Adresse gibt es bereits ein Konto. Melden Sie sich an, oder setzen Sie das Passwort zurück.",
    already_member: "Diese Person ist bereits Mitglied.",
    invite_already_pending:
      "Zu dieser E-Mail-Adresse gibt es bereits eine ausstehende Einladung. Senden Sie sie erneut, oder widerrufen Sie sie.",
    invite_not_pending: "Diese Einladung ist nicht mehr ausstehend.",
    factors_of_operator:
      "Dieses Konto gehört nicht nur zu Ihrem Mandanten. Daher kann nur der Betreiber die Zwei-Faktor-Authentifizierung zurücksetzen: npm run nanostack -- factors reset <email>.",
    last_admin: "Es muss mindestens ein unbefristeter Admin bleiben. Fügen Sie zuerst einen anderen hinzu.",
    last_way_in: "Das ist die einzige Anmeldemöglichkeit für Ihr Konto. Legen Sie zuerst ein Passwort fest.",
    policy_locks_out: "Diese Richtlinie würde alle aussperren. Melden Sie sich zuerst so an, wie sie es verlangt.",
    sign_in_to_accept:
      "Zu dieser E-Mail-Adresse gibt es bereits ein Konto. Melden Sie sich an, um die Einladung anzunehmen.",
    membership_suspended: "Diese Mitgliedschaft ist gesperrt. Bitten Sie einen Admin, sie zu reaktivieren.",
    external_id_taken: "Diese externe ID wird bereits verwendet.",
    role_exists: "Eine Rolle mit diesem Schlüssel gibt es bereits.",
    role_in_use: "Diese Rolle wird verwendet. Wählen Sie, was sie ersetzt.",
    too_many_roles: "Sie können bis zu 50 eigene Rollen haben. Löschen Sie zuerst eine.",
    permission_exists: "Diese Berechtigung gibt es bereits.",
    permission_in_use: "Diese Berechtigung wird verwendet. Entfernen Sie sie zuerst dort.",
    too_many_passkeys: "Sie können bis zu 50 Passkeys haben. Entfernen Sie zuerst einen.",
    passkeys_unavailable:
      "Auf einer IP-Adresse gibt es keine Passkeys. Bitten Sie den Betreiber, eine Domain zu verwenden.",
    request_in_progress: "Diese Anfrage wird bereits bearbeitet. Versuchen Sie es in einer Sekunde erneut.",
    invite_expired: "Diese Einladung ist abgelaufen. Bitten Sie um einen neuen Link.",
    invite_revoked: "Diese Einladung wurde widerrufen. Wenden Sie sich an die Person, die Sie eingeladen hat.",
    token_expired: "Dieser Link ist abgelaufen oder wurde bereits verwendet. Fordern Sie einen neuen an.",
    cursor_expired:
      "Dieser Cursor ist abgelaufen. Beginnen Sie ohne Cursor neu, und entfernen Sie, was dann nicht aufgeführt ist.",
    version_conflict: "Das wurde inzwischen von jemand anderem geändert. Laden Sie neu, und versuchen Sie es erneut.",
    body_too_large: "Der Inhalt ist größer als 64 KiB, ein Stapel größer als 4 MiB oder das Bild größer als 5 MB.",
    unsupported_media_type:
      "Senden Sie JSON als application/json in UTF-8 und ein Bild als image/png, image/jpeg oder image/webp.",
    validation_failed: "Einige Felder sind ungültig.",
    idempotency_key_reused:
      "Dieser Idempotency-Key wurde für eine andere Anfrage verwendet. Verwenden Sie einen neuen Schlüssel.",
    rate_limited: "Zu viele Anfragen. Warten Sie einen Moment, und versuchen Sie es dann erneut.",
    internal_error:
      "Bei uns ist ein Fehler aufgetreten. Wenn er weiterhin auftritt, wenden Sie sich mit der Anfrage-ID an den Support.",
    unavailable: "Der Dienst ist vorübergehend nicht verfügbar. Versuchen Sie es in einigen Sekunden erneut.",
  },
  reasons: {
    sign_in_to_accept: {
      copied_link:
        "Dieser Link wurde kopiert und beweist daher nicht, dass Ihnen die E-Mail-Adresse gehört. Melden Sie sich mit der eingeladenen E-Mail-Adresse an, oder fordern Sie die Einladung per E-Mail an.",
    },
    invalid_json: {
      too_deep: "Der Inhalt ist zu tief verschachtelt.",
      not_utf8: "Der Inhalt ist nicht in UTF-8.",
    },
    unknown_parameter: { named: "Unbekannter Abfrageparameter: {names}." },
    unauthenticated: {
      session_ended:
        "Ihre Sitzung ist beendet. Melden Sie sich erneut an; Ihre Eingaben bleiben auf dieser Seite erhalten.",
      cookies_blocked: "Ihr Browser blockiert Cookies. Erlauben Sie Cookies für {host}, um sich anzumelden.",
    },
    bot_check_required: {
      solution:
        "Diese Lösung ist falsch, abgelaufen oder wurde schon verwendet. Lösen Sie eine neue Aufgabe von GET /auth/bot-challenge.",
      browser:
        "Wir müssen prüfen, dass Sie kein Roboter sind. Aktivieren Sie JavaScript, oder versuchen Sie es in {retryAfter} erneut.",
    },
    invalid_credentials: {
      passkey:
        "Mit diesem Passkey können Sie sich nicht anmelden. Wählen Sie einen anderen, oder melden Sie sich anders an.",
      after_reset:
        "Ihre Zwei-Faktor-Authentifizierung wurde zurückgesetzt. Melden Sie sich mit Ihrem Passwort an: Danach senden wir Ihnen einen weiteren Code per E-Mail.",
    },
    invalid_token: {
      refresh_token: "Dieses Aktualisierungstoken ist ungültig oder abgelaufen. Melden Sie sich erneut an.",
      signature: "Ungültige Signatur.",
      challenge: "Diese Anmeldung ist nicht mehr gültig. Melden Sie sich erneut an.",
    },
    permission_required: {
      missing: "Dafür benötigen Sie {required}. Bitten Sie einen Admin um Zugriff.",
      scope: "Dieses Token benötigt den Scope {required}.",
      api_key_only: "Dafür ist ein API-Schlüssel erforderlich.",
    },
    not_found: {
      challenge: "Diese Anmeldung ist unbekannt. Beginnen Sie noch einmal.",
      link: "Ungültiger Link. Vergewissern Sie sich, dass Sie die ganze Adresse kopiert haben.",
      membership:
        "Sie sind Mandanten-Admin, aber kein Mitglied dieser Organisation. Sie können sie daher nicht verlassen.",
    },
    last_admin: {
      delete_tenant: "Nur der letzte Admin eines Mandanten kann ihn löschen. Entfernen Sie zuerst die anderen.",
    },
    token_expired: {
      ended: "Diese Anmeldung ist nicht mehr gültig. Melden Sie sich erneut an.",
      challenge: "Zu viele falsche Codes, oder die Anmeldung hat zu lange gedauert. Melden Sie sich erneut an.",
      invite_replaced: "Es wurde eine neuere Einladung gesendet. Öffnen Sie die letzte E-Mail.",
      invite_accepted: "Diese Einladung wurde bereits angenommen. Melden Sie sich an.",
      invite_declined: "Diese Einladung wurde abgelehnt. Bitten Sie die Person, die Sie eingeladen hat, um eine neue.",
    },
    idempotency_key_reused: {
      response_lost:
        "Die erste Antwort zu diesem Idempotency-Key ist nicht mehr lesbar. Prüfen Sie, ob die Anfrage ausgeführt wurde, und verwenden Sie dann einen neuen Schlüssel.",
    },
    rate_limited: {
      wait: "Zu viele Versuche. Versuchen Sie es in {retryAfter} erneut.",
      emails_recipient: "Zu viele E-Mails an diese Adresse. Versuchen Sie es in {retryAfter} erneut.",
      emails_tenant:
        "Ihre Organisationen haben alle {points} E-Mails des Tages versendet. Versuchen Sie es in {retryAfter} erneut, oder bitten Sie den Betreiber um mehr.",
    },
  },
  fieldCodes: {
    required: "Dieses Feld ist erforderlich.",
    invalid: "Dieser Wert ist ungültig.",
    invalid_type: "Muss vom Typ {expected} sein.",
    invalid_length: "Verwenden Sie {min} bis {max} Zeichen.",
    invalid_union: "Dieser Wert ist ungültig.",
    invalid_key: "Dieser Schlüssel ist ungültig.",
    invalid_element: "Dieser Wert ist ungültig.",
    not_multiple_of: "Dieser Wert ist ungültig.",
    too_short: "Verwenden Sie mindestens {min} Zeichen.",
    too_long: "Verwenden Sie höchstens {max} Zeichen.",
    breached: "Dieses Passwort ist in einem Datenleck aufgetaucht. Wählen Sie ein anderes.",
    too_common: "Dieses Passwort ist zu gebräuchlich. Wählen Sie ein anderes.",
    too_obvious: "Verwenden Sie weder Ihre E-Mail-Adresse noch den Namen des Produkts.",
    unknown_field: "Unbekanntes Feld.",
    repeated: "Senden Sie diesen Parameter nur einmal.",
    reserved: "Die Berechtigung {name} ist reserviert. Wählen Sie einen anderen Ressourcennamen.",
    in_the_past: "Wählen Sie einen Zeitpunkt in der Zukunft.",
    incorrect: "Das Passwort ist falsch.",
    unreadable: "Dieser QR-Code funktioniert nicht mehr. Laden Sie die Seite neu, und scannen Sie den neuen.",
    terms_not_accepted: "Akzeptieren Sie die aktuellen Nutzungsbedingungen unter {url} (Version {version}).",
    not_enabled: "Die Zwei-Faktor-Authentifizierung ist nicht aktiviert.",
    already_enabled: "Die Zwei-Faktor-Authentifizierung ist bereits aktiviert.",
    undeliverable:
      "E-Mails an diese Adresse sind unzustellbar. Prüfen Sie die Schreibweise, oder verwenden Sie eine andere.",
    not_deletable: "Geben Sie nur Organisationen von Mandanten an, deren einziger Admin Sie sind.",
    not_found: "Kein Mitglied hat diese E-Mail-Adresse. Laden Sie die Person zuerst ein.",
    duplicate: "Eine frühere Zeile hat denselben Wert.",
  },
  fieldReasons: {
    empty: "Dieses Feld darf nicht leer sein.",
    number: "Geben Sie eine Zahl ein.",
    whole_number: "Geben Sie eine ganze Zahl ein.",
    too_small: "Muss mindestens {min} sein.",
    too_large: "Darf höchstens {max} sein.",
    too_few: "Fügen Sie mindestens {min} hinzu.",
    too_many: "Höchstens {max} zulässig.",
    characters: "Verwenden Sie höchstens {max} Zeichen.",
    choice: "Wählen Sie einen dieser Werte: {choices}.",
    id: "Ungültige ID.",
    time: "Verwenden Sie einen Zeitpunkt wie 2026-12-31T18:00:00Z.",
    email: "Geben Sie eine E-Mail-Adresse ein, zum Beispiel ada@example.com.",
    one_line: "Entfernen Sie Zeilenumbrüche und unsichtbare Zeichen.",
    invisible: "Entfernen Sie unsichtbare Zeichen.",
    token: "Ungültiges Token.",
    permission: "Verwenden Sie die Form ressource:aktion, zum Beispiel billing:read.",
    unsupported: "Enthält nicht unterstützte Zeichen.",
    json_size: "Verwenden Sie höchstens 4 KB JSON.",
    organization: "organization_id ist erforderlich.",
    tenant: "tenant_id ist erforderlich.",
    proof: "Bestätigen Sie Ihr Passwort, um fortzufahren.",
    proof_code: "Geben Sie einen Code ein, den wir Ihnen per E-Mail senden, um fortzufahren.",
    mailed_code:
      "Dieser Code ist falsch oder nicht mehr gültig. Verwenden Sie den aus unserer neuesten E-Mail, oder fordern Sie einen neuen an.",
    six_digits: "Geben Sie die sechs Ziffern des Codes ein.",
    factor_code: "Geben Sie einen Code Ihrer Authenticator-App oder einen Wiederherstellungscode ein.",
    proof_used: "Diese Bestätigung ist abgelaufen oder wurde schon verwendet. Bestätigen Sie noch einmal.",
    passkey: "Dieser Passkey konnte nicht geprüft werden. Versuchen Sie es noch einmal.",
    role: "Diese Rolle gibt es nicht, oder sie wird anderswo vergeben. Wählen Sie admin, member, guest oder eine eigene.",
    role_key: "Verwenden Sie 2 bis 32 Kleinbuchstaben, Ziffern und Unterstriche, beginnend mit einem Buchstaben.",
    role_built_in: "Das ist eine integrierte Rolle. Wählen Sie einen anderen Schlüssel.",
    not_accepted: "Ausstehende Mitglieder werden aktiv, wenn sie annehmen.",
    avatar: "Verwenden Sie eine https-Adresse ohne Benutzernamen, zum Beispiel https://example.com/ich.jpg.",
    image_size: "Verwenden Sie ein Bild mit höchstens 5 MB.",
    image_format: "Verwenden Sie ein Bild im Format PNG, JPEG oder WebP.",
    image_animated: "Verwenden Sie ein Bild ohne Animation.",
    image_damaged: "Dieses Bild ist beschädigt oder unvollständig. Exportieren Sie es neu oder wählen Sie ein anderes.",
    image_dimensions: "Verwenden Sie ein Bild mit höchstens 40 Megapixeln und 16.384 Pixeln je Seite.",
    inexact: "Zahlen können höchstens 15 Stellen haben. Senden Sie größere als Text.",
    etag: 'Senden Sie die Version in Anführungszeichen, wie im ETag: "3".',
    one_or_list: "Senden Sie entweder `permission` oder `permissions`.",
    one_organization: "Treten Sie einer Organisation bei, oder geben Sie den Namen einer neuen an, aber nicht beides.",
    code_format: "Geben Sie sechs Ziffern ein oder einen Wiederherstellungscode aus zehn Buchstaben und Ziffern.",
    code: "Dieser Code ist falsch oder wurde bereits verwendet. Warten Sie auf den nächsten.",
    authenticator:
      "Codes Ihrer Authenticator-App können nicht mehr geprüft werden. Geben Sie einen Wiederherstellungscode ein, oder bitten Sie den Betreiber, die Zwei-Faktor-Authentifizierung zurückzusetzen.",
    unsubscribed: "Unter dieser Adresse wurden Einladungen abbestellt. Verwenden Sie eine andere.",
    action: "Verwenden Sie eine Aktion wie member.updated oder ihr erstes Wort.",
    domain: "Verwenden Sie eine Domain wie example.com.",
    sign_up_domains: "Fügen Sie mindestens eine Domain hinzu, oder wählen Sie eine andere Registrierungsrichtlinie.",
    end_date: "Wählen Sie Datum und Uhrzeit.",
    cursor: "Dieser Cursor gehört nicht zu dieser Liste. Beginnen Sie ohne ihn von vorn.",
    only_invisible: "Hier stehen nur unsichtbare Zeichen. Geben Sie etwas ein, das man sehen kann.",
    invisible_after: "Nach „{before}“ steht ein unsichtbares Zeichen. Löschen Sie es oder tippen Sie die Adresse neu.",
    claim: "Verwenden Sie eine https-Adresse als Namen des Claims, zum Beispiel https://shop.example.com/plan.",
    claim_source: "Verwenden Sie membership.metadata.<Schlüssel> oder organization.metadata.<Schlüssel>.",
    return_uri: "Verwenden Sie eine https-Adresse, oder http auf localhost, ohne Query und Fragment.",
    return_to: "Verwenden Sie eine der Rücksprung-URIs der Anwendung.",
    redirect_uri:
      "Verwenden Sie eine vollständige https-Adresse, wie der Browser sie schreibt, oder http auf localhost. Native Apps können auch ein Schema mit Punkt verwenden, zum Beispiel com.example.app:/callback.",
    redirect_machine: "Maschinen melden niemanden an: Entfernen Sie die Weiterleitungs-URIs.",
    origin: "Verwenden Sie einen Ursprung wie https://shop.example.com.",
    machine: "Nur Maschinen können Berechtigungen haben.",
    machine_creator:
      "Eine Maschine hat den Zugriff der Person, die sie anlegt oder reaktiviert, und Sie sind hier weder Mitglied noch Mandanten-Admin. Bitten Sie einen Admin dieses Mandanten.",
    no_secret: "Diese Anwendung kann kein Geheimnis bewahren. Sie verwendet stattdessen PKCE.",
    two_secrets: "Es gibt zwei aktive Geheimnisse. Widerrufen Sie zuerst eines.",
  },
}
