"use client"

import { Search as Glass } from "lucide-react"
import { useRouter } from "next/navigation"
import { useEffect, useRef, useTransition } from "react"
import { useTranslations } from "use-intl/react"
import { useRoles } from "@/components/roles"
import { address, type Search } from "@/components/search-params"
import { Button } from "@/components/ui/button"
import { Select } from "@/components/ui/select-field"

const statuses = ["active", "invited", "suspended", "expired"] as const
const names = ["q", "role", "status", "sort"] as const
const sorts = ["name", "-name", "-created_at", "created_at"] as const

type Props = { search: Search; mayWrite: boolean; mayRemove: boolean }

/**
 * Search, filters and sort order, as a GET form, so that Back, reload and sharing work; with JavaScript the URL follows
 * the input.
 */
export function MemberFilters({ search, mayWrite, mayRemove }: Props) {
  const t = useTranslations("members")
  const labels = useTranslations("labels")
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const shown = JSON.stringify(names.map((name) => search[name] ?? ""))
  const [pending, startTransition] = useTransition()

  // The values that differ from the URL, if any.
  function differing() {
    return (JSON.parse(shown) as string[]).flatMap((value, i) => {
      const control = form.current?.elements.namedItem(names[i] ?? "")
      const ours = control instanceof HTMLInputElement || control instanceof HTMLSelectElement
      return ours && control.value.trim() !== value ? [{ control, value }] : []
    })
  }

  function follow(delay: number) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      timer.current = undefined
      if (!form.current) return
      const data = new FormData(form.current)
      const typed = Object.fromEntries([...data].map(([name, value]) => [name, String(value).trim()]))
      startTransition(() => router.replace(address("/members", typed), { scroll: false }))
    }, delay)
  }

  // Text may have been typed before hydration.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once, after hydration.
  useEffect(() => {
    if (differing().length > 0) follow(0)
    return () => clearTimeout(timer.current)
  }, [])

  // Back and links also change the URL. While typed text is pending, the form wins.
  // biome-ignore lint/correctness/useExhaustiveDependencies: compared only after the URL has changed.
  useEffect(() => {
    if (pending || timer.current !== undefined) return
    for (const { control, value } of differing()) control.value = value
  }, [shown, pending])

  const { keys, nameOf } = useRoles()
  const roles = keys.map((value) => ({ value, label: nameOf(value) }))
  const states = statuses.map((value) => ({ value, label: labels(`states.${value}`) }))
  const removed = mayRemove ? [{ value: "removed", label: t("removed.state") }] : []
  return (
    <search>
      <form
        ref={form}
        action="/members"
        aria-busy={pending}
        onInput={(event) => follow(event.target instanceof HTMLInputElement ? 200 : 0)}
        onSubmit={(event) => {
          event.preventDefault()
          follow(0)
        }}
        className="grid grid-cols-2 gap-3 sm:grid-cols-[minmax(0,1fr)_auto_auto] lg:grid-cols-[minmax(0,1fr)_auto_10rem_10rem_11rem]"
      >
        <input type="hidden" name="org" value={search.org ?? ""} />
        <span className="relative col-span-2 block lg:col-span-1">
          <Glass aria-hidden className="absolute top-3 left-3 size-4 text-muted" />
          <input
            type="search"
            name="q"
            aria-label={t("filters.search")}
            placeholder={mayWrite ? t("filters.placeholder") : t("filters.placeholderName")}
            autoComplete="off"
            maxLength={100}
            defaultValue={search.q}
            className="h-10 w-full rounded border border-edge bg-surface pr-3 pl-9 text-base hover:border-muted focus-visible:outline-offset-0"
          />
        </span>
        <Button look="plain" type="submit" className="max-sm:order-last">
          {t("filters.submit")}
        </Button>
        <Select
          name="role"
          aria-label={t("role")}
          defaultValue={search.role ?? ""}
          choices={[{ value: "", label: t("filters.everyRole") }, ...roles]}
        />
        <Select
          name="status"
          aria-label={t("status")}
          defaultValue={search.status ?? ""}
          choices={[{ value: "", label: t("filters.everyStatus") }, ...(mayWrite ? states : []), ...removed]}
        />
        <Select
          name="sort"
          aria-label={t("filters.sort")}
          defaultValue={search.sort ?? ""}
          choices={sorts.map((value) => ({ value: value === "name" ? "" : value, label: t(`sorts.${value}`) }))}
        />
      </form>
    </search>
  )
}
