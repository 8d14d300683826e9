import { KeyholderError } from '@keyward/keyholder/error'
import type { Refusal } from '@keyward/workspace/rules'

/** A refusal by a rule of the workspace that was met before anything was asked for. */
export function refusedBy(refusal: Refusal, sentence: string): KeyholderError {
  return new KeyholderError('forbidden', sentence, { refusal })
}
