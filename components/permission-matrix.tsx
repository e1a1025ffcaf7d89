"use client"

import { useTranslations } from "use-intl/react"
import { type Permission, permissions } from "@/lib/core/identity/permissions"
import { permissionWords } from "./permission-words"

type Resource = Permission extends `${infer R}:${string}` ? R : never

const resources = [...new Set(permissions.map((one) => one.split(":")[0] as Resource))]
const actions = ["read", "write", "delete"] as const

type Props = {
  name: string
  /** Built-in permissions that can be granted. */
  grantable: readonly string[]
  /** Permissions included in the selected role. */
  byRole: readonly string[]
  chosen: ReadonlySet<string>
  choose: (some: readonly string[], on: boolean) => void
}

/** A table of built-in permissions: a row per resource, a column per action, a checkbox where one can be granted. */
export function PermissionMatrix({ name, grantable, byRole, chosen, choose }: Props) {
  const t = useTranslations("permissions")
  const offered = permissions.filter((one) => grantable.includes(one) || byRole.includes(one) || chosen.has(one))
  const shown = resources.filter((resource) => offered.some((one) => one.startsWith(`${resource}:`)))
  if (shown.length === 0) return null

  function cell(permission: string) {
    const words = permissionWords(t, permission)
    const exists = permissions.some((one) => one === permission)
    if (exists && byRole.includes(permission) && !chosen.has(permission))
      return (
        <span className="text-accent" title={t("byRole")}>
          <span aria-hidden>✓</span>
          <span className="sr-only">{`${words}: ${t("byRole")}`}</span>
        </span>
      )
    if (!exists || !offered.some((one) => one === permission))
      return (
        <span className="text-muted">
          <span aria-hidden>–</span>
          <span className="sr-only">{t("notYours")}</span>
        </span>
      )
    return (
      <label className="inline-grid size-8 cursor-pointer place-items-center" title={permission}>
        <input
          type="checkbox"
          name={name}
          value={permission}
          aria-label={words}
          checked={chosen.has(permission)}
          onChange={(event) => choose([permission], event.target.checked)}
          className="size-4 accent-accent"
        />
      </label>
    )
  }

  return (
    <table className="w-full rounded border border-edge/60 bg-surface text-sm max-[22rem]:text-xs">
      <thead>
        <tr className="border-b border-line text-left text-muted">
          <th scope="col" className="px-2 py-2 font-medium max-[22rem]:pr-0 sm:px-3">
            {t("resource")}
          </th>
          {actions.map((action) => (
            <th key={action} scope="col" className="px-1 py-2 text-center font-medium">
              {t(`actions.${action}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {shown.map((resource) => (
          <tr key={resource}>
            <th scope="row" className="px-2 py-1.5 text-left font-normal sm:px-3">
              {t(`resources.${resource}`)}
            </th>
            {actions.map((action) => (
              <td key={action} className="px-1 py-1 text-center">
                {cell(`${resource}:${action}`)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
