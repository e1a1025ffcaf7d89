import english from "@/lib/i18n/en/audit"

/** Groups of actions, by the part before the dot. */
export const groups = Object.keys(english.groups) as (keyof typeof english.groups)[]

/** Actions that have a text, by their stable names: `member.updated`. */
export const actions = Object.keys(english.actions).flatMap((key) => {
  const group = groups.filter((name) => key.startsWith(`${name}_`)).sort((a, b) => b.length - a.length)[0]
  return group ? [{ group, action: `${group}.${key.slice(group.length + 1)}` }] : []
})

/** Too frequent to be useful by default: shown on request. */
const signIns = ["session.signed_in", "session.signed_out"]

/** Everything but sign-ins. */
export const withoutSignIns = actions.map(({ action }) => action).filter((action) => !signIns.includes(action))
