import { List } from "./ui/list"

/** Names given by people, one below the other; two may be equal. */
export function NameList({ names }: { names: readonly string[] }) {
  const rows = names.map((name, i) => ({ name, key: `${i} ${name}` }))
  return (
    <List>
      {rows.map(({ name, key }) => (
        <li key={key} className="px-4 py-2.5 font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </li>
      ))}
    </List>
  )
}
