import { spawn } from 'node:child_process'
import { once } from 'node:events'

const GRACE_MS = 5000
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
/** @type {WeakSet<import('node:child_process').ChildProcess>} */
const disposables = new WeakSet()
let stopping = false
let patience = GRACE_MS

/**
 * Ctrl-C and its relatives end everything that was started here, wait for it, then end this process
 * without a word. Whatever does not end in time is killed.
 * @param {number} [graceMs] the time to end in; longer where the programs have others to wait for
 */
export function stopOnSignals(graceMs = GRACE_MS) {
  patience = graceMs
  for (const [signal, code] of Object.entries(EXIT_CODES)) {
    process.on(signal, async () => {
      if (stopping) return
      stopping = true
      // Leaves a line that still counts seconds as it is, and the terminal's prompt a line of its own.
      if (process.stdout.isTTY === true) process.stdout.write('\n')
      await Promise.all([...running].map((child) => end(child, signal)))
      process.exit(code)
    })
  }
}

/**
 * Starts a program as the head of its own process group, so that it can be ended together with
 * everything that it starts, and so that a terminal's Ctrl-C reaches it once, through here.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function start(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true })
  running.add(child)
  child.once('close', () => running.delete(child))
  child.once('error', () => running.delete(child))
  return child
}

/**
 * Waits for a started program. While the process is being stopped this never answers: nobody should
 * report a program as failed that was told to end.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} the exit code; 1 when a signal ended it, 127 when it could not start
 */
export function ended(child) {
  return new Promise((resolve) => {
    const answer = (/** @type {number} */ code) => {
      if (!stopping) resolve(code)
    }
    child.once('error', () => answer(127))
    child.once('close', (code) => answer(code ?? 1))
  })
}

/**
 * Runs a program to its end and keeps what it printed, both streams in one text.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, disposable?: boolean }} [options] what is
 *   disposable may be killed half-way and is then not waited for
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function runKept(command, args, { disposable = false, ...options } = {}) {
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  if (disposable) disposables.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => (output += text))
  }
  const code = await ended(child)
  return { code, output }
}

/**
 * Ends a program and its group: first by the signal, later by force.
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} signal
 */
export async function end(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const closed = once(child, 'close')
  signalGroup(child.pid, disposables.has(child) ? 'SIGKILL' : signal)
  const force = setTimeout(signalGroup, patience, child.pid, 'SIGKILL')
  await closed
  clearTimeout(force)
}

/**
 * @param {number} pid
 * @param {string} signal
 */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch {
    // The group ended by itself in the meantime, or belongs to another user (sudo) and ends alone.
  }
}
