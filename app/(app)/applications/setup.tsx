"use client"

import { useTranslations } from "use-intl/react"
import { SecretText } from "@/components/secret-text"
import type { ApplicationType } from "@/lib/applications/schema"
import { frameworksOf, snippet } from "./snippets"

type Props = {
  /** The `.env` file. */
  env: string
  /** Whether it has a secret that is shown only this once. */
  once?: boolean
  issuer: string
  clientId: string
  type: ApplicationType
  redirect: string
}

/** An application's `.env` file and the code for each framework, with buttons to copy them. */
export function Setup({ env, once = false, issuer, clientId, type, redirect }: Props) {
  const t = useTranslations("applications")
  return (
    <div className="grid grid-cols-1 gap-5">
      <SecretText label={t("setup.env")} text={env} {...(once && { leave: t("leave") })} />
      <div className="grid grid-cols-1 gap-2">
        {frameworksOf(type).map((framework) => (
          <details key={framework} name="framework" className="rounded-lg border border-line bg-surface">
            <summary className="px-4 py-2.5 font-medium">{t(`setup.frameworks.${framework}`)}</summary>
            <div className="border-t border-line p-4">
              <SecretText
                label={t(`setup.frameworks.${framework}`)}
                text={snippet(framework, { issuer, clientId, type, redirect })}
              />
            </div>
          </details>
        ))}
      </div>
    </div>
  )
}
