"use client"

import { type ReactNode, useEffect, useId, useRef } from "react"
import { useTranslations } from "use-intl/react"
import { Disclosure } from "@/components/disclosure"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { closeAccount } from "./account-actions"

type Organization = { id: string; name: string; others: number }
type Field = "password" | "delete_organizations"

type Props = {
  /** The organizations to be deleted with the account. */
  organizations: readonly Organization[]
  /** What has to be done first; replaces the form. */
  blocked: ReactNode
  /** The consequences. */
  children: ReactNode
}

/** The password, and a checkbox that names the organizations to be deleted with the account, if any. */
export function CloseForm({ organizations, blocked, children }: Props) {
  const t = useTranslations("profile.close")
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [state, dispatch, pending] = useFormAction<Field>(closeAccount)
  const names = organizations.map((one) => one.id).join(" ")

  useEffect(() => {
    if (state.n > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus()
  }, [state])

  return (
    <Disclosure label={t("behind")} look="danger" open={state.n > 0}>
      {children}
      {blocked || (
        <form ref={form} action={dispatch} className="grid gap-4">
          {state.code === "last_admin" && organizations.length > 0 ? (
            <Alert tone="bad">{t("depends", { n: organizations.length })}</Alert>
          ) : (
            <FormMessage state={state} />
          )}
          {organizations.length > 0 && (
            // A different list resets the checkbox: the person consents only to what they have seen.
            <Consent
              key={names}
              value={names}
              organizations={organizations}
              checked={state.values.delete_organizations === names}
              error={state.fields.delete_organizations}
            />
          )}
          <ProofField id={`${id}-password`} name="password" error={state.fields.password} asks />
          <div>
            <Button look="danger" disabled={pending}>
              {organizations.length > 0 ? t("submitAll", { n: organizations.length }) : t("submit")}
            </Button>
          </div>
        </form>
      )}
    </Disclosure>
  )
}

type ConsentProps = { value: string; organizations: readonly Organization[]; checked: boolean; error?: string }

function Consent({ value, organizations, checked, error }: ConsentProps) {
  const t = useTranslations("profile.close")
  const id = useId()
  return (
    <div className="grid gap-2">
      <label className="flex cursor-pointer gap-3 rounded border border-danger/40 px-4 py-3">
        <input
          type="checkbox"
          name="delete_organizations"
          value={value}
          defaultChecked={checked}
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-more`}
          className="mt-1 size-4 shrink-0 accent-danger"
        />
        <span className="grid min-w-0 gap-1">
          <span>{t("delete", { n: organizations.length })}</span>
          {organizations.map(({ id, name, others }) => (
            <span key={id} className="wrap-anywhere">
              <bdi className="font-medium wrap-anywhere">{name}</bdi>
              {others > 0 && (
                <>
                  {" – "}
                  <strong>{t("lose", { n: others })}</strong>
                </>
              )}
            </span>
          ))}
        </span>
      </label>
      <p id={`${id}-more`} className="text-sm text-muted">
        {error && <span className="block text-danger">{error}</span>}
        {organizations.some(({ others }) => others > 0) &&
          t.rich("keep", { link: (text) => <TextLink href="/tenants">{text}</TextLink> })}
      </p>
    </div>
  )
}
