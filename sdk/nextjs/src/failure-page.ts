import { signInPath } from "./paths"

const texts = {
  400: "You weren't signed in. The sign-in was canceled, has expired, or was started in another browser.",
  403: "This needs two-factor authentication. Sign in again, and set it up when you are asked.",
  503: "Signing in isn't possible now. Try again in a moment.",
}

/** What someone sees whose sign-in failed. */
export function failurePage(status: keyof typeof texts): Response {
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Sign in</title>
<p role="alert">${texts[status]}</p>
<p><a href="${signInPath({})}">Sign in</a> · <a href="/">Home</a></p>
</html>
`
  return new Response(page, { status, headers })
}
