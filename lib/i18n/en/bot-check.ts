/** Protection against robots: a proof of work in the browser. */
export default {
  checking: "Checking your browser…",
  failed: "We couldn't check your browser. Reload the page and try again.",
  unscripted: "We need to check that you're not a robot. Turn on JavaScript, or try again in a minute.",
} as const
