/**
 * The one error that the commands end with: a sentence that says what to do. `details` are the lines
 * of a failed program; they are shown above the sentence.
 */
export class Stop extends Error {
  /**
   * @param {string} sentence
   * @param {{ details?: string }} [options]
   */
  constructor(sentence, options = {}) {
    super(sentence)
    this.name = 'Stop'
    this.details = options.details ?? ''
  }
}

/**
 * Runs a command to its end. A `Stop` becomes its details, its sentence and exit code 1; anything
 * else is a fault of these tools and keeps its stack.
 * @param {() => Promise<number>} command answers the exit code
 */
export async function runCommand(command) {
  // Programs started from here inherit this; some would colour even what goes to a file.
  if (process.stdout.isTTY !== true && !process.env['FORCE_COLOR']) process.env['NO_COLOR'] ??= '1'
  try {
    process.exitCode = await command()
  } catch (error) {
    process.exitCode = 1
    if (error instanceof Stop) {
      if (error.details !== '') console.error(`\n${error.details.trimEnd()}\n`)
      console.error(`✗ ${error.message}`)
    } else {
      console.error(error)
      console.error('✗ This is a fault in the tools: please report it with the lines above.')
    }
  }
}
