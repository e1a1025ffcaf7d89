import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { SMTPServer } from "smtp-server"

/** For tests: a received email. */
export type Arrived = { to: string[]; messageId: string; headers: string; text: string; at: number }

/**
 * The server's response to a recipient or a message: an SMTP code and text, `drop` to disconnect, undefined to accept.
 */
export type Script = {
  recipient?: (address: string) => string | undefined
  message?: (mail: Arrived) => string | undefined
  /** Milliseconds that it takes to accept an email. */
  takes?: number
  /** After the email was accepted and 250 is being sent. */
  taken?: (mail: Arrived) => void
}

/** For tests: a real SMTP server on loopback with scripted responses. */
export async function smtpServer(script: Script = {}, options: { host?: string; port?: number } = {}) {
  const emails: Arrived[] = []
  const state = { script }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH"],
    logger: false,
    closeTimeout: 1_000,
    onRcptTo({ address }, session, done) {
      const said = state.script.recipient?.(address)
      if (said === "drop") return hangUp(session.id, server)
      done(said ? refusal(said) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        const mail = arrived(
          Buffer.concat(chunks).toString("utf8"),
          session.envelope.rcptTo.map(({ address }) => address),
        )
        const said = state.script.message?.(mail)
        if (said === "drop") return hangUp(session.id, server)
        if (said) return done(refusal(said))
        const take = () => {
          emails.push(mail)
          done()
          state.script.taken?.(mail)
        }
        if (state.script.takes) setTimeout(take, state.script.takes)
        else take()
      })
    },
  })
  server.on("error", () => {})
  await new Promise<void>((ready) => server.listen(options.port ?? 0, options.host ?? "127.0.0.1", ready))
  const { port } = server.server.address() as AddressInfo
  const close = () => {
    // A connection that a client keeps would be waited for.
    for (const { id } of server.connections as Set<{ id: string }>) hangUp(id, server)
    return new Promise<void>((done) => server.close(done))
  }
  return { emails, port, url: `smtp://127.0.0.1:${port}`, state, close }
}

function refusal(said: string): Error {
  const [code = "550", ...words] = said.split(" ")
  return Object.assign(new Error(words.join(" ")), { responseCode: Number(code) })
}

function hangUp(id: string, server: SMTPServer): void {
  for (const connection of server.connections) {
    const { id: own, _socket: socket } = connection as unknown as { id: string; _socket: { destroy: () => void } }
    if (own === id) socket.destroy()
  }
}

function arrived(raw: string, to: string[]): Arrived {
  const [headers = "", text = ""] = raw.split(/\r\n\r\n([\s\S]*)/)
  const messageId = /^Message-ID: (\S+)/im.exec(headers)?.[1] ?? ""
  return { to, messageId, headers, text, at: Date.now() }
}

/** For tests: a request to the Resend stub. */
export type Asked = { key: string; authorization: string; body: Record<string, unknown> }

/** Responses of the stub, by the number of requests so far: a status, `reset` or `hang`. */
export type Answers = (n: number, asked: Asked) => { status: number; headers?: Record<string, string> } | "reset"

/** For tests: a stub of Resend's HTTP API. Like theirs, it sends once per Idempotency-Key. */
export async function resendServer(answers: Answers = () => ({ status: 200 })) {
  const asked: Asked[] = []
  const sent = new Map<string, Asked>()
  const state = { answers }
  const server = createServer(async (req, res) => {
    const request = await read(req)
    asked.push(request)
    const answer = state.answers(asked.length, request)
    // Theirs may have sent it, although the response never arrives.
    if (answer === "reset" || answer.status === 200) sent.set(request.key, sent.get(request.key) ?? request)
    if (answer === "reset") return req.socket.destroy()
    const body = answer.status === 200 ? { id: `re_${request.key}` } : { name: "application_error", message: "no" }
    res.writeHead(answer.status, { "content-type": "application/json", ...answer.headers }).end(JSON.stringify(body))
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    return new Promise<void>((done) => server.close(() => done()))
  }
  return { asked, sent, url: `http://127.0.0.1:${port}`, state, close }
}

async function read(req: IncomingMessage): Promise<Asked> {
  let text = ""
  for await (const chunk of req) text += chunk
  const header = (name: string) => String(req.headers[name] ?? "")
  return { key: header("idempotency-key"), authorization: header("authorization"), body: JSON.parse(text) }
}
