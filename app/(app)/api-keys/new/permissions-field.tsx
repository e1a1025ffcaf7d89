"use client"

import { useTranslations } from "use-intl/react"
import { TextField } from "@/components/ui/text-field"

type Props = {
  id: string
  name: string
  error?: string
  /** What was chosen or typed before, in words. */
  defaultValue?: string
  /** What may be given by name; others of one's own only where `others`. */
  grantable: readonly string[]
  others: boolean
}

/** What a key may do: a box for each permission that its maker may give, resource by resource, and a field for others. */
export function KeyPermissionsField({ id, name, error, defaultValue = "", grantable, others }: Props) {
  const t = useTranslations("apiKeys.form")
  const before = defaultValue.split(/[\s,]+/).filter(Boolean)
  const own = before.filter((one) => !grantable.includes(one))
  const resources = [...new Set(grantable.map((one) => one.split(":")[0] ?? one))]
  return (
    <fieldset className="grid gap-3" aria-describedby={`${id}-boxes`}>
      <legend className="mb-1.5 text-sm font-medium">{t("permissions")}</legend>
      {/* The first of its name: what checks while one types takes hold of this one, and leaves the boxes alone. */}
      <input type="hidden" name={name} value="" />
      <div className="divide-y divide-line rounded border border-edge/60 bg-surface">
        {resources.map((resource) => (
          <div key={resource} className="flex flex-wrap items-center gap-x-6 gap-y-2 px-3 py-2.5">
            <span className="w-28 shrink-0 font-mono text-sm">{resource}</span>
            {grantable
              .filter((one) => one.startsWith(`${resource}:`))
              .map((one) => (
                <label key={one} className="inline-flex min-h-6 cursor-pointer items-center gap-2 text-sm">
                  <input
                    type="checkbox"
                    name={name}
                    value={one}
                    defaultChecked={before.includes(one)}
                    className="size-4 accent-accent"
                  />
                  <span className="sr-only">{resource}:</span>
                  <span className="font-mono">{one.slice(resource.length + 1)}</span>
                </label>
              ))}
          </div>
        ))}
      </div>
      <p id={`${id}-boxes`} className="text-sm text-muted">
        {t("permissionsHint")}
      </p>
      {others ? (
        <TextField
          id={id}
          name={name}
          error={error}
          defaultValue={own.join(" ")}
          label={t("own")}
          hint={t("ownHint")}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          placeholder="billing:read reports:export"
        />
      ) : (
        error && <p className="text-sm text-danger">{error}</p>
      )}
    </fieldset>
  )
}
