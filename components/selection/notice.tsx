"use client"

import { useEffect, useRef, useState } from "react"
import { useTranslations } from "use-intl/react"
import { Alert } from "../ui/alert"
import { Button } from "../ui/button"
import { Changing } from "../ui/changing"

export type News = { tone: "good" | "bad"; text: string /** Undoes it. */; undo?: () => void }

/** State of the notice: the result of the last action. */
export const useNotice = () => useState<News>()

/** Shows the result of an action; takes the focus if the action's button is gone, so that it isn't lost. */
export function Notice({ notice }: { notice: News | undefined }) {
  const t = useTranslations("lists")
  const line = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (notice && document.activeElement === document.body) line.current?.focus()
  }, [notice])

  return (
    <div ref={line} tabIndex={-1} className={notice ? "outline-none" : "contents"}>
      {notice && (
        <Alert tone={notice.tone}>
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <Changing>{notice.text}</Changing>
            {notice.undo && (
              <Button type="button" look="plain" size="small" onClick={notice.undo}>
                {t("undo")}
              </Button>
            )}
          </span>
        </Alert>
      )}
    </div>
  )
}
