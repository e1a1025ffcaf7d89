/**
 * An error explained by one sentence: what is wrong and what to do. The commands print it without a stack and exit with
 * 1.
 */
export class Sentence extends Error {}

/**
 * Runs a command's main function; turns an error into the exit code 1 and one sentence (a stack for a bug).
 * @param {() => Promise<void>} main
 */
export async function command(main) {
  try {
    await main()
  } catch (error) {
    const plain = error instanceof Sentence || /^(SettingsError|MigrationError)$/.test(error?.name)
    console.error(plain ? `\n${error.message}` : error)
    process.exit(1)
  }
}
