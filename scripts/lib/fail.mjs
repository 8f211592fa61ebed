/** A problem that a person can solve: printed as one line, without a stack. */
export class Problem extends Error {}

/** Runs a command's main function; a `Problem` ends the process with its one line and exit code 1. */
export async function main(run) {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
