import { singleton } from "../core/cache/singleton"
import { log } from "../core/observability/log"
import { refoldNames } from "../memberships/refold"
import { eachTenant } from "./tenants"

/** Updates the search and sort data of names. Can be interrupted at any point and repeated. */
export async function refoldAll(): Promise<void> {
  let rewritten = 0
  await eachTenant(async (tenantId) => {
    rewritten += await refoldNames(tenantId)
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
