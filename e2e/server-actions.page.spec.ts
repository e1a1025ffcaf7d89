import type { APIRequestContext } from "@playwright/test"
import { actions } from "./actions"
import { expect, invite, newAddress, newTeam, type Person, type Team, test } from "./fixtures"
import { personAt, signInAt } from "./pages"
import { makeKey } from "./samples"
import { snapshot } from "./snapshot"

/** Returns fields about this team for any form. */
async function victims(team: Team): Promise<Record<string, string>> {
  const { id } = await invite(team.owner, newAddress("victim"))
  const key = await makeKey(team.owner.send, { name: "Victim", role: "guest", permissions: [] })
  const ids = { user_id: team.suspended.id, invite_id: id, key_id: key.id ?? "", organization_id: team.organizationId }
  const texts = { name: "Changed", role: "guest", status: "active", sign_up: "open", email: newAddress("added") }
  return { org: team.organizationId, id, ...ids, ...texts, tenant_id: team.tenantId, version: "1" }
}

/**
 * Calls an action as React's runtime does. The first argument is the form's last state, which is not trusted and names
 * the form's owner, or the form.
 */
async function call(
  request: APIRequestContext,
  origin: string,
  { id, page }: { id: string; page: string },
  form: Record<string, string>,
  whose?: string,
) {
  // The arguments come last, as from a browser: they are parsed as the fields arrive.
  const multipart = new FormData()
  // In the order of their references: React only looks for the next one.
  for (const n of whose === undefined ? [1, 2] : [2])
    for (const [name, value] of Object.entries(form)) multipart.append(`_${n}_${name}`, value)
  const first = whose === undefined ? "$K1" : { n: 0, whose, fields: {}, values: {} }
  multipart.append("0", JSON.stringify([first, "$K2"]))
  const headers = { "next-action": id, origin, "sec-fetch-site": "same-origin" }
  return request.post(page, { multipart, headers, maxRedirects: 0, failOnStatusCode: false })
}

test("no server action does to an organization what its caller may not, called directly with any form (S-007, S-215)", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000)
  const [team, foreign] = [await newTeam(), await newTeam()]
  const form = await victims(team)
  const found = actions()
  expect(found.length).toBeGreaterThan(20)

  async function everything(person: Person | null): Promise<number[]> {
    const { context, page } = await personAt(browser, baseURL)
    if (person) await signInAt(page, person.email, person.password)
    const cookies = await context.cookies()
    const statuses: number[] = []
    for (const action of found) {
      for (const whose of person ? [undefined, person.id] : [undefined]) {
        const answer = await call(context.request, String(baseURL), action, form, whose)
        // An action without a state reads the state as its form, and fails.
        if (whose === undefined) statuses.push(answer.status())
        expect(await answer.text(), action.page).not.toContain(team.canary)
        // Signing out is an action too.
        await context.addCookies(cookies)
      }
    }
    await context.close()
    return statuses
  }

  const before = await snapshot(team)
  for (const person of [null, foreign.admin, foreign.owner]) {
    const statuses = await everything(person)
    expect(statuses.filter((status) => status >= 500)).toEqual([])
    expect(await snapshot(team), person ? person.name : "nobody").toBe(before)
  }
})

test("the same calls by the organization's admin have effects, so the refusals prove something", async ({
  browser,
  baseURL,
}) => {
  const team = await newTeam()
  const form = await victims(team)
  const { context, page } = await personAt(browser, baseURL)
  await signInAt(page, team.admin.email, team.admin.password)
  const before = await snapshot(team)
  const answers: string[] = []
  for (const action of actions().filter(({ page }) => /^\/(members|invites|organization)/.test(page))) {
    const answer = await call(context.request, String(baseURL), action, form, team.admin.id)
    answers.push(`${action.page} ${answer.status()} ${(await answer.text()).slice(0, 300)}`)
  }
  expect(await snapshot(team), answers.join("\n")).not.toBe(before)
  await context.close()
})
