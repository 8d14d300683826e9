import type { Asked, Said } from '../process.ts'

/** Tells the benchmark where this server is, and what it uses whenever it is asked. */
export function answerParent(origin: string): void {
  process.on('message', (asked: Asked) => say(answers[asked]()))
  process.on('disconnect', () => process.exit())
  say({ kind: 'ready', origin })
}

const answers: { readonly [K in Asked]: () => Said } = {
  memory() {
    globalThis.gc?.()
    return { kind: 'memory', bytes: process.memoryUsage.rss() }
  },
  processor() {
    const { user, system } = process.cpuUsage()
    return { kind: 'processor', microseconds: user + system }
  },
}

function say(message: Said): void {
  process.send?.(message)
}
