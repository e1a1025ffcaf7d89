import { good, invite, newCanary, newTenant } from "./fixtures"
import { newApp } from "./oidc"
import { addMembers } from "./samples"

/** Names and addresses of sixty characters, with and without opportunities to wrap. */
export const longName = "Maximiliane Friederike von Hohenlohe-Langenburg zu Schilling"
export const longWord = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk-Verein"
/** From right to left, and of emoji with several parts. */
const otherNames = ["فاطمة الزهراء بنت محمد بن عبد الله القرشية الهاشمية", "👩🏽‍🚀🇩🇪 Mission Control 👨‍👩‍👧‍👦"]
const longAddress = () => `${"a".repeat(28)}.${newCanary()}@example.com`

/** Creates a tenant in which everything has a name of sixty characters. @returns its owner, and IDs for paths */
export async function newLongNamed() {
  const owner = await newTenant()
  const { organizationId: organization, tenantId: tenant, send } = owner
  good(await send("PUT /users/me", { name: longName }))
  good(await send(`PUT /organizations/${organization}`, { name: longWord }))
  good(await send("POST /organizations", { name: `${longWord.slice(0, -6)}Studio` }))
  await addMembers(owner, [longName, ...otherNames])
  const role = { key: "billing", name: longWord, based_on: "member", permissions: ["billing:read", "users:read"] }
  good(await send("POST /roles", role))
  const people = good(
    await send<{ id: string; name: string }[]>(`GET /organizations/${organization}/users?role=member`),
  )
  const member = String(people.find(({ name }) => name === longName)?.id)
  good(await send(`PUT /organizations/${organization}/users/${member}`, { role: "billing", status: "suspended" }))
  good(await send("POST /api-keys", { name: longName, role: "member", permissions: ["users:read"] }))
  good(await send("POST /apis", { name: longWord, permissions: ["orders:read", "orders:write"] }))
  const app = await newApp(owner, { name: longWord, third_party: true })
  const { id } = await invite(owner, longAddress(), { name: longName, permissions: ["billing:read"] })
  return { owner, app, ids: { organization, tenant, member, invite: id, application: app.id } }
}
