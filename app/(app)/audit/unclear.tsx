import { Fragment } from "react"
import { address, type Search } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import type { Unclear as Choice } from "./pick"
import type { AuditWords } from "./words"

/** Several people have the name that was typed: a link for each. */
export function Unclear({ unclear, search, words: { t } }: { unclear: Choice[]; search: Search; words: AuditWords }) {
  return unclear.map(({ field, name, people }) => {
    const links = () =>
      people.map((person, i) => (
        <Fragment key={person.id}>
          {i > 0 && ", "}
          <TextLink href={address("/audit", { ...search, cursor: undefined, before: undefined, [field]: person.id })}>
            <bdi>{person.email ?? person.name}</bdi>
          </TextLink>
        </Fragment>
      ))
    return (
      <Alert key={field} tone="note">
        <span className="wrap-anywhere">{t.rich("unclear", { name, people: links })}</span>
      </Alert>
    )
  })
}
