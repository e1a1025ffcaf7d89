/** An invitation, as the invited person sees it. */
export default {
  pageTitle: "Your invitation",
  title: "Join {organization}",
  about: "{inviter} invited you.",
  unknown: "Invalid link",
  unknownAbout: "Make sure you copied the whole address, or ask the person who invited you to resend the invitation.",
  gone: "Open the link again",
  goneAbout: "Open the link in your email again – links stay active in a browser for an hour.",
  signIn: "Sign in",
  address: "Email",
  role: "Role",
  until: "Expires",
  wrongAccount: "You're signed in as <strong>{myself}</strong>, but this invitation is for <strong>{email}</strong>.",
  switch: "Sign out and continue as {email}",
  signInToAccept: "Sign in to accept",
  forgot: "Forgot your password? <link>Reset it</link>, then open this link again.",
  copied: {
    about:
      "This link wasn't emailed to you, so it doesn't prove that <strong>{email}</strong> is yours. Request the invitation by email, or sign in with an account whose email is verified.",
    verify:
      "Verify your email to accept: use the link that we sent to <strong>{email}</strong>, then open this page again.",
    send: "Send the invitation to {email}",
    sent: "Check your inbox: the invitation is on its way if that email can receive invitations.",
    signIn: "Already have an account? <link>Sign in</link>",
  },
  member: {
    title: "You're already a member",
    about: "You're already a member of <name></name>. There's nothing to accept.",
    enter: "Go to organization",
  },
  left: "Your membership in {organization} has ended or is suspended. Contact one of its admins.",
  name: "Your name",
  password: "Choose a password",
  joining: "Joining…",
  decline: "Decline",
  ask: "Request a new link",
  asked: "Request sent. We'll email you a new link.",
  dead: {
    expired: {
      title: "This invitation has expired",
      story: "Request a new link, and an admin of {organization} can send you one.",
    },
    revoked: {
      title: "This invitation was revoked",
      story: "{inviter} or another admin of {organization} revoked it. If that was a mistake, request a new link.",
    },
    replaced: {
      title: "A newer invitation was sent",
      story: "Open the latest email about {organization}. Only its link works.",
    },
    accepted: { title: "This invitation was already accepted", story: "Sign in to go to {organization}." },
    declined: {
      title: "This invitation was declined",
      story: "Changed your mind? Ask {inviter} to invite you to {organization} again.",
    },
  },
} as const
