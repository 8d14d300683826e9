import { WebAuthnError } from '../error.ts'

/**
 * Runs a conditional (autofill) request. The page waits for it in the background, so that a person
 * who dismisses what was shown has not answered the page: the request is started again, never
 * rejected. It ends with an answer, with an error of the attempt, or when the page aborts it.
 *
 * `attempt` resolves with the answer, or with `dismissed` after a person has put it aside; it must
 * also settle when the page aborts.
 *
 * @throws WebAuthnError `ceremony.aborted` once `isAborted` says so, even if an answer has come.
 *
 * WebAuthn Level 3, section 5.1.4, step "conditional".
 */
export async function runConditional<T>(
  attempt: () => Promise<T | 'dismissed'>,
  isAborted: () => boolean,
): Promise<T> {
  for (;;) {
    requireNotAborted(isAborted)
    const outcome = await attempt()
    requireNotAborted(isAborted)
    if (outcome !== 'dismissed') return outcome
  }
}

function requireNotAborted(isAborted: () => boolean): void {
  if (isAborted()) throw new WebAuthnError('ceremony.aborted', 'The page has aborted the request.')
}
