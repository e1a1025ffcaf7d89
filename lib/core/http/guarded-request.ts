import { type ClientRequest, request as plain, type RequestOptions } from "node:http"
import { request as secure } from "node:https"
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent"
import { singleton } from "../cache/singleton"
import { env } from "../env"

/** Milliseconds that a request may take. */
export const timeoutMs = 5_000

/** Bytes of a response that are read at most. */
const maxBytes = 262_144
const loopback = ["127.0.0.1", "::1"]

function agents() {
  const { mode, OUTGOING_PRIVATE_RANGES: ranges } = env()
  const options = { allowIPAddressList: mode === "production" ? ranges : [...ranges, ...loopback] }
  return { http: new RequestFilteringHttpAgent(options), https: new RequestFilteringHttpsAgent(options) }
}

/**
 * Reads a text from an address, guarded as `postForm`.
 * @param within milliseconds for all of it
 * @throws unless the response is 200 with a body of at most 256 KiB, in time
 */
export function getText(address: string, headers: Record<string, string>, within: number): Promise<string> {
  const url = new URL(address)
  const options = { signal: AbortSignal.timeout(within), headers: { "user-agent": "nanostack", ...headers } }
  return new Promise((resolve, reject) => {
    const sent = send(url, options)
    sent.on("error", reject)
    sent.on("response", (response) => {
      const refuse = (why: string) => response.destroy(new Error(why))
      let text = ""
      response.setEncoding("utf8")
      response.on("error", reject)
      response.on("data", (chunk: string) => {
        text += chunk
        if (text.length > maxBytes) refuse("the response is too large")
      })
      response.on("end", () => resolve(text))
      if (response.statusCode !== 200) refuse(`the response was ${response.statusCode}`)
    })
    sent.end()
  })
}

/** Begins a request whose agents refuse private addresses; its caller ends it. */
export function send(url: URL, options: RequestOptions): ClientRequest {
  const { http, https } = singleton("guarded-agents", agents)
  return url.protocol === "https:" ? secure(url, { ...options, agent: https }) : plain(url, { ...options, agent: http })
}

/**
 * Posts a form to an address that someone else has chosen. Refuses addresses that are not public, except for
 * OUTGOING_PRIVATE_RANGES and, outside of production, loopback: names are checked when they are connected to, so that
 * none can change in between. Follows no redirect, takes 5 seconds at most, and reads no body.
 * @returns the response's status
 * @throws where there is none
 */
export function postForm(address: string, form: Record<string, string>): Promise<number> {
  const url = new URL(address)
  const body = new URLSearchParams(form).toString()
  const options = {
    method: "POST",
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(body),
      "user-agent": "nanostack",
    },
  }
  return new Promise((resolve, reject) => {
    const sent = send(url, options)
    sent.on("error", reject)
    sent.on("response", (response) => {
      response.on("error", () => {})
      response.destroy()
      resolve(response.statusCode ?? 0)
    })
    sent.end(body)
  })
}
