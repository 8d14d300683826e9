const NAME_WIDTH = 11
const TICK_MS = 1000

/** @param {number} since milliseconds, as from `performance.now()` */
export function secondsSince(since) {
  return `${Math.round((performance.now() - since) / 1000)} s`
}

/**
 * @param {string} mark
 * @param {string} name
 * @param {string} text
 */
export function stepLine(mark, name, text) {
  return `${mark} ${name.padEnd(NAME_WIDTH)} ${text}`
}

/**
 * Runs one step and shows it as one line: on a terminal the line counts the seconds and is then
 * replaced, elsewhere slow work is announced once, when it begins.
 * @template T
 * @param {string} name
 * @param {(working: (text: string) => void) => Promise<{ value: T, text: string }>} work
 *   calls `working` before anything slow
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const started = performance.now()
  const terminal = process.stdout.isTTY === true
  /** @type {NodeJS.Timeout | undefined} */
  let ticking
  let slow = false
  let doing = ''
  const show = () =>
    process.stdout.write(`\r\u001B[K${stepLine('…', name, `${doing} (${secondsSince(started)})`)}`)
  const working = (/** @type {string} */ text) => {
    slow = true
    doing = text
    if (!terminal) return console.log(stepLine('…', name, text))
    show()
    ticking ??= setInterval(show, TICK_MS)
  }
  const settle = () => {
    clearInterval(ticking)
    if (terminal && slow) process.stdout.write('\r\u001B[K')
  }
  try {
    const { value, text } = await work(working)
    settle()
    console.log(stepLine('✓', name, slow ? `${text} (${secondsSince(started)})` : text))
    return value
  } catch (error) {
    settle()
    console.log(stepLine('✗', name, `failed after ${secondsSince(started)}`))
    throw error
  }
}
