"use client"

import { Search as Glass } from "lucide-react"
import { useRouter } from "next/navigation"
import { useEffect, useRef, useTransition } from "react"
import { address, type Search } from "@/components/search-params"
import { Button } from "@/components/ui/button"
import { Select } from "@/components/ui/select-field"

const roleChoices = [
  { value: "", label: "Every role" },
  { value: "admin", label: "Admins" },
  { value: "member", label: "Members" },
  { value: "guest", label: "Guests" },
]
const statusChoices = [
  { value: "", label: "Every status" },
  { value: "active", label: "Active" },
  { value: "invited", label: "Invited" },
  { value: "suspended", label: "Suspended" },
  { value: "expired", label: "Expired" },
]

/** Search and filters. They are an address, so that Back, reload and sharing work; with JavaScript it follows what one types. */
export function Filters({ search }: { search: Search }) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [pending, startTransition] = useTransition()

  useEffect(() => () => clearTimeout(timer.current), [])

  function follow(delay: number) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      if (!form.current) return
      const typed = Object.fromEntries(
        [...new FormData(form.current)].map(([name, value]) => [name, String(value).trim()]),
      )
      startTransition(() => router.replace(address("/members", typed), { scroll: false }))
    }, delay)
  }

  return (
    <search>
      <form
        ref={form}
        action="/members"
        aria-busy={pending}
        onInput={(event) => follow(event.target instanceof HTMLInputElement ? 200 : 0)}
        className="grid grid-cols-6 gap-3 md:grid-cols-[minmax(0,1fr)_auto_10rem_10rem]"
      >
        <input type="hidden" name="org" value={search.org ?? ""} />
        <span className="relative col-span-4 block md:col-span-1">
          <Glass aria-hidden className="absolute top-3 left-3 size-4 text-muted" />
          <input
            type="search"
            name="q"
            aria-label="Search members"
            placeholder="Name or address"
            autoComplete="off"
            maxLength={100}
            defaultValue={search.q}
            className="h-10 w-full rounded border border-edge bg-surface pr-3 pl-9 text-base hover:border-muted focus-visible:outline-offset-0"
          />
        </span>
        <Button look="plain" type="submit" className="col-span-2 md:col-span-1">
          Search
        </Button>
        <Select
          className="col-span-3 md:col-span-1"
          name="role"
          aria-label="Role"
          defaultValue={search.role ?? ""}
          choices={roleChoices}
        />
        <Select
          className="col-span-3 md:col-span-1"
          name="status"
          aria-label="Status"
          defaultValue={search.status ?? ""}
          choices={statusChoices}
        />
      </form>
    </search>
  )
}
