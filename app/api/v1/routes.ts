import * as apiKeysIdRotate from "./api-keys/[id]/rotate/route"
import * as apiKeysId from "./api-keys/[id]/route"
import * as apiKeys from "./api-keys/route"
import * as apiKeysSelf from "./api-keys/self/route"
import * as apisId from "./apis/[id]/route"
import * as apis from "./apis/route"
import * as applicationsIdGrants from "./applications/[id]/grants/route"
import * as applicationsId from "./applications/[id]/route"
import * as applicationsIdSecretsSecretId from "./applications/[id]/secrets/[secret_id]/route"
import * as applicationsIdSecrets from "./applications/[id]/secrets/route"
import * as applications from "./applications/route"
import * as auditEvents from "./audit-events/route"
import * as authBotChallenge from "./auth/bot-challenge/route"
import * as authEmailCode from "./auth/email-code/route"
import * as authEmailCodeVerify from "./auth/email-code/verify/route"
import * as authIntrospect from "./auth/introspect/route"
import * as authLogin from "./auth/login/route"
import * as authLogout from "./auth/logout/route"
import * as authPasskeyOptions from "./auth/passkey/options/route"
import * as authPasskeyVerify from "./auth/passkey/verify/route"
import * as authPasswordForgot from "./auth/password/forgot/route"
import * as authPasswordReset from "./auth/password/reset/route"
import * as authRefresh from "./auth/refresh/route"
import * as authRegister from "./auth/register/route"
import * as authSecondFactor from "./auth/second-factor/route"
import * as authSwitch from "./auth/switch/route"
import * as authVerifyEmailResend from "./auth/verify-email/resend/route"
import * as authVerifyEmail from "./auth/verify-email/route"
import * as changes from "./changes/route"
import * as invitesTokenAccept from "./invites/[token]/accept/route"
import * as invitesTokenDecline from "./invites/[token]/decline/route"
import * as invitesTokenRequest from "./invites/[token]/request/route"
import * as invitesToken from "./invites/[token]/route"
import * as organizationsIdInvitesInviteIdLink from "./organizations/[id]/invites/[invite_id]/link/route"
import * as organizationsIdInvitesInviteIdResend from "./organizations/[id]/invites/[invite_id]/resend/route"
import * as organizationsIdInvitesInviteId from "./organizations/[id]/invites/[invite_id]/route"
import * as organizationsIdInvitesBulk from "./organizations/[id]/invites/bulk/route"
import * as organizationsIdInvites from "./organizations/[id]/invites/route"
import * as organizationsIdJoin from "./organizations/[id]/join/route"
import * as organizationsIdLogo from "./organizations/[id]/logo/route"
import * as organizationsIdPolicyPeople from "./organizations/[id]/policy/people/route"
import * as organizationsIdPolicyPreview from "./organizations/[id]/policy/preview/route"
import * as organizationsIdPolicy from "./organizations/[id]/policy/route"
import * as organizationsId from "./organizations/[id]/route"
import * as organizationsIdUsersUserId from "./organizations/[id]/users/[user_id]/route"
import * as organizationsIdUsers from "./organizations/[id]/users/route"
import * as organizations from "./organizations/route"
import * as permissionsName from "./permissions/[name]/route"
import * as permissionsCheck from "./permissions/check/route"
import * as permissions from "./permissions/route"
import * as revocations from "./revocations/route"
import * as rolesKey from "./roles/[key]/route"
import * as roles from "./roles/route"
import * as tenantsIdAdminsUserId from "./tenants/[id]/admins/[user_id]/route"
import * as tenantsIdPolicyPeople from "./tenants/[id]/policy/people/route"
import * as tenantsIdPolicyPreview from "./tenants/[id]/policy/preview/route"
import * as tenantsIdPolicy from "./tenants/[id]/policy/route"
import * as tenantsId from "./tenants/[id]/route"
import * as tenants from "./tenants/route"
import * as usersIdGrantsGrantId from "./users/[id]/grants/[grant_id]/route"
import * as usersIdGrants from "./users/[id]/grants/route"
import * as usersIdOrganizations from "./users/[id]/organizations/route"
import * as usersIdPasswordReset from "./users/[id]/password-reset/route"
import * as usersIdPermissions from "./users/[id]/permissions/route"
import * as usersIdRestore from "./users/[id]/restore/route"
import * as usersId from "./users/[id]/route"
import * as usersIdSecondFactor from "./users/[id]/second-factor/route"
import * as usersIdSessions from "./users/[id]/sessions/route"
import * as usersBatch from "./users/batch/route"
import * as usersMeEmail from "./users/me/email/route"
import * as usersMeExport from "./users/me/export/route"
import * as usersMeGrantsId from "./users/me/grants/[id]/route"
import * as usersMeGrants from "./users/me/grants/route"
import * as usersMeIdentitiesId from "./users/me/identities/[id]/route"
import * as usersMeIdentities from "./users/me/identities/route"
import * as usersMeInvites from "./users/me/invites/route"
import * as usersMeOrganizations from "./users/me/organizations/route"
import * as usersMePasskeysId from "./users/me/passkeys/[id]/route"
import * as usersMePasskeysOptions from "./users/me/passkeys/options/route"
import * as usersMePasskeys from "./users/me/passkeys/route"
import * as usersMePassword from "./users/me/password/route"
import * as usersMePermissions from "./users/me/permissions/route"
import * as usersMePicture from "./users/me/picture/route"
import * as usersMeProofCode from "./users/me/proof-code/route"
import * as usersMeRememberedDevicesId from "./users/me/remembered-devices/[id]/route"
import * as usersMeRememberedDevices from "./users/me/remembered-devices/route"
import * as usersMe from "./users/me/route"
import * as usersMeSessionsId from "./users/me/sessions/[id]/route"
import * as usersMeSessions from "./users/me/sessions/route"
import * as usersMeTerms from "./users/me/terms/route"
import * as users from "./users/route"

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/**
 * Every route file of the REST API by its path, except the one of the document, which is generated from them. Fixed
 * segments come before parameters, so that the first match is right.
 */
