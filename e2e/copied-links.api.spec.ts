import type { Invite, InvitePreview } from "../lib/invites/schema"
import {
  api,
  countMailsTo,
  expect,
  good,
  invite,
  mailTo,
  newAddress,
  password,
  register,
  test,
  verify,
} from "./fixtures"
import type { Person, Tokens } from "./people"

const fresh = { name: "Nora Newcomer", password }
const invitesOf = ({ organizationId }: Person) => `/organizations/${organizationId}/invites`
const accepting = (token: string, body: unknown = fresh, by?: string) =>
  api<Tokens>(`POST /invites/${token}/accept`, { body, token: by })

/** An invite with a link to copy. */
async function copied(by: Person, email = newAddress()) {
  const made = await invite(by, email)
  return { ...made, mailed: made.token, token: await copy(by, made.id) }
}

async function copy(by: Person, id: string): Promise<string> {
  const { url } = good(await by.send<{ url: string }>(`POST ${invitesOf(by)}/${id}/link`))
  return /\/invites\/([\w-]+)/.exec(url)?.[1] ?? ""
}

const statusOf = async (by: Person, id: string) => good(await by.send<Invite>(`GET ${invitesOf(by)}/${id}`)).status

test("POST /invites/{token}/accept – a copied link makes no account, whether or not the address has one", async ({
  team,
}) => {
  const person = await register()
  await verify(person)
  const [newcomer, known] = [await copied(team.admin), await copied(team.admin, person.email)]
  for (const { token, id } of [newcomer, known]) {
    expect(good(await api<InvitePreview>(`GET /invites/${token}`)).next).toBe("prove_email")
    const refused = await accepting(token)
    expect(refused.outcome).toBe("409 sign_in_to_accept")
    expect(refused.text).toContain("copied")
    expect((await api(`POST /invites/${token}/decline`)).outcome).toBe("409 sign_in_to_accept")
    expect(await statusOf(team.admin, id)).toBe("pending")
  }
  expect((await api("POST /auth/login", { body: { email: newcomer.email, password } })).status).toBe(401)
})

test("POST /invites/{token}/accept – a copied link is accepted by its verified person only", async ({ team }) => {
  const [person, other] = [await register(), await register()]
  const { token, id } = await copied(team.admin, person.email)
  await verify(other)
  expect((await accepting(token, {}, person.token)).outcome).toBe("403 email_not_verified")
  expect((await api(`POST /invites/${token}/decline`, { token: person.token })).outcome).toBe("403 email_not_verified")
  expect((await accepting(token, {}, other.token)).outcome).toBe("403 invite_email_mismatch")
  expect((await api(`POST /invites/${token}/decline`, { token: other.token })).outcome).toBe(
    "403 invite_email_mismatch",
  )
  expect(await statusOf(team.admin, id)).toBe("pending")
  await verify(person)
  expect((await accepting(token, {}, person.token)).status).toBe(200)
  expect(await statusOf(team.admin, id)).toBe("accepted")
})

test("POST /invites/{token}/decline – the verified person declines by a copied link", async ({ team }) => {
  const person = await register()
  await verify(person)
  const { token, id } = await copied(team.admin, person.email)
  expect((await api(`POST /invites/${token}/decline`, { token: person.token })).status).toBe(204)
  expect(await statusOf(team.admin, id)).toBe("declined")
})

test("POST /invites/{token}/request – the holder of a copied link has the invitation emailed, and both links work", async ({
  team,
}) => {
  const { token, email, id, send_count } = await copied(team.admin)
  expect((await api(`POST /invites/${token}/request`)).status).toBe(202)
  await expect.poll(() => countMailsTo(email)).toBe(2)
  expect(good(await team.admin.send<Invite>(`GET ${invitesOf(team.admin)}/${id}`)).send_count).toBe(send_count + 1)
  const emailed = (await mailTo(email, "invite")).token
  expect(emailed).not.toBe(token)
  expect((await api(`GET /invites/${token}`)).status).toBe(200)
  expect((await accepting(emailed)).status).toBe(200)
  expect((await api(`GET /invites/${token}`)).outcome).toBe("410 token_expired")
})

test("POST …/invites/{invite_id}/link – replaces the copied link, leaves the emailed one, and follows the invite", async ({
  team,
}) => {
  const { token, mailed, id } = await copied(team.admin)
  const next = await copy(team.admin, id)
  expect((await api(`GET /invites/${token}`)).outcome).toBe("410 token_expired")
  for (const live of [next, mailed]) expect((await api(`GET /invites/${live}`)).status).toBe(200)
  good(await team.admin.send(`POST ${invitesOf(team.admin)}/${id}/resend`))
  expect((await api(`GET /invites/${next}`)).outcome).toBe("410 token_expired")
  const last = await copy(team.admin, id)
  good(await team.admin.send(`DELETE ${invitesOf(team.admin)}/${id}`))
  expect((await api(`GET /invites/${last}`)).outcome).toBe("410 invite_revoked")
  expect((await team.admin.send(`POST ${invitesOf(team.admin)}/${id}/link`)).outcome).toBe("409 invite_not_pending")
  const events = good(await team.owner.send<{ action: string }[]>(`GET /audit-events?target=${id}`))
  expect(events.filter(({ action }) => action === "invite.link_copied")).toHaveLength(3)
})
