"use client"

import type { ComponentProps } from "react"
import { IntlProvider } from "use-intl/react"

type Props = Pick<ComponentProps<typeof IntlProvider>, "locale" | "messages" | "children">

/** The texts for `useTranslations`; times are UTC, as everywhere. */
export function MessagesProvider(props: Props) {
  return <IntlProvider timeZone="UTC" {...props} />
}
