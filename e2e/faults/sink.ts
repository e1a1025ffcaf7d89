import { type Arrived, smtpServer } from "../mail/stand-ins"

/** Starts a real SMTP server for the rig's emails; it can stop and restart on the same port. */
export async function mailSink() {
  const arrived: Arrived[] = []
  const tokens = new Map<string, string>()
  const taken = (mail: Arrived) => {
    arrived.push(mail)
    const token = /(?:\/invites\/|token=)([\w-]{43})/.exec(plain(mail.text))?.[1]
    if (token) tokens.set(String(mail.to), token)
  }
  let server = await smtpServer({ taken })
  const { url, port } = server
  return {
    url,
    arrived,
    /** Returns the token in the latest email to an address. */
    token: (address: string) => tokens.get(address),
    /** Sets its response to a recipient from now on. */
    refuse: (recipient: (address: string) => string | undefined) => {
      server.state.script = { taken, recipient }
    },
    away: () => server.close(),
    back: async () => {
      server = await smtpServer({ taken }, { port })
    },
    /** Emails that arrived more than once, and those among them whose copies have different IDs. */
    doubled: () => {
      const ids = new Map<string, number>()
      for (const { messageId } of arrived) ids.set(messageId, (ids.get(messageId) ?? 0) + 1)
      return [...ids.values()].reduce((sum, n) => sum + n - 1, 0)
    },
  }
}

export type MailSink = Awaited<ReturnType<typeof mailSink>>

/** Decodes quoted-printable, as far as a link needs it. */
const plain = (text: string) => text.replace(/=\r?\n/g, "").replace(/=3D/g, "=")
