import { readSettings } from './config.ts'
import { SimulatorError } from './error.ts'
import { startSimulator } from './start.ts'

try {
  const simulator = await startSimulator(readSettings(process.env))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void simulator.close())
  }
  process.stdout.write(`READY ${simulator.origin}\n`)
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  const isOwn = error instanceof SimulatorError
  process.stderr.write(`${isOwn ? message : `The simulator can't start: ${message}`}\n`)
  process.exitCode = 1
}
