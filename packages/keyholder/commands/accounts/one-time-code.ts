import { Unprintable } from '@keyward/primitives/unprintable'
import { deriveTimedCode, type TimedCode, type TotpParameters } from '../../accounts/totp.ts'
import { parseOneTimeCode } from '../../transfer/one-time-code.ts'
import type { Desk } from '../desk.ts'
import { revealSecrets } from './reveal.ts'

/** Gives the codes of one account, as long as it is kept. Its seed stays inside. */
export class OneTimeCodes extends Unprintable {
  /** Seconds. */
  readonly period: number
  readonly #parameters: TotpParameters

  constructor(parameters: TotpParameters) {
    super('one-time codes')
    this.#parameters = parameters
    this.period = parameters.period
  }

  /** @param at UTC milliseconds */
  codeAt(at: number): TimedCode {
    return deriveTimedCode(this.#parameters, at)
  }
}

/**
 * The one-time codes of an account; undefined without a seed that codes can be made from. That they
 * were looked at is kept durably before they are given.
 *
 * @throws {KeyholderError} `account.*`, `forbidden`
 */
export async function openOneTimeCodes(
  desk: Desk,
  accountId: string,
): Promise<OneTimeCodes | undefined> {
  const { 'one-time-code': seed } = await revealSecrets(desk, accountId, ['one-time-code'])
  const parameters = seed === undefined ? undefined : parseOneTimeCode(seed)
  return parameters && new OneTimeCodes(parameters)
}

/** Whether codes can be made from this text: base32, or an `otpauth` address. Never throws. */
export function isOneTimeCodeSeed(text: string): boolean {
  return parseOneTimeCode(text) !== undefined
}
