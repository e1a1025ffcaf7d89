const terminal = process.stdout.isTTY === true
let lastLine = ""
let lastTenth = -1

/**
 * Shows progress: a bar on a terminal; elsewhere a line per tenth.
 * @param share from 0 to 1; 1 ends the bar
 */
export function progress(what: string, share: number): void {
  const tenth = Math.floor(share * 10)
  if (!terminal) {
    if (tenth !== lastTenth) console.log(`  ${Math.round(share * 100)} % ${what}`)
    lastTenth = tenth
    return
  }
  const full = Math.round(share * 30)
  const line = `${"█".repeat(full)}${"░".repeat(30 - full)} ${String(Math.round(share * 100)).padStart(3)} % ${what}`
  process.stdout.write(
    `\r${line.slice(0, process.stdout.columns).padEnd(Math.min(lastLine.length, process.stdout.columns))}`,
  )
  lastLine = line
  if (share >= 1) process.stdout.write("\n")
  if (share >= 1) lastLine = ""
}
