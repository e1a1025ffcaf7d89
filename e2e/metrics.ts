/** Returns a server's /metrics. @param origin of the server */
export const scrape = async (origin: string): Promise<string> => (await fetch(`${origin}/metrics`)).text()

/**
 * Returns the sum of a metric's samples; NaN where there are none.
 * @param text of /metrics
 * @param labels only samples whose labels contain this, such as `reason="requests"`
 */
export function sample(text: string, name: string, labels = ""): number {
  const samples = [...text.matchAll(new RegExp(`^${name}(?:\\{(.*)\\})? (\\S+)$`, "gm"))].filter(([, own = ""]) =>
    own.includes(labels),
  )
  return samples.length === 0 ? Number.NaN : samples.reduce((total, [, , value]) => total + Number(value), 0)
}
