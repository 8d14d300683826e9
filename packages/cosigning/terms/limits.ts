import { type CborValue, decodeCbor, encodeCbor } from '@keyward/codec'
import { type Field, nullable } from '@keyward/codec/records'
import { codec, fieldsFor, malformed } from './statement.ts'
import { hasZoneForm } from './zone.ts'

/** When on which days sign-ins are allowed, by the clocks of a time zone. */
export interface Hours {
  /** An IANA name such as `Europe/Berlin`. */
  readonly zone: string
  /** 1 Monday to 7 Sunday, ascending; at least one. */
  readonly days: readonly number[]
  /** Minutes of the local day by its clock: allowed from `from` (0 to 1,439) to before `to`. */
  readonly from: number
  /** Above `from`, and 1,440 for the end of the day. */
  readonly to: number
}

/** What the server asks of each sign-in of one grantee with one account. Null and false ask nothing. */
export interface Limits {
  /** Sign-ins in all: 1 to 100,000. */
  readonly signIns: number | null
  /** UTC milliseconds: refused from this one on. */
  readonly expiresAt: number | null
  readonly hours: Hours | null
  /** The person is verified at each sign-in. */
  readonly userVerification: boolean
  /** A reason is written to each sign-in. */
  readonly reason: boolean
  /** An owner approves each sign-in, or opened a window. */
  readonly approval: boolean
}

export const NO_LIMITS: Limits = {
  signIns: null,
  expiresAt: null,
  hours: null,
  userVerification: false,
  reason: false,
  approval: false,
}

/** The most sign-ins that a limit counts to. */
export const MAX_SIGN_INS = 100_000

/** Minutes of a day by its clock. */
export const MINUTES_OF_DAY = 1440

const { record, integer, boolean } = fieldsFor('terms')

const zone: Field<string> = {
  encode: (value) => value,
  parse(value) {
    if (typeof value === 'string' && hasZoneForm(value)) return value
    throw malformed('terms', 'the time zone has no name of IANA')
  },
}

/** Bit 0 for Monday to bit 6 for Sunday: one form for one set. */
const days: Field<readonly number[]> = {
  encode(value): CborValue {
    const known = value.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)
    if (!known) throw malformed('terms', 'days are numbered from 1 to 7')
    return value.reduce((bits, day) => bits | (1 << (day - 1)), 0)
  },
  parse(value) {
    const bits = integer(1, 127).parse(value)
    return [1, 2, 3, 4, 5, 6, 7].filter((day) => (bits & (1 << (day - 1))) !== 0)
  },
}

const span = record({
  zone,
  days,
  from: integer(0, MINUTES_OF_DAY - 1),
  to: integer(1, MINUTES_OF_DAY),
})

const hours: Field<Hours> = {
  encode: (value) => span.encode(value),
  parse(value) {
    const read = span.parse(value)
    if (read.from >= read.to) throw malformed('terms', 'the allowed hours end before they begin')
    return read
  },
}

export const limitsField: Field<Limits> = record({
  signIns: nullable(integer(1, MAX_SIGN_INS)),
  expiresAt: nullable(integer(0)),
  hours: nullable(hours),
  userVerification: boolean,
  reason: boolean,
  approval: boolean,
})

/** Limits as bytes, to keep them outside of a statement. @throws {CosigningError} `terms.malformed` */
export function encodeLimits(limits: Limits): Uint8Array {
  const bytes = encodeCbor(limitsField.encode(limits))
  parseLimits(bytes)
  return bytes
}

/** @throws {CosigningError} `terms.malformed` */
export function parseLimits(bytes: Uint8Array): Limits {
  return limitsField.parse(codec('terms', () => decodeCbor(bytes)))
}
