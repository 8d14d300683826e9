import { Unprintable } from '@keyward/primitives/unprintable'
import {
  kitFromCode,
  kitFromWords,
  kitToCode,
  kitToWords,
  type RecoveryKit,
  VaultError,
} from '@keyward/vault/unlock'
import { KeyholderError } from '../error.ts'

/** A new recovery kit, to be shown once and kept by the person. It can't print. */
export class ShownKit extends Unprintable {
  readonly #kit: RecoveryKit

  constructor(kit: RecoveryKit) {
    super('recovery kit')
    this.#kit = kit
  }

  /** 24 English words. */
  get words(): string {
    return kitToWords(this.#kit)
  }

  /** The text of its QR code. */
  get code(): string {
    return kitToCode(this.#kit)
  }
}

/** Reads a kit as words or as its code. @throws {KeyholderError} `session.wrong-kit` saying what is wrong */
export function parseKit(text: string): RecoveryKit {
  try {
    return text.trim().toUpperCase().startsWith('KEYWARD-KIT')
      ? kitFromCode(text)
      : kitFromWords(text)
  } catch (error) {
    if (error instanceof VaultError) throw new KeyholderError('session.wrong-kit', error.message)
    throw error
  }
}
