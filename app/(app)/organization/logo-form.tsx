"use client"

import { useTranslations } from "use-intl/react"
import { ImageForm } from "@/components/image-form"
import { deleteLogo, uploadLogo } from "./logo-actions"
import { OrganizationLogo } from "./organization-logo"

/** An organization's logo, for members who may change it. */
export function LogoForm({ org, url }: { org: string; url: string | null }) {
  const t = useTranslations("images")
  return (
    <ImageForm
      upload={uploadLogo}
      remove={deleteLogo}
      values={{ org }}
      removable={url !== null}
      show={{
        stored: url ? <OrganizationLogo url={url} /> : <p className="text-sm text-muted">{t("noLogo")}</p>,
        chosen: (chosen) => <OrganizationLogo url={chosen} />,
      }}
    />
  )
}
