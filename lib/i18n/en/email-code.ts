/** Signing in with a code that is emailed, and confirming who one is with one. */
export default {
  title: "Sign in with a code",
  about: "We'll email you a code to sign in with. You don't need a password.",
  submit: "Email me a code",
  sending: "Sending…",
  again: "Send a new code",
  wait: "You can ask for a new code in {seconds} seconds.",
  password: "Use a password instead",
  enter: {
    title: "Check your email",
    about:
      "If <email></email> has an account, we've sent it a code. It expires in 10 minutes. Is this address wrong? Go back and correct it.",
    label: "Code",
    hint: "Six digits from our latest email. Stay in this browser.",
    submit: "Sign in",
    submitting: "Checking…",
  },
  link: {
    title: "Sign in",
    about: "You asked for a code for <email></email> in this browser.",
    submit: "Sign in",
  },
  shown: {
    title: "Your sign-in code",
    about: "Enter this code where you asked for it. It doesn't sign you in here.",
    warning: "Never give this code to anyone. If you didn't ask for it, close this page.",
  },
  dead: {
    title: "Code expired or already used",
    about: "Codes work once, for 10 minutes, and end after five wrong tries. Ask for a new one.",
  },
} as const
