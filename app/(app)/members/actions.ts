"use server"

import { failure } from "@/lib/core/forms/failure"
import { formAction, formActionForEach } from "@/lib/core/forms/form-action"
import type { RowAnswer } from "@/lib/core/forms/form-state"
import type { Outcome } from "@/lib/core/http/perform"
import { removeMemberAct, restoreMemberAct, updateMemberAct } from "@/lib/memberships/acts"
import { MembersChange, MembersRemoval, Restoration } from "./schema"

const answers = (outcomes: readonly Outcome<unknown>[], { people }: { people: readonly string[] }) =>
  Promise.all(people.map((id, i) => answer(id, outcomes[i])))

async function answer(id: string, outcome: Outcome<unknown> | undefined): Promise<RowAnswer> {
  if (!outcome || "value" in outcome) return { id, ok: Boolean(outcome) }
  const { code, message } = await failure(outcome.error, MembersRemoval)
  return { id, ok: false, code, message }
}

export const changeMembers = formActionForEach(updateMemberAct, {
  fields: MembersChange,
  each: ({ people, versions, kind, role }) => {
    const bodies = { role: { role }, suspend: { status: "suspended" }, lift: { status: "active" } } as const
    return people.map((user_id, i) => ({ target: { user_id }, version: versions[i] ?? null, body: bodies[kind] }))
  },
  rows: answers,
})

export const removeMembers = formActionForEach(removeMemberAct, {
  fields: MembersRemoval,
  each: ({ people }) => people.map((user_id) => ({ target: { user_id } })),
  rows: answers,
})

export const restore = formAction(restoreMemberAct, {
  fields: Restoration,
  goTo: (_, __, org) => `/members?org=${org}&status=removed&done=restored`,
})
