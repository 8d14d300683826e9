import { WebAuthnError, type Rule } from '../../error.ts'

/** The rule that a call is refused with; `none` when it is not. Other errors pass through. */
export function ruleOf(call: () => unknown): Rule | 'none' {
  try {
    call()
    return 'none'
  } catch (error) {
    return ruleOfError(error)
  }
}

/** As `ruleOf`, for calls that answer later. */
export async function ruleOfAsync(call: () => unknown): Promise<Rule | 'none'> {
  try {
    await call()
    return 'none'
  } catch (error) {
    return ruleOfError(error)
  }
}

function ruleOfError(error: unknown): Rule {
  if (error instanceof WebAuthnError) return error.rule
  throw error
}
