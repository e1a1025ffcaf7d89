/** Signing in to an application. */
export default {
  title: "Sign in",
  back: "Back to {name}",
  onward: "Continue to {name}",
  cancel: "Cancel",
  another: "Use another account",
  organization: "Organization",
  signedInAs: "Signed in as {email}",
  expired: {
    title: "This sign-in has expired",
    about: "Go back to the application and sign in again.",
  },
  continue: {
    title: "Continue as {person} to {name}?",
    native: "Only continue if you started this sign-in yourself, in this app or on this device.",
    submit: "Continue",
  },
  prove: { about: "{name} asks you to confirm your password." },
  consent: {
    title: "Allow {name} to access your account?",
    about: "This application isn't part of your organization. It will be able to:",
    scopes: {
      openid: "Recognize you",
      profile: "See your name and picture",
      email: "See your email",
      organization: "See your organization, your role and your permissions",
      offline_access: "Stay signed in while you're away, until you disconnect it in your profile",
    },
    permission: "Use your permission {name}",
    submit: "Allow",
  },
  refused: {
    not_for_you: {
      title: "You don't have access to {name}",
      about: "{name} isn't available to {email}. Ask an admin of your organization for access.",
    },
    unverified: {
      title: "Verify your email first",
      about: "{name} needs a verified email. Open the link that we sent to {email}, then sign in to {name} again.",
    },
    profile: "Send a new link from your profile",
  },
  failed: {
    title: "This sign-in doesn't work",
    about: "The application sent a request that isn't valid. If you're its developer, correct the following.",
    error: "Error",
    description: "Details",
    request: "Request ID",
  },
  device: {
    title: "Connect a device",
    about: "Enter the code that your device shows.",
    code: "Code",
    next: "Continue",
    unknown: "This code is wrong or has expired. Check it, or get a new one on your device.",
    limited: "Too many wrong codes. Try again in an hour.",
    question: "Sign in to {name} on a device?",
    device: "Device",
    address: "IP address",
    warning:
      "Only continue if you started this yourself and your device shows this code. If someone sent you the code, cancel: they would be signed in as you.",
    submit: "Sign in on this device",
    allowed: { title: "Your device is signed in", about: "Go back to it. You can close this page." },
    denied: { title: "Sign-in canceled", about: "The device was not signed in." },
  },
  signOut: {
    title: "Sign out",
    done: "You're signed out",
    of: "You're signed out of {name}.",
    about: "You're still signed in here as {email}. Sign out here too if others use this browser.",
    submit: "Sign out here too",
  },
} as const
