import { randomInt } from 'node:crypto'

/** A parser and what is known about it. */
export interface ParserFuzz<T> {
  /** Named in the failure message. */
  readonly name: string
  /** Valid inputs, at least one: most runs mutate these. */
  readonly samples: readonly Uint8Array[]
  readonly parse: (bytes: Uint8Array) => T
  /** Where the form is canonical: has to give back the very bytes that were parsed. */
  readonly reencode?: (value: T) => Uint8Array
  /** Whether a thrown value is one of the parser's declared errors. */
  readonly isOwnError: (error: unknown) => boolean
  readonly runs: number
  /** Chosen by the environment (KEYWARD_SEED) or as the long runs are, when absent. */
  readonly seed?: number
}

/** How often a parser accepted and how often it refused. */
export interface FuzzOutcome {
  readonly accepted: number
  readonly refused: number
}

const IS_LONG = process.env['KEYWARD_LONG'] === '1'

/** How many inputs each parser gets: 5,000, or 100,000 in the long suites. */
export function fuzzRuns(): number {
  return IS_LONG ? 100_000 : 5_000
}

/**
 * Feeds a parser with valid, mutated and random inputs. Each has to give one of its declared errors,
 * or a value that encodes to the same bytes again. The same seed gives the same inputs; short runs
 * always take the same one, long runs a new one each time.
 *
 * @throws {Error} naming the parser, the seed, the run and the input
 */
export function fuzzParser<T>(target: ParserFuzz<T>): FuzzOutcome {
  const seed = target.seed ?? defaultSeed()
  const random = seededRandom(seed)
  let accepted = 0
  for (let run = 0; run < target.runs; run += 1) {
    const input = nextInput(random, target.samples)
    const given = new Uint8Array(input)
    try {
      if (survives(target, input)) accepted += 1
    } catch (error) {
      const shown = Buffer.from(given).toString('hex').slice(0, 2000)
      throw new Error(`${target.name}: seed ${seed}, run ${run}, input ${shown}`, { cause: error })
    }
  }
  return { accepted, refused: target.runs - accepted }
}

function survives<T>(target: ParserFuzz<T>, input: Uint8Array): boolean {
  let value: T
  try {
    value = target.parse(input)
  } catch (error) {
    if (target.isOwnError(error)) return false
    throw error
  }
  const again = target.reencode?.(value)
  if (again !== undefined && Buffer.compare(again, input) !== 0) {
    throw new Error(`The value encodes to ${Buffer.from(again).toString('hex').slice(0, 2000)}.`)
  }
  return true
}

function defaultSeed(): number {
  const wanted = process.env['KEYWARD_SEED']
  if (wanted !== undefined) return Number(wanted)
  return IS_LONG ? randomInt(2 ** 32) : 1
}

/** A whole number from 0 to below the limit. */
type SeededRandom = (limit: number) => number

/** Mulberry32: a full period of 2^32, one 32-bit word of state. */
function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

function nextInput(random: SeededRandom, samples: readonly Uint8Array[]): Uint8Array {
  if (random(16) === 0) return randomBytes(random, random(80))
  // Not slice(): that of a Buffer shares its bytes, and damage would pile up in the sample.
  let bytes: Uint8Array = new Uint8Array(pick(random, samples))
  // One input in eight stays as it is, so that acceptance is exercised too.
  if (random(8) === 0) return bytes
  for (let left = 1 + random(3); left > 0; left -= 1) {
    bytes = pick(random, MUTATIONS)(bytes, random, samples)
  }
  return bytes
}

type Mutation = (
  bytes: Uint8Array,
  random: SeededRandom,
  samples: readonly Uint8Array[],
) => Uint8Array

/** First bytes, lengths and markers where CBOR, DER, base64url and UTF-8 change their meaning. */
const TELLING_BYTES = [
  0x00, 0x01, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1f, 0x20, 0x22, 0x3d, 0x40, 0x5f, 0x60, 0x7b, 0x7f,
  0x80, 0x81, 0x82, 0x84, 0x9f, 0xa0, 0xbf, 0xc0, 0xed, 0xf4, 0xf6, 0xf7, 0xfb, 0xff,
] as const

const flipBit: Mutation = (bytes, random) => {
  if (bytes.length > 0) bytes[random(bytes.length)]! ^= 1 << random(8)
  return bytes
}

const editLength: Mutation = (bytes, random) => {
  if (bytes.length === 0) return bytes
  const at = random(bytes.length)
  const step = random(2) === 0 ? 1 : -1
  bytes[at] = random(2) === 0 ? (bytes[at] as number) + step : pick(random, TELLING_BYTES)
  return bytes
}

const truncate: Mutation = (bytes, random) => bytes.slice(0, random(bytes.length + 1))

const insert: Mutation = (bytes, random) => {
  const at = random(bytes.length + 1)
  return replaced(bytes, at, at, randomBytes(random, 1 + random(8)))
}

const remove: Mutation = (bytes, random) => {
  const [from, to] = range(bytes, random)
  return replaced(bytes, from, to, new Uint8Array())
}

const duplicate: Mutation = (bytes, random) => {
  const [from, to] = range(bytes, random)
  return replaced(bytes, to, to, bytes.slice(from, to))
}

/** Puts a part of another sample over a part of this one. */
const splice: Mutation = (bytes, random, samples) => {
  const other = pick(random, samples)
  const [from, to] = range(bytes, random)
  return replaced(bytes, from, to, other.slice(...range(other, random)))
}

const MUTATIONS = [flipBit, flipBit, editLength, truncate, insert, remove, duplicate, splice]

function range(bytes: Uint8Array, random: SeededRandom): [from: number, to: number] {
  const from = random(bytes.length + 1)
  return [from, from + random(bytes.length - from + 1)]
}

function replaced(bytes: Uint8Array, from: number, to: number, by: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length - (to - from) + by.length)
  result.set(bytes.subarray(0, from))
  result.set(by, from)
  result.set(bytes.subarray(to), from + by.length)
  return result
}

function randomBytes(random: SeededRandom, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random(256))
}

function pick<T>(random: SeededRandom, values: readonly T[]): T {
  const value = values[random(values.length)]
  if (value === undefined) throw new Error('There has to be something to choose from.')
  return value
}
