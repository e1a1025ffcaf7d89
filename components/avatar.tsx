import { initialsStyle } from "./hue"
import { initials } from "./initials"
import { Picture } from "./picture"

const sizes = { small: "size-8 text-xs", base: "size-10 text-sm", large: "size-20 text-xl" }

/** A person's picture; their initials until it has loaded, or if there is none. */
export function Avatar({
  id,
  name,
  url,
  size = "small",
}: {
  /** ID of the person or thing: decides the color of the initials. */
  id: string
  name: string
  url?: string | null
  size?: keyof typeof sizes
}) {
  return (
    <span
      aria-hidden
      style={initialsStyle(id)}
      className={`relative grid shrink-0 place-items-center overflow-hidden rounded-full font-medium ${sizes[size]}`}
    >
      {initials(name)}
      {url && <Picture url={url} />}
    </span>
  )
}
