/** For who is in the organization, but may not open this page. */
export function Refused({ error, required }: { error: string; required?: string }) {
  return (
    <div className="grid max-w-xl gap-4 py-12">
      <p className="font-mono text-sm text-muted">403</p>
      <h1 className="text-2xl font-semibold">This page is not open to you</h1>
      {required ? (
        <p className="text-muted">
          You need the permission{" "}
          <code className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-sm text-ink">{required}</code> in this
          organization. Ask one of its admins.
        </p>
      ) : (
        <p className="text-muted">{error}</p>
      )}
    </div>
  )
}

/** For who has an account, but no organization to look at. */
export function NoOrganization() {
  return (
    <div className="grid max-w-xl gap-4 py-12">
      <h1 className="text-2xl font-semibold">You are in no organization</h1>
      <p className="text-muted">Ask an admin of yours for an invite. Your profile stays open to you.</p>
    </div>
  )
}
