import type { Metadata } from "next"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { Section } from "@/components/section"
import { Alert } from "@/components/ui/alert"
import { getMe } from "@/lib/users/service"
import { memberPage } from "../member-page"
import { sendVerification } from "./actions"
import { DetailsForm } from "./details-form"
import { PasswordForm } from "./password-form"

export const metadata: Metadata = { title: "Profile" }

const notices: Record<string, string> = {
  registered: "Welcome. Your account is ready.",
  verified: "Your address is verified: everything is open to you now.",
  joined: "You are in. Welcome.",
}

/** One's own account: the same in every organization. */
export default memberPage({
  path: "/profile",
  permission: "self",
  render: async ({ me, search }) => {
    const notice = Object.hasOwn(notices, search.done ?? "") ? notices[search.done ?? ""] : undefined
    const { name, email, bio, avatar_url } = await getMe(me)
    return (
      <>
        <Heading title="Profile">Your account is one and the same in every organization.</Heading>
        {notice && <Alert tone="good">{notice}</Alert>}
        {!me.verified && (
          <Alert tone="note">
            <div className="grid gap-3">
              <p>
                Verify <strong>{email}</strong>: open the link that we sent there. Until then you cannot invite or
                change others.
              </p>
              <ActionForm action={sendVerification} look="plain" size="small">
                Send the link again
              </ActionForm>
            </div>
          </Alert>
        )}
        <div>
          <Section title="Details" about="How others see you.">
            <DetailsForm {...{ name, email, bio: bio ?? null, avatar_url: avatar_url ?? null }} />
          </Section>
          <Section title="Password" about="Changing it signs out all your other sessions.">
            <PasswordForm email={email} />
          </Section>
        </div>
      </>
    )
  },
})
