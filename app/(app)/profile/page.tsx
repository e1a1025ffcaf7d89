import { Download } from "lucide-react"
import type { Metadata } from "next"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { Section } from "@/components/section"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { myOrganizations } from "@/lib/users/own"
import { getMe } from "@/lib/users/service"
import { memberPage } from "../member-page"
import { sendVerification } from "./actions"
import { AddressChangeForm } from "./address-change-form"
import { CloseAccount } from "./close-account"
import { DetailsForm } from "./details-form"
import { MyRights } from "./my-rights"
import { Organizations } from "./organizations"
import { PasswordForm } from "./password-form"
import { SecondFactor } from "./second-factor/section"
import { Sessions } from "./sessions"

export const metadata: Metadata = { title: "Profile" }

const notices: Record<string, string> = {
  registered: "Welcome. Your account is ready.",
  verified: "Your address is verified: everything is open to you now.",
  joined: "You are in. Welcome.",
  left: "You have left the organization.",
}

/** One's own account: the same in every organization. */
export default memberPage({
  path: "/profile",
  permission: "self",
  render: async ({ me, org, search }) => {
    const notice = Object.hasOwn(notices, search.done ?? "") ? notices[search.done ?? ""] : undefined
    const [{ name, email, bio, avatar_url }, mine] = await Promise.all([getMe(me), myOrganizations(me)])
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
          <Section title="Second factor" about="A code from your phone, asked for when you sign in.">
            <SecondFactor me={me} />
          </Section>
          <Section title="Sessions" about="Where you are signed in. You know all of them?">
            <Sessions me={me} />
          </Section>
          <Section title="Organizations" about="Where you have a part, and as what.">
            <Organizations mine={mine} org={org} />
          </Section>
          {org && (
            <Section
              title="What I may do here"
              about={`In ${mine.find(({ id }) => id === org)?.name ?? "this organization"}.`}
            >
              <MyRights me={me} org={org} />
            </Section>
          )}
          <Section title="Address" about={`Yours is ${email}. A new one counts once you have confirmed it.`}>
            <AddressChangeForm />
          </Section>
          <Section title="My data" about="Everything that we hold about you.">
            <p>
              <ButtonSlot look="plain">
                <a href="/profile/export" download>
                  <Download aria-hidden /> Download as JSON
                </a>
              </ButtonSlot>
            </p>
          </Section>
          <Section title="Close account" about="The end of it, with 30 days to change your mind.">
            <CloseAccount organizations={mine.length} />
          </Section>
        </div>
      </>
    )
  },
})
