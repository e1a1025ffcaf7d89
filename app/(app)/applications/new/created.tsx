"use client"

import { useTranslations } from "use-intl/react"
import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { applicationTypes } from "@/lib/applications/schema"
import { Setup } from "../setup"

type Props = { org: string; issuer: string; once: readonly string[] }

/** What a new application needs to know, with its secret. */
export function Created({ org, issuer, once }: Props) {
  const t = useTranslations("applications.form")
  const [id = "", env = "", secret = "", made = "", redirect = ""] = once
  const type = applicationTypes.find((one) => one === made) ?? "web"
  return (
    <div className="grid max-w-xl grid-cols-1 gap-5">
      <Alert tone="good">
        <p>{secret ? t.rich("done", { strong: (text) => <strong>{text}</strong> }) : t("donePublic")}</p>
      </Alert>
      <Setup {...{ env, issuer, type, redirect }} clientId={id} once={secret !== ""} />
      <p className="text-sm">
        <TextLink href={address(`/applications/${id}`, { org })}>{t("open")}</TextLink>
      </p>
    </div>
  )
}
