/** Plain text with links for its URLs. */
export function Linked({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/\S+)/)
  return (
    <p className="rounded-lg border border-line bg-surface p-5 break-words whitespace-pre-wrap">
      {parts.map((part, i) => {
        if (i % 2 === 0) return part
        return (
          <a key={part} href={part} className="break-all text-accent underline underline-offset-4">
            {part}
          </a>
        )
      })}
    </p>
  )
}
