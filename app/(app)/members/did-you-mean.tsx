import { Fragment } from "react"
import { address, type Search } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { translations } from "@/lib/i18n/translations"
import { listSearch } from "./query"

/** The longest search text that is accepted. */
const longest = 100

/** The names most similar to a search that found nothing, each a link that searches for it. */
export async function DidYouMean({ nearest, search }: { nearest: readonly string[]; search: Search }) {
  const t = await translations("members")
  const linkTo = (name: string) =>
    address("/members", { ...listSearch(search), q: [...name].slice(0, longest).join("") })
  const names = () =>
    nearest.map((name, i) => (
      <Fragment key={name}>
        {i > 0 && ", "}
        <TextLink href={linkTo(name)}>
          <bdi>{name}</bdi>
        </TextLink>
      </Fragment>
    ))
  return <span className="mb-1 block text-base text-ink wrap-anywhere">{t.rich("didYouMean", { names })}</span>
}
