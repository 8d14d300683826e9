import type { CborValue } from '@keyward/codec'
import { malformed } from './members.ts'
import { type DeviceTimes, LATEST, type Register, type Rest, type StampedSet } from './stamped.ts'

/** A register of bytes on disk: `[value, at, by]`, and what later versions put behind that. */
function parseRegister(value: CborValue | undefined): Register<CborValue> {
  if (value === undefined) return { value: null, at: 0, by: '' }
  if (!Array.isArray(value)) throw malformed('a stamped value was expected')
  const [content, at, by, ...extra] = value as readonly (CborValue | undefined)[]
  if (content === undefined) throw malformed('a stamped value is empty')
  return {
    value: content,
    at: parseTime(at),
    by: parseDevice(by),
    ...(extra.length === 0 ? {} : { extra: extra as CborValue[] }),
  }
}

export function parseTextRegister(value: CborValue | undefined): Register<string> {
  const register = parseRegister(value)
  const text = register.value ?? ''
  if (typeof text !== 'string') throw malformed('a stamped value is no text')
  return { ...register, value: text }
}

export function parseFlagRegister(value: CborValue | undefined): Register<boolean> {
  const register = parseRegister(value)
  const flag = register.value ?? false
  if (typeof flag !== 'boolean') throw malformed('a stamped value is neither true nor false')
  return { ...register, value: flag }
}

/** Undefined for a register that was never written: it is left out. */
export function encodeRegister(register: Register<CborValue>): CborValue | undefined {
  const { value, at, by, extra = [] } = register
  const isUnwritten = at === 0 && by === '' && extra.length === 0
  if (isUnwritten && (value === '' || value === false)) return undefined
  return [value, at, by, ...extra]
}

export function parseSet(map: Rest): StampedSet {
  const set = new Map<string, Register<boolean>>()
  for (const [text, value] of map) {
    if (typeof text !== 'string') throw malformed('a member of a set is no text')
    set.set(text, parseFlagRegister(value))
  }
  return set
}

export function encodeSet(set: StampedSet): CborValue {
  return encodeRegisters(set)
}

export function parseRegisters(map: Rest): ReadonlyMap<string, Register<CborValue>> {
  const registers = new Map<string, Register<CborValue>>()
  for (const [text, value] of map) {
    if (typeof text !== 'string') throw malformed('a name of a stamped value is no text')
    registers.set(text, parseRegister(value))
  }
  return registers
}

export function encodeRegisters(registers: ReadonlyMap<string, Register<CborValue>>): CborValue {
  return new Map(
    [...registers].map(([text, { value, at, by, extra = [] }]) => [
      text,
      [value, at, by, ...extra],
    ]),
  )
}

export function parseTimes(map: Rest): DeviceTimes {
  const times = new Map<string, number>()
  for (const [device, at] of map) times.set(parseDevice(device), parseTime(at))
  return times
}

export function parseTime(value: unknown): number {
  if (typeof value !== 'number' || value < 0 || value > LATEST)
    throw malformed('a time is no number of milliseconds')
  return value
}

export function parseDevice(value: unknown): string {
  if (typeof value !== 'string') throw malformed('a device id is no text')
  return value
}
