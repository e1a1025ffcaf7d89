import { refoldApiKeys } from "../api-keys/refold"
import { refoldApplications } from "../applications/refold"
import { singleton } from "../core/cache/singleton"
import { log } from "../core/observability/log"
import { refoldInvites } from "../invites/refold"
import { refoldNames } from "../memberships/refold"
import { refoldOrganizations } from "../organizations/refold"
import { refoldTenants } from "../tenants/refold"
import { eachTenant } from "./tenants"

const refolds = [refoldNames, refoldOrganizations, refoldInvites, refoldApiKeys, refoldApplications]

/** Updates the search and sort data of names. Can be interrupted at any point and repeated. */
export async function refoldAll(): Promise<void> {
  let rewritten = await refoldTenants()
  await eachTenant(async (tenantId) => {
    for (const refold of refolds) rewritten += await refold(tenantId)
  })
  if (rewritten > 0) log.info(`folded ${rewritten} names anew`)
}

const state = () => singleton("refold", () => ({ done: false }))

/** The same once per process, so that a new version finds what an older one wrote. */
export async function refoldOnce(): Promise<void> {
  if (state().done) return
  state().done = true
  await refoldAll().catch((error: unknown) => {
    state().done = false
    throw error
  })
}
