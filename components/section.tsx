import type { ReactNode } from "react"

/** A section of a page: title and description on the left, content on the right. */
export function Section({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-x-10 gap-y-5 border-t border-line py-8 max-md:grid-cols-1 md:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="grid content-start gap-1.5">
        <h2 className="text-lg font-semibold">{title}</h2>
        {about && <p className="text-sm text-muted wrap-anywhere">{about}</p>}
      </div>
      <div className="grid max-w-xl grid-cols-1 content-start gap-5">{children}</div>
    </section>
  )
}
