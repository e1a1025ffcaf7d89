/** An invite, as the invited person sees it. */
export default {
  pageTitle: "Your invite",
  title: "Join {organization}",
  about: "{inviter} invites you.",
  unknown: "This link is not one of ours",
  unknownAbout: "Was it cut off? Copy all of it from the mail, or ask the person who invited you to send it again.",
  gone: "Open the link once more",
  goneAbout: "The one in your mail. This address alone works only where it was opened, and for an hour.",
  signIn: "Sign in",
  address: "Address",
  role: "Role",
  until: "Open until",
  wrongAccount: "You are signed in as <strong>{myself}</strong>, but this invite is for <strong>{email}</strong>.",
  switch: "Sign out and go on as {email}",
  signInToAccept: "Sign in to accept",
  forgot: "Forgot your password? <link>Reset it</link>, then open this link again.",
  member: {
    title: "You are a member already",
    about: "You are a member of <name></name> already. There is nothing left to accept.",
    enter: "Go to the organization",
  },
  left: "Your membership of {organization} has ended or is suspended. Ask one of its admins.",
  name: "Your name",
  password: "Choose a password",
  joining: "Joining…",
  decline: "No, thank you",
  ask: "Ask for a new link",
  asked: "We asked. When somebody sends a new link, it comes to the same mailbox.",
  dead: {
    expired: {
      title: "This invite has expired",
      story: "Ask for a new link, and the people of {organization} can send one to you.",
    },
    revoked: {
      title: "This invite was withdrawn",
      story: "{inviter} or another admin of {organization} took it back. If that was a mistake, ask for a new one.",
    },
    replaced: {
      title: "There is a newer link",
      story: "A newer mail about {organization} is in your mailbox. Only its link works.",
    },
    accepted: { title: "This invite was accepted already", story: "Sign in to go to {organization}." },
    declined: {
      title: "This invite was declined",
      story: "If you changed your mind, ask {inviter} to invite you to {organization} once more.",
    },
  },
} as const
