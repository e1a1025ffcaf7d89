import type { Search } from "@/components/search-params"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"

const fields = [
  { name: "action", label: "Action", placeholder: "member.updated" },
  { name: "actor", label: "Who", placeholder: "user_…" },
  { name: "target", label: "On whom or what", placeholder: "user_…, key_…" },
  { name: "from", label: "From", type: "date" },
  { name: "to", label: "To", type: "date" },
]

/** Which events to show; an address, so that Back, reload and sharing work. */
export function Filters({ search }: { search: Search }) {
  return (
    <search>
      <form action="/audit" className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3">
        <input type="hidden" name="org" value={search.org ?? ""} />
        {fields.map(({ name, ...field }) => (
          <TextField
            key={name}
            {...field}
            name={name}
            id={`filter-${name}`}
            defaultValue={search[name]}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        ))}
        <Button look="plain" type="submit">
          Show
        </Button>
      </form>
    </search>
  )
}