export const routes: Record<string, Record<string, Route>> = {
  "/auth/bot-challenge": { ...authBotChallenge },
  "/auth/email-code": { ...authEmailCode },
  "/auth/email-code/verify": { ...authEmailCodeVerify },
  "/auth/introspect": { ...authIntrospect },
  "/auth/login": { ...authLogin },
  "/auth/logout": { ...authLogout },
  "/auth/passkey/options": { ...authPasskeyOptions },
  "/auth/passkey/verify": { ...authPasskeyVerify },
  "/auth/password/forgot": { ...authPasswordForgot },
  "/auth/password/reset": { ...authPasswordReset },
  "/auth/refresh": { ...authRefresh },
  "/auth/register": { ...authRegister },
  "/auth/second-factor": { ...authSecondFactor },
  "/auth/switch": { ...authSwitch },
  "/auth/verify-email": { ...authVerifyEmail },
  "/auth/verify-email/resend": { ...authVerifyEmailResend },
  "/users": { ...users },
  "/users/batch": { ...usersBatch },
  "/users/me": { ...usersMe },
  "/users/me/email": { ...usersMeEmail },
  "/users/me/export": { ...usersMeExport },
  "/users/me/identities": { ...usersMeIdentities },
  "/users/me/identities/{id}": { ...usersMeIdentitiesId },
  "/users/me/grants": { ...usersMeGrants },
  "/users/me/grants/{id}": { ...usersMeGrantsId },
  "/users/me/terms": { ...usersMeTerms },
  "/users/me/invites": { ...usersMeInvites },
  "/users/me/organizations": { ...usersMeOrganizations },
  "/users/me/passkeys": { ...usersMePasskeys },
  "/users/me/passkeys/options": { ...usersMePasskeysOptions },
  "/users/me/passkeys/{id}": { ...usersMePasskeysId },
  "/users/me/password": { ...usersMePassword },
  "/users/me/permissions": { ...usersMePermissions },
  "/users/me/picture": { ...usersMePicture },
  "/users/me/proof-code": { ...usersMeProofCode },
  "/users/me/remembered-devices": { ...usersMeRememberedDevices },
  "/users/me/remembered-devices/{id}": { ...usersMeRememberedDevicesId },
  "/users/me/sessions": { ...usersMeSessions },
  "/users/me/sessions/{id}": { ...usersMeSessionsId },
  "/users/{id}": { ...usersId },
  "/users/{id}/grants": { ...usersIdGrants },
  "/users/{id}/grants/{grant_id}": { ...usersIdGrantsGrantId },
  "/users/{id}/organizations": { ...usersIdOrganizations },
  "/users/{id}/password-reset": { ...usersIdPasswordReset },
  "/users/{id}/permissions": { ...usersIdPermissions },
  "/users/{id}/restore": { ...usersIdRestore },
  "/users/{id}/second-factor": { ...usersIdSecondFactor },
  "/users/{id}/sessions": { ...usersIdSessions },
  "/organizations": { ...organizations },
  "/organizations/{id}": { ...organizationsId },
  "/organizations/{id}/invites": { ...organizationsIdInvites },
  "/organizations/{id}/invites/bulk": { ...organizationsIdInvitesBulk },
  "/organizations/{id}/invites/{invite_id}": { ...organizationsIdInvitesInviteId },
  "/organizations/{id}/invites/{invite_id}/link": { ...organizationsIdInvitesInviteIdLink },
  "/organizations/{id}/invites/{invite_id}/resend": { ...organizationsIdInvitesInviteIdResend },
  "/organizations/{id}/join": { ...organizationsIdJoin },
  "/organizations/{id}/logo": { ...organizationsIdLogo },
  "/organizations/{id}/policy": { ...organizationsIdPolicy },
  "/organizations/{id}/policy/people": { ...organizationsIdPolicyPeople },
  "/organizations/{id}/policy/preview": { ...organizationsIdPolicyPreview },
  "/organizations/{id}/users": { ...organizationsIdUsers },
  "/organizations/{id}/users/{user_id}": { ...organizationsIdUsersUserId },
  "/invites/{token}": { ...invitesToken },
  "/invites/{token}/accept": { ...invitesTokenAccept },
  "/invites/{token}/decline": { ...invitesTokenDecline },
  "/invites/{token}/request": { ...invitesTokenRequest },
  "/api-keys": { ...apiKeys },
  "/api-keys/self": { ...apiKeysSelf },
  "/api-keys/{id}": { ...apiKeysId },
  "/api-keys/{id}/rotate": { ...apiKeysIdRotate },
  "/applications": { ...applications },
  "/applications/{id}": { ...applicationsId },
  "/applications/{id}/grants": { ...applicationsIdGrants },
  "/applications/{id}/secrets": { ...applicationsIdSecrets },
  "/applications/{id}/secrets/{secret_id}": { ...applicationsIdSecretsSecretId },
  "/apis": { ...apis },
  "/apis/{id}": { ...apisId },
  "/tenants": { ...tenants },
  "/tenants/{id}": { ...tenantsId },
  "/tenants/{id}/policy": { ...tenantsIdPolicy },
  "/tenants/{id}/policy/people": { ...tenantsIdPolicyPeople },
  "/tenants/{id}/policy/preview": { ...tenantsIdPolicyPreview },
  "/tenants/{id}/admins/{user_id}": { ...tenantsIdAdminsUserId },
  "/audit-events": { ...auditEvents },
  "/changes": { ...changes },
  "/revocations": { ...revocations },
  "/roles": { ...roles },
  "/roles/{key}": { ...rolesKey },
  "/permissions": { ...permissions },
  "/permissions/check": { ...permissionsCheck },
  "/permissions/{name}": { ...permissionsName },
}
