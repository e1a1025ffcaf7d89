/*
 * German is not translated word by word; it uses "Sie" and the terms of Microsoft's and Google's German interfaces:
 *
 *   access              Zugriff                      permission          Berechtigung
 *   account             Konto                        reactivate          reaktivieren
 *   additional          zusätzlich                   recovery code       Wiederherstellungscode
 *   API key             API-Schlüssel                remove              entfernen
 *   audit log           Audit-Protokoll              restore             wiederherstellen
 *   close an account    Konto schließen              revoke              widerrufen
 *   create              erstellen                    role                Rolle
 *   credentials         Anmeldedaten                 rotate              erneuern
 *   decline             ablehnen                     scope               Bereich
 *   email               E-Mail, E-Mail-Adresse       secret              Geheimnis
 *   expires, no expiry  läuft ab, kein Ablaufdatum   session             Sitzung
 *   invitation          Einladung                    sign in, sign out   anmelden, abmelden
 *   last seen           zuletzt aktiv                suspend             sperren
 *   member              Mitglied                     tenant              Mandant
 *   operator            Betreiber                    turn on, turn off   aktivieren, deaktivieren
 *   password            Passwort                     two-factor auth.    Zwei-Faktor-Authentifizierung
 *   pending             ausstehend                   verify              bestätigen
 */

import apiKeys from "./api-keys"
import applications from "./applications"
import audit from "./audit"
import authorize from "./authorize"
import botCheck from "./bot-check"
import common from "./common"
import emailCode from "./email-code"
import identities from "./identities"
import images from "./images"
import invitation from "./invitation"
import invites from "./invites"
import labels from "./labels"
import links from "./links"
import lists from "./lists"
import login from "./login"
import manyInvites from "./many-invites"
import members from "./members"
import organization from "./organization"
import overview from "./overview"
import passkeys from "./passkeys"
import permissions from "./permissions"
import policies from "./policies"
import profile from "./profile"
import proofCode from "./proof-code"
import recovery from "./recovery"
import register from "./register"
import roles from "./roles"
import shell from "./shell"
import tenants from "./tenants"
import terms from "./terms"

export default {
  apiKeys,
  applications,
  authorize,
  botCheck,
  common,
  register,
  links,
  emailCode,
  identities,
  images,
  invitation,
  invites,
  labels,
  lists,
  login,
  manyInvites,
  members,
  audit,
  organization,
  overview,
  passkeys,
  permissions,
  policies,
  profile,
  proofCode,
  recovery,
  roles,
  shell,
  tenants,
  terms,
} as const
