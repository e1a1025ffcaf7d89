import { z } from "zod"

// Settings that contain an address with a password. Errors never show any of it.

const encode = "(in its user name and password write %25 for %, %23 for #, %2F for /, %3F for ?, %40 for @)"

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text)
    return !/%(?![0-9a-f]{2})/i.test(text)
  } catch {
    return false
  }
}

type Kind = { protocols: RegExp; example: string }

/** Returns the error of a URL that may contain a password; null where it is valid. */
function wrong(text: string, { protocols, example }: Kind): string | null {
  if (!URL.canParse(text)) {
    const spoilt = text.includes("@") && protocols.test(text.replace(/\/\/.*/s, ""))
    return spoilt ? `can't be read as a URL ${encode}` : `must be a URL such as ${example}`
  }
  const url = new URL(text)
  if (!protocols.test(url.protocol)) return `must be a URL such as ${example}`
  if (![url.username, url.password, url.pathname].every(decodes)) return `has a % that encodes nothing ${encode}`
  // An unescaped # / or ? of a password ends the host: the rest is parsed as a path.
  const rest = [...(url.username ? [] : [url.pathname]), ...url.searchParams.keys()]
  if (url.hash !== "" || rest.some((part) => part.includes("@")))
    return `has a bare #, / or ? before its host ${encode}`
  if (url.username === "" && url.password !== "" && /^smtp/.test(url.protocol))
    return `has a password without a user name: write it as ${example}`
  return null
}

/** Schema of a URL with a user name and password, each percent-encoded. */
export function credentialsUrl(protocols: RegExp, example: string) {
  return z.string().superRefine((text, context) => {
    const message = wrong(text, { protocols, example })
    if (message) context.addIssue({ code: "custom", message })
  })
}

const address = String.raw`[^\s<>@,;:"()\[\]\\]+@[^\s<>@,;:"()\[\]\\]+`
const sender = new RegExp(
  String.raw`^(?:${address}|(?:"(?:[^"\\\r\n]|\\[^\r\n])*"|[^\r\n<>@,;:"()\[\]\\]*)\s*<${address}>)$`,
)
const quoting = new RegExp(String.raw`^[^\r\n<>]*<${address}>$`)

/** Sender of emails: an address, optionally with a name before it, which is quoted where it has special characters. */
export const Sender = z
  .string()
  .trim()
  .superRefine((text, context) => {
    if (sender.test(text)) return
    const message = quoting.test(text)
      ? 'has a name with special characters, which needs double quotes, such as "Acme, Inc." <no-reply@example.com>'
      : "must be an address such as Nanostack <no-reply@example.com>"
    context.addIssue({ code: "custom", message })
  })
