import { ConfigError, readSettings } from './config.ts'
import { type RunningPerch, startPerch } from './start.ts'

async function run(): Promise<RunningPerch> {
  const perch = await startPerch(readSettings(process.env))
  console.log(`Perch is ready at ${perch.url}`)
  return perch
}

/** One clear line for what the person who starts Perch can put right. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  return `Perch cannot start: ${error instanceof Error ? error.message : String(error)}`
}

try {
  const perch = await run()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void perch.close())
  }
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
