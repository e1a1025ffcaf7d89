"use client"

import { useEffect, useRef, useState } from "react"
import { useTranslations } from "use-intl/react"
import { Alert } from "../ui/alert"
import { Button } from "../ui/button"
import { Changing } from "../ui/changing"

export type News = { tone: "good" | "bad"; text: string /** Takes it back. */; undo?: () => void }

/** What was done last, and a way to say it. */
export const useNotice = () => useState<News>()

/** Says what became of an act; takes the focus where the act's own button is gone, so that it is not lost. */
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
