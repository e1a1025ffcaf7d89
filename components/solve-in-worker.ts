/**
 * Solves a new challenge of bot protection, in a worker so that the page stays responsive. Rejects where there is none or
 * the browser can't.
 * @returns the solution, as forms send it
 */
export async function solveInWorker(): Promise<string> {
  const response = await fetch("/api/v1/auth/bot-challenge", { cache: "no-store" })
  if (!response.ok) throw new Error(`bot-challenge: ${response.status}`)
  const { data: challenge } = await response.json()
  const worker = new Worker(new URL("./bot-check-worker.ts", import.meta.url))
  try {
    const solution = await new Promise((done, fail) => {
      worker.onmessage = ({ data }) => (data ? done(data) : fail(new Error("bot-challenge: not solved")))
      worker.onerror = fail
      worker.postMessage(challenge)
    })
    return btoa(JSON.stringify({ challenge, solution }))
  } finally {
    worker.terminate()
  }
}
