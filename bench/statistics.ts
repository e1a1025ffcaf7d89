/**
 * Percentile of sorted values (nearest rank).
 * @param share 0.5 for the median, 0.99 for p99
 */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** Median; of an even count the mean of the middle two. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Maximum deviation of the rounds from their median, as a share of it: 0.05 is ± 5 %. */
export function spread(values: readonly number[]): number {
  const middle = median(values)
  return Math.max(...values.map((value) => Math.abs(value - middle) / middle))
}

/**
 * Responses per second. Few and slow responses are counted between the first and the last: otherwise those in progress
 * at the end would be missing.
 * @param first time of the first response, in seconds; `last` of the last, `begun` and `ended` of the whole
 */
export function rate(
  count: number,
  { begun, first, last, ended }: Record<"begun" | "first" | "last" | "ended", number>,
) {
  return count > 200 ? count / (ended - begun) : (count - 1) / (last - first)
}

/** Slope of the least-squares line, in units of y per unit of x. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const mean = (of: "x" | "y") => points.reduce((sum, point) => sum + point[of], 0) / points.length
  const [x, y] = [mean("x"), mean("y")]
  const over = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0)
  return over / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0)
}
