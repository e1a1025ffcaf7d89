"use client"

import { type ReactNode, useId, useState } from "react"
import { useTranslations } from "use-intl/react"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { isBuiltIn } from "@/lib/core/identity/permissions"
import { CustomPermissions, isBadPermission } from "./custom-permissions"
import { PermissionMatrix } from "./permission-matrix"
import { Button } from "./ui/button"

type Props = {
  /** ID of the text field for custom permissions; an error summary leads there. */
  id?: string | undefined
  name: string
  label: ReactNode
  hint?: ReactNode
  /** Label of the text field for custom permissions. */
  customLabel?: string
  error?: string
  /** Permissions to select from, built in and custom. */
  grantable: readonly string[]
  /** Permissions included in the selected role. */
  byRole?: readonly string[]
  /** Initially selected: granted, or typed before. */
  held: readonly string[]
  /** Whether custom permissions can be typed. */
  custom: boolean
}

/** Selects permissions to grant: presets, a table of the built-in ones, and custom ones. Works without JavaScript. */
export function PermissionsField(props: Props) {
  const { id: fieldId, name, label, hint, customLabel, error, grantable, byRole = [], held, custom } = props
  const t = useTranslations("permissions")
  const id = useId()
  const hydrated = useHydrated()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(held.filter((one) => !isBadPermission(one))))
  const builtIn = grantable.filter(isBuiltIn)
  const own = [...new Set([...grantable, ...held.filter((one) => !isBadPermission(one)), ...chosen])].filter(
    (one) => !isBuiltIn(one),
  )

  function choose(some: readonly string[], on: boolean) {
    const next = new Set(chosen)
    for (const one of some) on ? next.add(one) : next.delete(one)
    setChosen(next)
  }

  /** Selects the permissions of a preset; custom ones stay. */
  function preset(some: readonly string[]) {
    setChosen(new Set([...[...chosen].filter((one) => !isBuiltIn(one)), ...some]))
  }
  const left = builtIn.filter((one) => !byRole.includes(one))
  const presets = { read: left.filter((one) => one.endsWith(":read")), all: left, none: [] }

  return (
    <fieldset className="grid gap-3" aria-describedby={hint ? `${id}-boxes` : undefined}>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <span id={`${id}-start`} tabIndex={-1} className="outline-none" />
      <SkipLink to={`${id}-end`}>{t("skip")}</SkipLink>
      {/* The first input of this name: live validation uses this one, and leaves the checkboxes alone. */}
      <input type="hidden" name={name} value="" />
      {left.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset in the fieldset would be read as another form field.
        <div role="group" aria-label={t("presets.label")} className="flex flex-wrap gap-2 noscript:hidden">
          {(["read", "all", "none"] as const).map((one) => (
            <Button
              key={one}
              type="button"
              look="plain"
              size="small"
              disabled={!hydrated}
              onClick={() => preset(presets[one])}
            >
              {t(`presets.${one}`)}
            </Button>
          ))}
        </div>
      )}
      <PermissionMatrix {...{ name, byRole, chosen, choose }} grantable={builtIn} />
      {hint && (
        <p id={`${id}-boxes`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {(custom || own.length > 0) && (
        <CustomPermissions
          {...{ id: fieldId, name, error, own, chosen, choose }}
          label={customLabel}
          typing={custom}
          initial={held.filter(isBadPermission).join(" ")}
        />
      )}
      {!custom && error && <p className="text-sm text-danger">{error}</p>}
      <SkipLink to={`${id}-start`}>{t("back")}</SkipLink>
      <span id={`${id}-end`} tabIndex={-1} className="outline-none" />
    </fieldset>
  )
}

/** Leads past the many boxes, in either direction; shown while it has the focus. */
function SkipLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a
      href={`#${to}`}
      className="sr-only w-fit rounded bg-accent px-3 py-1 text-sm text-on-accent focus:not-sr-only focus:px-3 focus:py-1"
    >
      {children}
    </a>
  )
}
