import { expect, test } from "vitest"
import { routes } from "@/app/api/v1/routes"
import { ownScopes } from "../identity/application-scopes"
import { isBuiltIn } from "../identity/permissions"
import { openingOf } from "./admit-application"
import type { Operation } from "./operation"

/** Operations that tokens of applications don't open, with the reason. A new one is here, or says which scope opens it. */
const refused: Record<string, readonly string[]> = {
  "how people have to sign in is not for what they have signed in to": [
    "getOrganizationPolicy",
    "getTenantPolicy",
    "listOrganizationPolicyPeople",
    "listTenantPolicyPeople",
    "previewOrganizationPolicy",
    "previewTenantPolicy",
    "updateOrganizationPolicy",
    "updateTenantPolicy",
  ],
  "sign-in, passwords and factors are a person's own": [
    "acceptTerms",
    "addPasskey",
    "answerSecondFactor",
    "changePassword",
    "getBotChallenge",
    "getNewPasskeyOptions",
    "getPasskeyOptions",
    "listMyIdentities",
    "listMyPasskeys",
    "login",
    "logout",
    "refreshTokens",
    "register",
    "removePasskey",
    "requestEmailCode",
    "requestPasswordReset",
    "resendVerificationEmail",
    "resetPassword",
    "resetUserSecondFactor",
    "sendPasswordReset",
    "sendProofCode",
    "signInByEmailCode",
    "switchOrganization",
    "unlinkMyIdentity",
    "updatePasskey",
    "verifyEmail",
    "verifyPasskey",
  ],
  "the address leads to the account": ["cancelEmailChange", "changeEmail"],
  "nothing ends or exports an account but its person": ["closeAccount", "exportMe"],
  "sessions and grants are what an application depends on": [
    "endMyOtherSessions",
    "endMySession",
    "forgetMyRememberedDevice",
    "listMyRememberedDevices",
    "endUserSessions",
    "listMyGrants",
    "listMySessions",
    "listUserGrants",
    "listUserSessions",
    "revokeMyGrant",
    "revokeUserGrant",
  ],
  "keys, applications and APIs would give an application more than it has": [
    "createApi",
    "createApiKey",
    "createApplication",
    "createApplicationSecret",
    "deleteApi",
    "deleteApplication",
    "getApi",
    "getApiKey",
    "getApplication",
    "getOwnApiKey",
    "listApiKeys",
    "listApis",
    "listApplicationGrants",
    "listApplicationSecrets",
    "listApplications",
    "revokeApiKey",
    "revokeApplicationSecret",
    "rotateApiKey",
    "updateApi",
    "updateApplication",
  ],
  "people join by themselves, and see by themselves where": [
    "acceptInvite",
    "declineInvite",
    "getInviteByToken",
    "joinOrganization",
    "listMyInvites",
    "listMyOrganizations",
    "requestInvite",
  ],
  "tenants are beyond any application": [
    "addTenantAdmin",
    "createTenant",
    "deleteOrganization",
    "deleteTenant",
    "getTenant",
    "listTenants",
    "removeTenantAdmin",
    "updateTenant",
  ],
  "these check credentials of others, which API keys do": ["checkPermission", "introspectToken"],
}

const operations = Object.values(routes).flatMap((methods) =>
  Object.values(methods as Record<string, unknown>).flatMap((handler) =>
    typeof handler === "function" && "operation" in handler ? [handler.operation as Operation] : [],
  ),
)

test("every operation says by which scope applications open it, or is refused to them with the reason", () => {
  const closed = operations.filter(({ applications }) => !applications).map(({ operationId }) => operationId)
  expect([...new Set(closed)].sort()).toEqual(Object.values(refused).flat().sort())
})

test("an operation that needs a permission is opened by the scope of the same name", () => {
  for (const { operationId, permission, applications } of operations) {
    if (!applications) continue
    const { scope } = openingOf(applications)
    expect(permission, operationId).not.toBeNull()
    if (permission && isBuiltIn(permission)) expect(scope, operationId).toBe(permission)
    if (permission === "self") expect(scope, operationId).toMatch(/^profile:(read|write)$/)
  }
})

test("third parties read the profile, and machines have none", () => {
  const opened = (type: string, third_party: boolean) => {
    const scopes: readonly string[] = ownScopes({ type, third_party })
    return operations.filter(({ applications }) => applications && scopes.includes(openingOf(applications).scope))
  }
  expect([...new Set(opened("web", true).map(({ operationId }) => operationId))].sort()).toEqual([
    "getMe",
    "listMyPermissions",
  ])
  for (const { permission } of opened("machine", false)) expect(permission).not.toBe("self")
  for (const type of ["web", "machine"])
    for (const scope of ownScopes({ type, third_party: false })) expect(scope).not.toMatch(/^(api_keys|applications):/)
})
