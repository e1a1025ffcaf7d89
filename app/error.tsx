"use client"

import { DeadEnd } from "@/components/dead-end"
import { Button } from "@/components/ui/button"

/** When a page could not be rendered. The digest stands in the log beside what happened. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <DeadEnd
      code={error.digest ? `500 · ${error.digest}` : "500"}
      title="Something went wrong"
      action={<Button onClick={reset}>Try again</Button>}
    >
      It is our fault, not yours. Try again in a few seconds; if it stays, tell us the code above.
    </DeadEnd>
  )
}
