"use server"

import { formAction, formActionForEach } from "@/lib/core/forms/form-action"
import type { Outcome } from "@/lib/core/outcome"
import { removeMemberAct, restoreMemberAct, updateMemberAct } from "@/lib/memberships/acts"
import { rowAnswers } from "../row-answers"
import { MembersChange, MembersRemoval, Restoration } from "./schema"

const answers = (outcomes: readonly Outcome<unknown>[], { people }: { people: readonly string[] }) =>
  rowAnswers(people, outcomes, MembersRemoval)

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
