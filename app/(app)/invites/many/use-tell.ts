"use client"

import { useMessages, useTranslations } from "use-intl/react"
import type english from "@/lib/i18n/en/many-invites"
import type { Row } from "./rows"

type Story = keyof typeof english.stories

/** Describes the state of a row in a few words and, after an error, in a sentence. */
export function useTell() {
  const t = useTranslations("manyInvites")
  const stories: object = useMessages().manyInvites?.stories ?? {}
  const hasStory = (state: string): state is Story => Object.hasOwn(stories, state)
  return ({ state, detail }: Row) => ({
    result: t(`states.${state}`),
    reason: hasStory(state) ? t(`stories.${state}`) : state === "failed" || state === "reserved" ? (detail ?? "") : "",
  })
}
