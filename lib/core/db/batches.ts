/** Rows deleted per statement: few enough that its locks are short. */
export const batch = 1_000

/** Repeats a statement that touches at most `batch` rows until none are left. Returns how many it touched in all. */
export async function untilDone(statement: () => Promise<number>): Promise<number> {
  let all = 0
  for (;;) {
    const some = await statement()
    all += some
    if (some < batch) return all
  }
}
