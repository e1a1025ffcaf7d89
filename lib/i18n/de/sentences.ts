import type { Sentences } from "../sentences"

/** What the rules say in forms, by their English sentences; errors with a code of their own are in `errors`. */
export default {
  // lib/core/http/validation.ts
  "This field does not exist here.": "Dieses Feld gibt es hier nicht.",
  "This field is required.": "Bitte ausfüllen.",
  "Choose one of: {choices}.": "Wählen Sie eines von: {choices}.",
  "This has to be a {type}.": "Hier wird etwas anderes erwartet ({type}).",
  "The smallest allowed is {n}.": "Der kleinste erlaubte Wert ist {n}.",
  "The largest allowed is {n}.": "Der größte erlaubte Wert ist {n}.",
  "This is not in the expected form.": "Das hat nicht die erwartete Form.",
  "Unknown parameter: {names}.": "Unbekannter Parameter: {names}.",
  "Send this parameter once.": "Senden Sie diesen Parameter nur einmal.",
  // lib/core/schema.ts
  "This is not an id.": "Das ist keine ID.",
  "Write a time such as 2026-12-31T18:00:00Z.": "Schreiben Sie einen Zeitpunkt wie 2026-12-31T18:00:00Z.",
  "Enter one e-mail address.": "Geben Sie eine E-Mail-Adresse ein.",
  "Enter one e-mail address, such as ada@example.com.":
    "Geben Sie eine E-Mail-Adresse ein, zum Beispiel ada@example.com.",
  "Enter {what}.": "Bitte ausfüllen.",
  "Use at most {max} characters.": "Höchstens {max} Zeichen.",
  "Use at least {min} characters.": "Mindestens {min} Zeichen.",
  "Leave out line breaks and invisible characters.": "Ohne Zeilenumbrüche und unsichtbare Zeichen, bitte.",
  "Leave out invisible characters.": "Ohne unsichtbare Zeichen, bitte.",
  "Choose a password.": "Wählen Sie ein Passwort.",
  "Enter your password.": "Geben Sie Ihr Passwort ein.",
  "This is too long to be your password.": "Das ist zu lang, um Ihr Passwort zu sein.",
  "Send the token as a string.": "Senden Sie das Token als Zeichenkette.",
  "The token is missing.": "Das Token fehlt.",
  "This is not a token of ours.": "Das ist keines unserer Tokens.",
  "Write it as resource:action, such as billing:read.":
    "Schreiben Sie es als ressource:aktion, zum Beispiel billing:read.",
  "The permission {name} is reserved. Choose another resource name.":
    "Die Berechtigung {name} ist reserviert. Wählen Sie einen anderen Ressourcennamen.",
  "At most 50 permissions.": "Höchstens 50 Berechtigungen.",
  "Leave out NUL and halves of characters.": "Ohne NUL und halbe Zeichen, bitte.",
  "At most 4 KB of JSON.": "Höchstens 4 KB JSON.",
  // accounts and signing in
  "This password is on lists that attackers try first.":
    "Dieses Passwort steht auf Listen, die Angreifer zuerst versuchen.",
  "Your address and our name are the first guesses. Choose something else.":
    "Ihre Adresse und unser Name werden zuerst geraten. Wählen Sie etwas anderes.",
  "This is not your current password.": "Das ist nicht Ihr bisheriges Passwort.",
  "Enter your password: you showed it last over {minutes} minutes ago.":
    "Geben Sie Ihr Passwort ein: Das letzte Mal ist über {minutes} Minuten her.",
  "Use an https address without a user name, such as https://example.com/me.jpg.":
    "Verwenden Sie eine https-Adresse ohne Benutzernamen, zum Beispiel https://example.com/ich.jpg.",
  "Join an organization or name a new one, not both.":
    "Treten Sie einer Organisation bei oder benennen Sie eine neue, nicht beides.",
  "A code has six digits, a recovery code ten letters and digits.":
    "Ein Code hat sechs Ziffern, ein Wiederherstellungscode zehn Buchstaben und Ziffern.",
  "This code is wrong or was used already. Wait for the next one.":
    "Dieser Code ist falsch oder wurde schon verwendet. Warten Sie auf den nächsten.",
  "We can no longer check codes of your authenticator app. Enter a recovery code, or ask the operator to reset two-factor authentication.":
    "Codes Ihrer Authenticator-App können nicht mehr geprüft werden. Geben Sie einen Wiederherstellungscode ein, oder bitten Sie den Betreiber, die Zwei-Faktor-Authentifizierung zurückzusetzen.",
  "This QR code no longer works. Reload the page and scan the new one.":
    "Dieser QR-Code gilt nicht mehr. Laden Sie die Seite neu, und scannen Sie den neuen.",
  "Your account has a second factor already.": "Ihr Konto hat bereits einen zweiten Faktor.",
  "This sign-in was ended meanwhile. Sign in again.":
    "Diese Anmeldung wurde inzwischen beendet. Melden Sie sich noch einmal an.",
  "This sign-in was ended meanwhile.": "Diese Anmeldung wurde inzwischen beendet.",
  "Too many wrong codes, or too late. Sign in again.":
    "Zu viele falsche Codes, oder zu spät. Melden Sie sich noch einmal an.",
  "Too many wrong codes, or too late.": "Zu viele falsche Codes, oder zu spät.",
  "This link is not one of ours. Was it cut off? Copy all of it.":
    "Dieser Link ist keiner von uns. Wurde er abgeschnitten? Kopieren Sie ihn ganz.",
  "This refresh token is not valid any more. Sign in again.":
    "Dieses Refresh-Token ist nicht mehr gültig. Melden Sie sich noch einmal an.",
  "Your session has ended. Sign in again; what you typed stays here.":
    "Ihre Sitzung ist beendet. Melden Sie sich noch einmal an; Ihre Eingaben bleiben hier.",
  "Too many mails were sent to this address or by this tenant. Wait a little, then try again.":
    "An diese Adresse oder von diesem Mandanten gingen zu viele Mails. Warten Sie ein wenig.",
  // invites
  "This invite has expired. Ask for a new link.": "Diese Einladung ist abgelaufen. Bitten Sie um einen neuen Link.",
  "This invite was withdrawn. Ask the person who invited you.":
    "Diese Einladung wurde zurückgezogen. Fragen Sie, wer Sie eingeladen hat.",
  "A newer link was sent to you. Open the latest mail.":
    "Sie haben einen neueren Link bekommen. Öffnen Sie die letzte Mail.",
  "This invite was accepted already. Sign in.": "Diese Einladung ist bereits angenommen. Melden Sie sich an.",
  "This invite was declined. Ask the person who invited you for another.":
    "Diese Einladung wurde abgelehnt. Bitten Sie, wer Sie eingeladen hat, um eine neue.",
  "Enter your name.": "Geben Sie Ihren Namen ein.",
  "Name at least one address.": "Nennen Sie mindestens eine Adresse.",
  "At most 100 rows at once.": "Höchstens 100 Zeilen auf einmal.",
  // members, keys, organizations, tenants
  "Tenant and super admins are not named here. Choose admin, member or guest.":
    "Mandanten- und Superadmins werden nicht hier ernannt. Wählen Sie Admin, Mitglied oder Gast.",
  "They become active by accepting their invite.": "Aktiv wird, wer die Einladung annimmt.",
  "Choose a time in the future.": "Wählen Sie einen Zeitpunkt in der Zukunft.",
  "Write an action such as member.updated, or its first word.":
    "Schreiben Sie eine Aktion wie member.updated oder ihr erstes Wort.",
  "Write a domain such as example.com.": "Schreiben Sie eine Domain wie example.com.",
  "At most 50 domains.": "Höchstens 50 Domains.",
  "Name at least one domain, or choose another sign-up policy.":
    "Nennen Sie mindestens eine Domain, oder wählen Sie eine andere Art der Registrierung.",
  "Only the last admin of a tenant can delete it. Remove the others first.":
    "Nur der letzte Admin eines Mandanten kann ihn löschen. Entfernen Sie zuerst die anderen.",
  "You run this tenant without being a member here: there is nothing to leave.":
    "Sie leiten diesen Mandanten, ohne hier Mitglied zu sein: Es gibt nichts zu verlassen.",
  "Say which organization you mean.": "Sagen Sie, welche Organisation Sie meinen.",
  "Say which organization you mean with organization_id.":
    "Sagen Sie mit organization_id, welche Organisation Sie meinen.",
  "Say which tenant you mean with tenant_id.": "Sagen Sie mit tenant_id, welchen Mandanten Sie meinen.",
  "Choose verify or refuse.": "Wählen Sie verify oder refuse.",
  "Name only organizations of a tenant whose only admin you are.":
    "Nennen Sie nur Organisationen eines Mandanten, den nur Sie verwalten.",
  "Name at most 1000 organizations.": "Nennen Sie höchstens 1000 Organisationen.",
  // requests
  "This cursor is not one of this list. Begin again without it.":
    "Diese Seite der Liste gibt es nicht mehr. Beginnen Sie von vorn.",
  "The body is nested too deeply.": "Die Anfrage ist zu tief verschachtelt.",
  "The body is not UTF-8.": "Die Anfrage ist nicht in UTF-8.",
  "The first response for this Idempotency-Key can no longer be read. Check whether the request took effect, then use a new key.":
    "Die erste Antwort zu diesem Idempotency-Key ist nicht mehr lesbar. Prüfen Sie, ob die Anfrage gewirkt hat, und verwenden Sie dann einen neuen Schlüssel.",
  "An Idempotency-Key has 1 to 255 characters.": "Ein Idempotency-Key hat 1 bis 255 Zeichen.",
  "A link is on its way to the owner of the account.": "Ein Link ist unterwegs an die Person, der das Konto gehört.",
  "Open the link that we mailed to the new address.":
    "Öffnen Sie den Link, den wir an die neue Adresse geschickt haben.",
} satisfies Sentences
