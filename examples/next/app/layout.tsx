import { NanostackProvider } from "@nanostack/nextjs"
import type { ReactNode } from "react"

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <NanostackProvider>{children}</NanostackProvider>
      </body>
    </html>
  )
}
