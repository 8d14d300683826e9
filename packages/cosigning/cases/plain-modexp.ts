import { CosigningError } from '../error.ts'
import type { ModExp } from '../modexp/port.ts'
import { fromBytes, power, toBytes } from './oracle.ts'

/** The port's second implementation, by school arithmetic: what the native one is held to. */
export const plainModExp: ModExp = (input) => {
  const [base, exponent, modulus] = [input.base, input.exponent, input.modulus].map(fromBytes)
  if (base === undefined || exponent === undefined || modulus === undefined) throw refused()
  if (input.modulus.length < 256 || modulus % 2n === 0n || exponent === 0n) throw refused()
  if (base < 2n || base > modulus - 2n) throw refused()
  return toBytes(power(base, exponent, modulus), input.modulus.length)
}

function refused(): CosigningError {
  return new CosigningError('modexp.refused', 'These numbers are refused.')
}
