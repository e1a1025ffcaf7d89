import english from "./en/audit"

/** Groups of audit actions: the part before the dot. */
export const auditGroups = Object.keys(english.groups) as (keyof typeof english.groups)[]

/** The audit log's actions by their stable names, such as `member.updated`. */
export const auditActions = Object.keys(english.actions).flatMap((key) => {
  const group = auditGroups.filter((name) => key.startsWith(`${name}_`)).sort((a, b) => b.length - a.length)[0]
  return group ? [{ group, action: `${group}.${key.slice(group.length + 1)}` }] : []
})
