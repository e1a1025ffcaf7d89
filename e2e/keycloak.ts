import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { counterpart } from "./counterparts"
import { freePort } from "./ports"

const version = "keycloak-26.5.6"

/** The installed Keycloak; null where it is missing. */
export const keycloak = counterpart(version, `${version}/bin/kc.sh`)

const admin = { username: "admin", password: "a password of the tests" }

/** Starts Keycloak with a database in memory. */
export async function startKeycloak() {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const where = [`--http-host=127.0.0.1`, `--http-port=${port}`, "--http-enabled=true", "--hostname-strict=false"]
  // A group of its own: Java runs below the shell script.
  const child = spawn(join(String(keycloak), version, "bin/kc.sh"), ["start", "--optimized", ...where], {
    detached: true,
    stdio: "ignore",
    env: {
      ...process.env,
      KC_DB_URL: "jdbc:h2:mem:nanostack;DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE",
      KC_BOOTSTRAP_ADMIN_USERNAME: admin.username,
      KC_BOOTSTRAP_ADMIN_PASSWORD: admin.password,
      JAVA_OPTS_KC_HEAP: "-Xms64m -Xmx512m",
    },
  })
  const stop = () => stopped(child)
  try {
    while (!(await isUp(url))) {
      if (child.exitCode !== null) throw new Error("Keycloak ended at its start")
      await sleep(500)
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop, send: await signIn(url) }
}

const isUp = (url: string) =>
  fetch(`${url}/realms/master/.well-known/openid-configuration`).then(
    ({ ok }) => ok,
    () => false,
  )

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const ended = once(child, "exit")
  process.kill(-child.pid, "SIGTERM")
  await ended
}

/** Sends requests to its admin API. */
async function signIn(url: string) {
  const body = new URLSearchParams({ grant_type: "password", client_id: "admin-cli", ...admin })
  const response = await fetch(`${url}/realms/master/protocol/openid-connect/token`, { method: "POST", body })
  const { access_token } = await response.json()
  return async (line: string, given?: object) => {
    const [method = "GET", path = ""] = line.split(" ")
    const headers = { authorization: `Bearer ${access_token}`, "content-type": "application/json" }
    const init = { method, headers, ...(given && { body: JSON.stringify(given) }) }
    const answer = await fetch(`${url}/admin${path}`, init)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`Keycloak: ${line} → ${answer.status} ${text}`)
    return text ? JSON.parse(text) : null
  }
}
