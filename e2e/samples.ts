import { randomBytes } from "node:crypto"
import { ensureAccount } from "../lib/accounts/service"
import { newId } from "../lib/core/db/ids"
import { addMembership } from "../lib/memberships/add"
import { db, transaction } from "./database"
import { bodySchema, type Operation, origin, type Row } from "./document"
import { good, invite, newAddress, type Person, type Team } from "./fixtures"

/** IDs of real objects of one tenant, for path and query parameters. */
export type Targets = {
  organization: string
  tenant: string
  user: string
  invite: string
  session: string
  key: string
  application: string
  secret: string
  api: string
  grant: string
  role: string
  permission: string
  identity: string
  passkey: string
  device: string
}

/** Well-formed IDs that belong to nothing. */
export const unknownTargets: Targets = {
  organization: "org_0000000000000000000000000",
  tenant: "ten_0000000000000000000000000",
  user: "user_0000000000000000000000000",
  invite: "inv_0000000000000000000000000",
  session: "ses_0000000000000000000000000",
  key: "key_0000000000000000000000000",
  application: "app_0000000000000000000000000",
  secret: "sec_0000000000000000000000000",
  api: "api_0000000000000000000000000",
  grant: "grant_0000000000000000000000000",
  role: "role_00000000",
  permission: "nothing:here",
  identity: "idn_0000000000000000000000000",
  passkey: "passkey_0000000000000000000000000",
  device: "dev_0000000000000000000000000",
}

/** Returns real objects of a team's first organization: none of them is a sender of requests. */
export async function targetsOf({ owner, member, suspended, organizationId, tenantId }: Team): Promise<Targets> {
  const { id } = await invite(owner, newAddress("target"))
  const key = await makeKey(owner.send, { name: "Target", role: "guest", permissions: [] })
  const payload = JSON.parse(Buffer.from(member.token.split(".")[1] ?? "", "base64url").toString())
  const own = { organization: organizationId, tenant: tenantId, user: suspended.id, invite: id }
  const body = { name: "Target", type: "web", redirect_uris: ["https://target.example.com/"] }
  const application = good(await owner.send<{ id: string }>("POST /applications", body)).id
  const [secret] = good(await owner.send<{ id: string }[]>(`GET /applications/${application}/secrets`))
  const api = good(await owner.send<{ id: string }>("POST /apis", { name: "Target" })).id
  const grant = newId("grant")
  await db().oidcGrant.create({
    data: { userId: suspended.id, id: grant, tenantId, applicationId: application, organizationId },
  })
  // Rows, because a tenant has a limited number of roles.
  const role = `role_${newId("grant").slice(-12)}`
  await db().role.create({ data: { tenantId, key: role, name: "Target", permissions: [], basedOn: "guest" } })
  const permission = `target_${newId("grant").slice(-12)}:read`
  await db().permission.create({ data: { tenantId, name: permission } })
  const identity = newId("idn")
  const found = { issuer: "https://target.example.com", subject: identity, userId: suspended.id }
  await db().identity.create({ data: found })
  await db().userIdentity.create({ data: { ...found, id: identity, provider: "target", label: "Target" } })
  const passkey = newId("passkey")
  const [credentialId, publicKey] = [new Uint8Array([1]), new Uint8Array([1])]
  const stored = { name: "Target", credentialId, publicKey, aaguid: "", rpId: new URL(origin()).hostname }
  await db().passkey.create({ data: { userId: suspended.id, id: passkey, ...stored } })
  const device = newId("dev")
  const [hash, expiresAt] = [new Uint8Array(randomBytes(32)), new Date(Date.now() + 86_400_000)]
  await db().rememberedDevice.create({ data: { userId: suspended.id, id: device, hash, expiresAt } })
  const others = { identity, passkey, device, application, secret: secret?.id ?? "", api, grant, role, permission }
  return { ...own, ...others, session: payload.sid, key: key.id }
}

/** Creates an API key. */
export async function makeKey(send: Team["owner"]["send"], body: Record<string, unknown>) {
  const made = await send<{ id: string }>("POST /api-keys", body)
  return { id: good(made).id, secret: /nsk_[A-Za-z0-9_-]+/.exec(made.text)?.[0] ?? "" }
}

// Path parameters by the segment before them. A new one has to be added here.
const parameters: Record<string, keyof Targets> = {
  "organizations/{id}": "organization",
  "users/{id}": "user",
  "users/{user_id}": "user",
  "admins/{user_id}": "user",
  "invites/{invite_id}": "invite",
  "invites/{id}": "invite",
  "sessions/{id}": "session",
  "api-keys/{id}": "key",
  "applications/{id}": "application",
  "secrets/{secret_id}": "secret",
  "apis/{id}": "api",
  "roles/{key}": "role",
  "permissions/{name}": "permission",
  "grants/{id}": "grant",
  "identities/{id}": "identity",
  "passkeys/{id}": "passkey",
  "remembered-devices/{id}": "device",
  "grants/{grant_id}": "grant",
  "tenants/{id}": "tenant",
}

/** Returns a path's parameters that name objects, in order; not the tokens of links. */
export function idsIn(path: string): { name: string; kind: keyof Targets }[] {
  return [...path.matchAll(/([\w-]+)\/\{(\w+)\}/g)]
    .filter(([, , name]) => name !== "token")
    .map(([fragment, , name = ""]) => {
      const kind = parameters[fragment]
      if (!kind) throw new Error(`${path}: say in samples.ts what ${fragment} is`)
      return { name, kind }
    })
}

/** Fills in a path's parameters; `token` for that of a link. */
export function fill(path: string, targets: Targets, token = "A".repeat(43)): string {
  return idsIn(path)
    .reduce((filled, { name, kind }) => filled.replace(`{${name}}`, targets[kind]), path)
    .replace("{token}", token)
}

/** Returns the document's example body, in the organization (and tenant, if requested) of `targets`. */
export async function bodyOf({ operation, fields }: Row, targets: Targets, tenantToo = false) {
  const schema = await bodySchema(operation)
  return (
    schema && {
      ...(schema.example ?? schema.examples?.[0]),
      ...(fields.includes("organization_id") ? { organization_id: targets.organization } : {}),
      ...(tenantToo && fields.includes("tenant_id") ? { tenant_id: targets.tenant } : {}),
    }
  )
}

/** Returns the query that names the organization or tenant, where the operation has one. */
export function queryOf(operation: Operation, targets: Targets): string {
  const names = (operation.parameters ?? []).filter((p) => p.in === "query").map((p) => p.name)
  if (names.includes("organization_id")) return `organization_id=${targets.organization}`
  return names.includes("tenant_id") ? `tenant_id=${targets.tenant}` : ""
}

/** Adds people with these names to a person's organization, as members without a password. */
export async function addMembers({ tenantId, organizationId }: Person, names: readonly string[]): Promise<void> {
  await transaction(async (tx) => {
    for (const name of names) {
      const email = newAddress("filler")
      const { id: userId } = await ensureAccount(tx, email)
      await addMembership(tx, { tenantId, organizationId, userId, email, name, role: "member", status: "active" })
    }
  })
}
