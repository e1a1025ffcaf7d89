import { request as plain } from "node:http"
import { request as secure } from "node:https"
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent"
import { singleton } from "../cache/singleton"
import { env } from "../env"

/** Milliseconds that a request may take. */
export const timeoutMs = 5_000
const loopback = ["127.0.0.1", "::1"]

function agents() {
  const { mode, OUTGOING_PRIVATE_RANGES: ranges } = env()
  const options = { allowIPAddressList: mode === "production" ? ranges : [...ranges, ...loopback] }
  return { http: new RequestFilteringHttpAgent(options), https: new RequestFilteringHttpsAgent(options) }
}

/** Returns the agents that refuse private addresses, shared by the process. */
export const guardedAgents = () => singleton("guarded-agents", agents)

/**
 * Posts a form to an address that someone else has chosen. Refuses addresses that are not public, except for
 * OUTGOING_PRIVATE_RANGES and, outside of production, loopback: names are checked when they are connected to, so that
 * none can change in between. Follows no redirect, takes 5 seconds at most, and reads no body.
 * @returns the response's status
 * @throws where there is none
 */
export function postForm(address: string, form: Record<string, string>): Promise<number> {
  const { http, https } = guardedAgents()
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
    const sent =
      url.protocol === "https:" ? secure(url, { ...options, agent: https }) : plain(url, { ...options, agent: http })
    sent.on("error", reject)
    sent.on("response", (response) => {
      response.on("error", () => {})
      response.destroy()
      resolve(response.statusCode ?? 0)
    })
    sent.end(body)
  })
}
