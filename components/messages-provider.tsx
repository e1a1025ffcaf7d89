"use client"

import { type ComponentProps, createContext, use, useMemo } from "react"
import { IntlProvider } from "use-intl/react"

type Props = Pick<ComponentProps<typeof IntlProvider>, "locale" | "children"> & { messages: object }

const Outer = createContext<object>({})

/** Provides texts for `useTranslations`, in addition to those of enclosing providers; times are UTC, as everywhere. */
export function MessagesProvider({ messages, ...rest }: Props) {
  const outer = use(Outer)
  const all = useMemo(() => ({ ...outer, ...messages }), [outer, messages])
  return (
    <Outer value={all}>
      <IntlProvider timeZone="UTC" messages={all} {...rest} />
    </Outer>
  )
}
