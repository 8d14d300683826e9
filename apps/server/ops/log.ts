import { pino, stdTimeFunctions } from 'pino'
import type { LogLevel } from '../config/read.ts'
import { toHumanLine } from './human.ts'
import { redact } from './redact.ts'

/**
 * Tells the operator what happens. The message is a fixed sentence; what differs stands in the
 * object, of which secrets, addresses and contents are left out.
 */
export interface Log {
  debug(given: object, message: string): void
  info(given: object, message: string): void
  warn(given: object, message: string): void
  error(given: object, message: string): void
}

export interface LogTarget {
  readonly level: LogLevel
  /** Whether a person reads it: lines for people instead of JSON. */
  readonly isForPeople: boolean
  write(text: string): void
}

/** A log that writes each line at once. */
export function makeLog({ level, isForPeople, write }: LogTarget): Log {
  const options = {
    level,
    // Neither process nor machine: whoever collects logs knows both.
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    // `redact` has made plain objects of errors already.
    serializers: { err: (error: unknown) => error },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (given: object) => ({ ...redact(given) }),
    },
  }
  const stream = { write: (line: string) => write(isForPeople ? toHumanLine(line) : line) }
  const logger = pino(options, stream)
  return {
    debug: (given, message) => logger.debug(given, message),
    info: (given, message) => logger.info(given, message),
    warn: (given, message) => logger.warn(given, message),
    error: (given, message) => logger.error(given, message),
  }
}
