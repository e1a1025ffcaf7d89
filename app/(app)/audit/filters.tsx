import Link from "next/link"
import { address, type Search } from "@/components/search-params"
import { Button } from "@/components/ui/button"
import { ButtonSlot } from "@/components/ui/button-slot"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { auditActions, auditGroups } from "@/lib/i18n/audit-actions"
import type { People } from "./people"
import type { AuditWords } from "./words"

type Props = { search: Search; words: AuditWords; wholeTenant: boolean; people: People }

/** Filters of the audit log, as a GET form, so that Back, reload and sharing work. */
export function EventFilters({ search, words, wholeTenant, people }: Props) {
  const { t } = words
  const { org, action, actor, target, from, to, scope, signins } = search
  const id = (name: string) => `filter-${name}`
  const text = {
    autoComplete: "off",
    autoCapitalize: "none",
    spellCheck: false,
    placeholder: t("filters.person"),
    list: id("people"),
    maxLength: 254,
  }
  const shown = (text: string | undefined) => people.shown.get(text ?? "") ?? text
  const choices = auditGroups.flatMap((group) => [
    { value: group, label: t("filters.allOf", { group: t(`groups.${group}`) }) },
    ...auditActions
      .filter((one) => one.group === group)
      .map((one) => ({ value: one.action, label: `  ${words.action(one.action)}` })),
  ])
  const listed = choices.some(({ value }) => value === action)
  return (
    <search>
      <form action="/audit" className="grid grid-cols-1 items-end gap-3 min-[24rem]:grid-cols-2 sm:grid-cols-3">
        <input type="hidden" name="org" value={org ?? ""} />
        <Field id={id("action")} label={t("filters.action")}>
          <Select
            id={id("action")}
            name="action"
            defaultValue={action ?? ""}
            choices={[
              { value: "", label: t("filters.anyAction") },
              ...choices,
              ...(action && !listed ? [{ value: action, label: action }] : []),
            ]}
          />
        </Field>
        <TextField {...text} id={id("actor")} name="actor" label={t("filters.actor")} defaultValue={shown(actor)} />
        <TextField {...text} id={id("target")} name="target" label={t("filters.target")} defaultValue={shown(target)} />
        <TextField id={id("from")} name="from" type="date" label={t("filters.from")} defaultValue={from} />
        <TextField id={id("to")} name="to" type="date" label={t("filters.to")} defaultValue={to} />
        {wholeTenant && (
          <Field id={id("scope")} label={t("scopes.label")}>
            <Select
              id={id("scope")}
              name="scope"
              defaultValue={scope ?? ""}
              choices={[
                { value: "", label: t("scopes.organization") },
                { value: "tenant", label: t("scopes.tenant") },
              ]}
            />
          </Field>
        )}
        <datalist id={id("people")}>
          {people.offered.map((person) => (
            <option key={person} value={person} />
          ))}
        </datalist>
        <label className="flex min-h-10 items-center gap-2 text-sm">
          <input
            type="checkbox"
            name="signins"
            value="1"
            defaultChecked={Boolean(signins)}
            className="size-4 accent-accent"
          />
          {t("signIns")}
        </label>
        <div className="flex flex-wrap gap-2">
          <Button look="plain" type="submit">
            {t("filters.show")}
          </Button>
          {Boolean(action || actor || target || from || to || scope || signins) && (
            <ButtonSlot look="quiet">
              <Link href={address("/audit", { org })} prefetch={false}>
                {t("filters.clear")}
              </Link>
            </ButtonSlot>
          )}
        </div>
      </form>
    </search>
  )
}
