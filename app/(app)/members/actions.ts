"use server"

import type { z } from "zod"
import { failure } from "@/lib/core/forms/failure"
import { formAction } from "@/lib/core/forms/form-action"
import type { RowAnswer } from "@/lib/core/forms/form-state"
import type { Scope } from "@/lib/core/identity/access"
import { givesMore } from "@/lib/core/identity/permissions"
import { restoreMember } from "@/lib/memberships/remove"
import { removeMember, showMember, updateMember } from "@/lib/memberships/service"
import { requireProof } from "@/lib/sessions/proof"
import { MembersChange, MembersRemoval, Restoration } from "./schema"

/** Each member for themselves: a refused one stops no other. */
async function each(people: string[], act: (id: string) => Promise<unknown>): Promise<RowAnswer[]> {
  const rows: RowAnswer[] = []
  for (const id of people)
    rows.push(
      await act(id).then(
        () => ({ id, ok: true }),
        async (error: unknown) => ({ id, ok: false, message: (await failure(error, MembersRemoval)).message }),
      ),
    )
  return rows
}

type Input = z.output<typeof MembersChange>

/** Whether somebody would gain rights by it. Who is not there any more gains nothing. */
async function raises(place: Scope, { people, kind, role }: Input): Promise<boolean> {
  if (kind !== "role" || !role) return false
  const found = await Promise.all(people.map((id) => showMember(place, id).catch(() => null)))
  return found.some((user) => user?.role && givesMore({ ...user, role: user.role }, { role, permissions: [] }))
}

export const changeMembers = formAction({
  permission: "users:write",
  body: MembersChange,
  run: async ({ me, actor, input }) => {
    if (await raises(actor, input)) await requireProof(me, input.password)
    const patches = {
      role: { role: input.role },
      suspend: { status: "suspended" },
      lift: { status: "active" },
    } as const
    return each(input.people, (id) => updateMember(actor, id, patches[input.kind]))
  },
  rows: (rows) => rows,
})

export const removeMembers = formAction({
  permission: "users:delete",
  body: MembersRemoval,
  run: async ({ me, actor, input: { people, password } }) => {
    await requireProof(me, password)
    return each(people, (id) => removeMember(actor, id))
  },
  rows: (rows) => rows,
})

export const restore = formAction({
  permission: "users:delete",
  body: Restoration,
  run: async ({ me, actor, input: { user_id, password } }) => {
    await requireProof(me, password)
    await restoreMember(actor, user_id)
    return actor.organizationId
  },
  goTo: (org) => `/members?org=${org}&status=removed&done=restored`,
})
