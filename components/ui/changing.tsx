type Props = { children: string | number | false | null | undefined; className?: string }

/**
 * A changing text, in an element keyed by it. A browser that translates the page replaces text nodes by elements, and
 * React would write into a node that is no longer there.
 */
export function Changing({ children, className }: Props) {
  if (!children && children !== 0) return null
  return (
    <span key={children} className={className}>
      {children}
    </span>
  )
}

/** The same for content that may be elements: those are unchanged. */
export const changing = (content: React.ReactNode) =>
  typeof content === "string" ? <Changing>{content}</Changing> : content
