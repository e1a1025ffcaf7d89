import Link from "next/link"
import { address, type Search } from "@/components/search-params"
import { Button } from "@/components/ui/button"
import { ButtonSlot } from "@/components/ui/button-slot"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { type AuditWords, actions, groups } from "./words"

type Props = { search: Search; words: AuditWords; wholeTenant: boolean }

/** Which events to show; an address, so that Back, reload and sharing work. */
export function EventFilters({ search, words, wholeTenant }: Props) {
  const { t } = words
  const { org, action, actor, target, from, to, scope } = search
  const id = (name: string) => `filter-${name}`
  const text = { autoComplete: "off", autoCapitalize: "none", spellCheck: false, placeholder: t("filters.person") }
  const choices = groups.flatMap((group) => [
    { value: group, label: t("filters.allOf", { group: t(`groups.${group}`) }) },
    ...actions
      .filter((one) => one.group === group)
      .map((one) => ({ value: one.action, label: `  ${words.action(one.action)}` })),
  ])
  const listed = choices.some(({ value }) => value === action)
  return (
    <search>
      <form action="/audit" className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3">
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
        <TextField {...text} id={id("actor")} name="actor" label={t("filters.actor")} defaultValue={actor} />
        <TextField {...text} id={id("target")} name="target" label={t("filters.target")} defaultValue={target} />
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
        <div className="flex gap-2">
          <Button look="plain" type="submit">
            {t("filters.show")}
          </Button>
          {Boolean(action || actor || target || from || to || scope) && (
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
